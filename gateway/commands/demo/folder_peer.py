"""A simulated e-port that knows files only: it fills OutBox and reads InBox."""

from __future__ import annotations

import asyncio
from pathlib import Path

from gateway.commands.demo.inbox import Inbox

POLL_S = 0.05
ANSWERS = ("Successed_", "Failed_")


class FolderPeer:
    """The enterprise side of an import client's boxes; names that begin like answers are kept apart."""

    def __init__(self, boxes: Path, inbox: Inbox) -> None:
        self.inbox = inbox
        self.answers: dict[str, bytes] = {}
        self._boxes = boxes
        self._seen: set[str] = set()

    def send(self, name: str, document: bytes) -> None:
        """Put one file into OutBox, under its name only when it is whole."""
        outbox = self._boxes / "OutBox"
        outbox.mkdir(parents=True, exist_ok=True)
        half = outbox / f"{name}.tmp"
        half.write_bytes(document)
        half.rename(outbox / name)

    async def answered(self, name: str, timeout_s: float) -> bytes:
        """The answer that names that file, once it is there. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not (found := [text for answer, text in self.answers.items() if name in answer]):
                self.inbox.changed.clear()
                await self.inbox.changed.wait()
        return found[0]

    async def watch(self) -> None:
        """Read what comes, until cancelled."""
        while True:
            self._look()
            await asyncio.sleep(POLL_S)

    def _look(self) -> None:
        inbox = self._boxes / "InBox"
        for path in sorted(inbox.glob("*.xml")) if inbox.is_dir() else ():
            if path.name not in self._seen:
                self._seen.add(path.name)
                self._take(path)

    def _take(self, path: Path) -> None:
        if path.name.startswith(ANSWERS):
            self.answers[path.name] = path.read_bytes()
            self.inbox.changed.set()
        else:
            self.inbox.take(path.read_bytes())
