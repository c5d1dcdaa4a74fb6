from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.model import faults
from gateway.model.errors import Fault, SenderError, SetupError
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import Certificate, read_certificate, read_pem
from gateway.trust.issue import Usage, self_signed
from gateway.trust.revocation import RevocationList
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Believed, Folder
from tests.trust.authorities import DAY, Authority, below, entity, read, revoking, root
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
    assert refusal(TrustStore.of([("tianjin", half)]), half) is faults.CERTIFICATE_PURPOSE


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


PORTS = {"CN=beijing-port": "beijing", "CN=tianjin-port": "tianjin"}


def shared(*authorities: Authority, lists: tuple[RevocationList, ...] = ()) -> Folder:
    """An authority that vouches for two ports."""
    found = tuple(one.certificate for one in authorities)
    return Folder(name="authorities/national", subjects=PORTS, authorities=found, lists=lists)


def test_a_chain_of_several_authorities_of_a_party_names_the_party() -> None:
    top = root("top", Algorithm.RSA)
    middle = below(top, "middle", Algorithm.SM2)
    certificate = entity(middle)
    trust = TrustStore.of([("hebei", top.certificate), ("hebei", middle.certificate)])
    found = trust.vouched(certificate, AT)
    assert (found.party, found.chain) == ("hebei", (certificate, middle.certificate, top.certificate))
    assert trust.material(found.chain[1].digest) == middle.certificate.der
    assert trust.material(found.chain[0].digest) == certificate.der
    assert trust.material("sm3:00") is None


def test_a_chain_does_not_lead_from_one_partys_folder_into_anothers() -> None:
    top = root("top")
    middle = below(top, "middle")
    trust = TrustStore.of([("hebei", top.certificate), ("tianjin", middle.certificate)])
    assert trust.party_of(entity(middle), AT) == "tianjin"
    assert trust.party_of(entity(top), AT) == "hebei"


def test_a_missing_certificate_between_is_named() -> None:
    top = root("top")
    with pytest.raises(SenderError) as caught:
        TrustStore.of([("hebei", top.certificate)]).party_of(entity(below(top, "middle")), AT)
    assert caught.value.fault is faults.CERTIFICATE_UNTRUSTED
    assert "the certificate of its issuer is missing: CN=middle" in caught.value.reason


def test_a_shared_authority_vouches_for_the_subjects_that_are_listed_and_nobody_else() -> None:
    national = root("national")
    trust = TrustStore.of([], shared=[shared(national)])
    assert trust.party_of(entity(national, "beijing-port"), AT) == "beijing"
    assert trust.party_of(entity(national, "tianjin-port"), AT) == "tianjin"
    with pytest.raises(SenderError) as caught:
        trust.party_of(entity(national, "hebei-port"), AT)
    assert caught.value.fault is faults.CERTIFICATE_UNTRUSTED
    assert "listed for no party" in caught.value.reason
    assert trust.parties == {"beijing", "tianjin"}


def test_a_shared_authority_is_no_partys_own() -> None:
    national = root("national")
    with pytest.raises(SetupError) as caught:
        TrustStore.of([("hebei", national.certificate)], shared=[shared(national)])
    assert caught.value.fault is faults.TRUST_UNUSABLE
    TrustStore.of([], shared=[shared(national), replace(shared(national), name="authorities/other")])


def test_what_its_authority_revoked_is_refused_with_date_and_reason_by_whatever_way_it_is_believed() -> None:
    top = root("top")
    bad, good = entity(top, "beijing-port"), entity(top, "tianjin-port")
    lists = (read(top, revoking(top, [bad], reason=x509.ReasonFlags.key_compromise)),)
    own = TrustStore.of([("beijing", top.certificate)], lists={"beijing": lists})
    pinned = TrustStore.of([("beijing", bad)], shared=[shared(top, lists=lists)])
    for trust in (own, pinned, TrustStore.of([], shared=[shared(top, lists=lists)])):
        with pytest.raises(SenderError) as caught:
            trust.party_of(bad, AT)
        assert caught.value.fault is faults.CERTIFICATE_REVOKED
        assert "2026-05-30T12:00:00Z: keyCompromise" in caught.value.reason
    assert own.vouched(good, AT).lists == lists
    assert own.material(lists[0].digest) == lists[0].der


def test_what_was_revoked_later_was_good_before_only_for_who_looks_back() -> None:
    top = root("top")
    bad = entity(top)
    lists = {"hebei": (read(top, revoking(top, [bad])),)}
    now = TrustStore.of([("hebei", top.certificate)], lists=lists)
    back = TrustStore.of([("hebei", top.certificate)], lists=lists, believed=Believed(looks_back=True))
    assert refusal(now, bad, AT - 3 * DAY) is faults.CERTIFICATE_REVOKED
    assert back.party_of(bad, AT - 3 * DAY) == "hebei"
    assert refusal(back, bad, AT - 2 * DAY) is faults.CERTIFICATE_REVOKED


