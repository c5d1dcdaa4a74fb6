from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gateway.trust.algorithms import Algorithm
from gateway.trust.public_keys import bits, is_signed_by
from tests.trust.made import PROFILE_NAMES, party


@pytest.mark.parametrize(("profile", "size"), [*zip(PROFILE_NAMES, (256, 3072, 256, 3072), strict=True)])
def test_the_size_of_a_key(profile: str, size: int) -> None:
    assert bits(party(profile).profile.algorithm, party(profile).key.spki) == size


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("junk", [b"", b"junk", bytes(64), bytes(384)])
def test_what_is_no_signature_is_nobodys(profile: str, junk: bytes) -> None:
    assert not is_signed_by(party(profile).profile.scheme, party(profile).key.spki, b"m", junk)


def test_a_key_that_cannot_be_loaded_is_a_value_error() -> None:
    sm2 = party("sm2-sm3").key.spki
    other = ed25519.Ed25519PrivateKey.generate().public_key()
    for algorithm, spki in (
        (Algorithm.SM2, sm2[:-1] + bytes([sm2[-1] ^ 1])),
        (Algorithm.RSA, b"junk"),
        (Algorithm.P256, sm2),
        (Algorithm.P256, other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)),
    ):
        with pytest.raises(ValueError, match=r"."):
            bits(algorithm, spki)
