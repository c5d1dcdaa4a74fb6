"""The value of a signature changed by whoever has no key: only what is the same message is taken, as a copy of it."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import Fault, SenderError
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.profiles import PROFILES, Encoding
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import Verified, verify
from tests.trust.made import AT, DOCUMENT, FROM, UNTIL, Party, party

# The orders of the groups: SEC 2, 2.4.2 (P-256), and GM/T 0003.5.
ORDERS = {
    "ecdsa-p256-sha256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "sm2-sm3": 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123,
}
BLOCKS = ("rsa-sha256", "rsa-pss-sha256")
curves = pytest.mark.parametrize("profile", ORDERS)
blocks = pytest.mark.parametrize("profile", BLOCKS)


def value_of(sealed: bytes) -> bytes:
    return b64decode(parse(sealed).root[-1][1].text or "")


def with_value(sealed: bytes, value: bytes) -> bytes:
    return sealed.replace(b64encode(value_of(sealed)), b64encode(value))


def judged(document: bytes, made: Party, trust: TrustStore | None = None) -> Verified:
    return verify(parse(document).root, made.profile, trust or made.trust, party="tianjin", at=AT)


def refused(document: bytes, made: Party, trust: TrustStore | None = None) -> Fault:
    with pytest.raises(SenderError) as caught:
        judged(document, made, trust)
    return caught.value.fault


def numbers(value: bytes) -> tuple[int, int]:
    return int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big")


def pair(r: int, s: int) -> bytes:
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def test_the_other_s_of_ecdsa_is_the_same_message_and_nothing_new() -> None:
    """By the maths (r, n - s) is as good as (r, s), and anybody can make it. It is no other message: what it covers is
    the same, and so are identity and content, which say what is a copy; the value is no part of either."""
    made = party("ecdsa-p256-sha256")
    sealed = seal(DOCUMENT, made.signer)
    r, s = numbers(value_of(sealed))
    other = with_value(sealed, pair(r, ORDERS["ecdsa-p256-sha256"] - s))
    assert other != sealed
    assert judged(other, made) == judged(sealed, made)


def test_sm2_has_no_other_s() -> None:
    made = party()
    sealed = seal(DOCUMENT, made.signer)
    r, s = numbers(value_of(sealed))
    assert refused(with_value(sealed, pair(r, ORDERS["sm2-sm3"] - s)), made) is faults.SIGNATURE_INVALID


@curves
def test_no_r_or_s_out_of_its_range_is_good(profile: str) -> None:
    made, n = party(profile), ORDERS[profile]
    sealed = seal(DOCUMENT, made.signer)
    r, s = numbers(value_of(sealed))
    for odd in ((0, s), (r, 0), (0, 0), (n, s), (r, n), (n, n), (2**256 - 1, s), (r, 2**256 - 1), (s, r), (1, 1)):
        assert refused(with_value(sealed, pair(*odd)), made) is faults.SIGNATURE_INVALID, odd


@pytest.mark.parametrize("profile", [*ORDERS, *BLOCKS])
def test_a_value_of_another_length_is_told_as_cut(profile: str) -> None:
    """One byte less, half of it, nothing, one zero before or behind, twice."""
    made = party(profile)
    sealed = seal(DOCUMENT, made.signer)
    value = value_of(sealed)
    for odd in (value[:-1], value[: len(value) // 2], b"", b"\x00" + value, value + b"\x00", value * 2, value[1:]):
        assert refused(with_value(sealed, odd), made) is faults.SIGNATURE_TRUNCATED


@curves
def test_the_der_of_a_curves_signature_is_not_what_the_profile_has(profile: str) -> None:
    made = party(profile)
    sealed = seal(DOCUMENT, made.signer)
    der = made.key.sign(b"anything", made.profile.scheme)
    assert made.profile.encoding is Encoding.RAW
    assert refused(with_value(sealed, der), made) is faults.SIGNATURE_TRUNCATED


def test_a_block_that_begins_with_zeros_is_good_with_them_and_not_without() -> None:
    made = party("rsa-sha256")
    documents = (DOCUMENT.replace(b">1<", f">{number}<".encode()) for number in range(5000))
    sealed = next(one for one in (seal(document, made.signer) for document in documents) if value_of(one)[0] == 0)
    assert judged(sealed, made).party == "tianjin"
    assert refused(with_value(sealed, value_of(sealed).lstrip(b"\x00")), made) is faults.SIGNATURE_TRUNCATED


@blocks
def test_a_block_that_is_the_modulus_or_beyond_is_refused(profile: str) -> None:
    made = party(profile)
    sealed = seal(DOCUMENT, made.signer)
    size = len(value_of(sealed))
    for odd in (bytes(size), b"\xff" * size, bytes(size - 1) + b"\x01"):
        assert refused(with_value(sealed, odd), made) is faults.SIGNATURE_INVALID


def test_one_rsa_scheme_is_not_taken_for_the_other() -> None:
    plain, pss = party("rsa-sha256"), party("rsa-pss-sha256")
    for made, other in ((plain, pss), (pss, plain)):
        sealed = seal(DOCUMENT, made.signer)
        disguised = Party(
            name=made.name,
            profile=PROFILES[other.profile.name],
            key_pem=made.key_pem,
            key=made.key,
            pem=made.pem,
            certificate=made.certificate,
        )
        assert refused(sealed, disguised) is faults.ALGORITHM_REFUSED
        method = made.profile.signature_method.encode()
        renamed = sealed.replace(method, other.profile.signature_method.encode())
        assert refused(renamed, disguised) is faults.SIGNATURE_INVALID


def test_another_certificate_of_the_same_key_is_believed_only_if_it_is_known() -> None:
    """A certificate is no part of what is signed: two of one key can be exchanged unseen. So a key belongs to one party
    (`TrustStore.of`), and whichever of its certificates is shown names the same one."""
    made = party()
    pem = self_signed(made.key, "tianjin", serial=0x0BADCAFE, not_before=FROM, not_after=UNTIL)
    second = read_pem(pem)
    sealed = seal(DOCUMENT, made.signer)
    swapped = sealed.replace(b64encode(made.certificate.der), b64encode(second.der))
    assert refused(swapped, made) is faults.KEY_NAME_WRONG
    swapped = swapped.replace(b">0a1b2c3d<", b">0badcafe<")
    assert refused(swapped, made) is faults.CERTIFICATE_UNTRUSTED
    both = TrustStore.of([("tianjin", made.certificate), ("tianjin", second)])
    assert judged(swapped, made, both).content == judged(sealed, made, both).content
    with pytest.raises(Exception, match="pinned for"):
        TrustStore.of([("tianjin", made.certificate), ("hebei", second)])
