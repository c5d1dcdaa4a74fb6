from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.trust.dsig import from_base64
from gateway.trust.signature_value import der_from_raw
from tests.commands.cli import SAMPLES, Ran, good, run
from tests.trust.conftest import need

DOCUMENT = SAMPLES / "hebei-dec" / "declaration.2017.gb18030.xml"
ALGORITHMS = {"sm2-sm3": "sm2", "rsa-sha256": "rsa", "ecdsa-p256-sha256": "p256"}
DISTID = "distid:1234567812345678"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of each algorithm in keys/, the certificates in trust/<party>/ with the algorithm as the party."""
    folder = tmp_path_factory.mktemp("signing")
    for algorithm in ALGORITHMS.values():
        good("keys", "new", "--algorithm", algorithm, "--name", algorithm, "--days", 30, "--out", folder / "keys")
        (folder / "trust" / algorithm).mkdir(parents=True)
        shutil.copy(folder / "keys" / f"{algorithm}.crt.pem", folder / "trust" / algorithm)
    return folder


def signed(keys: Path, profile: str, document: Path = DOCUMENT) -> bytes:
    name = keys / "keys" / ALGORITHMS[profile]
    return good("sign", "--profile", profile, "--key", f"{name}.key.pem", "--cert", f"{name}.crt.pem", document).out


def verified(keys: Path, profile: str, raw: bytes, *more: str) -> Ran:
    return run("verify", "--profile", profile, "--trust", keys / "trust", *more, "-", stdin=raw)


def tampered(raw: bytes) -> bytes:
    changed = raw.replace(b"2014101500000001", b"2014101500000002", 1)
    assert changed != raw
    return changed


@pytest.mark.parametrize("profile", ALGORITHMS)
def test_what_is_signed_verifies_and_says_by_whom_and_until_when(keys: Path, profile: str) -> None:
    done = verified(keys, profile, signed(keys, profile))
    assert done.code == 0
    assert f"good: sealed by {ALGORITHMS[profile]} under {profile}" in done.err
    assert "valid until 20" in done.err


@pytest.mark.parametrize("profile", ALGORITHMS)
def test_with_one_byte_changed_it_is_refused(keys: Path, profile: str) -> None:
    done = verified(keys, profile, tampered(signed(keys, profile)))
    assert done.code == 1
    assert done.err.startswith("4103 digest-mismatch")


def test_the_charset_of_the_document_is_kept(keys: Path) -> None:
    sealed = signed(keys, "sm2-sm3")
    assert sealed.startswith(b'<?xml version="1.0" encoding="GB18030"?>')
    assert "食品".encode("gb18030") in sealed


def test_content_prints_the_bytes_that_the_seal_covers_and_nothing_else(keys: Path) -> None:
    done = verified(keys, "sm2-sm3", signed(keys, "sm2-sm3"), "--content")
    assert done.out == canonical(parse(DOCUMENT.read_bytes()).root)


def test_anothers_seal_is_refused_where_a_party_is_named(keys: Path) -> None:
    done = verified(keys, "sm2-sm3", signed(keys, "sm2-sm3"), "--party", "rsa")
    assert done.code == 1
    assert done.err.startswith("4108 certificate-other-party")


def test_a_flat_folder_names_the_parties_by_its_files(keys: Path, tmp_path: Path) -> None:
    shutil.copy(keys / "keys" / "sm2.crt.pem", tmp_path / "hebei.pem")
    done = run("verify", "--profile", "sm2-sm3", "--trust", tmp_path, "-", stdin=signed(keys, "sm2-sm3"))
    assert "sealed by hebei" in done.err


def test_a_certificate_that_nobody_vouches_for_is_refused(keys: Path, tmp_path: Path) -> None:
    done = run("verify", "--profile", "sm2-sm3", "--trust", tmp_path, "-", stdin=signed(keys, "sm2-sm3"))
    assert done.code == 1
    assert done.err.startswith("4107 certificate-untrusted")


def test_no_signature_is_refused_and_no_document_is_unreadable(keys: Path) -> None:
    assert verified(keys, "sm2-sm3", DOCUMENT.read_bytes()).err.startswith("4101")
    assert verified(keys, "sm2-sm3", b"<a").code == 2
    assert run("verify", "--profile", "sm2-sm3", "--trust", keys / "trust", "nowhere.xml").code == 2


def test_a_document_is_not_signed_twice(keys: Path, tmp_path: Path) -> None:
    once = tmp_path / "once.xml"
    once.write_bytes(signed(keys, "sm2-sm3"))
    name = keys / "keys" / "sm2"
    done = run("sign", "--profile", "sm2-sm3", "--key", f"{name}.key.pem", "--cert", f"{name}.crt.pem", once)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith("4105 signature-shape")


def test_a_key_of_another_algorithm_is_refused(keys: Path) -> None:
    name = keys / "keys" / "rsa"
    done = run("sign", "--profile", "sm2-sm3", "--key", f"{name}.key.pem", "--cert", f"{name}.crt.pem", DOCUMENT)
    assert done.code == 1
    assert done.err.startswith("4112 key-unusable")


def command(folder: Path, *words: str) -> int:
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode


def test_xmlsec1_accepts_what_sign_made_and_refuses_it_with_one_byte_changed(keys: Path, tmp_path: Path) -> None:
    need("xmlsec1", "xmlsec1")
    public = x509.load_pem_x509_certificate((keys / "keys" / "rsa.crt.pem").read_bytes()).public_key()
    (tmp_path / "pub.pem").write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    sealed = signed(keys, "rsa-sha256", SAMPLES / "beijing-ciq" / "declaration.xml")
    verify = ("xmlsec1", "--verify", "--pubkey-pem", "pub.pem", "doc.xml")
    (tmp_path / "doc.xml").write_bytes(sealed)
    assert command(tmp_path, *verify) == 0
    (tmp_path / "doc.xml").write_bytes(tampered(sealed))
    assert command(tmp_path, *verify) != 0


def test_the_openssl_command_accepts_what_sign_made_and_refuses_it_with_one_byte_changed(
    keys: Path, tmp_path: Path
) -> None:
    need("openssl", "openssl")
    signature = parse(signed(keys, "sm2-sm3")).root[-1]
    info = canonical(signature[0])
    (tmp_path / "value").write_bytes(der_from_raw(from_base64(signature[1].text)))
    (tmp_path / "info").write_bytes(info)
    verify = ("openssl", "pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pkeyopt", DISTID, "-in", "info")
    certificate = ("-certin", "-inkey", str(keys / "keys" / "sm2.crt.pem"), "-sigfile", "value")
    assert command(tmp_path, *verify, *certificate) == 0
    digest = bytearray(info)
    digest[info.index(b"DigestValue>") + 12] ^= 1
    (tmp_path / "info").write_bytes(digest)
    assert command(tmp_path, *verify, *certificate) != 0