def test_an_authority_between_that_was_revoked_takes_what_it_signed_with_it() -> None:
    top = root("top")
    middle = below(top, "middle")
    lists = (read(top, revoking(top, [middle.certificate])), read(middle, revoking(middle)))
    pins = [("hebei", top.certificate), ("hebei", middle.certificate)]
    with pytest.raises(SenderError) as caught:
        TrustStore.of(pins, lists={"hebei": lists}).party_of(entity(middle), AT)
    assert (caught.value.fault, caught.value.value) == (faults.CERTIFICATE_REVOKED, "CN=middle")


def test_a_stale_list_is_believed_for_its_grace_and_nothing_it_covers_after_it() -> None:
    top = root("top")
    lists = (read(top, revoking(top)),)
    believed = Believed(grace=timedelta(hours=2))
    trust = TrustStore.of([("hebei", top.certificate)], lists={"hebei": lists}, believed=believed)
    certificate, end = entity(top), AT + DAY + timedelta(hours=2)
    assert trust.party_of(certificate, end) == "hebei"
    with pytest.raises(SetupError) as caught:
        trust.party_of(certificate, end + SECOND)
    assert caught.value.fault is faults.REVOCATION_UNKNOWN
    assert "2026-06-02T12:00:00Z" in caught.value.reason


def test_what_a_stale_list_revokes_is_revoked() -> None:
    top = root("top")
    bad = entity(top)
    trust = TrustStore.of([("hebei", top.certificate)], lists={"hebei": (read(top, revoking(top, [bad])),)})
    assert refusal(trust, bad, AT + 30 * DAY) is faults.CERTIFICATE_REVOKED


def test_an_authority_without_a_list_is_believed_unless_one_is_required() -> None:
    top = root("top")
    pins, certificate = [("hebei", top.certificate)], entity(top)
    assert TrustStore.of(pins).vouched(certificate, AT).lists == ()
    strict = TrustStore.of(pins, believed=Believed(required=True))
    with pytest.raises(SetupError) as caught:
        strict.party_of(certificate, AT)
    assert caught.value.fault is faults.REVOCATION_UNKNOWN
    lone = party()
    assert TrustStore.of([("tianjin", lone.certificate)], believed=Believed(required=True)).party_of(
        lone.certificate, AT
    ), "nobody could revoke what signed itself"


def test_the_list_of_a_renewed_key_speaks_for_the_old_keys_certificates_too() -> None:
    old, new = root("top"), root("top", key_of="renewed")
    bad, good = entity(old, "bad"), entity(old, "good")
    lists = (read(new, revoking(new, [bad], until=AT + 9 * DAY)),)
    pins = [("hebei", old.certificate), ("hebei", new.certificate)]
    trust = TrustStore.of(pins, lists={"hebei": lists})
    assert refusal(trust, bad) is faults.CERTIFICATE_REVOKED
    assert trust.party_of(good, AT) == "hebei"
    stale = read(old, revoking(old, until=AT - 5 * DAY, at=AT - 9 * DAY))
    with pytest.raises(SetupError):
        TrustStore.of(pins, lists={"hebei": (*lists, stale)}).party_of(good, AT)


def test_of_several_ways_one_that_holds_is_enough_and_else_the_one_that_came_furthest_is_told() -> None:
    top = root("top")
    late = read_pem(
        self_signed(top.key, "top", serial=3, not_before=FROM, not_after=AT - SECOND, usage=Usage.AUTHORITY)
    )
    bad = entity(top)
    pins = [("hebei", late), ("hebei", top.certificate)]
    assert TrustStore.of(pins).party_of(bad, AT) == "hebei"
    lists = {"hebei": (read(top, revoking(top, [bad])),)}
    assert refusal(TrustStore.of(pins, lists=lists), bad) is faults.CERTIFICATE_REVOKED


def test_a_certificate_that_is_known_costs_no_second_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    top = root("top")
    trust, certificate = TrustStore.of([("hebei", top.certificate)]), entity(top)
    trust.party_of(certificate, AT)
    monkeypatch.setattr("gateway.trust.trust_store.chains", None)
    assert trust.party_of(certificate, AT) == "hebei"
    assert refusal(trust, certificate, UNTIL + SECOND) is faults.CERTIFICATE_EXPIRED


def test_so_many_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.trust.trust_store.KNOWN_MAX", 2)
    top = root("top")
    trust = TrustStore.of([("hebei", top.certificate)])
    made = [entity(top, f"port-{number}") for number in range(3)]
    for one in made:
        assert trust.party_of(one, AT) == "hebei"
    assert trust.material(made[0].digest) is None
    assert trust.material(made[2].digest) == made[2].der
