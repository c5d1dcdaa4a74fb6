"""Whatever comes in whatever order: nothing is lost, nothing overtakes, nobody sends twice at once."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.model.errors import SetupError
from gateway.routing.delivery import Outcome
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Claimed, Mailbox
from tests.service.journal.material import (
    DELIVERED,
    FAILED,
    LEASE_S,
    REFUSED,
    acceptance,
    accepted,
    act,
    concluded,
    later,
    our_number,
)

ALIASES = st.frozensets(st.sampled_from(["bill:A", "bill:B", "bill:C", "no:1", "no:2"]), max_size=3)
LINKS = st.sampled_from([("tianjin",), ("hebei",), ("tianjin", "hebei")])
OUTCOMES = st.sampled_from([DELIVERED, DELIVERED, FAILED, REFUSED])
CHOICE = st.integers(0, 30)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("accept"), ALIASES, LINKS),
        st.tuples(st.just("claim"), CHOICE),
        st.tuples(st.just("conclude"), CHOICE, OUTCOMES),
        st.tuples(st.just("wait"), st.sampled_from([1.0, LEASE_S])),
        st.tuples(st.just("redeliver"), CHOICE),
        st.tuples(st.just("skip"), CHOICE),
    ),
    max_size=40,
)


@dataclass
class World:
    """The journal, and what a fair observer of it knows."""

    journal: Journal
    seconds: float = 0.0
    messages: list[str] = field(default_factory=list)
    mailboxes: list[Mailbox] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)
    running: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    """Attempt and end of the claim, by delivery."""

    async def accept(self, aliases: frozenset[str], links: tuple[str, ...]) -> None:
        n = len(self.messages)
        self.messages.append(our_number(n))
        sent = acceptance(n, *aliases, links=links, received_at=later(self.seconds))
        for mailbox in await accepted(self.journal, sent):
            if mailbox not in self.mailboxes:
                self.mailboxes.append(mailbox)

    async def claim(self, choice: int) -> None:
        if not self.mailboxes:
            return
        now = later(self.seconds)
        got = await self.journal.claim(self.mailboxes[choice % len(self.mailboxes)], "one", now, LEASE_S)
        if isinstance(got, Claimed):
            _attempt, until = self.running.get(got.delivery_id, (0, now))
            assert until <= now, "claimed while a claim runs"
            self.running[got.delivery_id] = (got.attempt, later(self.seconds + LEASE_S))
            self.claims.append(got)

    async def conclude(self, choice: int, outcome: Outcome) -> None:
        if self.claims:
            claim = self.claims[choice % len(self.claims)]
            await concluded(self.journal, claim, outcome, later(self.seconds))
            if self.running[claim.delivery_id][0] == claim.attempt:
                self.running[claim.delivery_id] = (claim.attempt, later(self.seconds))

    async def wait(self, seconds: float) -> None:
        self.seconds += seconds

    async def redeliver(self, choice: int) -> None:
        await self._operate("redeliver", choice)

    async def skip(self, choice: int) -> None:
        await self._operate("skip", choice)

    async def _operate(self, verb: str, choice: int) -> None:
        if self.messages:
            message = self.messages[choice % len(self.messages)]
            try:
                await getattr(self.journal, verb)(message, "tianjin", act(verb), later(self.seconds))
            except SetupError:
                return


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_any_sequence_keeps_the_invariant_the_order_and_one_claim_at_a_time(steps: list[tuple[object, ...]]) -> None:
    asyncio.run(lives_through(steps))


async def lives_through(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        async with open_journal(f"sqlite:///{path}") as journal:
            world = World(journal)
            for name, *arguments in steps:
                await getattr(world, str(name))(*arguments)
                check_order(path, begun={claim.delivery_id for claim in world.claims})
            assert (await journal.invariant()).holds
            await drain(world)


async def drain(world: World) -> None:
    """With every dead letter skipped, everything that waits is deliverable: nothing is stuck for ever."""
    world.seconds += 1000
    while True:
        for letter in await world.journal.dead(99):
            await world.journal.skip(letter.message, letter.link, act("skip"), later(world.seconds))
        found = await world.journal.due(later(world.seconds), 99)
        if not found:
            break
        for due in found:
            got = await world.journal.claim(due.mailbox, "one", later(world.seconds), LEASE_S)
            if isinstance(got, Claimed):
                await concluded(world.journal, got, at=later(world.seconds))
    invariant = await world.journal.invariant()
    assert invariant.holds
    assert set(invariant.by_state) <= {"delivered", "skipped"}


def check_order(path: Path, begun: set[int]) -> None:
    """No delivery was begun while one before it in the same mailbox was not final; positions have no gaps."""
    database = sqlite3.connect(path)
    query = (
        "SELECT p.link, p.consignment, p.position, d.id, d.state FROM position p JOIN delivery d ON d.id = p.delivery"
    )
    boxes = defaultdict[tuple[str, int], list[tuple[int, int, str]]](list)
    for link, consignment, position, delivery, state in database.execute(f"{query} ORDER BY 1, 2, 3"):
        boxes[link, consignment].append((position, delivery, state))
    database.close()
    for rows in boxes.values():
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
        still_open = [n for n, (_p, _d, state) in enumerate(rows) if state in ("waiting", "dead")]
        first = still_open[0] if still_open else len(rows)
        assert not {delivery for _p, delivery, _s in rows[first + 1 :]} & begun
