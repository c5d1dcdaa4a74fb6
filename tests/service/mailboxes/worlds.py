"""Mailboxes as two workers see them, and a journal that is a dict."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from gateway.service.journal.records import Due, Mailbox
from gateway.service.mailboxes.interface import Lease, Mailboxes
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes

LINKS = ("tianjin", "hebei")


@dataclass
class DictJournal:
    """What is due, as the journal would say it; claims are not played."""

    waiting: dict[Mailbox, datetime] = field(default_factory=dict)

    async def due(self, now: datetime, limit: int, links: Sequence[str]) -> Sequence[Due]:
        rows = sorted((at, box.link, box.consignment) for box, at in self.waiting.items() if at <= now)
        found = [Due(mailbox=Mailbox(link=link, consignment=number), due_at=at) for at, link, number in rows]
        return [entry for entry in found if entry.mailbox.link in links][:limit]


@dataclass
class World:
    """One kind of mailboxes, as two workers see them."""

    mailboxes: Mailboxes
    other: Mailboxes
    journal: DictJournal

    async def put(self, *entries: Due) -> None:
        """Commit, then put."""
        for entry in entries:
            known = self.journal.waiting.get(entry.mailbox, entry.due_at)
            self.journal.waiting[entry.mailbox] = min(known, entry.due_at)
        await self.mailboxes.put(entries)

    def conclude(self, lease: Lease, due_at: datetime | None) -> None:
        """Commit what became of the head."""
        self.journal.waiting.pop(lease.mailbox, None)
        if due_at is not None:
            self.journal.waiting[lease.mailbox] = due_at

    async def release(self, lease: Lease, due_at: datetime | None) -> None:
        """Conclude, then release."""
        self.conclude(lease, due_at)
        await self.mailboxes.release(lease, due_at)

    async def take(self, limit: int = 10, lease_s: float = 60.0) -> list[Lease]:
        return list(await self.mailboxes.take(LINKS, "first", limit, lease_s))

    async def take_elsewhere(self, limit: int = 10, lease_s: float = 60.0) -> list[Lease]:
        return list(await self.other.take(LINKS, "second", limit, lease_s))


def box(number: int, link: str = "tianjin") -> Mailbox:
    return Mailbox(link=link, consignment=number)


def due(number: int, in_s: float = -60.0, link: str = "tianjin") -> Due:
    """A mailbox that falls due so many seconds from now, in whole milliseconds."""
    at = datetime.now(UTC) + timedelta(seconds=in_s)
    return Due(mailbox=box(number, link), due_at=at.replace(microsecond=at.microsecond // 1000 * 1000))


def boxes(leases: Sequence[Lease]) -> list[int]:
    return [lease.mailbox.consignment for lease in leases]


async def opened(stack: AsyncExitStack, url: str) -> RedisMailboxes:
    mailboxes = RedisMailboxes(url, dedup_s=3600)
    stack.push_async_callback(mailboxes.close)
    await mailboxes.open()
    return mailboxes
