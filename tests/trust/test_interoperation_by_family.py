"""Documents of every family, both ways: what we seal others take, and what others signed we take, down to a byte."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from gmalg import SM3  # type: ignore[import-untyped]
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidSignature
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.issue import Usage, issued
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify
from tests.trust import other_sm2
from tests.trust.families import FAMILIES, Family, signed_info, with_signature
from tests.trust.made import AT, FROM, UNTIL, party
from tests.trust.test_interoperation import DISTID, PKEYUTL, good, run, template, with_files

SM2 = PROFILES["sm2-sm3"]
METHODS = {
    "rsa-sha256": SignatureMethod.RSA_SHA256,
    "rsa-pss-sha256": SignatureMethod.SHA256_RSA_MGF1,
    "ecdsa-p256-sha256": SignatureMethod.ECDSA_SHA256,
}
BY_XMLSEC1 = ("rsa-sha256", "ecdsa-p256-sha256")
"""Its release on Debian 12 speaks no RSA-PSS: of that signxml and the openssl command are the judges."""
each_family = pytest.mark.parametrize("name", FAMILIES)
by_xmlsec1 = pytest.mark.parametrize("profile", BY_XMLSEC1)
by_signxml = pytest.mark.parametrize("profile", METHODS)


def taken(signed: bytes, profile: str, trust: TrustStore, at: datetime = AT) -> bytes:
    """What our verifier says is covered."""
    return verify(parse(signed).root, PROFILES[profile], trust, party="tianjin", at=at).content


def refused_when_changed(signed: bytes, family: Family, profile: str, trust: TrustStore, at: datetime = AT) -> None:
    changed = signed.replace(family.word.encode(), b"x", 1)
    with pytest.raises(SenderError) as caught:
        taken(changed, profile, trust, at)
    assert caught.value.fault is faults.DIGEST_MISMATCH


def digest_by_another(content: bytes) -> str:
    """SM3 in pure Python."""
    hasher = SM3()
    hasher.update(content)
    return b64encode(hasher.value()).decode()


@pytest.mark.usefixtures("xmlsec1")
@each_family
@by_xmlsec1
def test_xmlsec1_takes_what_we_seal(name: str, profile: str, tmp_path: Path) -> None:
    family, made = FAMILIES[name], party(profile)
    with_files(tmp_path, made)
    sealed = seal(family.document.encode(), made.signer)
    command = ("xmlsec1", "--verify", "--pubkey-pem", "pub.pem", "doc.xml")
    (tmp_path / "doc.xml").write_bytes(sealed)
    good(tmp_path, *command)
    (tmp_path / "doc.xml").write_bytes(sealed.replace(family.word.encode(), b"x", 1))
    assert run(tmp_path, *command).returncode != 0


@pytest.mark.usefixtures("xmlsec1")
@each_family
@by_xmlsec1
def test_we_take_what_xmlsec1_signs(name: str, profile: str, tmp_path: Path) -> None:
    family, made = FAMILIES[name], party(profile)
    with_files(tmp_path, made)
    end = family.document.rindex("</")
    filled = family.document[:end] + template(made.profile, "ds").strip() + family.document[end:]
    (tmp_path / "doc.xml").write_text(filled, encoding="utf-8")
    signed = good(tmp_path, "xmlsec1", "--sign", "--privkey-pem", "key.pem,cert.pem", "doc.xml")
    assert taken(signed, profile, made.trust) == family.content
    refused_when_changed(signed, family, profile, made.trust)


@each_family
@by_signxml
def test_signxml_takes_what_we_seal(name: str, profile: str) -> None:
    family, made = FAMILIES[name], party(profile)
    expect = SignatureConfiguration(
        signature_methods=frozenset([METHODS[profile]]),
        digest_algorithms=frozenset([DigestAlgorithm.SHA256]),
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    sealed = seal(family.document.encode(), made.signer)
    found = XMLVerifier().verify(sealed, x509_cert=made.pem.decode(), expect_config=expect)
    assert isinstance(found, VerifyResult)
    assert found.signed_data == family.content
    with pytest.raises(InvalidSignature):
        changed = sealed.replace(family.word.encode(), b"x", 1)
        XMLVerifier().verify(changed, x509_cert=made.pem.decode(), expect_config=expect)


def signed_by_signxml(document: str, profile: str) -> bytes:
    made = party(profile)
    signer = XMLSigner(
        signature_algorithm=METHODS[profile],
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    signer.namespaces = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
    signed = signer.sign(
        parse(document.encode()).root,
        key=made.key_pem,
        cert=made.pem.decode(),
        key_name=made.certificate.serial_hex,
        exclude_c14n_transform_element=True,
    )
    return canonical(signed)


@each_family
@by_signxml
def test_we_take_what_signxml_signs(name: str, profile: str) -> None:
    """Of DXP's root without its Id, or signxml would refer to that."""
    family, made = FAMILIES[name], party(profile)
    document = family.document.replace(' Id="M2014101500000001"', "")
    signed = signed_by_signxml(document, profile)
    assert taken(signed, profile, made.trust) == canonical(parse(document.encode()).root)
    refused_when_changed(signed, family, profile, made.trust)


