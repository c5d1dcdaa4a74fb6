"""Files that are whole or not there: written aside, synced, renamed, and the folder synced; after power loss too."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable

TEMPORARY = b".eport-"
PARTIAL = b".tmp"
"""Both ends of the name say to pass over it: the convention's suffix, and the dot of hidden files."""
FILE_MODE = 0o660
"""The party's system reads by group; the umask takes what the host does not want."""


def write_whole(folder: bytes, name: bytes, content: bytes) -> None:
    """Put `content` under `name`, replacing what stood there. OSError: nothing of it is seen under that name."""
    temporary = os.path.join(folder, TEMPORARY + secrets.token_hex(8).encode() + PARTIAL)
    try:
        _write_synced(temporary, content)
        os.rename(temporary, os.path.join(folder, name))
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # on a full disk the remains would keep it full
        raise
    _sync_folder(folder)


def write_once(folder: bytes, names: Iterable[bytes], content: bytes) -> None:
    """Put `content` under the first of `names` that is free, unless one before it holds just that."""
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            write_whole(folder, name, content)
            return
        if _holds(path, content):
            return


def move_aside(source: bytes, folder: bytes, names: Iterable[bytes]) -> bytes:
    """Move a file to the first of `names` that is free in `folder`, and return its new path; overwrites nothing.

    Free is looked up, not locked: one mover a folder is the caller's to see to.
    """
    places = (os.path.join(folder, name) for name in names)
    target = next(place for place in places if not os.path.lexists(place))
    os.rename(source, target)
    _sync_folder(folder)
    _sync_folder(os.path.dirname(source))
    return target


def sweep(folder: bytes, before_ns: int) -> None:
    """Remove temporary files of ours older than that: a process died while it wrote them."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if entry.name.startswith(TEMPORARY) and entry.name.endswith(PARTIAL)]
        for entry in ours:
            with contextlib.suppress(FileNotFoundError):
                if entry.stat(follow_symlinks=False).st_mtime_ns < before_ns:
                    os.unlink(entry.path)


def _write_synced(path: bytes, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(path, flags, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _holds(path: bytes, content: bytes) -> bool:
    """Whether it is a file of just that. The folder is the party's: a pipe there, or a link to a device, has no end."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return False
    with open(handle, "rb") as file:
        return file.read(len(content) + 1) == content


def _sync_folder(folder: bytes) -> None:
    """A rename is safe only when the folder that holds the name is on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
