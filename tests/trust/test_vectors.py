"""Public vectors through the very functions that judge a SignatureValue: what is valid is taken, all else refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gateway.trust import public_keys, sm2
from gateway.trust.algorithms import Algorithm, Scheme
from gateway.trust.digests import sm3
from gateway.trust.public_keys import is_signed_by
from gateway.trust.self_test import MESSAGE, POINT, SPKI_HEAD, VALUE
from gateway.trust.signature_value import der_from_raw
from tests.trust import other_sm2, vectors
from tests.trust.vectors import Case, digests_of_sm3, wycheproof

ROOT = Path(__file__).parents[2]
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123  # GM/T 0003.5, n of the curve
RSA = {
    "rsa_signature_2048_sha256_test": Scheme.RSA_SHA256,
    "rsa_signature_3072_sha256_test": Scheme.RSA_SHA256,
    "rsa_signature_4096_sha256_test": Scheme.RSA_SHA256,
    "rsa_pss_2048_sha256_mgf1_32_test": Scheme.RSA_PSS_SHA256,
    "rsa_pss_3072_sha256_mgf1_32_test": Scheme.RSA_PSS_SHA256,
    "rsa_pss_4096_sha256_mgf1_32_test": Scheme.RSA_PSS_SHA256,
}
ACCEPTABLE = {
    "MissingNull": False,  # PKCS #1 v1.5 without the NULL of DigestInfo: RFC 8017 has us write it, nobody writes it so
}
"""What we do with what a library may take or refuse, by its flag."""
OTHERS = {
    "rsa_pss_2048_sha256_mgf1_0_test": Scheme.RSA_PSS_SHA256,  # no salt
    "rsa_pss_2048_sha256_mgf1sha1_20_test": Scheme.RSA_PSS_SHA256,  # a mask by SHA-1, a salt of 20
    "rsa_signature_2048_sha384_test": Scheme.RSA_SHA256,
    "rsa_signature_2048_sha512_test": Scheme.RSA_SHA256,
    "rsa_signature_2048_sha3_256_test": Scheme.RSA_SHA256,
}
"""Good signatures, but in another scheme than the one that is asked for."""


def is_good(case: Case, *, raw: bool, scheme: Scheme) -> bool:
    """As `verify` asks it of a SignatureValue."""
    try:
        value = der_from_raw(case.signature) if raw else case.signature
        return is_signed_by(scheme, case.spki, case.message, value)
    except ValueError:
        return False


def wanted(case: Case) -> bool:
    return ACCEPTABLE[case.flags[0]] if case.result == "acceptable" else case.result == "valid"


def wrong(cases: tuple[Case, ...], *, raw: bool = False, scheme: Scheme) -> list[str]:
    return [str(case) for case in cases if is_good(case, raw=raw, scheme=scheme) is not wanted(case)]


@pytest.mark.parametrize("raw", [True, False], ids=["r‖s", "DER"])
def test_p256_signatures_are_judged_as_wycheproof_says(raw: bool) -> None:
    cases = wycheproof(f"ecdsa_secp256r1_sha256{'_p1363' if raw else ''}_test")
    assert wrong(cases, raw=raw, scheme=Scheme.ECDSA_SHA256) == []
    assert Counter(case.result for case in cases)["invalid"] > 80


def test_no_r_and_s_of_another_length_are_read_at_all() -> None:
    sizes = [case for case in wycheproof("ecdsa_secp256r1_sha256_p1363_test") if "SignatureSize" in case.flags]
    assert sizes
    for case in sizes:
        with pytest.raises(ValueError, match="64 bytes"):
            der_from_raw(case.signature)


@pytest.mark.parametrize("name", RSA)
def test_rsa_signatures_are_judged_as_wycheproof_says(name: str) -> None:
    assert wrong(wycheproof(name), scheme=RSA[name]) == []


@pytest.mark.parametrize("name", OTHERS)
def test_a_good_signature_in_another_scheme_is_refused(name: str) -> None:
    good = [case for case in wycheproof(name) if case.result == "valid"]
    assert good
    assert [str(case) for case in good if is_good(case, raw=False, scheme=OTHERS[name])] == []


@pytest.mark.parametrize("scheme", [one for one in Scheme if one is not Scheme.SM2_SM3])
def test_a_signature_is_one_of_its_own_kind_of_key_only(scheme: Scheme) -> None:
    name = "rsa_signature_2048_sha256_test" if scheme is Scheme.ECDSA_SHA256 else "ecdsa_secp256r1_sha256_test"
    assert not any(is_good(case, raw=False, scheme=scheme) for case in wycheproof(name))


def example(signature: bytes, message: bytes = MESSAGE) -> bool:
    return is_signed_by(Scheme.SM2_SM3, SPKI_HEAD + POINT, message, der_from_raw(signature))


def numbers(r: int, s: int) -> bytes:
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


R, S = int.from_bytes(VALUE[:32], "big"), int.from_bytes(VALUE[32:], "big")


def test_the_example_of_the_standard_is_good_here_and_elsewhere() -> None:
    assert example(VALUE)
    assert other_sm2.verifies(POINT, MESSAGE, VALUE)


@pytest.mark.parametrize("user_id", [b"", b"1234567812345679", b"ALICE123@YAHOO.COM"])
def test_under_another_user_id_it_is_not(user_id: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "USER_ID", user_id)
    assert not example(VALUE)


EDGES = {
    "r and s exchanged": (S, R),
    "r is 0": (0, S),
    "s is 0": (R, 0),
    "both are 0": (0, 0),
    "both are 1": (1, 1),
    "r is n": (ORDER, S),
    "s is n": (R, ORDER),
    "r is beyond n": (ORDER + 1, S),
    "both are as large as they can be written": (2**256 - 1, 2**256 - 1),
    "r + s is n, which the standard names": (R, ORDER - R),
    "s of the other sign, which ECDSA would take": (R, ORDER - S),
    "r one more": (R + 1, S),
    "s one less": (R, S - 1),
}


@pytest.mark.parametrize("edge", EDGES)
def test_no_other_r_and_s_are_good(edge: str) -> None:
    value = numbers(*EDGES[edge])
    assert not example(value)
    assert not other_sm2.verifies(POINT, MESSAGE, value), "nor by another's judgement"


@pytest.mark.parametrize("bit", range(0, 512, 7))
def test_no_bit_of_it_can_change(bit: int) -> None:
    changed = int.from_bytes(VALUE, "big") ^ (1 << bit)
    assert not example(changed.to_bytes(64, "big"))


@pytest.mark.parametrize("message", [b"", b"message digesu", b"message digest\x00", b"message digest" * 1000])
def test_no_other_message_has_its_signature(message: bytes) -> None:
    assert not example(VALUE, message)


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    for point in (POINT[:-1] + b"\x14", bytes(64), b"\xff" * 64):
        with pytest.raises(ValueError, match=r"."):
            public_keys.bits(Algorithm.SM2, SPKI_HEAD + point)


def test_sm3_gives_the_digests_of_the_standard() -> None:
    found = digests_of_sm3()
    assert len(found) > 5
    assert [digest for message, digest in found if sm3(message) != digest] == []


def test_sm4_is_used_nowhere_so_that_its_vectors_would_prove_nothing() -> None:
    """Nothing of ours enciphers; who adds SM4 adds cryptography_vectors/ciphers/SM4 here."""
    sources = (path for room in ("gateway", "adapters") for path in (ROOT / room).rglob("*.py"))
    assert [path.name for path in sources if "SM4" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", [("no_such_package",), ("cryptography_vectors", "no", "such")])
def test_vectors_that_are_missing_fail_and_are_not_skipped(path: tuple[str, ...]) -> None:
    with pytest.raises(pytest.fail.Exception, match="NOT checked"):
        vectors.folder(*path)
