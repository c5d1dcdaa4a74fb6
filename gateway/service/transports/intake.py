"""Taking in from OutBox: read, ask the exchange, answer into InBox, move aside; one document at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from gateway.model import faults
from gateway.model.errors import GatewayError, SenderError
from gateway.service import blame
from gateway.service.surroundings import Observer
from gateway.service.transports.archive import is_archive, only_document
from gateway.service.transports.boxes import Boxes
from gateway.service.transports.durable import move_aside, write_once, write_whole
from gateway.service.transports.file_names import answer_name, free_names, shown
from gateway.service.transports.outbox import Scan, Settling, Sighting, read_file, scan, sight
from gateway.service.transports.transport import Accept, Answer

LONGEST_PAUSE_S = 60.0
Done = TypeVar("Done")

Refuse = Callable[[bytes, GatewayError], Awaitable[Answer]]
"""(raw bytes, what is wrong with them) → the refusal in the port's own words, for what cannot even be unpacked."""


class Intake:
    """One OutBox. Of several processes that run it, the one that holds the lock works; the others stand by."""

    def __init__(
        self,
        boxes: Boxes,
        settling: Settling,
        *,
        link: str,
        document_bytes: int,
        poll_s: float,
        refuse: Refuse,
        observer: Observer,
        idle: Callable[[float], Awaitable[None]],
    ) -> None:
        self._boxes = boxes
        self._settling = settling
        self._link = link
        self._document_bytes = document_bytes
        self._poll_s = poll_s
        self._refuse = refuse
        self._observer = observer
        self._idle = idle
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=f"folder-{link}-in")
        self._told: set[tuple[str, bytes]] = set()
        self._lock: int | None = None

    async def run(self, accept: Accept) -> None:
        """Until cancelled. A round that fails costs a pause, doubled up to a minute, and the folder never its life."""
        pause_s = self._poll_s
        try:
            while True:
                went_well = await self._went_well(accept)
                pause_s = self._poll_s if went_well else min(pause_s * 2, max(self._poll_s, LONGEST_PAUSE_S))
                await self._idle(pause_s)
        finally:
            self._unlock_last()

    def close(self) -> None:
        """Wait for what has begun. Blocks."""
        self._threads.shutdown()

    async def _went_well(self, accept: Accept) -> bool:
        try:
            await self._round(accept)
        except (GatewayError, OSError) as error:
            self._observer.event("folder-waits", self._link, error=words(error))
            return False
        except Exception as error:
            blame.tell(error, link=self._link)
            self._observer.event("folder-waits", self._link, error=type(error).__name__)
            return False
        return True

    async def _round(self, accept: Accept) -> None:
        found = await self._on_disk(self._look)
        if found is None:
            return
        self._tell_odd(found)
        for sighting in self._settling.settled(found.files):
            await self._take(sighting, accept)

    async def _take(self, sighting: Sighting, accept: Accept) -> None:
        """A document that we could not answer stops the round: a later one of its consignment must not overtake it."""
        raw = await self._raw(sighting)
        if raw is None:
            return
        answer = await self._ask(sighting.name, raw, accept)
        if answer.status >= 500:
            raise faults.OURS.error(f"{answer.code}: the document stays in OutBox", value=shown(sighting.name))
        await self._on_disk(partial(self._finish, sighting, answer))

    async def _raw(self, sighting: Sighting) -> bytes | None:
        """What it holds; None if it changed. One file that cannot be read is told of once, and stops nobody."""
        try:
            return await self._on_disk(partial(read_file, self._boxes.outbox, sighting, self._document_bytes + 1))
        except OSError as error:
            self._tell_once("folder-file-unreadable", sighting.name, error=words(error))
            return None

    async def _ask(self, name: bytes, raw: bytes, accept: Accept) -> Answer:
        if len(raw) > self._document_bytes or not is_archive(name):
            return await accept(raw, None)
        try:
            document = await self._on_disk(partial(only_document, name, raw, self._document_bytes))
        except SenderError as error:
            return await self._refuse(raw, error)
        return await accept(document, None)

    def _tell_odd(self, found: Scan) -> None:
        present = found.odd | {sighting.name for sighting in found.files}
        self._told = {told for told in self._told if told[1] in present}
        for name in found.odd:
            self._tell_once("folder-file-ignored", name)

    def _tell_once(self, event: str, name: bytes, **facts: str) -> None:
        if (event, name) not in self._told:
            self._told.add((event, name))
            self._observer.event(event, self._link, file=shown(name), **facts)

    async def _on_disk(self, work: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _look(self) -> Scan | None:
        self._boxes.prepare()
        if self._lock is None:
            self._lock = self._boxes.lock()
        return scan(self._boxes.outbox) if self._lock is not None else None

    def _unlock_last(self) -> None:
        """In the one thread, after whatever it has begun; here, where that has ended."""
        try:
            self._threads.submit(self._unlock)
        except RuntimeError:
            self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _finish(self, sighting: Sighting, answer: Answer) -> None:
        """Answer, then move. A crash between repeats both; the name is the same, and an accepted one's receipt too."""
        name = answer_name(answer.accepted, sighting.name, sighting.mtime_ns)
        if answer.accepted:
            write_once(self._boxes.inbox, free_names(name, sighting.mtime_ns), answer.receipt)
        else:
            write_whole(self._boxes.inbox, name, answer.receipt)  # a refusal's bytes differ each time it is made
        self._move(sighting, self._boxes.done(answer.accepted))

    def _move(self, sighting: Sighting, box: bytes) -> None:
        """Taken back by its owner: the answer stands. A newer version under its name is left, or put back, unread."""
        if sight(self._boxes.outbox, sighting.name) != sighting:
            return
        source = os.path.join(self._boxes.outbox, sighting.name)
        moved = move_aside(source, box, free_names(sighting.name, sighting.mtime_ns))
        seen = sight(box, os.path.basename(moved))
        if seen is not None and (seen.mtime_ns, seen.size) != (sighting.mtime_ns, sighting.size):
            move_aside(moved, self._boxes.outbox, free_names(sighting.name, seen.mtime_ns))


def words(error: GatewayError | OSError) -> str:
    """What an operator should read of it."""
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
