"""What lies in OutBox and may be taken. The scan is the truth: file events miss network folders and restarts."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SUFFIXES = (b".xml", b".zip")
EMPTY_S = 30.0
"""A writer makes the name first and fills it later: an empty file is taken, and refused, only after so long."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A file as one scan saw it; ordered as documents are taken: by time, then by name."""

    mtime_ns: int
    name: bytes
    size: int

    @classmethod
    def of(cls, name: bytes, status: os.stat_result) -> Sighting:
        """As the system tells it."""
        return cls(status.st_mtime_ns, name, status.st_size)


@dataclass(frozen=True, slots=True)
class Scan:
    """What one look found: files to take in their order, and names that nobody will ever take."""

    files: tuple[Sighting, ...]
    odd: frozenset[bytes]


def sight(folder: bytes, name: bytes) -> Sighting | None:
    """One file as it is now; None if there is none."""
    try:
        return Sighting.of(name, os.stat(os.path.join(folder, name), follow_symlinks=False))
    except FileNotFoundError:
        return None


def scan(folder: bytes) -> Scan:
    """Look once. Links and folders are never followed: they could name a file of somebody else's."""
    files, odd = [], set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(b".") or entry.name.lower().endswith(b".tmp"):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(status.st_mode) and entry.name.lower().endswith(SUFFIXES):
                files.append(Sighting.of(entry.name, status))
            else:
                odd.add(entry.name)
    return Scan(tuple(sorted(files)), frozenset(odd))


class Settling:
    """Remembers since when each file has looked as it does; `clock` is monotonic seconds."""

    def __init__(self, settle_s: float, clock: Callable[[], float]) -> None:
        self._settle_s = settle_s
        self._clock = clock
        self._since: dict[Sighting, float] = {}

    def settled(self, files: Iterable[Sighting]) -> list[Sighting]:
        """Those that have not changed for long enough, in their order."""
        now = self._clock()
        self._since = {sighting: self._since.get(sighting, now) for sighting in files}
        return [sighting for sighting, since in self._since.items() if now - since >= self._wait_s(sighting)]

    def _wait_s(self, sighting: Sighting) -> float:
        return self._settle_s if sighting.size else max(self._settle_s, EMPTY_S)


def read_file(folder: bytes, sighting: Sighting, most: int) -> bytes | None:
    """At most `most` bytes of it; None if it is no longer, or not through the whole reading, what the scan saw."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # NONBLOCK: no pipe in its place holds us
    with open(os.open(os.path.join(folder, sighting.name), flags), "rb") as file:
        content = file.read(most)
        status = os.fstat(file.fileno())
    return content if stat.S_ISREG(status.st_mode) and Sighting.of(sighting.name, status) == sighting else None
