"""Envelope and document may each be signed by another rule: each is checked under its own, and answered under ours."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.document.canonical import canonical
from gateway.document.parse import Document, parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.message import Receipt
from gateway.translation import taking
from gateway.translation.giving import give, reseal
from gateway.translation.receipts import accepted, read_receipt, word
from gateway.translation.taking import Opened, open_document
from gateway.translation.terms import Terms
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify, verify_read
from tests.samples.messages import LEAN_DECLARATION
from tests.translation.agreed import AT, ON, OUR_TRUST, OURS, SM2, THEIRS, beijing, enveloped, hebei, inner, terms
from tests.trust.legacy import LEGACY, old_signer

CONSTANTS = {"SWImpData/DecMessage/DecHead/CopCode": "110000001"}


def old(profile: str) -> Signer:
    return old_signer(profile, name="them")


def agreed(outer: str, inside: str, dialect: str = "hebei-dec", envelope: str = "dxp", **also: Any) -> Terms:
    pins = [THEIRS.certificate, *(old(name).certificate for name in LEGACY)]
    trust = TrustStore.of(("them", one) for one in dict.fromkeys(pins))
    profiles: dict[str, Any] = {"profile": PROFILES[outer], "document_profile": PROFILES.get(inside)}
    return terms(dialect, envelope, trust=trust, seal=SM2, constants=CONSTANTS, **profiles, **also)


def by(profile: str) -> Signer:
    return THEIRS.signer if profile == "sm2-sm3" else old(profile)


def opened(outer: str, inside: str, under: Terms) -> Opened:
    data = seal(hebei().encode(), by(inside))
    raw = seal(enveloped(data).encode(), by(outer))
    return open_document(raw, under, header=None, at=AT, on=ON)


PAIRS = [(outer, inside) for outer in ("sm2-sm3", *LEGACY) for inside in ("sm2-sm3", *LEGACY)]


@pytest.mark.parametrize(("outer", "inside"), PAIRS)
def test_each_layer_is_checked_under_its_own_profile(outer: str, inside: str) -> None:
    notes = opened(outer, inside, agreed(outer, inside)).notes
    assert (notes["profile"], notes["document.profile"]) == (outer, inside)


@pytest.mark.parametrize(("outer", "inside"), [pair for pair in PAIRS if pair[0] != pair[1]])
def test_and_never_under_the_others(outer: str, inside: str) -> None:
    weak = {faults.ALGORITHM_WEAK, faults.ALGORITHM_REFUSED}
    for wrong in (agreed(inside, inside), agreed(outer, outer), agreed(inside, outer)):
        with pytest.raises(GatewayError) as caught:
            opened(outer, inside, wrong)
        assert caught.value.fault in weak


@pytest.mark.parametrize(("outer", "inside"), PAIRS)
def test_what_we_send_is_sealed_by_no_old_rule(outer: str, inside: str) -> None:
    under = agreed(outer, inside)
    given = give(LEAN_DECLARATION, under, number="201410150000000007", at=AT, on=ON)
    for document in (given.document, inner(given.document)):
        assert verify(parse(document).root, SM2, OUR_TRUST, party="gateway", at=AT).certificate == OURS.certificate
    assert reseal(given.document, under, at=AT) == given.document


@pytest.mark.parametrize("profile", LEGACY)
def test_our_receipt_is_sealed_under_ours_and_theirs_is_read_under_the_old_rule(profile: str) -> None:
    under = agreed(profile, "none", "beijing-ciq", "")
    receipt: Receipt = accepted(b"<a/>", under, number="7", envelope=None, at=AT)
    ours = word(receipt, under, on=ON)
    assert verify(parse(ours).root, SM2, OUR_TRUST, party="gateway", at=AT).party == "gateway"
    theirs = seal(word(receipt, under, on=ON, signed=False), old(profile))
    assert read_receipt(theirs, under, header=None, at=AT, on=ON).number == "7"
    with pytest.raises(GatewayError) as caught:
        read_receipt(seal(word(receipt, under, on=ON, signed=False), THEIRS.signer), under, header=None, at=AT, on=ON)
    assert caught.value.fault is faults.ALGORITHM_REFUSED


def test_without_a_seal_agreed_nothing_goes_out_unsigned() -> None:
    under = agreed("legacy-rsa-sha1", "none", "beijing-ciq", "")
    bare = terms("beijing-ciq", profile=PROFILES["legacy-rsa-sha1"])
    assert under.signer(under.profile) == OURS.signer
    with pytest.raises(KeyError):
        bare.signer(bare.profile)


def test_only_the_verified_bytes_are_read_on_whatever_the_parser_made_of_what_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tree as sent is exchanged behind the verifier's back: nothing of it may come through."""
    under = agreed("sm2-sm3", "sm2-sm3")
    good = opened("sm2-sm3", "sm2-sm3", under)
    evil = parse(b"<Evil/>")

    def exchanged(*given: Any, **also: Any) -> tuple[Any, Document]:
        return verify_read(*given, **also)[0], evil

    monkeypatch.setattr(taking, "verify_read", exchanged)
    again = opened("sm2-sm3", "sm2-sm3", under)
    assert (canonical(again.root), again.number) == (canonical(good.root), good.number)
    assert again.envelope is not None
    assert again.envelope.number == "E7"
    plain = agreed("sm2-sm3", "none", "beijing-ciq", "")
    receipt = accepted(b"<a/>", plain, number="7", envelope=None, at=AT)
    raw = seal(word(receipt, plain, on=ON, signed=False), THEIRS.signer)
    assert read_receipt(raw, plain, header=None, at=AT, on=ON).number == "7"
    single = open_document(seal(beijing().encode(), THEIRS.signer), plain, header=None, at=AT, on=ON)
    assert single.number == "7"
