"""Reconciliation of one link's day: ours counted from the journal, theirs beside it, and what mends the difference."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.watch import Flow, Reconcile
from gateway.service.journal.records import Act
from gateway.service.journal.watching.front import WatchingJournal
from gateway.service.watching import comparing
from gateway.service.watching.comparing import Difference, Mend
from gateway.service.watching.statement import Statement, bounds, lines

Redeliver = Callable[[str, str, Act, datetime], Awaitable[object]]
"""`Journal.redeliver`: message, link, act, now."""
KNOWN = frozenset({faults.ALREADY_WAITING, faults.STOPPED, faults.NO_DOCUMENT, faults.RETIRED, faults.DELIVERY_UNKNOWN})
"""Why one difference cannot be mended now, and the others may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A link, and the addresses that both sides agreed on for it; "" where none is configured."""

    link: str
    ours: str
    theirs: str


class Reconciler:
    """One link's day. DAY_NOT_OVER for one that still runs: both sides would count what is under way differently."""

    def __init__(self, journal: WatchingJournal, sides: Sides, day: date, now: datetime) -> None:
        self._journal = journal
        self._sides = sides
        self._day = day
        self._bounds = bounds(day)
        self._now = now
        if now < self._bounds[1]:
            raise faults.DAY_NOT_OVER.error("the day is not over in China", value=day.isoformat())

    async def ours(self) -> Statement:
        """Our side of the day."""
        sides = self._sides
        counted = await self._journal.day(sides.link, *self._bounds)
        return Statement(by=sides.ours, about=sides.theirs, day=self._day, made_at=self._now, lines=lines(counted))

    async def compared(self, ours: Statement, theirs: Statement) -> Sequence[Difference]:
        """Each difference by number. STATEMENT_FOREIGN for the statement of another day, or of another link."""
        self._refuse_other(theirs)
        link, day = self._sides.link, self._bounds
        sent, received = comparing.apart(ours.lines, theirs.lines)
        gone = await self._journal.sent(link, {*sent.ours, *sent.theirs})
        came = await self._journal.received(link, {*received.ours, *received.theirs})
        refused = await self._journal.refused(link, *day, received.theirs.keys() - came.keys())
        return [*comparing.of_sent(sent, gone, day), *comparing.of_received(received, came, refused, day)]

    def totals_compared(self, ours: Statement, theirs: Reconcile) -> Sequence[Difference]:
        """Each difference by kind, where a message told counts and digests only."""
        return list(comparing.of_totals(ours.totals(), theirs.totals))

    async def mend(self, found: Sequence[Difference], redeliver: Redeliver, act: Act) -> Sequence[tuple[str, str]]:
        """Send again what is to be sent again: our number of each, and "" or the code why it was not."""
        wanted = [one.message for one in found if one.mend is Mend.REDELIVER and one.flow is Flow.SENT]
        return [(message, await self._again(message, redeliver, act)) for message in dict.fromkeys(wanted)]

    async def _again(self, message: str, redeliver: Redeliver, act: Act) -> str:
        try:
            await redeliver(message, self._sides.link, act, self._now)
        except GatewayError as error:
            if error.fault not in KNOWN:
                raise
            return error.fault.code
        return ""

    def _refuse_other(self, theirs: Statement) -> None:
        for what, said, wanted in (
            ("by", theirs.by, self._sides.theirs),
            ("about", theirs.about, self._sides.ours),
            ("day", theirs.day.isoformat(), self._day.isoformat()),
        ):
            if wanted and said != wanted:
                raise faults.STATEMENT_FOREIGN.error(f"its `{what}` is not {wanted}", value=said)
