"""As much DER (X.690) as certificates of a curve need that `cryptography` does not know: walk, and wrap."""

from __future__ import annotations

SEQUENCE, BIT_STRING = 0x30, 0x03


def children(value: bytes) -> list[bytes]:
    """The encoded elements inside a constructed element. Raises ValueError if lengths do not add up."""
    start, end = _bounds(value, 0)
    if end != len(value):
        raise ValueError("bytes after the end")
    found = []
    while start < end:
        stop = _bounds(value, start)[1]
        if stop > end:
            raise ValueError("an element that reaches over its parent's end")
        found.append(value[start:stop])
        start = stop
    return found


def wrap(tag: int, content: bytes) -> bytes:
    """One element of `content` under `tag`."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _bounds(value: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins and ends; lengths of up to four bytes, tags of one."""
    if at + 2 > len(value):
        raise ValueError("cut off")
    first = value[at + 1]
    if first < 0x80:
        return at + 2, at + 2 + first
    count = first & 0x7F
    if not 1 <= count <= 4:
        raise ValueError("a length that DER does not have")
    start = at + 2 + count
    return start, start + int.from_bytes(value[at + 2 : start], "big")
