"""Whether a file lies on this machine's own disk: SQLite's WAL is shared memory, which no network carries."""

from __future__ import annotations

import os
import re
from pathlib import Path

REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|lustre|gpfs|beegfs|ocfs2|gfs2?|davfs\d?|fuse\.(?!fuse-overlayfs).+"
)
"""Types in /proc/mounts, proc(5), that other machines may hold. 9p and virtiofs are one machine's own: allowed."""

MOUNTS = Path("/proc/mounts")


def remote_filesystem(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of the network filesystem `path` would be on; None for a local disk, or where no one says."""
    try:
        listed = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    kind = filesystem_of(Path(os.path.realpath(path)), listed)
    return kind if REMOTE.fullmatch(kind) else None


def filesystem_of(path: Path, mounts: str) -> str:
    """The type of the filesystem of an absolute path; of two mounts on one place the later hides the earlier."""
    found = ("", "")
    for line in mounts.splitlines():
        _device, place, kind = [*line.split(" "), "", "", ""][:3]
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)
        if path.is_relative_to(place or "/") and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]