def test_the_reference_by_id_that_signxml_makes_of_a_root_with_one_is_refused() -> None:
    made = party("rsa-sha256")
    with pytest.raises(SenderError) as caught:
        taken(signed_by_signxml(FAMILIES["dxp"].document, "rsa-sha256"), "rsa-sha256", made.trust)
    assert caught.value.fault is faults.REFERENCE_PARTIAL


def parts_of(sealed: bytes) -> tuple[str, bytes]:
    """The canonical SignedInfo, and the value of its Signature."""
    signature = parse(sealed).root[-1]
    return canonical(signature[0]).decode(), b64decode(signature[1].text or "")


@each_family
def test_the_signed_info_of_what_we_seal_is_what_a_stranger_writes(name: str) -> None:
    family, made = FAMILIES[name], party()
    info, _ = parts_of(seal(family.document.encode(), made.signer))
    assert info == signed_info(family, SM2, digest_by_another(family.content))


@pytest.mark.usefixtures("openssl")
@each_family
def test_two_others_take_our_sm2(name: str, tmp_path: Path) -> None:
    family, made = FAMILIES[name], party()
    with_files(tmp_path, made)
    info, value = parts_of(seal(family.document.encode(), made.signer))
    (tmp_path / "value").write_bytes(other_sm2.as_der(value))
    command = (*PKEYUTL, "-verify", "-certin", "-inkey", "cert.pem", "-sigfile", "value")
    for written, is_good in ((info, True), (info.replace("ds:Reference", "ds:reference"), False)):
        (tmp_path / "info").write_text(written, encoding="utf-8")
        assert (run(tmp_path, *command).returncode == 0) is is_good
        assert other_sm2.verifies(made.key.spki[-64:], written.encode(), value) is is_good


def stranger(folder: Path) -> tuple[Certificate, str]:
    """A key and a certificate that the openssl command made, and its number as the command prints it."""
    good(folder, "openssl", "genpkey", "-algorithm", "SM2", "-out", "key.pem")
    common = ("-sm3", "-sigopt", DISTID, "-subj", "/CN=stranger", "-days", "30", "-set_serial", "0x0b1b2c3d4e5f6071")
    good(folder, "openssl", "req", "-x509", "-new", "-key", "key.pem", *common, "-out", "cert.pem")
    number = good(folder, "openssl", "x509", "-in", "cert.pem", "-noout", "-serial").decode()
    return read_pem((folder / "cert.pem").read_bytes()), number.strip().split("=")[1].lower()


