from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.model import faults
from gateway.model.errors import Fault, SenderError, SetupError
from gateway.trust.certificates import Certificate, read_certificate, read_pem
from gateway.trust.issue import Usage, self_signed
from gateway.trust.trust_store import TrustStore
from tests.trust.made import AT, FROM, PROFILE_NAMES, UNTIL, leaf, party

SECOND = timedelta(seconds=1)


def refusal(trust: TrustStore, certificate: Certificate, at: datetime = AT) -> Fault:
    with pytest.raises(SenderError) as caught:
        trust.party_of(certificate, at)
    return caught.value.fault


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_pinned_certificate_names_its_party(profile: str) -> None:
    assert party(profile).trust.party_of(party(profile).certificate, AT) == "tianjin"


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_what_a_pinned_authority_signed_names_the_authoritys_party(profile: str) -> None:
    above = party(profile, "hebei", Usage.AUTHORITY)
    assert above.trust.party_of(leaf(above, party()), AT) == "hebei"


def test_a_strangers_certificate_is_not_believed() -> None:
    assert refusal(TrustStore.of([]), party().certificate) is faults.CERTIFICATE_UNTRUSTED
    assert refusal(party().trust, party("sm2-sm3", "stranger").certificate) is faults.CERTIFICATE_UNTRUSTED


def test_a_pinned_leaf_vouches_for_nobody() -> None:
    plain = party("sm2-sm3", "plain")
    assert refusal(plain.trust, leaf(plain, party())) is faults.CERTIFICATE_UNTRUSTED


def test_a_chain_of_two_is_not_believed() -> None:
    top = party("sm2-sm3", "top", Usage.AUTHORITY)
    middle = party("ecdsa-p256-sha256", "middle", Usage.AUTHORITY)
    assert refusal(top.trust, leaf(middle, party())) is faults.CERTIFICATE_UNTRUSTED


@pytest.mark.parametrize("at", [FROM - SECOND, UNTIL + SECOND])
def test_outside_its_time_it_is_expired(at: datetime) -> None:
    assert refusal(party().trust, party().certificate, at) is faults.CERTIFICATE_EXPIRED


def test_what_outlives_its_authority_expires_with_it() -> None:
    above = party("sm2-sm3", "hebei", Usage.AUTHORITY)
    below = leaf(above, party(), not_after=UNTIL + timedelta(days=100))
    assert refusal(above.trust, below, UNTIL + SECOND) is faults.CERTIFICATE_EXPIRED
    assert refusal(above.trust, leaf(above, party(), not_after=AT - SECOND)) is faults.CERTIFICATE_EXPIRED


def test_a_renewed_authority_is_preferred_to_its_expired_self() -> None:
    above = party("sm2-sm3", "hebei", Usage.AUTHORITY)
    old = read_pem(
        self_signed(above.key, "hebei", serial=1, not_before=FROM, not_after=AT - SECOND, usage=Usage.AUTHORITY)
    )
    for pins in ([old, above.certificate], [above.certificate, old]):
        trust = TrustStore.of(("hebei", pin) for pin in pins)
        assert trust.party_of(leaf(above, party()), AT) == "hebei"


def test_the_encryption_half_of_a_pair_signs_nothing() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    usage = x509.KeyUsage(False, False, True, True, False, False, False, False, False)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 5, FROM, UNTIL).add_extension(usage, True)
    half = read_certificate(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))
    assert refusal(TrustStore.of([("tianjin", half)]), half) is faults.CERTIFICATE_UNTRUSTED


def test_one_certificate_for_two_parties_is_refused_at_start() -> None:
    pins = [("tianjin", party().certificate), ("hebei", party().certificate)]
    with pytest.raises(SetupError) as caught:
        TrustStore.of(pins)
    assert caught.value.fault is faults.TRUST_UNUSABLE
    assert "tianjin and for hebei" in caught.value.reason


def test_one_key_in_certificates_of_two_parties_is_refused_at_start() -> None:
    """Who swaps them in KeyInfo, which nothing signs, would swap who said it; an authority's would vouch for either."""
    for made in (party(), party("sm2-sm3", "hebei", Usage.AUTHORITY)):
        again = read_pem(self_signed(made.key, "again", serial=9, not_before=FROM, not_after=UNTIL))
        with pytest.raises(SetupError) as caught:
            TrustStore.of([("tianjin", made.certificate), ("hebei", again)])
        assert caught.value.fault is faults.TRUST_UNUSABLE


def test_it_is_made_of_certificates_and_their_parties() -> None:
    made = party("rsa-sha256", "hebei")
    trust = TrustStore.of([("tianjin", read_pem(party().pem)), ("hebei", read_pem(made.pem))])
    assert trust.party_of(made.certificate, AT) == "hebei"
    assert trust.party_of(party().certificate, AT) == "tianjin"
