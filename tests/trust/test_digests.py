from __future__ import annotations

from gateway.trust.digests import DIGESTS, hmac_sm3, sm3


def test_sm3_gives_the_answer_of_its_standard() -> None:
    """GB/T 32905-2016, A.1."""
    answer = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert DIGESTS["sm3"](b"abc").hex() == answer


def test_sha256_gives_the_answer_of_its_standard() -> None:
    """FIPS 180-2, B.1."""
    answer = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert DIGESTS["sha256"](b"abc").hex() == answer


def test_the_mac_over_sm3_is_the_one_of_rfc_2104() -> None:
    key, block = b"key", b"key".ljust(64, b"\0")
    inner = sm3(bytes(one ^ 0x36 for one in block) + b"message")
    assert hmac_sm3(key, b"message") == sm3(bytes(one ^ 0x5C for one in block) + inner)
