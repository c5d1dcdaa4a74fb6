"""The import client's archive: a zip that holds one XML of its own base name. Nothing is ever extracted to disk."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.transports.file_names import shown

MEMBERS = 64
"""The directory of more is not even read: 10 MiB can name 200,000 members."""
RATIO = 200
"""Deflate gives XML 10 to 50; a bomb is near its limit of 1032."""
CENTRAL = b"PK\x01\x02"  # stands before every member in the central directory
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED, UTF_8 = 0x1, 0x800  # of the general purpose flags (APPNOTE 4.4.4)
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


def only_document(name: bytes, archive: bytes, most: int) -> bytes:
    """The one XML inside the archive called `name`, at most `most` + 1 bytes of it; SenderError ARCHIVE otherwise.

    Our rule: an archive with attachments beside the XML is refused. They are not carried, and must not vanish unsaid.
    """
    if archive.count(CENTRAL) > MEMBERS:
        raise _error(f"it has more than {MEMBERS} members")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            member = _only_member(name, opened.infolist())
            with opened.open(member) as content:
                return content.read(most + 1)
    except BROKEN as error:
        raise _error(f"it cannot be unpacked ({type(error).__name__})") from error


def _only_member(name: bytes, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    if len(members) != 1:
        raise _error(f"it has {len(members)} members: one XML is expected, and attachments are not carried")
    member = members[0]
    if not _names_agree(name, member):
        raise _error("its member is not an XML of the same base name")
    if member.flag_bits & ENCRYPTED or member.compress_type not in METHODS:
        raise _error("its member is encrypted, or neither stored nor deflated")
    if member.file_size > RATIO * max(member.compress_size, 1):
        raise _error(f"its member is compressed more than {RATIO} times")
    return member


def _names_agree(name: bytes, member: zipfile.ZipInfo) -> bool:
    inside = member.orig_filename.encode("utf-8" if member.flag_bits & UTF_8 else "cp437")
    base, suffix = os.path.splitext(inside)
    return suffix.lower() == b".xml" and bool(_readings(base) & _readings(os.path.splitext(name)[0]))


def _readings(name: bytes) -> set[str]:
    """Windows zips name members in GBK where the folder has UTF-8, or the other way round."""
    found = {name.decode("latin-1")}
    for charset in ("utf-8", "gb18030"):
        try:
            found.add(name.decode(charset))
        except UnicodeDecodeError:
            continue
    return found


def _error(reason: str) -> GatewayError:
    return faults.ARCHIVE.error(f"the archive is refused: {reason}")


def is_archive(name: bytes) -> bool:
    """By its name: .zip in any case."""
    return shown(name).lower().endswith(".zip")
