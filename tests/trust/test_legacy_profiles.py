"""The old rules: verified where a link names them, refused everywhere else, and never signed under."""

from __future__ import annotations

import pytest

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import Verified, verify
from tests.trust.legacy import LEGACY, old_signer
from tests.trust.made import AT, DOCUMENT, party


def verified(sealed: bytes, signer: Signer, profile: str) -> Verified:
    trust = TrustStore.of([("tianjin", signer.certificate)])
    return verify(parse(sealed).root, PROFILES[profile], trust, party="tianjin", at=AT)


def refusal(sealed: bytes, signer: Signer, profile: str) -> Fault:
    with pytest.raises(GatewayError) as caught:
        verified(sealed, signer, profile)
    return caught.value.fault


@pytest.mark.parametrize("profile", LEGACY)
def test_an_old_seal_is_verified_under_its_own_profile(profile: str) -> None:
    signer = old_signer(profile)
    found = verified(seal(DOCUMENT, signer), signer, profile)
    assert (found.content, found.profile) == (canonical(parse(DOCUMENT).root), profile)


@pytest.mark.parametrize("profile", LEGACY)
def test_and_not_with_a_changed_word(profile: str) -> None:
    signer = old_signer(profile)
    changed = seal(DOCUMENT, signer).replace("报关单".encode(), "放行单".encode())
    assert refusal(changed, signer, profile) is faults.DIGEST_MISMATCH


@pytest.mark.parametrize("profile", LEGACY)
@pytest.mark.parametrize("other", PROFILES)
def test_under_every_other_profile_it_is_refused_for_its_algorithm(profile: str, other: str) -> None:
    if profile != other:
        signer = old_signer(profile)
        weak = {faults.ALGORITHM_WEAK, faults.ALGORITHM_REFUSED}
        assert refusal(seal(DOCUMENT, signer), signer, other) in weak


def test_what_a_profile_verifies_says_nothing_for_a_modern_seal() -> None:
    made = party()
    assert refusal(seal(DOCUMENT, made.signer), made.signer, "legacy-ukey-sm2-sha1") is faults.ALGORITHM_REFUSED


def test_rsa_of_1024_bits_is_too_short_for_every_modern_profile_by_name() -> None:
    signer = old_signer("legacy-rsa-sha1")
    for modern in ("rsa-sha256", "rsa-pss-sha256"):
        sealed = seal(DOCUMENT, signer)
        for what in ("signature_method", "digest_method"):
            old, new = (getattr(PROFILES[name], what).encode() for name in ("legacy-rsa-sha1", modern))
            sealed = sealed.replace(old + b'"', new + b'"')
        assert refusal(sealed, signer, modern) is faults.ALGORITHM_WEAK


@pytest.mark.parametrize("profile", LEGACY)
def test_nobody_here_signs_under_it(profile: str) -> None:
    made = party("rsa-sha256" if "rsa" in profile else "sm2-sm3")
    with pytest.raises(GatewayError) as caught:
        Signer(profile=PROFILES[profile], key=made.key, certificate=made.certificate)
    assert caught.value.fault is faults.KEY_UNUSABLE
