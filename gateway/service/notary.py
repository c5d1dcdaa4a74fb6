"""The notary: seals what the journal recorded, batch by batch and day by day, and has the days stamped if told so.

One a worker; all of them work on one chain, and whoever comes second begins anew. Nothing waits for it: a document is
accepted whether or not its record is sealed yet, and a step that fails is taken again at the next turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import structlog

from gateway.evidence.records import digest
from gateway.evidence.statements import BatchStatement, DayStatement, sealed
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service import blame
from gateway.service.journal.evidence.front import EvidenceJournal
from gateway.service.journal.evidence.views import ChainState, Unsealed
from gateway.trust.signer import Signer

LOG = structlog.get_logger()
BATCH = 1024
"""Records of one batch: bounds how long marking them holds the journal's write lock."""
TRIES = 5
"""Another worker was first: so often it is begun anew at once."""
STAMPS = 7
"""Days stamped in one turn, where an authority was away for long."""
EARLY = 0.9
"""Of batch_s: who comes so soon after another worker's batch leaves it alone."""
LATE = 10
"""Of batch_s: an unsealed record so old is told as a warning."""

T = TypeVar("T")
Stamp = Callable[[bytes], Awaitable[bytes]]
"""Has a statement stamped; the answer is verified. Raises GatewayError."""


class Notary:
    """`signer` is asked for each statement: keys are rotated meanwhile. None: we have no key, and nothing is sealed."""

    def __init__(
        self,
        *,
        journal: EvidenceJournal,
        signer: Callable[[], Signer | None],
        now: Callable[[], datetime],
        batch_s: float,
        stamp: Stamp | None = None,
    ) -> None:
        self._journal = journal
        self._signer = signer
        self._now = now
        self._batch_s = batch_s
        self._stamp = stamp
        self._turn = asyncio.Lock()
        self.trouble = ""
        """Why the last turn did not end well; "" if it did."""

    async def run(self) -> None:
        """For ever, a turn every batch_s."""
        while True:
            await asyncio.sleep(self._batch_s)
            await self.turn()

    async def turn(self) -> None:
        """Seal what waits, unless another worker just did; close days that are over; have them stamped."""
        try:
            async with self._turn:
                await self._seal(forced=False)
                await self._close_days()
                await self._stamp_days()
            self.trouble = ""
        except GatewayError as error:
            self.trouble = f"{error.fault.code}: {error.reason}"
            LOG.warning("evidence-unsealed", code=error.fault.code, reason=error.reason)
        except Exception as error:
            self.trouble = "an error of ours; it is in our log"
            blame.tell(error)

    async def seal_now(self) -> None:
        """Seal every record that there is. Raises JOURNAL_AWAY, BUSY; KEY_UNUSABLE where no key signs."""
        async with self._turn:
            await self._seal(forced=True)

    @property
    def stamps(self) -> bool:
        """Whether days are to be stamped."""
        return self._stamp is not None

    def signer(self) -> Signer:
        """Who signs evidence now. Raises KEY_UNUSABLE where nobody does."""
        signer = self._signer()
        if signer is None:
            raise faults.KEY_UNUSABLE.error("no key of ours signs evidence: set one up in [[keys]]")
        return signer

    def age_s(self, state: ChainState) -> float:
        """Of the oldest record that waits for its seal; 0 where none waits, and where a clock went back."""
        return max(0.0, (self._now() - state.oldest_at).total_seconds()) if state.oldest_at else 0.0

    def is_late(self, state: ChainState) -> bool:
        """Whether some record has waited too long for its seal."""
        return self.age_s(state) > LATE * self._batch_s

    async def _seal(self, *, forced: bool) -> None:
        while found := await self._journal.unsealed(BATCH):
            full = len(found.ids) == BATCH
            if not (forced or full or self._is_due(found)):
                return
            await _retried(self._seal_batch)
            if not full:
                return

    async def _seal_batch(self) -> None:
        """Reads again: whoever was first took these records along."""
        found = await self._journal.unsealed(BATCH)
        if found is None:
            return
        now = self._now()
        stated = BatchStatement(
            number=found.tip.number + 1,
            at=now,
            day=max(_day(now), found.tip.day),
            previous=found.tip.digest,
            first=found.ids[0],
            last=found.ids[-1],
            count=len(found.ids),
            root=_text(found.root),
        )
        await self._journal.seal(found, stated, sealed(stated, self.signer()))

    async def _close_days(self) -> None:
        """A day is over when our clock says so; the journal refuses it while batches of that day still come."""
        while await _retried(self._close_day):
            pass

    async def _close_day(self) -> bool:
        now = self._now()
        found = await self._journal.unsealed_day(before=_day(now))
        if found is None:
            return False
        stated = DayStatement(
            day=found.day,
            at=now,
            previous=found.previous,
            first=found.first,
            last=found.last,
            count=found.last - found.first + 1,
            root=_text(found.root),
            tip=found.tip,
        )
        await self._journal.seal_day(stated, sealed(stated, self.signer()))
        LOG.info("evidence-day", day=stated.day.isoformat(), batches=stated.count)
        return True

    async def _stamp_days(self) -> None:
        if self._stamp is None:
            return
        for day, statement in await self._journal.unstamped(STAMPS):
            await self._journal.stamp(day, await self._stamp(statement))
            LOG.info("evidence-stamped", day=day, digest=digest(statement))

    def _is_due(self, found: Unsealed) -> bool:
        """A batch in the future was made by a clock that was wrong since: nobody waits for that moment."""
        if found.tip.at is None:
            return True
        since = self._now() - found.tip.at
        return since < timedelta(0) or since >= timedelta(seconds=EARLY * self._batch_s)


async def _retried(step: Callable[[], Awaitable[T]]) -> T:
    """BUSY only after TRIES times."""
    for _ in range(TRIES - 1):
        try:
            return await step()
        except GatewayError as error:
            if error.fault is not faults.BUSY:
                raise
    return await step()


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()


def _text(root: bytes) -> str:
    return "sm3:" + root.hex()
