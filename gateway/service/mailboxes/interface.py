"""What mailboxes do, whoever keeps them: Redis, or the journal alone while Redis is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gateway.service.journal.records import Due, Mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A mailbox is ours for a while. It saves work and decides nothing: the licence to send is the journal's claim."""

    mailbox: Mailbox
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """(party, number) was accepted and its commit stands: enough to answer a copy without SQL.

    The receipt is our own signed answer and no payload of a party, so Redis may hold it.
    """

    party: str
    number: str
    content: str
    message: str
    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What stands behind the mailboxes at start; "" where the server does not tell."""

    version: str
    appendonly: str = ""
    maxmemory_policy: str = ""
    warnings: tuple[str, ...] = ()


class AwayError(Exception):
    """Redis did not do what it was asked. `Motion` turns to the journal, and nobody beyond it sees this."""


class DueSource(Protocol):
    """What the mailboxes need of the journal."""

    async def due(self, now: datetime, limit: int, links: Sequence[str]) -> Sequence[Due]:
        """Mailboxes of these links whose head may be sent at `now`, the longest due first, at most `limit`."""


class Mailboxes(Protocol):
    """Mailboxes with something to send, by due time. Seconds are seconds from now; moments are aware."""

    async def put(self, entries: Sequence[Due]) -> None:
        """These have something to send; the earlier due time wins, and a second put of the same changes nothing.

        Call it after the commit only, and every second with what the journal says is due.
        """

    async def take(self, links: Sequence[str], worker: str, limit: int, lease_s: float) -> Sequence[Lease]:
        """Up to `limit` due mailboxes, ours for `lease_s`: no one else is given them meanwhile. [] at once if none."""

    async def renew(self, lease: Lease, lease_s: float) -> bool:
        """Keep it for `lease_s` from now; False: it is no longer ours, stop sending."""

    async def release(self, lease: Lease, due_at: datetime | None) -> None:
        """Give it back, due again at `due_at` (None: nothing more to send), unless it is no longer ours.

        What was put meanwhile stays put.
        """

    async def wait(self, timeout_s: float) -> None:
        """Until something was put or falls due, at most `timeout_s`. It is told once: `take` after it."""

    async def schedule(self, link: str, limit: int) -> Sequence[Due]:
        """What waits in no one's hands, the earliest first: for display."""

    async def remember(self, entries: Sequence[Seen]) -> None:
        """Answer copies of these from now on; after the commit only."""

    async def seen(self, party: str, number: str) -> Seen | None:
        """What was remembered. None means nothing at all: the journal knows."""

    async def rebuild(self, journal_due: Sequence[Due]) -> None:
        """Put what the journal says, in bulk, after everything here was lost."""

    async def healthy(self) -> bool:
        """It answers, and it can write."""

    async def version(self) -> str:
        """The name and version of what stands behind it."""

    async def forget_all(self) -> None:
        """Lose everything; for tests."""
