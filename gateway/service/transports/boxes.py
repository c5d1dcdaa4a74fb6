"""The four boxes of one business type: made where missing, refused where everyone may write, locked by one taker."""

from __future__ import annotations

import fcntl
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from gateway.model import faults
from gateway.service.transports.durable import sweep

BOXES = (b"OutBox", b"SentBox", b"FailBox", b"InBox")
LOCK = b".eport-gateway.lock"
STALE_NS = 3600 * 10**9


@dataclass(frozen=True, slots=True)
class Boxes:
    """<root>/<business type>/{OutBox,SentBox,FailBox,InBox} as the import client names them; paths are bytes."""

    root: bytes
    business: bytes

    @classmethod
    def under(cls, root: Path, business_type: str) -> Boxes:
        """The boxes of that business type."""
        return cls(os.fsencode(root), os.fsencode(root / business_type))

    @property
    def outbox(self) -> bytes:
        """What the party sends."""
        return os.path.join(self.business, b"OutBox")

    @property
    def inbox(self) -> bytes:
        """What the party gets: immediate answers, and deliveries."""
        return os.path.join(self.business, b"InBox")

    def done(self, accepted: bool) -> bytes:
        """Where a document goes that was answered."""
        return os.path.join(self.business, b"SentBox" if accepted else b"FailBox")

    def prepare(self) -> None:
        """Make what is missing, for us alone; SetupError CONFIGURATION where everyone may write, or a box is a link.

        A folder link may have profile none: then the host's permissions are all that says who sent a document.
        """
        for folder in (self.root, self.business):
            _make(folder)
            _refuse_strangers(folder, os.stat(folder))
        for box in BOXES:
            folder = os.path.join(self.business, box)
            _make(folder)
            _refuse_strangers(folder, os.lstat(folder))

    def lock(self) -> int | None:
        """Become the one process that takes from OutBox, and return the handle that holds it; None: another one is.

        The kernel lets go when the holder dies. What it had half written is swept, by the file system's own clock.
        """
        handle = os.open(
            os.path.join(self.business, LOCK), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o660
        )
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.utime(handle)
            sweep(self.inbox, os.fstat(handle).st_mtime_ns - STALE_NS)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            raise
        return handle


def _make(folder: bytes) -> None:
    Path(os.fsdecode(folder)).mkdir(mode=0o700, parents=True, exist_ok=True)


def _refuse_strangers(folder: bytes, status: os.stat_result) -> None:
    path = os.fsdecode(folder)
    if not stat.S_ISDIR(status.st_mode):
        raise faults.CONFIGURATION.error("a box must be a folder itself, not a link to one", value=path)
    if status.st_mode & stat.S_IWOTH:
        raise faults.CONFIGURATION.error("everyone on this host may write to the folder: chmod o-w", value=path)
