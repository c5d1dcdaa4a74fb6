from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import BYTES_MAX, is_issued_by, read_certificate, read_pem, serial_hex
from gateway.trust.issue import IDENTIFIERS, Usage, self_signed
from tests.trust.made import AT, FROM, PROFILE_NAMES, UNTIL, leaf, party


def unreadable(encoded: bytes) -> str:
    with pytest.raises(SenderError) as caught:
        read_certificate(encoded)
    assert caught.value.fault is faults.CERTIFICATE_UNREADABLE
    return caught.value.reason


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_certificate_says_who_until_when_and_with_which_key(profile: str) -> None:
    made = party(profile)
    found = made.certificate
    assert (found.subject, found.issuer, found.serial_hex) == ("CN=tianjin", "CN=tianjin", "0a1b2c3d")
    assert (found.not_before, found.not_after) == (FROM, UNTIL)
    assert (found.algorithm, found.spki) == (made.profile.algorithm, made.key.spki)
    assert (found.may_sign, found.is_authority) == (True, False)
    assert read_certificate(found.der) == found


def test_its_time_has_both_ends_in_it() -> None:
    found, second = party().certificate, timedelta(seconds=1)
    assert found.is_valid(AT)
    assert found.is_valid(FROM)
    assert found.is_valid(UNTIL)
    assert not found.is_valid(FROM - second)
    assert not found.is_valid(UNTIL + second)


@pytest.mark.parametrize(("serial", "text"), [(1, "01"), (0x1F, "1f"), (0x3000000000CDE6F, "03000000000cde6f")])
def test_a_serial_is_two_lower_case_digits_a_byte(serial: int, text: str) -> None:
    assert serial_hex(serial) == text


def test_what_is_no_certificate_is_refused() -> None:
    assert "X.509" in unreadable(b"junk")
    assert "longer" in unreadable(bytes(BYTES_MAX + 1))
    with pytest.raises(SenderError):
        read_pem(b"junk")
    with pytest.raises(SenderError):
        read_pem(party().pem * 2)


def test_a_pem_of_another_version_is_unreadable_too() -> None:
    """Found by the fuzzer: `cryptography` raises for it what is no ValueError."""
    der = party().certificate.der.replace(bytes.fromhex("a003020102"), bytes.fromhex("a003020142"), 1)
    pem = b"-----BEGIN CERTIFICATE-----\n" + b64encode(der) + b"\n-----END CERTIFICATE-----\n"
    with pytest.raises(SenderError) as caught:
        read_pem(pem)
    assert caught.value.fault is faults.CERTIFICATE_UNREADABLE


def test_a_name_of_a_type_that_no_name_has_is_unreadable() -> None:
    """Found by the fuzzer: `cryptography` raises a TypeError, and anybody may send such a certificate."""
    der = party().certificate.der.replace(b"\x0c\x07tianjin", b"\x03\x07\x00ianjin")
    assert der != party().certificate.der
    assert "X.509" in unreadable(der)


def test_a_certificate_of_another_kind_of_key_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name([])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 5, FROM, UNTIL)
    assert "SM2, RSA or P-256" in unreadable(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))


@cache
def issued_once() -> bytes:
    return leaf(party("sm2-sm3", "authority", Usage.AUTHORITY), party()).der


@pytest.mark.parametrize("serial", [b"\x02\x01\x87", b"\x02\x01\x00"])
def test_a_serial_that_is_not_positive_is_refused(serial: bytes) -> None:
    whole = issued_once()
    assert whole.count(b"\x02\x01\x07") == 1
    with pytest.raises(SenderError) as caught:
        read_certificate(whole.replace(b"\x02\x01\x07", serial))
    assert caught.value.fault is faults.CERTIFICATE_UNREADABLE


@pytest.mark.parametrize("encoded", [b"", b"0", b"\x30\x00", b"\x30\x02\x30\x00", b"\x30\x04\x30\x02\xa0\x00"])
def test_what_ends_before_its_serial_is_refused(encoded: bytes) -> None:
    with pytest.raises(SenderError):
        read_certificate(encoded)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_passes_unseen(data: st.DataObject) -> None:
    """Either it cannot be read, or it is another certificate, which its issuer did not sign."""
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    whole = bytearray(issued_once())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        changed = read_certificate(bytes(whole))
    except SenderError as error:
        assert error.fault is faults.CERTIFICATE_UNREADABLE
        return
    assert not is_issued_by(changed, above.certificate)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("below", PROFILE_NAMES)
def test_an_authority_is_known_by_its_signature(profile: str, below: str) -> None:
    above, other = (party(profile, name, Usage.AUTHORITY) for name in ("authority", "other"))
    found = leaf(above, party(below))
    assert is_issued_by(found, above.certificate)
    assert not is_issued_by(found, other.certificate)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_an_authority_of_the_same_key_and_another_name_is_another(profile: str) -> None:
    above = party(profile, "authority", Usage.AUTHORITY)
    pem = self_signed(above.key, "renamed", serial=1, not_before=FROM, not_after=UNTIL, usage=Usage.AUTHORITY)
    assert not is_issued_by(leaf(above, party()), read_pem(pem))


def test_an_sm2_signature_under_the_name_of_another_algorithm_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    monkeypatch.setitem(IDENTIFIERS, Algorithm.SM2, IDENTIFIERS[Algorithm.P256])
    assert not is_issued_by(leaf(above, party()), above.certificate)


def test_an_authority_of_the_same_name_and_another_key_is_another() -> None:
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    namesake = party("ecdsa-p256-sha256", "authority", Usage.AUTHORITY)
    assert not is_issued_by(leaf(above, party()), namesake.certificate)
    assert not is_issued_by(leaf(namesake, party()), above.certificate)
