from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust import sm2
from tests.trust.made import party

KEY = sm2.new_key()


@given(st.binary(max_size=200), st.integers(0, 199), st.integers(1, 255))
@settings(max_examples=25, deadline=None)
def test_a_signature_is_of_its_message_and_key_only(message: bytes, at: int, flip: int) -> None:
    signature = sm2.sign(KEY, message)
    other = bytearray(message or b"\0")
    other[at % len(other)] ^= flip
    assert sm2.verify(KEY, message, signature)
    assert not sm2.verify(KEY, bytes(other), signature)
    assert not sm2.verify(sm2.new_key(), message, signature)


def test_two_signatures_of_one_message_differ() -> None:
    assert sm2.sign(KEY, b"m") != sm2.sign(KEY, b"m")


@pytest.mark.parametrize("signature", [b"", b"junk", b"\x30\x00", b"\x30\x06\x02\x01\x00\x02\x01\x00", bytes(200)])
def test_what_is_no_signature_is_false_and_not_an_error(signature: bytes) -> None:
    assert not sm2.verify(KEY, b"m", signature)


def test_the_public_half_verifies() -> None:
    assert sm2.verify(sm2.public_key(sm2.spki(KEY)), b"m", sm2.sign(KEY, b"m"))


@pytest.mark.parametrize("passphrase", [None, b"open"])
def test_a_key_is_read_as_it_was_written(passphrase: bytes | None) -> None:
    pem = sm2.pem(KEY, passphrase)
    assert (b"ENCRYPTED" in pem) is bool(passphrase)
    assert sm2.spki(sm2.private_key(pem, passphrase)) == sm2.spki(KEY)


@pytest.mark.parametrize("passphrase", [None, b"", b"shut"])
def test_another_passphrase_is_refused_without_asking(passphrase: bytes | None) -> None:
    with pytest.raises(SetupError) as caught:
        sm2.private_key(sm2.pem(KEY, b"open"), passphrase)
    assert caught.value.fault is faults.KEY_UNUSABLE


@pytest.mark.parametrize("junk", [b"", b"junk", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused(junk: bytes) -> None:
    with pytest.raises(SetupError):
        sm2.private_key(junk)
    with pytest.raises(SetupError):
        sm2.public_key(junk)


def test_a_key_of_another_curve_is_refused() -> None:
    p256 = party("ecdsa-p256-sha256")
    for read, encoded in ((sm2.private_key, p256.key_pem), (sm2.public_key, p256.key.spki)):
        with pytest.raises(SetupError) as caught:
            read(encoded)
        assert caught.value.reason == "it is no SM2 key"


def test_a_point_off_the_curve_is_refused() -> None:
    spki = sm2.spki(KEY)
    with pytest.raises(SetupError):
        sm2.public_key(spki[:-1] + bytes([spki[-1] ^ 1]))


def test_threads_share_a_key() -> None:
    good: list[bool] = []

    def work() -> None:
        good.extend(sm2.verify(KEY, b"m", sm2.sign(KEY, b"m")) for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert good == [True] * 80


@pytest.mark.parametrize("take", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_key_of_libcrypto_has_one_owner(take: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="stays where it is"):
        take(KEY)
