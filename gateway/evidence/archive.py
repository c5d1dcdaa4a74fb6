"""The zip of a container: one sequence of bytes for its members, so that whatever differs from it has been changed.

Nothing is compressed: a bomb cannot be, and the bytes do not depend on whose zlib made them. APPNOTE 6.3.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping

from gateway.model import faults
from gateway.model.errors import GatewayError, Place

MIMETYPE = "mimetype"
"""First and not compressed, so that the type stands at a fixed place (ETSI EN 319 162-1, A.1)."""
BYTES_MAX = 512 * 2**20
MEMBERS_MAX = 4096
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,4}")
"""No blank, no %, no .. and no leading slash: as a name is, so it stands in a URI."""
NAME_CHARS = 200
EARLIEST = (1980, 1, 1, 0, 0, 0)
END = struct.Struct("<4s4H2LH")
"""The end of the central directory (4.3.16): signature, …, members in all, …, length of the comment."""
BROKEN = (zipfile.BadZipFile, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError, LookupError)


def packed(members: Mapping[str, bytes]) -> bytes:
    """The one zip of these members. Raises EVIDENCE_UNREADABLE where one of the bounds is passed."""
    _refuse_many(len(members), sum(map(len, members.values())))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members, key=lambda name: (name != MIMETYPE, name)):
            _refuse_name(name)
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, members[name])
    return made.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The members by name. Raises EVIDENCE_UNREADABLE for what is no such zip, EVIDENCE_WRONG for one that is altered.

    Bounds are looked at before anything is unpacked; no two members may share their bytes or their name.
    """
    _refuse_many(_count(raw), len(raw))
    try:
        members = dict(_members(raw))
    except BROKEN as error:
        raise _unreadable(f"it is no zip of ours ({type(error).__name__})") from None
    again = packed(members)
    if again != raw:
        offset = next((at for at, (is_, was) in enumerate(zip(raw, again, strict=False)) if is_ != was), len(again))
        raise faults.EVIDENCE_WRONG.error("the zip is not as a gateway writes it", place=Place(offset=offset))
    return members


def _count(raw: bytes) -> int:
    """How many members its directory claims: of ours, nothing stands behind it."""
    if len(raw) < END.size:
        raise _unreadable("it is too short for a zip")
    mark, *_, count, _, _, comment = END.unpack(raw[-END.size :])
    if mark != b"PK\x05\x06" or comment:
        raise _unreadable("it does not end as a zip of ours")
    return int(count)


def _members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        _refuse_many(len(members), sum(one.file_size for one in members))
        if len({one.filename for one in members}) < len(members):
            raise faults.EVIDENCE_WRONG.error("two members have one name")
        for one in members:
            _refuse_name(one.orig_filename)
            if one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size:
                raise _unreadable("a member is compressed; of ours none is", one.filename)
            yield one.filename, _content(archive, one)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except zipfile.BadZipFile:
        place = Place(path=member.filename)
        raise faults.EVIDENCE_WRONG.error("it is not what the zip's checksum says", place=place) from None


def _refuse_many(members: int, size: int) -> None:
    if members > MEMBERS_MAX or size > BYTES_MAX:
        raise _unreadable(f"it has more than {MEMBERS_MAX} members or {BYTES_MAX >> 20} MiB")


def _refuse_name(name: str) -> None:
    if len(name) > NAME_CHARS or not NAME.fullmatch(name):
        raise _unreadable("no member of ours has such a name", repr(name)[:NAME_CHARS])


def _unreadable(reason: str, place: str = "") -> GatewayError:
    return faults.EVIDENCE_UNREADABLE.error(reason, place=Place(path=place or None))
