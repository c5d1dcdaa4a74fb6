"""The dedup window: accepted identities with their receipts, for a while. A miss means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis.asyncio import Redis

from gateway.service.mailboxes import scripts
from gateway.service.mailboxes.batch import Batch
from gateway.service.mailboxes.connection import away
from gateway.service.mailboxes.interface import Seen
from gateway.service.mailboxes.keys import Keys

RECEIPT_BYTES = 8192  # a longer one is not remembered: the window is for speed, and memory is shared with the motion


class SeenWindow:
    """Writes and reads the window, many at a call. Raises AwayError."""

    def __init__(self, client: Redis, keys: Keys, dedup_s: int) -> None:
        self._client = client
        self._keys = keys
        self._dedup_s = dedup_s
        self._remember = client.register_script(scripts.REMEMBER)
        self._entries = Batch(self._remember_all)
        self._questions = Batch(self._seen_all)

    async def remember(self, entries: Sequence[Seen]) -> None:
        """Hold these for `dedup_s`; those with a receipt over RECEIPT_BYTES are left to the journal."""
        await self._entries.ask([entry for entry in entries if len(entry.receipt) <= RECEIPT_BYTES])

    async def seen(self, party: str, number: str) -> Seen | None:
        """What is held."""
        (found,) = await self._questions.ask([(party, number)])
        return found

    async def settled(self) -> None:
        """Until nothing is under way."""
        await self._entries.settled()
        await self._questions.settled()

    async def _remember_all(self, entries: Sequence[Seen]) -> Sequence[None]:
        for party in dict.fromkeys(entry.party for entry in entries):
            own = [entry for entry in entries if entry.party == party]
            keys = [self._keys.seen(party, entry.number) for entry in own]
            with away():
                await self._remember(keys=keys, args=(self._dedup_s, *map(_packed, own)))
        return [None] * len(entries)

    async def _seen_all(self, asked: Sequence[tuple[str, str]]) -> Sequence[Seen | None]:
        found: dict[tuple[str, str], Any] = {}
        for party in dict.fromkeys(party for party, _ in asked):
            numbers = [number for of, number in asked if of == party]
            with away():
                values = await self._client.mget([self._keys.seen(party, number) for number in numbers])
            found |= {(party, number): value for number, value in zip(numbers, values, strict=True)}
        return [_unpacked(*identity, found[identity]) for identity in asked]


def _packed(entry: Seen) -> bytes:
    return b"\n".join((entry.content.encode(), entry.message.encode(), entry.receipt))


def _unpacked(party: str, number: str, value: bytes | None) -> Seen | None:
    """Read back what `_packed` wrote; what an older worker wrote otherwise counts as a miss."""
    parts = (value or b"").split(b"\n", 2)
    if len(parts) != 3:
        return None
    content, message, receipt = parts
    return Seen(party=party, number=number, content=content.decode(), message=message.decode(), receipt=receipt)
