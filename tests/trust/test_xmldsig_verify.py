from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, SenderError
from gateway.trust import sm2
from gateway.trust.algorithms import Scheme
from gateway.trust.digests import sm3
from gateway.trust.dsig import from_base64, to_base64
from gateway.trust.issue import Usage
from gateway.trust.profiles import PROFILES
from gateway.trust.signature_value import der_from_raw
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import Verified, verify
from tests.trust.made import AT, DOCUMENT, FROM, PROFILE_NAMES, UNTIL, Party, leaf, party

SEALED = {name: seal(DOCUMENT, party(name).signer) for name in PROFILE_NAMES}
CONTENT = canonical(parse(DOCUMENT).root)
SECOND = timedelta(seconds=1)


def read(
    raw: bytes, made: Party, at: datetime = AT, name: str = "tianjin", trust: TrustStore | None = None
) -> Verified:
    return verify(parse(raw).root, made.profile, trust or made.trust, party=name, at=at)


def refusal(
    raw: bytes, made: Party, at: datetime = AT, name: str = "tianjin", trust: TrustStore | None = None
) -> Fault:
    with pytest.raises(SenderError) as caught:
        read(raw, made, at, name, trust)
    return caught.value.fault


def between(raw: bytes, tag: bytes) -> tuple[int, int]:
    return raw.index(b"<ds:" + tag + b">") + len(tag) + 5, raw.index(b"</ds:" + tag + b">")


def with_text(raw: bytes, tag: bytes, change: Callable[[bytes], bytes]) -> bytes:
    start, end = between(raw, tag)
    return raw[:start] + change(raw[start:end]) + raw[end:]


def always(text: bytes) -> Callable[[bytes], bytes]:
    return lambda _: text


def flipped(raw: bytes, at: int, flip: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ flip]) + raw[at + 1 :]


