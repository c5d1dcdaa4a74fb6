"""Trees of digests: one root for many records, and short proofs that one of them is below it.

The shape of RFC 9162, 2.1 (RFC 6962), with SM3: leaf = SM3(0x00 ‖ body), node = SM3(0x01 ‖ left ‖ right), so that no
node can be told for a leaf. A node without a sibling goes up as it is.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from gateway.trust.digests import sm3

LEAF, NODE = b"\x00", b"\x01"
COUNT_MAX = 2**32
"""Leaves of a tree that is believed: a proof is never longer than 32 digests."""


def leaf(body: bytes) -> bytes:
    """The digest that stands for a body at the foot of a tree."""
    return sm3(LEAF + body)


def root(leaves: Sequence[bytes]) -> bytes:
    """Of these leaves (`leaf`) in their order; of none the digest of nothing (RFC 9162, 2.1.1)."""
    if not leaves:
        return sm3(b"")
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The siblings from leaf `index` (from 0) up to the root; IndexError where there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    found, level = [], list(leaves)
    while len(level) > 1:
        if index ^ 1 < len(level):
            found.append(level[index ^ 1])
        level, index = _above(level), index // 2
    return tuple(found)


def proves(body: bytes, *, index: int, count: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` leads from `body` as leaf `index` of a tree of `count` to `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < count <= COUNT_MAX:
        return False
    digest, last, siblings = leaf(body), count - 1, list(path)
    while last:
        if index % 2 or index < last:
            if not siblings:
                return False
            sibling = siblings.pop(0)
            digest = _node(sibling, digest) if index % 2 else _node(digest, sibling)
        index, last = index // 2, last // 2
    return not siblings and hmac.compare_digest(digest, root)


def _above(level: Sequence[bytes]) -> list[bytes]:
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _node(left: bytes, right: bytes) -> bytes:
    return sm3(NODE + left + right)
