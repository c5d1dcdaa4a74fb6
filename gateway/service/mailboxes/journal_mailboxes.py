"""The mailboxes from the journal alone, leased within this process: for the time when Redis is away."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from gateway.model.errors import AgainError
from gateway.service.journal.records import Due, Mailbox
from gateway.service.mailboxes.interface import DueSource, Lease, Seen

AHEAD = timedelta(days=36500)
ALONE = "the journal alone"
TOKEN = "journal:"  # noqa: S105 - names who gave a lease; it opens nothing


def wall() -> datetime:
    """Now, by this machine's clock."""
    return datetime.now(UTC)


class JournalMailboxes:
    """Asks the journal what is due. Two processes may be given one mailbox: the journal's claim decides between them.

    It also knows what this process holds of Redis (`hold`), so that nobody here gets it twice when Redis goes.
    """

    def __init__(
        self,
        journal: DueSource,
        *,
        clock: Callable[[], datetime] = wall,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._monotonic = monotonic
        self._held: dict[Mailbox, tuple[str, float]] = {}
        self._woken = asyncio.Event()
        self._upcoming: list[float] = []  # heap, monotonic: when something falls due or a lease ends

    async def close(self) -> None:
        """Nothing to hang up."""

    async def put(self, entries: Sequence[Due]) -> None:
        """Wake who waits; the entries themselves stand in the journal already."""
        for entry in entries:
            if not self.is_held(entry.mailbox):
                self._falls_due(entry.due_at)

    async def take(self, links: Sequence[str], worker: str, limit: int, lease_s: float) -> Sequence[Lease]:
        """See `Mailboxes`. [] also while the journal itself does not answer."""
        if limit <= 0:
            return []
        self._woken.clear()
        self._forget_past()
        free = await self._free_now(links, limit)
        token = f"{TOKEN}{worker}:{secrets.token_hex(8)}"
        leases = [Lease(mailbox=mailbox, token=token) for mailbox in free[:limit]]
        self.hold(leases, lease_s)
        if leases:
            heappush(self._upcoming, self._monotonic() + lease_s)
        if len(free) > limit:
            self._woken.set()
        return leases

    async def renew(self, lease: Lease, lease_s: float) -> bool:
        """See `Mailboxes`."""
        if not self.holds(lease):
            return False
        self.hold([lease], lease_s)
        return True

    async def release(self, lease: Lease, due_at: datetime | None) -> None:
        """Free it; when it is due again stands in the journal, and here only to wake in time."""
        if not self.holds(lease):
            return
        del self._held[lease.mailbox]
        if due_at is not None:
            self._falls_due(due_at)

    async def wait(self, timeout_s: float) -> None:
        """See `Mailboxes`; what other processes put is seen at the next look only."""
        next_at = self._upcoming[0] if self._upcoming else float("inf")
        with suppress(TimeoutError):
            async with asyncio.timeout(min(timeout_s, max(0.0, next_at - self._monotonic()))):
                await self._woken.wait()
        self._woken.clear()
        self._forget_past()

    async def schedule(self, link: str, limit: int) -> Sequence[Due]:
        """See `Mailboxes`."""
        waiting = await self._journal.due(self._clock() + AHEAD, limit + len(self._held), [link])
        return self.free(waiting)[:limit]

    async def remember(self, entries: Sequence[Seen]) -> None:
        """The journal remembers by itself."""

    async def seen(self, party: str, number: str) -> Seen | None:
        """Nothing: the journal is asked by who accepts, in the same transaction."""
        return None

    async def rebuild(self, journal_due: Sequence[Due]) -> None:
        """See `Mailboxes`."""
        await self.put(journal_due)

    async def healthy(self) -> bool:
        """Always: it keeps nothing that could be lost."""
        return True

    async def version(self) -> str:
        """See `Mailboxes`."""
        return ALONE

    async def forget_all(self) -> None:
        """See `Mailboxes`."""
        self._held.clear()

    def hold(self, leases: Sequence[Lease], lease_s: float) -> None:
        """This process has these mailboxes, whoever gave them."""
        until = self._monotonic() + lease_s
        for lease in leases:
            self._held[lease.mailbox] = lease.token, until

    def holds(self, lease: Lease) -> bool:
        """Whether this very lease is the last that was given for its mailbox here."""
        token, _ = self._held.get(lease.mailbox, ("", 0.0))
        return token == lease.token

    def is_held(self, mailbox: Mailbox) -> bool:
        """Whether somebody in this process has it."""
        _, until = self._held.get(mailbox, ("", float("-inf")))
        return until > self._monotonic()

    def free(self, entries: Sequence[Due]) -> list[Due]:
        """Those that nobody in this process has."""
        return [entry for entry in entries if not self.is_held(entry.mailbox)]

    async def waiting(self, links: Sequence[str], limit: int) -> list[Due]:
        """What a Redis that came back is told: all that waits and that nobody here has."""
        return self.free(await self._journal.due(self._clock() + AHEAD, limit, links))

    def wake(self) -> None:
        """End the wait of this process."""
        self._woken.set()

    async def _free_now(self, links: Sequence[str], limit: int) -> list[Mailbox]:
        """What nobody here has; one more than `limit` tells that there is more."""
        # As many more as are held: the journal does not know our leases and may name them first.
        wanted = limit + len(self._held) + 1
        try:
            due = await self._journal.due(self._clock(), wanted, links)
        except AgainError:  # the sweeper asks the same every second, and tells
            return []
        return list(dict.fromkeys(entry.mailbox for entry in self.free(due)))

    def _falls_due(self, due_at: datetime) -> None:
        rest_s = (due_at - self._clock()).total_seconds()
        at = self._monotonic() + rest_s
        if rest_s <= 0 or not self._upcoming or at < self._upcoming[0]:
            self._woken.set()  # whoever waits now, waits for something later
        if rest_s > 0:
            heappush(self._upcoming, at)

    def _forget_past(self) -> None:
        """What fell due wakes once; a lease that ended holds nobody back."""
        now = self._monotonic()
        while self._upcoming and self._upcoming[0] <= now:
            heappop(self._upcoming)
        self._held = {mailbox: held for mailbox, held in self._held.items() if held[1] > now}
