from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509

from gateway.trust.algorithms import Algorithm
from gateway.trust.issue import Usage
from tests.trust.made import FROM, PROFILE_NAMES, UNTIL, leaf, party

OPENSSL_WORDS = {
    Algorithm.SM2: b"SM2-with-SM3",
    Algorithm.RSA: b"sha256WithRSAEncryption",
    Algorithm.P256: b"ecdsa-with-SHA256",
}


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("usage", Usage)
def test_a_certificate_of_ours_parses_with_its_extensions(profile: str, usage: Usage) -> None:
    found = x509.load_pem_x509_certificate(party(profile, usage.value, usage).pem)
    basic = found.extensions.get_extension_for_class(x509.BasicConstraints)
    key_usage = found.extensions.get_extension_for_class(x509.KeyUsage)
    assert (basic.critical, basic.value.ca) == (True, usage is Usage.AUTHORITY)
    assert key_usage.value.digital_signature is (usage is Usage.SIGN)
    assert key_usage.value.key_cert_sign is (usage is Usage.AUTHORITY)
    assert (found.not_valid_before_utc, found.not_valid_after_utc) == (FROM, UNTIL)
    assert found.version is x509.Version.v3


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_the_openssl_command_reads_the_key_out_of_it(profile: str) -> None:
    shown = subprocess.run(
        ["openssl", "x509", "-noout", "-text"], input=party(profile).pem, capture_output=True, check=True
    ).stdout
    word = OPENSSL_WORDS[party(profile).key.algorithm]
    assert shown.count(word) == 2
    assert b"Unable to load" not in shown


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_the_openssl_command_accepts_it(profile: str, tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_bytes(party(profile).pem)
    verify = ["openssl", "verify", "-no_check_time", "-CAfile", "own.pem", "own.pem"]
    assert subprocess.run(verify, cwd=tmp_path, capture_output=True, check=True).stdout == b"own.pem: OK\n"


def test_a_leaf_names_its_authority_and_its_own_serial() -> None:
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    found = leaf(above, party())
    assert (found.subject, found.issuer, found.serial_hex) == ("CN=leaf", "CN=authority", "07")
    assert found.spki == party().key.spki