@pytest.mark.usefixtures("openssl")
@each_family
def test_we_take_a_document_that_only_the_openssl_command_touched(name: str, tmp_path: Path) -> None:
    """Its key, certificate, digest and signature, in a Signature written by hand."""
    family = FAMILIES[name]
    certificate, serial = stranger(tmp_path)
    (tmp_path / "content").write_bytes(family.content)
    digest = good(tmp_path, "openssl", "dgst", "-sm3", "-binary", "content")
    info = signed_info(family, SM2, b64encode(digest).decode())
    (tmp_path / "info").write_text(info, encoding="utf-8")
    good(tmp_path, *PKEYUTL, "-sign", "-inkey", "key.pem", "-out", "value")
    value = raw_of((tmp_path / "value").read_bytes())
    der = b64encode(certificate.der).decode()
    signed = with_signature(family, info, value, serial=serial, certificate=der)
    trust, now = TrustStore.of([("tianjin", certificate)]), datetime.now(UTC)
    assert taken(signed, "sm2-sm3", trust, now) == family.content
    refused_when_changed(signed, family, "sm2-sm3", trust, now)


def raw_of(der: bytes) -> str:
    """R‖s in base64, read from the DER by hand: 30 len 02 len r 02 len s."""
    at = 4 + der[3]
    numbers = der[4:at], der[at + 2 :]
    return b64encode(b"".join(number.lstrip(b"\x00").rjust(32, b"\x00") for number in numbers)).decode()


@each_family
def test_we_take_a_document_that_another_sm2_in_pure_python_signed(name: str) -> None:
    family, above = FAMILIES[name], party("sm2-sm3", "authority", Usage.AUTHORITY)
    secret, point = other_sm2.new_key()
    spki = party().key.spki[:-64] + point
    certificate = read_pem(issued(above.issuer, spki, "other", serial=0xABC, not_before=FROM, not_after=UNTIL))
    info = signed_info(family, SM2, digest_by_another(family.content))
    value = b64encode(other_sm2.signs(secret, info.encode())).decode()
    der = b64encode(certificate.der).decode()
    signed = with_signature(family, info, value, serial="0abc", certificate=der)
    trust = TrustStore.of([("tianjin", certificate)])
    assert taken(signed, "sm2-sm3", trust) == family.content
    refused_when_changed(signed, family, "sm2-sm3", trust)


@each_family
@pytest.mark.parametrize("user_id", [b"\x00", b"1234567812345670"])
def test_what_another_signs_under_another_user_id_we_refuse(name: str, user_id: bytes) -> None:
    family = FAMILIES[name]
    secret, point = other_sm2.new_key()
    above = party("sm2-sm3", "authority", Usage.AUTHORITY)
    spki = party().key.spki[:-64] + point
    certificate = read_pem(issued(above.issuer, spki, "other", serial=0xABC, not_before=FROM, not_after=UNTIL))
    info = signed_info(family, SM2, digest_by_another(family.content))
    value = b64encode(other_sm2.signs(secret, info.encode(), user_id)).decode()
    der = b64encode(certificate.der).decode()
    signed = with_signature(family, info, value, serial="0abc", certificate=der)
    with pytest.raises(SenderError) as caught:
        taken(signed, "sm2-sm3", TrustStore.of([("tianjin", certificate)]))
    assert caught.value.fault is faults.SIGNATURE_INVALID


PSS = ("openssl", "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32")


@pytest.mark.usefixtures("openssl")
@each_family
def test_the_openssl_command_and_we_take_each_others_rsa_pss(name: str, tmp_path: Path) -> None:
    family, made = FAMILIES[name], party("rsa-pss-sha256")
    with_files(tmp_path, made)
    sealed = seal(family.document.encode(), made.signer)
    info, value = parts_of(sealed)
    (tmp_path / "info").write_text(info, encoding="utf-8")
    (tmp_path / "value").write_bytes(value)
    public = good(tmp_path, "openssl", "x509", "-in", "cert.pem", "-noout", "-pubkey")
    (tmp_path / "pub.pem").write_bytes(public)
    assert b"OK" in good(tmp_path, *PSS, "-verify", "pub.pem", "-signature", "value", "info")
    good(tmp_path, *PSS, "-sign", "key.pem", "-out", "theirs", "info")
    theirs = b64encode((tmp_path / "theirs").read_bytes())
    signed = sealed.replace(b64encode(value), theirs)
    assert signed != sealed
    assert taken(signed, "rsa-pss-sha256", made.trust) == family.content
