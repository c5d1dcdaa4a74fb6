"""The folder transport: the single window's import client, we being the client and the party its enterprise side."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.service.config import FolderTransport
from gateway.service.surroundings import Observer
from gateway.service.transports.boxes import Boxes
from gateway.service.transports.durable import write_whole
from gateway.service.transports.file_names import parcel_name, shown
from gateway.service.transports.intake import Intake, Refuse, words
from gateway.service.transports.outbox import Settling, scan
from gateway.service.transports.transport import Accept, Parcel, Reply

Done = TypeVar("Done")
PROBE = b".eport-test.tmp"


class Folder:
    """Guarantee: the hand-over itself, whole and synced, under a name that is stable over attempts.

    Where an attempt's end was not seen, the file is written again under its name. If the party had already taken it, it
    finds it twice, with the same message id and the same bytes; its own dedup makes one of it.
    """

    def __init__(
        self,
        settings: FolderTransport,
        *,
        link: str,
        document_bytes: int,
        timeout_s: float,
        refuse: Refuse,
        observer: Observer,
        clock: Callable[[], float] = time.monotonic,
        idle: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._boxes = Boxes.under(settings.root, settings.business_type)
        self._timeout_s = timeout_s
        # Threads of our own: a network folder that hangs must hold none of another link's.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=f"folder-{link}-out")
        self._intake = Intake(
            self._boxes,
            Settling(settings.settle_s, clock),
            link=link,
            document_bytes=document_bytes,
            poll_s=settings.poll_s,
            refuse=refuse,
            observer=observer,
            idle=idle,
        )

    async def send(self, parcel: Parcel) -> Reply:
        """Write it into InBox. AgainError of UNREACHABLE or TIMEOUT: it goes again under the same name."""
        try:
            await self._on_disk(partial(self._hand_over, parcel_name(parcel), parcel.document))
        except SetupError as error:  # an operator mends the folder; the delivery waits for it like for any outage
            raise faults.UNREACHABLE.error(error.reason, value=error.value) from error
        return Reply(receipt=None)

    async def receive(self, accept: Accept) -> None:
        """Poll OutBox, one document at a time, until cancelled. What fails is told, and a later round tries again."""
        await self._intake.run(accept)

    async def test(self) -> str:
        """Write, list and remove, as work will. SetupError CONFIGURATION, AgainError UNREACHABLE or TIMEOUT."""
        waiting = await self._on_disk(self._try_out)
        return f"{os.fsdecode(self._boxes.business)} can be read and written; {waiting} documents wait in OutBox"

    async def close(self) -> None:
        """Let what was begun on disk end, within one timeout."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._timeout_s):
                await asyncio.to_thread(self._threads.shutdown)
                await asyncio.to_thread(self._intake.close)

    async def _on_disk(self, work: Callable[[], Done]) -> Done:
        """Run it in our thread. Cancelled or late, we leave; what has begun goes on, and is whole or nothing."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except TimeoutError as error:
            raise faults.TIMEOUT.error(f"the folder took longer than {self._timeout_s:g} s") from error
        except OSError as error:
            place = shown(error.filename) if isinstance(error.filename, bytes) else error.filename
            raise faults.UNREACHABLE.error(f"the folder cannot be used: {words(error)}", value=place) from error

    def _hand_over(self, name: bytes, document: bytes) -> None:
        self._boxes.prepare()
        write_whole(self._boxes.inbox, name, document)

    def _try_out(self) -> int:
        self._boxes.prepare()
        for box in (self._boxes.inbox, self._boxes.done(True), self._boxes.done(False)):
            write_whole(box, PROBE, b"")
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(box, PROBE))
        return len(scan(self._boxes.outbox).files)
