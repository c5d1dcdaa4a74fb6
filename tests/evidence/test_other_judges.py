"""Others judge the container's own signature: xmlsec1 and signxml, for the keys that they know."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.verifier import SignatureConfiguration, XMLVerifier

from gateway.commands.demo.identities import new_identity
from gateway.evidence import signatures

FILES = {"received.xml": b"<a/>", "sent/hebei/1.xml": "<b>北京</b>".encode(), "trace.json": b"{}"}


def laid(folder: Path, profile: str) -> tuple[bytes, Path, x509.Certificate]:
    """The files and their signature on disk, as whoever unpacks a container has them."""
    signer = new_identity("gateway", profile).signer
    document = signatures.signature(FILES, signer, datetime.now(UTC))
    certificate = x509.load_der_x509_certificate(signer.certificate.der)
    for name, content in {**FILES, signatures.FILE: document}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "gateway.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return document, folder / "gateway.pem", certificate


def xmlsec(folder: Path) -> int:
    uris = ("--enabled-reference-uris", "empty,same-doc,local,remote")  # a file beside it is "remote" to xmlsec1
    command = ["xmlsec1", "--verify", *uris, "--id-attr:Id", "SignedProperties"]
    command += ["--pubkey-cert-pem", "gateway.pem", signatures.FILE]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.usefixtures("xmlsec1")
@pytest.mark.parametrize("profile", ["rsa-sha256", "ecdsa-p256-sha256"])
def test_xmlsec1_believes_it_and_no_changed_file(tmp_path: Path, profile: str) -> None:
    laid(tmp_path, profile)
    assert xmlsec(tmp_path) == 0
    (tmp_path / "sent/hebei/1.xml").write_bytes(b"<b>other</b>")
    assert xmlsec(tmp_path) != 0


@pytest.mark.parametrize("profile", ["rsa-sha256", "ecdsa-p256-sha256"])
def test_signxml_believes_it(tmp_path: Path, profile: str) -> None:
    document, _, certificate = laid(tmp_path, profile)
    expect = SignatureConfiguration(expect_references=len(FILES) + 1, require_x509=True)
    found = XMLVerifier().verify(
        etree.fromstring(document), x509_cert=certificate, uri_resolver=FILES.get, expect_config=expect
    )
    assert isinstance(found, list)
    assert len(found) == len(FILES) + 1
