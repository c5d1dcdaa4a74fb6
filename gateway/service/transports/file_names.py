"""Names of files in a party's folders. Bytes throughout: a name in GBK, or in nothing, is a name like any other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from urllib.parse import quote

from gateway.model import faults
from gateway.service.transports.transport import Parcel

SUCCESSED, FAILED = b"Successed_", b"Failed_"
"""The import client's immediate answers; the spelling is its convention (front-end-processor.properties)."""
NAME_BYTES = 255
CHINA = timezone(timedelta(hours=8))
NANOSECONDS = 10**9
LATEST_S = 253_402_214_400  # the last day of 9999: a broken clock must not stop a folder


def timestamp(at_ns: int) -> bytes:
    """Word a moment as yyyyMMddHHmmssSSS in China. Of the document's own time, so that a repeat finds the same name."""
    seconds, rest = divmod(min(max(at_ns, 0), LATEST_S * NANOSECONDS), NANOSECONDS)
    moment = datetime.fromtimestamp(seconds, CHINA)
    return f"{moment:%Y%m%d%H%M%S}{rest // 10**6:03d}".encode()


def answer_name(accepted: bool, name: bytes, at_ns: int) -> bytes:
    """`Successed_<name>_<timestamp>.xml` or `Failed_…` for the document `name`; a long name is cut to fit."""
    prefix, suffix = SUCCESSED if accepted else FAILED, b"_" + timestamp(at_ns) + b".xml"
    return prefix + _cut(os.path.splitext(name)[0], NAME_BYTES - len(prefix) - len(suffix)) + suffix


def free_names(name: bytes, at_ns: int) -> Iterator[bytes]:
    """The name itself, then with the document's time, then with a number too: for a box that may hold the name."""
    yield name
    base, suffix = os.path.splitext(name)
    for number in count(1):
        addition = b"_" + timestamp(at_ns) + (b"" if number == 1 else b"_%d" % number) + suffix
        yield _cut(base, NAME_BYTES - len(addition)) + addition


def parcel_name(parcel: Parcel) -> bytes:
    """`<kind>_<number>.xml`; stable over attempts. OURS where it would read as an immediate answer, or be hidden."""
    name = f"{quote(parcel.kind, safe='')}_{quote(parcel.number, safe='')}.xml".encode()
    if name.lower().startswith((b".", SUCCESSED.lower(), FAILED.lower())):
        raise faults.OURS.error("a kind is named like an immediate answer or a hidden file", value=parcel.kind)
    return name


def shown(name: bytes) -> str:
    """A name for logs and messages, whatever its bytes are."""
    return name.decode("utf-8", "backslashreplace")


def _cut(text: bytes, most: int) -> bytes:
    """Cut between characters where the name is UTF-8, so that no folder that insists on it refuses."""
    if len(text) <= most:
        return text
    try:
        text.decode()
    except UnicodeDecodeError:
        return text[:most]
    return text[:most].decode(errors="ignore").encode()
