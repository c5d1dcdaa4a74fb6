from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.trust.keys import load_key
from gateway.trust.requests import Subject, request
from tests.trust.made import PROFILE_NAMES, party

SUBJECT = Subject(common_name="北京 e-port", organization="中国电子口岸", unit="运维", country="CN")
SM2 = ("-vfyopt", "distid:1234567812345678")


def verified(folder: Path, pem: bytes, profile: str) -> subprocess.CompletedProcess[str]:
    (folder / "request.pem").write_bytes(pem)
    more = SM2 if profile == "sm2-sm3" else ()
    command = ["openssl", "req", "-verify", "-noout", "-in", "request.pem", *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_openssl_verifies_a_request_and_not_one_with_a_byte_changed(profile: str, tmp_path: Path) -> None:
    made = request(party(profile).key, SUBJECT)
    done = verified(tmp_path, made, profile)
    assert (done.returncode, "OK" in done.stderr) == (0, True), done.stderr
    changed = x509.load_pem_x509_csr(made).public_bytes(Encoding.DER)
    forged = changed.replace("运维".encode(), "运难".encode())
    assert forged != changed
    pem = x509.load_der_x509_csr(forged).public_bytes(Encoding.PEM)
    assert "OK" not in verified(tmp_path, pem, profile).stderr


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_request_names_whom_it_is_for_and_nothing_that_was_left_out(profile: str) -> None:
    key = load_key(party(profile).key_pem)
    whole = x509.load_pem_x509_csr(request(key, SUBJECT))
    assert whole.subject.rfc4514_string() == "CN=北京 e-port,OU=运维,O=中国电子口岸,C=CN"
    bare = x509.load_pem_x509_csr(request(key, Subject(common_name="e")))
    assert bare.subject.rfc4514_string() == "CN=e"
    assert key.spki in bare.tbs_certrequest_bytes


@pytest.mark.parametrize("wrong", [Subject(common_name="e", country="China"), Subject(common_name="e" * 65)])
def test_a_name_that_x509_does_not_have_is_refused(wrong: Subject) -> None:
    with pytest.raises(ValueError):
        request(party().key, wrong)