def another_value(text: bytes) -> bytes:
    value = from_base64(text.decode())
    return to_base64(flipped(value, len(value) // 2, 1))


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_each_wrong_thing_has_its_own_fault(profile: str) -> None:
    made, sealed = party(profile), SEALED[profile]
    digested = with_text(sealed, b"DigestValue", another_value)
    assert refusal(sealed.replace("报".encode(), "抱".encode()), made) is faults.DIGEST_MISMATCH
    assert refusal(digested, made) is faults.SIGNATURE_INVALID
    assert refusal(with_text(sealed, b"SignatureValue", another_value), made) is faults.SIGNATURE_INVALID
    assert refusal(with_text(sealed, b"KeyName", lambda _: b"0a1b2c3e"), made) is faults.KEY_NAME_WRONG
    assert refusal(with_text(sealed, b"X509Certificate", lambda _: b"AAAA"), made) is faults.CERTIFICATE_UNREADABLE
    assert refusal(with_text(sealed, b"X509Certificate", lambda _: b"A"), made) is faults.CERTIFICATE_UNREADABLE
    assert refusal(DOCUMENT, made) is faults.SIGNATURE_MISSING
    assert refusal(sealed.replace(b'URI=""', b'URI="#a"'), made) is faults.REFERENCE_PARTIAL


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("byte", [0, 1, 255])
def test_a_value_of_the_right_length_that_is_none_is_an_invalid_signature(profile: str, byte: int) -> None:
    made = party(profile)
    junk = bytes([byte]) * made.profile.value_bytes(made.certificate.key_bits)
    for text in (to_base64(junk), to_base64(junk)[:-2] + b"!="):
        assert refusal(with_text(SEALED[profile], b"SignatureValue", always(text)), made) is faults.SIGNATURE_INVALID


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_value_of_another_length_is_told_as_cut(profile: str) -> None:
    made = party(profile)
    length = made.profile.value_bytes(made.certificate.key_bits)
    start, end = between(SEALED[profile], b"SignatureValue")
    good = from_base64(SEALED[profile][start:end].decode())
    for value in (b"", good[:1], good[:-1], good + b"\0", b"\0" + good, good * 2, bytes(length // 2)):
        sealed = with_text(SEALED[profile], b"SignatureValue", always(to_base64(value)))
        assert refusal(sealed, made) is faults.SIGNATURE_TRUNCATED


def test_a_der_value_is_not_what_the_rule_has() -> None:
    made = party()
    info = canonical(parse(SEALED["sm2-sm3"]).root[-1][0])
    sealed = with_text(SEALED["sm2-sm3"], b"SignatureValue", lambda _: to_base64(made.key.sign(info, Scheme.SM2_SM3)))
    assert refusal(sealed, made) is faults.SIGNATURE_TRUNCATED


def test_a_wrong_digest_that_is_signed_is_a_mismatch() -> None:
    made = party()
    for wrong in (to_base64(bytes(32)), b"A", b""):
        draft = with_text(SEALED["sm2-sm3"], b"DigestValue", always(wrong))
        value = to_base64(made.signer.value(canonical(parse(draft).root[-1][0])))
        sealed = with_text(draft, b"SignatureValue", always(value))
        assert refusal(sealed, made) is faults.DIGEST_MISMATCH


FOREIGN = {
    b"": faults.ALGORITHM_REFUSED,
    b"urn:x": faults.ALGORITHM_REFUSED,
    b"http://www.w3.org/2000/09/xmldsig#sha1": faults.ALGORITHM_WEAK,
    b"http://www.w3.org/2000/09/xmldsig#rsa-sha1": faults.ALGORITHM_WEAK,
    b"http://www.w3.org/2001/04/xmldsig-more#md5": faults.ALGORITHM_WEAK,
    b"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256": faults.ALGORITHM_SHARED,
}
TRANSFORMS = (
    b"",
    b"http://www.w3.org/2000/09/xmldsig#base64",
    b"http://www.w3.org/TR/1999/REC-xpath-19991116",
    b"http://www.w3.org/TR/1999/REC-xslt-19991116",
    b"http://www.w3.org/2002/06/xmldsig-filter2",
    b"http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("what", ["canonicalization_method", "signature_method", "digest_method"])
def test_only_the_profiles_algorithms_are_taken(profile: str, what: str) -> None:
    made = party(profile)
    good = getattr(made.profile, what).encode()
    for other, fault in {good + b"x": faults.ALGORITHM_REFUSED, **FOREIGN}.items():
        sealed = SEALED[profile].replace(b'Algorithm="' + good + b'"', b'Algorithm="' + other + b'"')
        assert refusal(sealed, made) is fault


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("other", TRANSFORMS)
def test_only_the_enveloped_transform_is_taken(profile: str, other: bytes) -> None:
    made = party(profile)
    sealed = SEALED[profile].replace(made.profile.transform.encode(), other)
    assert refusal(sealed, made) is faults.TRANSFORM_REFUSED


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("other", PROFILE_NAMES)
def test_one_profiles_signature_is_nothing_under_another(profile: str, other: str) -> None:
    if profile != other:
        trust = TrustStore.of((name, party(name, name).certificate) for name in PROFILE_NAMES)
        assert refusal(SEALED[profile], party(other), trust=trust) is faults.ALGORITHM_REFUSED


def test_a_certificate_of_another_kind_of_key_is_refused_though_the_methods_are_right() -> None:
    other = to_base64(party("rsa-sha256").certificate.der)
    sealed = with_text(SEALED["sm2-sm3"], b"X509Certificate", lambda _: other)
    assert refusal(sealed, party()) is faults.ALGORITHM_REFUSED


def test_a_key_shorter_than_the_profile_has_it_is_refused() -> None:
    made = party("rsa-sha256")
    stricter = replace(made, profile=replace(made.profile, key_bits_min=4096))
    assert refusal(SEALED["rsa-sha256"], stricter) is faults.ALGORITHM_WEAK


def test_the_certificate_must_be_known_valid_and_of_this_link() -> None:
    made, sealed = party(), SEALED["sm2-sm3"]
    assert refusal(sealed, made, trust=TrustStore.of([])) is faults.CERTIFICATE_UNTRUSTED
    assert refusal(sealed, made, at=UNTIL + SECOND) is faults.CERTIFICATE_EXPIRED
    assert refusal(sealed, made, at=FROM - SECOND) is faults.CERTIFICATE_EXPIRED
    assert refusal(sealed, made, name="hebei") is faults.CERTIFICATE_OTHER_PARTY


def test_nobody_is_accused_of_using_anothers_link_by_a_certificate_that_a_stranger_copied() -> None:
    made = party()
    forged = with_text(SEALED["sm2-sm3"], b"SignatureValue", always(to_base64(b"\1" * 64)))
    changed = SEALED["sm2-sm3"].replace("报关单".encode(), "放行单".encode())
    assert refusal(forged, made, name="hebei") is faults.SIGNATURE_INVALID
    assert refusal(changed, made, name="hebei") is faults.DIGEST_MISMATCH


def test_another_partys_trusted_certificate_does_not_help() -> None:
    """The twin's certificate is trusted, its serial the same; the signature is not its key's."""
    made, twin = party(), party("sm2-sm3", "twin")
    sealed = with_text(SEALED["sm2-sm3"], b"X509Certificate", lambda _: to_base64(twin.certificate.der))
    trust = TrustStore.of([("tianjin", made.certificate), ("tianjin", twin.certificate)])
    assert refusal(sealed, made, trust=trust) is faults.SIGNATURE_INVALID


def test_a_leaf_of_a_pinned_authority_is_verified() -> None:
    above, below = party("sm2-sm3", "hebei", Usage.AUTHORITY), party()
    signer = Signer(profile=below.profile, key=below.key, certificate=leaf(above, below))
    assert read(seal(DOCUMENT, signer), below, name="hebei", trust=above.trust).certificate.subject == "CN=leaf"


def test_the_key_name_is_required_by_the_official_rule_only() -> None:
    for profile in PROFILE_NAMES:
        nameless = SEALED[profile].replace(b"<ds:KeyName>0a1b2c3d</ds:KeyName>", b"")
        if PROFILES[profile].key_name_required:
            assert refusal(nameless, party(profile)) is faults.KEY_NAME_WRONG
        else:
            assert read(nameless, party(profile)).content == CONTENT


@pytest.mark.parametrize(
    ("name", "good"), [(b"a1b2c3d", True), (b" 0a1b2c3d\n", True), (b"0A1B2C3D", False), (b"", False)]
)
def test_a_key_name_may_lack_the_leading_zero_and_nothing_else(name: bytes, good: bool) -> None:
    sealed = with_text(SEALED["sm2-sm3"], b"KeyName", lambda _: name)
    if good:
        assert read(sealed, party()).content == CONTENT
    else:
        assert refusal(sealed, party()) is faults.KEY_NAME_WRONG


def test_other_bytes_of_the_same_canonical_form_verify() -> None:
    sealed = SEALED["sm2-sm3"].decode()
    loose = sealed.replace("<ceb:note></ceb:note>", "<ceb:note  />").replace(' version="1.0"', " version='1.0' ", 1)
    loose = (
        loose.replace("\n", "\r\n").replace("<ds:SignatureValue>", "<ds:SignatureValue>\n ").replace("报", "&#x62A5;")
    )
    raw = ("<?xml version='1.0' encoding='gbk'?>\n<!-- c -->" + loose + "\n").encode("gb18030")
    assert read(raw, party()).content == CONTENT


def test_text_behind_the_signature_is_covered() -> None:
    made = party()
    assert read(SEALED["sm2-sm3"], made).content == CONTENT
    assert refusal(SEALED["sm2-sm3"].replace(b"</ds:Signature>", b"</ds:Signature>x"), made) is faults.DIGEST_MISMATCH
    assert refusal(SEALED["sm2-sm3"].replace(b"</ds:Signature>", b"</ds:Signature> "), made) is faults.DIGEST_MISMATCH


def test_the_content_is_what_the_signature_covers_and_the_tree_stays() -> None:
    root = parse(SEALED["sm2-sm3"]).root
    before = canonical(root)
    found = verify(root, party().profile, party().trust, party="tianjin", at=AT)
    assert b"Signature" not in found.content
    assert canonical(root) == before


def test_a_comment_in_the_covered_text_hides_nothing() -> None:
    raw = SEALED["sm2-sm3"].replace("报关单".encode(), "报<!-- x -->关单".encode())
    assert read(raw, party()).content == CONTENT


@pytest.mark.parametrize("profile", ["sm2-sm3", "ecdsa-p256-sha256"])
def test_no_changed_byte_of_content_value_or_certificate_passes(profile: str) -> None:
    """Every byte of the document: it is refused, or, for a blank inside a tag, the covered bytes are the same."""
    made, sealed = party(profile), SEALED[profile]
    strict = [
        range(*between(sealed, tag)) for tag in (b"DigestValue", b"SignatureValue", b"X509Certificate", b"KeyName")
    ]
    for at in range(len(sealed)):
        try:
            content = read(flipped(sealed, at, 1), made).content
        except GatewayError:
            continue
        assert content == CONTENT
        assert not any(at in part for part in strict)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_changed_byte_passes_as_another_document(data: st.DataObject) -> None:
    profile = data.draw(st.sampled_from(PROFILE_NAMES))
    at, flip = data.draw(st.integers(0, len(SEALED[profile]) - 1)), data.draw(st.integers(1, 255))
    try:
        content = read(flipped(SEALED[profile], at, flip), party(profile)).content
    except SenderError:
        return
    assert content == CONTENT


def test_the_rule_is_raw_sm2_over_the_canonical_signed_info() -> None:
    """The known answer made on the spot: what is signed is this text and no other."""
    made, sealed = party(), SEALED["sm2-sm3"]
    xmldsig = "http://www.chinaport.gov.cn/2022/04/xmldsig"
    info = (
        '<ds:SignedInfo xmlns:ceb="http://www.chinaport.gov.cn/ceb" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">'
        f'</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{xmldsig}#sm2-sm3"></ds:SignatureMethod>'
        '<ds:Reference URI=""><ds:Transforms>'
        '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{xmldsig}#sm3"></ds:DigestMethod>'
        f"<ds:DigestValue>{to_base64(sm3(CONTENT)).decode()}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    )
    start, end = between(sealed, b"SignatureValue")
    value = from_base64(sealed[start:end].decode())
    assert len(value) == 64
    assert sm2.verify(sm2.public_key(made.key.spki), info.encode(), der_from_raw(value))
