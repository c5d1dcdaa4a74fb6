from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ObjectIdentifier
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust.algorithms import Algorithm
from gateway.trust.revocation import newest, read_list
from tests.trust.authorities import DAY, Authority, entity, odd_root, read, revoking, root
from tests.trust.made import AT

UNKNOWN = (x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.4.1.5315.100.99"), b"\x05\x00"), True)
REASONS = [one for one in x509.ReasonFlags if one.value not in ("unspecified", "removeFromCRL")]


def unusable(above: Authority, encoded: bytes) -> str:
    with pytest.raises(SetupError) as caught:
        read(above, encoded)
    assert caught.value.fault is faults.TRUST_UNUSABLE
    return caught.value.reason


def part(**changes: object) -> tuple[x509.ExtensionType, bool]:
    """An issuingDistributionPoint that says so."""
    said = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**said, **changes}), True  # type: ignore[arg-type]


@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize("pem", [True, False])
def test_a_list_says_who_was_revoked_since_when_and_why(algorithm: Algorithm, pem: bool) -> None:
    above = root(f"root-{algorithm}", algorithm)
    bad, good = entity(above, "bad"), entity(above, "good")
    found = read(above, revoking(above, [bad], reason=x509.ReasonFlags.key_compromise, pem=pem))
    entry = found.entry(bad)
    assert entry is not None
    assert (entry.since, entry.reason) == (AT - 2 * DAY, "keyCompromise")
    assert found.entry(good) is None
    assert (found.number, found.this_update, found.next_update) == (1, AT - DAY, AT + DAY)
    assert (found.issuer, found.spki) == (above.certificate.subject, above.key.spki)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_revokes_and_is_told(reason: x509.ReasonFlags) -> None:
    above = root("root")
    bad = entity(above)
    entry = read(above, revoking(above, [bad], reason=reason)).entry(bad)
    assert entry is not None
    assert entry.reason == reason.value


def test_who_is_taken_off_the_list_is_not_revoked_and_a_date_to_come_revokes_now() -> None:
    above = root("root")
    one = entity(above)
    assert read(above, revoking(above, [one], reason=x509.ReasonFlags.remove_from_crl)).entry(one) is None
    later = read(above, revoking(above, [one], since=AT + 30 * DAY)).entry(one)
    assert later is not None
    assert (later.since, later.reason) == (AT + 30 * DAY, "unspecified")


def test_a_list_of_another_authority_or_of_a_namesake_is_refused() -> None:
    above, namesake, other = root("root"), root("root", key_of="other"), root("elsewhere")
    assert "signature is not" in unusable(above, revoking(namesake))
    assert "not beside" in unusable(above, revoking(other))
    assert read_list(revoking(namesake), [above.certificate, namesake.certificate]).spki == namesake.key.spki


def test_an_authority_that_may_not_sign_lists_signs_none() -> None:
    usage = x509.KeyUsage(False, False, False, False, False, True, False, False, False)
    certificate = odd_root("odd", ((x509.BasicConstraints(True, None), True), (usage, True)))
    above = root("odd", Algorithm.P256)
    read(above, revoking(above))
    assert not certificate.may_revoke
    barred = replace(above, certificate=replace(above.certificate, may_revoke=certificate.may_revoke))
    assert "cRLSign" in unusable(barred, revoking(above))


@pytest.mark.parametrize(
    ("extension", "word"),
    [
        ((x509.DeltaCRLIndicator(1), True), "delta"),
        (part(indirect_crl=True, full_name=[x509.DNSName("a.example")]), "indirect"),
        (part(only_contains_user_certs=True), "one part"),
        (part(full_name=[x509.UniformResourceIdentifier("http://a.example/1.crl")]), "one part"),
        (UNKNOWN, "1.3.6.1.4.1.5315.100.99"),
    ],
)
def test_what_is_no_complete_list_of_its_issuer_is_refused(
    extension: tuple[x509.ExtensionType, bool], word: str
) -> None:
    above = root("root")
    assert word in unusable(above, revoking(above, extensions=[extension]))


