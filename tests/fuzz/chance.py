"""Chance that is read from bytes, so that who chooses the bytes chooses what happens."""

from __future__ import annotations

from hashlib import sha256
from random import Random


class Chance(Random):
    """The bytes first, and when they are at an end what follows from them: the same bytes, the same chances."""

    def __init__(self, data: bytes) -> None:
        super().__init__(int.from_bytes(sha256(data).digest(), "big"))
        self._data = data
        self._at = 0

    def getrandbits(self, k: int, /) -> int:
        """The next `k` bits."""
        size = (k + 7) // 8
        if self._at + size > len(self._data):
            return super().getrandbits(k)
        found = int.from_bytes(self._data[self._at : self._at + size], "big")
        self._at += size
        return found >> (8 * size - k)

    def random(self) -> float:
        """At least 0, below 1."""
        return self.getrandbits(32) / 2**32
