from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust.algorithms import USUAL, Algorithm
from gateway.trust.keys import load_key, new_key
from gateway.trust.public_keys import bits, is_signed_by
from tests.trust.made import PROFILE_NAMES, party


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_key_signs_what_its_public_half_verifies(profile: str) -> None:
    key = party(profile).key
    scheme = USUAL[key.algorithm]
    assert is_signed_by(scheme, key.spki, b"m", key.sign(b"m", scheme))
    assert not is_signed_by(scheme, key.spki, b"n", key.sign(b"m", scheme))


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_key_never_shows_its_secret(profile: str) -> None:
    key = party(profile).key
    assert repr(key) == f"SigningKey(algorithm={key.algorithm!r})"


@pytest.mark.parametrize("algorithm", [Algorithm.SM2, Algorithm.P256])
def test_a_key_under_a_passphrase_opens_with_it_only(algorithm: Algorithm) -> None:
    pem = new_key(algorithm, b"open")
    assert b"ENCRYPTED" in pem
    assert load_key(pem, b"open").algorithm is algorithm
    for wrong in (None, b"shut"):
        with pytest.raises(SetupError) as caught:
            load_key(pem, wrong)
        assert caught.value.fault is faults.KEY_UNUSABLE


def test_two_new_keys_differ() -> None:
    assert new_key(Algorithm.SM2) != new_key(Algorithm.SM2)


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()])
def test_a_key_of_another_kind_is_refused(key: ec.EllipticCurvePrivateKey) -> None:
    with pytest.raises(SetupError) as caught:
        load_key(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert caught.value.reason == "it is neither SM2, RSA nor P-256"


def test_what_is_no_key_is_refused_without_repeating_it() -> None:
    with pytest.raises(SetupError) as caught:
        load_key(b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    assert "c2VjcmV0" not in str(caught.value)


@pytest.mark.parametrize("take", [copy.copy, copy.deepcopy, pickle.dumps])
@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_key_is_neither_copied_nor_pickled(profile: str, take: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="stays where it is"):
        take(party(profile).key)


def test_an_rsa_key_has_the_bits_asked_for() -> None:
    assert bits(Algorithm.RSA, load_key(new_key(Algorithm.RSA, bits=2048)).spki) == 2048
