from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.keys import load_key
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from tests.trust.made import FROM, UNTIL, party


@pytest.mark.parametrize(("profile", "size"), [("sm2-sm3", 64), ("ecdsa-p256-sha256", 64), ("rsa-sha256", 384)])
def test_a_value_is_written_as_the_profile_has_it(profile: str, size: int) -> None:
    assert len(party(profile).signer.value(b"m")) == size


def test_a_certificate_of_another_key_is_refused() -> None:
    made, other = party(), party("sm2-sm3", "other")
    with pytest.raises(SetupError) as caught:
        Signer(profile=made.profile, key=made.key, certificate=other.certificate)
    assert (caught.value.fault, caught.value.reason) == (faults.KEY_UNUSABLE, "the certificate is of another key")


def test_a_key_of_another_kind_than_the_profiles_is_refused() -> None:
    made = party("rsa-sha256")
    with pytest.raises(SetupError) as caught:
        Signer(profile=PROFILES["sm2-sm3"], key=made.key, certificate=made.certificate)
    assert caught.value.reason == "sm2-sm3 needs a key and a certificate of sm2"
    assert caught.value.value == "key rsa, certificate rsa"


def test_a_key_too_short_for_the_profile_is_refused() -> None:
    bits = 1024
    short = rsa.generate_private_key(65537, bits)
    key = load_key(short.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate = read_pem(self_signed(key, "short", serial=1, not_before=FROM, not_after=UNTIL))
    with pytest.raises(SetupError) as caught:
        Signer(profile=PROFILES["rsa-sha256"], key=key, certificate=certificate)
    assert "2048 bits" in caught.value.reason


def test_a_signer_never_shows_its_secret() -> None:
    assert "PRIVATE" not in repr(party().signer)
    assert "object at" not in repr(party().signer.key)
