"""Others accept what we sign, and we accept what others sign: xmlsec1, the openssl command, signxml."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidSignature
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.certificates import is_issued_by, read_pem
from gateway.trust.dsig import NAMESPACE, from_base64, to_base64
from gateway.trust.issue import Usage
from gateway.trust.keys import load_key
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signature_value import der_from_raw, raw_from_der
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify
from tests.trust.made import AT, DOCUMENT, Party, party

XML_PROFILES = ("rsa-sha256", "ecdsa-p256-sha256")
DISTID = "distid:1234567812345678"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


def good(folder: Path, *command: str) -> bytes:
    done = run(folder, *command)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def with_files(folder: Path, made: Party) -> None:
    (folder / "key.pem").write_bytes(made.key_pem)
    (folder / "cert.pem").write_bytes(made.pem)
    public = x509.load_pem_x509_certificate(made.pem)
    if made.profile.name in XML_PROFILES:
        spki = public.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / "pub.pem").write_bytes(spki)


def template(profile: Profile, prefix: str) -> str:
    """A Signature to be filled in by xmlsec1, indented as people write it."""
    p, declared = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    return f"""
  <{p}Signature {declared}="{NAMESPACE}">
    <{p}SignedInfo>
      <{p}CanonicalizationMethod Algorithm="{profile.canonicalization_method}"/>
      <{p}SignatureMethod Algorithm="{profile.signature_method}"/>
      <{p}Reference URI="">
        <{p}Transforms><{p}Transform Algorithm="{profile.transform}"/></{p}Transforms>
        <{p}DigestMethod Algorithm="{profile.digest_method}"/><{p}DigestValue/>
      </{p}Reference>
    </{p}SignedInfo>
    <{p}SignatureValue/>
    <{p}KeyInfo><{p}X509Data><{p}X509Certificate/></{p}X509Data></{p}KeyInfo>
  </{p}Signature>
