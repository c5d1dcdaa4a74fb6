"""The enterprise side of a folder link, for tests: its files, its clock, and how many rounds we may poll."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gateway.service.config import FolderTransport
from gateway.service.transports.folder import Folder
from gateway.service.transports.transport import Accept
from tests.service.transports.contract import Ours, Watcher

LIMIT = 1_000_000
SETTLE_S = 0.5


class EnoughError(Exception):
    """The rounds that a test gave are over."""


class FolderPeer:
    """An enterprise system that sees the folders, and a clock that runs only while we wait."""

    def __init__(self, root: Path, settle_s: float = SETTLE_S, document_bytes: int = LIMIT) -> None:
        self.root = root
        self.now_s = 0.0
        self.pauses: list[float] = []
        self.rounds_left = 0
        self.between: Callable[[], None] = lambda: None
        self.ours, self.watcher = Ours(), Watcher()
        self.transport = self.another(settle_s, document_bytes)

    def another(self, settle_s: float = SETTLE_S, document_bytes: int = LIMIT) -> Folder:
        settings = FolderTransport(kind="folder", root=self.root, business_type="Tecciq", settle_s=settle_s)
        return Folder(
            settings,
            link="tianjin",
            document_bytes=document_bytes,
            timeout_s=30.0,
            refuse=self.ours.refuse,
            observer=self.watcher,
            clock=lambda: self.now_s,
            idle=self.idle,
        )

    async def idle(self, pause_s: float) -> None:
        self.pauses.append(pause_s)
        self.now_s += pause_s
        self.rounds_left -= 1
        self.between()
        if self.rounds_left <= 0:
            raise EnoughError

    async def rounds(self, count: int, *, transport: Folder | None = None, accept: Accept | None = None) -> None:
        self.rounds_left = count
        with pytest.raises(EnoughError):
            await (transport or self.transport).receive(accept or self.ours.accept)

    def box(self, name: str) -> Path:
        return self.root / "Tecciq" / name

    def put(self, name: str | bytes, content: bytes = b"<a/>", at_s: float | None = None) -> None:
        self.box("OutBox").mkdir(parents=True, exist_ok=True, mode=0o700)
        path = os.path.join(os.fsencode(self.box("OutBox")), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(content)
        if at_s is not None:
            os.utime(path, (at_s, at_s))

    def names(self, box: str) -> list[str]:
        return sorted(os.listdir(self.box(box)))

    async def received(self) -> Mapping[str, bytes]:
        await self.transport.close()  # what a cancelled send has begun ends now
        self.transport = self.another()
        inbox = self.box("InBox")
        return {path.name: path.read_bytes() for path in inbox.iterdir()} if inbox.exists() else {}

    async def hand_in(self, document: bytes) -> bytes:
        self.put("decl.xml", document)
        await self.rounds(3)
        (answer,) = self.box("InBox").iterdir()
        return answer.read_bytes()

    async def cut(self) -> None:
        self.root.touch()


def full_disk(handle: int) -> None:
    """In the place of os.fsync."""
    raise OSError(28, "No space left on device")
