"""A chain made by hand: a notary whose clock a test holds, over records of made-up messages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from gateway.service.journal.journal import Journal
from gateway.service.notary import Notary, Stamp
from gateway.trust.trust_store import TrustStore
from tests.service.journal.material import acceptance, accepted, delivered
from tests.trust.made import AT, Party, party

GATEWAY = party(name="gateway")
TRUST = TrustStore.of([("gateway", GATEWAY.certificate)])
BATCH_S = 10.0


@dataclass
class Clock:
    """Stands still until it is set."""

    at: datetime = AT

    def now(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


def notary(journal: Journal, clock: Clock, *, by: Party = GATEWAY, stamp: Stamp | None = None) -> Notary:
    return Notary(journal=journal.evidence, signer=lambda: by.signer, now=clock.now, batch_s=BATCH_S, stamp=stamp)


async def three_days(journal: Journal, clock: Clock) -> None:
    """Three days of two batches each, every message delivered; the last day is not over."""
    own = notary(journal, clock)
    for day in range(3):
        for batch in range(2):
            for n in range(3):
                (mailbox,) = await accepted(journal, acceptance(100 * day + 10 * batch + n + 1))
                await delivered(journal, mailbox)
            await own.seal_now()
            clock.passes(hours=1)
        clock.passes(days=1, hours=-2)
        await own.turn()
        assert own.trouble == ""


def tampered(url: str, *statements: str) -> None:
    """What a hostile operator does, who can write the file."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
