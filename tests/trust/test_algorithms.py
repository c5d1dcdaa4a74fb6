from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gateway.trust.algorithms import Algorithm, algorithm_of
from tests.trust.made import PROFILE_NAMES, party


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_public_key_names_its_algorithm(profile: str) -> None:
    assert algorithm_of(party(profile).key.spki) is party(profile).profile.algorithm


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()])
def test_another_key_has_none(key: ec.EllipticCurvePrivateKey) -> None:
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(ValueError, match="neither"):
        algorithm_of(spki)


def test_algorithms_have_the_names_of_the_command_line() -> None:
    assert [*Algorithm] == ["sm2", "rsa", "p256"]
