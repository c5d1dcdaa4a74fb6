from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509

from tests.commands.cli import good, run
from tests.trust.conftest import need
from tests.trust.made import party

WHOM = ("--name", "gateway", "--organization", "北京电子口岸", "--unit", "运维", "--country", "CN")


def laid(folder: Path) -> Path:
    (folder / "key.pem").write_bytes(party().key_pem)
    return folder / "key.pem"


def test_a_request_is_printed_and_openssl_verifies_it(tmp_path: Path) -> None:
    need("openssl", "openssl")
    made = good("keys", "csr", "--key", laid(tmp_path), *WHOM).out
    assert x509.load_pem_x509_csr(made).subject.rfc4514_string() == "CN=gateway,OU=运维,O=北京电子口岸,C=CN"
    command = ["openssl", "req", "-verify", "-noout", "-sm2-id", "1234567812345678"]
    old = subprocess.run([*command, "-help"], capture_output=True, text=True, check=False).stderr
    id_ = command[4:] if "-sm2-id" in old else ["-vfyopt", "distid:1234567812345678"]
    done = subprocess.run([*command[:4], *id_], input=made, capture_output=True, check=False)
    assert (done.returncode, b"OK" in done.stderr) == (0, True)


def test_the_key_may_be_in_pkcs12_under_a_passphrase(tmp_path: Path) -> None:
    need("openssl", "openssl")
    laid(tmp_path)
    (tmp_path / "pass").write_text("open\n")
    export = "openssl pkcs12 -export -inkey key.pem -nocerts -out key.p12 -passout pass:open"
    subprocess.run(export.split(), cwd=tmp_path, capture_output=True, check=True)
    made = good("keys", "csr", "--key", tmp_path / "key.p12", *WHOM, "--passphrase-file", tmp_path / "pass").out
    assert party().key.spki in x509.load_pem_x509_csr(made).tbs_certrequest_bytes


@pytest.mark.parametrize(
    "name",
    [
        ("gateway", "--country", "China"),
        ("gateway", "--country", "C1"),
        ("",),
        (" ",),
        ("gateway", "--organization", "北" * 65),
        ("gateway", "--unit", "x" * 65),
    ],
)
def test_a_name_that_no_certificate_can_have_is_usage(tmp_path: Path, name: tuple[str, ...]) -> None:
    done = run("keys", "csr", "--key", laid(tmp_path), "--name", *name)
    assert (done.code, done.out) == (2, b"")
    assert "no name that a certificate can have" in done.err


def test_a_file_that_is_no_key_is_told_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("made-up-secret")
    done = run("keys", "csr", "--key", tmp_path / "key.pem", "--name", "gateway")
    assert done.code == 1
    assert "4112" in done.err
    assert "made-up-secret" not in done.err


@pytest.mark.parametrize("locked", [b"", b"two\nlines\n"])
def test_a_passphrase_file_holds_one_line(tmp_path: Path, locked: bytes) -> None:
    (tmp_path / "pass").write_bytes(locked)
    done = run("keys", "csr", "--key", laid(tmp_path), "--name", "x", "--passphrase-file", tmp_path / "pass")
    assert (done.code, "4602" in done.err) == (1, True)
