"""The input that is being tried, where another process finds it when this one never comes back from it."""

from __future__ import annotations

import mmap
from pathlib import Path

from tests.fuzz.targets import LIMIT_BYTES

HEAD_BYTES = 8


class Note:
    """A mapped file: no system call an input, and it stays when the process is killed."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(HEAD_BYTES + LIMIT_BYTES))
        with path.open("r+b") as file:
            self._mapped = mmap.mmap(file.fileno(), 0)

    def __call__(self, data: bytes) -> None:
        """What is tried next; of a long one, which is not tried, nothing."""
        kept = data if len(data) <= LIMIT_BYTES else b""
        self._mapped[:HEAD_BYTES] = len(kept).to_bytes(HEAD_BYTES, "big")
        self._mapped[HEAD_BYTES : HEAD_BYTES + len(kept)] = kept


def noted(path: Path) -> bytes:
    """What was tried last."""
    raw = path.read_bytes()
    return raw[HEAD_BYTES : HEAD_BYTES + int.from_bytes(raw[:HEAD_BYTES], "big")]
