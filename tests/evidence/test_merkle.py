"""Trees of digests: by hand, by the RFC's own recursion, and what no proof may show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evidence import merkle
from gateway.trust.digests import sm3

BODIES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def recursive(bodies: list[bytes]) -> bytes:
    """MTH as RFC 9162, 2.1.1 words it: split at the largest power of two below the count."""
    if len(bodies) == 1:
        return sm3(b"\x00" + bodies[0])
    k = 1 << (len(bodies) - 1).bit_length() - 1
    return sm3(b"\x01" + recursive(bodies[:k]) + recursive(bodies[k:]))


def leaves(bodies: list[bytes]) -> list[bytes]:
    return [merkle.leaf(body) for body in bodies]


def test_a_tree_of_nothing_is_the_digest_of_nothing() -> None:
    assert merkle.root([]).hex() == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"


def test_a_tree_of_three_is_two_and_one_by_hand() -> None:
    a, b, c = (sm3(b"\x00" + body) for body in (b"a", b"b", b"c"))
    assert merkle.root(leaves([b"a", b"b", b"c"])) == sm3(b"\x01" + sm3(b"\x01" + a + b) + c)
    assert merkle.path([a, b, c], 0) == (b, c)
    assert merkle.path([a, b, c], 2) == (sm3(b"\x01" + a + b),)


def test_a_root_is_known_for_ever() -> None:
    """A figure of openssl's SM3, by hand: a change of the shape would break every container that was ever given out."""
    body = leaves([b"", b"\x00", b"eport"])
    assert merkle.root(body).hex() == "7467e10d5ec2e8132991500f69870c147e344fb828dd8224bdda458a1a5db3b3"


@given(bodies=BODIES)
def test_the_shape_is_the_rfcs(bodies: list[bytes]) -> None:
    assert merkle.root(leaves(bodies)) == recursive(bodies)


@given(bodies=BODIES, data=st.data())
def test_every_leaf_is_proved_at_its_own_place_only(bodies: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(bodies) - 1))
    found = leaves(bodies)
    path, root, count = merkle.path(found, index), merkle.root(found), len(bodies)
    assert merkle.proves(bodies[index], index=index, count=count, path=path, root=root)
    for other in range(-1, count + 2):
        if other != index and (other not in range(count) or bodies[other] != bodies[index]):
            assert not merkle.proves(bodies[index], index=other, count=count, path=path, root=root)


@given(bodies=BODIES, data=st.data())
def test_nothing_else_is_proved(bodies: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(bodies) - 1))
    found = leaves(bodies)
    path, root, count = merkle.path(found, index), merkle.root(found), len(bodies)
    body = bodies[index]

    def proves(body: bytes, path: tuple[bytes, ...]) -> bool:
        return merkle.proves(body, index=index, count=count, path=path, root=root)

    assert proves(body, path)
    assert not proves(body + b"x", path)
    assert not proves(body, (*path, root))
    if path:
        spoilt = data.draw(st.integers(0, len(path) - 1))
        flipped = bytes([path[spoilt][0] ^ 1]) + path[spoilt][1:]
        assert not proves(body, (*path[:spoilt], flipped, *path[spoilt + 1 :]))
        assert not proves(body, path[:-1])


def test_a_node_is_not_taken_for_a_leaf() -> None:
    found = leaves([b"a", b"b", b"c", b"d"])
    inner = found[0] + found[1]
    path = (merkle.path(found, 0)[1],)
    assert not merkle.proves(inner, index=0, count=2, path=path, root=merkle.root(found))


def test_a_tree_beyond_reason_is_not_believed() -> None:
    assert not merkle.proves(b"", index=0, count=2**32 + 1, path=(), root=merkle.leaf(b""))


def test_there_is_no_path_from_a_leaf_that_is_not_there() -> None:
    for index in (-1, 1):
        with pytest.raises(IndexError):
            merkle.path([merkle.leaf(b"")], index)