"""


ROOTS = (
    "<a><b/>报关单{}</a>",
    '<a xmlns="urn:d" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x"><b xmlns=""/>{}</a>',
    '<c:a xmlns:c="urn:c" xml:lang="zh" xml:space="preserve" b=">"><c:b/>{}</c:a>',
    f'<a xmlns:ds="{NAMESPACE}"><!-- gone --><b c=" 1 "  d="2"/>{{}}</a>',
)


@pytest.mark.usefixtures("xmlsec1")
@pytest.mark.parametrize("profile", XML_PROFILES)
@pytest.mark.parametrize("root", ROOTS)
def test_xmlsec1_accepts_what_we_seal_and_not_with_a_byte_changed(profile: str, root: str, tmp_path: Path) -> None:
    made = party(profile)
    with_files(tmp_path, made)
    sealed = seal(root.format("text").encode(), made.signer)
    command = ("xmlsec1", "--verify", "--pubkey-pem", "pub.pem", "doc.xml")
    (tmp_path / "doc.xml").write_bytes(sealed)
    good(tmp_path, *command)
    (tmp_path / "doc.xml").write_bytes(sealed.replace(b"text", b"tezt"))
    assert run(tmp_path, *command).returncode != 0


@pytest.mark.usefixtures("xmlsec1")
@pytest.mark.parametrize("profile", XML_PROFILES)
@pytest.mark.parametrize("prefix", ["ds", "dsig", ""])
@pytest.mark.parametrize("root", ROOTS)
def test_we_accept_what_xmlsec1_signs_and_not_with_a_byte_changed(
    profile: str, prefix: str, root: str, tmp_path: Path
) -> None:
    made = party(profile)
    with_files(tmp_path, made)
    (tmp_path / "doc.xml").write_text(root.format("text" + template(made.profile, prefix)), encoding="utf-8")
    signed = good(tmp_path, "xmlsec1", "--sign", "--privkey-pem", "key.pem,cert.pem", "doc.xml")
    found = verify(parse(signed).root, made.profile, made.trust, party="tianjin", at=AT)
    assert found.content == canonical(parse(root.format("text\n  \n").encode()).root)
    with pytest.raises(SenderError) as caught:
        verify(parse(signed.replace(b"text", b"tezt")).root, made.profile, made.trust, party="tianjin", at=AT)
    assert caught.value.fault is faults.DIGEST_MISMATCH


def expected_by_signxml(profile: str) -> SignatureConfiguration:
    method = SignatureMethod.RSA_SHA256 if profile == "rsa-sha256" else SignatureMethod.ECDSA_SHA256
    return SignatureConfiguration(
        signature_methods=frozenset([method]),
        digest_algorithms=frozenset([DigestAlgorithm.SHA256]),
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )


@pytest.mark.parametrize("profile", XML_PROFILES)
def test_signxml_accepts_what_we_seal_and_not_with_a_byte_changed(profile: str) -> None:
    made, expect = party(profile), expected_by_signxml(profile)
    sealed = seal(DOCUMENT, made.signer)
    certificate = made.pem.decode()
    XMLVerifier().verify(sealed, x509_cert=certificate, expect_config=expect)
    with pytest.raises(InvalidSignature):
        XMLVerifier().verify(sealed.replace(b">1<", b">2<"), x509_cert=certificate, expect_config=expect)


def test_the_second_transform_that_signxml_writes_is_refused() -> None:
    made = party("rsa-sha256")
    signer = XMLSigner(c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0)
    signed = signer.sign(parse(DOCUMENT).root, key=made.key_pem, cert=made.pem.decode())
    with pytest.raises(SenderError) as caught:
        verify(parse(canonical(signed)).root, made.profile, made.trust, party="tianjin", at=AT)
    assert caught.value.fault is faults.TRANSFORM_REFUSED


def signature_of(sealed: bytes) -> tuple[bytes, bytes]:
    """The canonical SignedInfo, and the value as DER."""
    signature = parse(sealed).root[-1]
    return canonical(signature[0]), der_from_raw(from_base64(signature[1].text))


PKEYUTL = ("openssl", "pkeyutl", "-rawin", "-digest", "sm3", "-pkeyopt", DISTID, "-in", "info")


@pytest.mark.usefixtures("openssl")
def test_the_openssl_command_accepts_our_sm2_and_not_with_a_byte_changed(tmp_path: Path) -> None:
    made = party()
    with_files(tmp_path, made)
    info, value = signature_of(seal(DOCUMENT, made.signer))
    (tmp_path / "info").write_bytes(info)
    (tmp_path / "value").write_bytes(value)
    command = (*PKEYUTL, "-verify", "-certin", "-inkey", "cert.pem", "-sigfile", "value")
    assert b"Verified Successfully" in good(tmp_path, *command)
    (tmp_path / "info").write_bytes(info.replace(b"Reference", b"reference"))
    assert run(tmp_path, *command).returncode != 0


@pytest.mark.usefixtures("openssl")
def test_we_accept_the_sm2_that_the_openssl_command_signs(tmp_path: Path) -> None:
    made = party()
    with_files(tmp_path, made)
    sealed = seal(DOCUMENT, made.signer)
    info, _ = signature_of(sealed)
    (tmp_path / "info").write_bytes(info)
    good(tmp_path, *PKEYUTL, "-sign", "-inkey", "key.pem", "-out", "value")
    theirs = to_base64(raw_from_der((tmp_path / "value").read_bytes()))
    ours = parse(sealed).root[-1][1].text or ""
    signed = sealed.replace(ours.encode(), theirs)
    assert signed != sealed
    assert verify(parse(signed).root, made.profile, made.trust, party="tianjin", at=AT).party == "tianjin"


REQUEST = (
    "openssl",
    "req",
    "-new",
    "-key",
    "key.pem",
    "-sm3",
    "-sigopt",
    DISTID,
    "-subj",
    "/CN=leaf",
    "-out",
    "csr.pem",
)
ISSUE = ("openssl", "x509", "-req", "-in", "csr.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-sm3", "-vfyopt", DISTID)


def with_authority(folder: Path) -> Party:
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    with_files(folder, party())
    (folder / "ca.pem").write_bytes(above.pem)
    (folder / "ca.key").write_bytes(above.key_pem)
    good(folder, *REQUEST)
    return above


@pytest.mark.usefixtures("openssl")
def test_a_certificate_that_the_openssl_command_issues_with_the_user_id_is_believed(tmp_path: Path) -> None:
    above = with_authority(tmp_path)
    issued = read_pem(good(tmp_path, *ISSUE, "-sigopt", DISTID, "-days", "30", "-set_serial", "9"))
    assert is_issued_by(issued, above.certificate)


@pytest.mark.usefixtures("openssl")
def test_one_that_it_issues_without_a_user_id_is_not(tmp_path: Path) -> None:
    """OpenSSL's own default id is empty; GM/T 0015 certificates carry the one of GM/T 0009."""
    above = with_authority(tmp_path)
    issued = read_pem(good(tmp_path, *ISSUE, "-days", "30", "-set_serial", "9"))
    assert not is_issued_by(issued, above.certificate)


@pytest.mark.usefixtures("openssl")
def test_a_key_that_the_openssl_command_makes_signs_for_us(tmp_path: Path) -> None:
    good(tmp_path, "openssl", "genpkey", "-algorithm", "SM2", "-out", "key.pem")
    assert load_key((tmp_path / "key.pem").read_bytes()).algorithm is PROFILES["sm2-sm3"].algorithm