def test_an_entry_of_another_issuer_or_with_an_unknown_condition_is_refused() -> None:
    above = root("root")
    one = [entity(above)]
    other = x509.CertificateIssuer([x509.DNSName("a.example")])
    assert "indirect" in unusable(above, revoking(above, one, entry_extensions=[(other, True)]))
    assert "critical extension" in unusable(above, revoking(above, one, entry_extensions=[UNKNOWN]))


@pytest.mark.parametrize("encoded", [b"", b"junk", b"-----BEGIN X509 CRL-----\n", b"\x30\x00"])
def test_what_is_no_list_is_refused(encoded: bytes) -> None:
    assert "no list" in unusable(root("root"), encoded)


def test_a_list_without_an_end_is_refused() -> None:
    above = root("root")
    assert "nextUpdate" in unusable(above, revoking(above, until=None))


def test_of_several_the_greater_number_is_the_newer_and_without_numbers_the_later() -> None:
    above = root("root")
    old, new = read(above, revoking(above, number=2, at=AT)), read(above, revoking(above, number=10, at=AT - DAY))
    assert newest([old, new]) == newest([new, old]) == (new,)
    early, late = (read(above, revoking(above, number=None, at=at)) for at in (AT - DAY, AT))
    assert newest([late, early]) == (late,)
    other = root("other")
    assert len(newest([old, new, read(other, revoking(other))])) == 2


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_of_a_list_passes(data: st.DataObject) -> None:
    above = root("unchanged")
    whole = bytearray(unchanged())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SetupError):
        read(above, bytes(whole))


@cache
def unchanged() -> bytes:
    return revoking(root("unchanged"))


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_openssl_command_believes_the_same_lists(algorithm: Algorithm, tmp_path: Path) -> None:
    above = root("judged", algorithm)
    other = root("judged", algorithm, key_of="another")
    (tmp_path / "ca.pem").write_bytes(_pem(above))
    for name, by, good in (("own", above, True), ("namesake", other, False)):
        (tmp_path / name).write_bytes(revoking(by, pem=True))
        told = judged_sm2(tmp_path, name) if algorithm is Algorithm.SM2 else judged(tmp_path, name)
        assert (b"OK" in told) is good, told


def judged(folder: Path, name: str) -> bytes:
    judge = ["openssl", "crl", "-in", name, "-CAfile", "ca.pem", "-noout"]
    return subprocess.run(judge, cwd=folder, capture_output=True, check=False).stderr


def judged_sm2(folder: Path, name: str) -> bytes:
    """`openssl crl` goes by the empty user id and cannot be told another: its parts are judged as a plain signature."""
    parsed = x509.load_pem_x509_crl((folder / name).read_bytes())
    (folder / "tbs").write_bytes(parsed.tbs_certlist_bytes)
    (folder / "value").write_bytes(parsed.signature)
    ask = ["openssl", "x509", "-in", "ca.pem", "-noout", "-pubkey", "-out", "key.pem"]
    subprocess.run(ask, cwd=folder, capture_output=True, check=True)
    judge = "openssl dgst -sm3 -verify key.pem -sigopt distid:1234567812345678 -signature value tbs"
    return subprocess.run(judge.split(), cwd=folder, capture_output=True, check=False).stdout


def _pem(one: Authority) -> bytes:
    return x509.load_der_x509_certificate(one.certificate.der).public_bytes(Encoding.PEM)


def test_a_list_of_an_issuer_whose_name_no_name_may_have_is_unusable() -> None:
    """Found by the fuzzer: `cryptography` raises a TypeError."""
    above = root("a root")
    assert "no list" in unusable(above, revoking(above).replace(b"\x0c\x06a root", b"\x03\x06\x00 root"))
