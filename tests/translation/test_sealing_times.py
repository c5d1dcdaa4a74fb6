from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.model.message import Message
from gateway.translation.sealing_times import NOTE, TOLERANCE, doubted_time, outside
from gateway.translation.taking import open_document, understand
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.trust_store import TrustStore
from tests.translation.agreed import AT, ON, THEIRS, enveloped, hebei, sealed
from tests.translation.agreed import terms as agreed
from tests.trust.made import FROM, UNTIL, party

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("stated", "word"),
    [
        (None, ""),
        (FROM - TOLERANCE, ""),
        (UNTIL + TOLERANCE, ""),
        (FROM - TOLERANCE - SECOND, "before its certificate began"),
        (UNTIL + TOLERANCE + SECOND, "after its certificate ended"),
    ],
)
def test_a_stated_moment_may_miss_the_certificates_time_by_the_tolerance(stated: object, word: str) -> None:
    said = outside(stated, party().certificate)  # type: ignore[arg-type]
    assert word in said
    assert bool(said) is bool(word)


@given(st.timedeltas(min_value=timedelta(0), max_value=UNTIL - FROM))
def test_no_moment_within_it_is_doubted(after: timedelta) -> None:
    assert outside(FROM + after, party().certificate) == ""


def test_what_an_envelope_says_is_held_against_the_outer_certificate_and_a_strict_link_refuses_it() -> None:
    terms = agreed("hebei-dec", "dxp")
    raw = sealed(enveloped(hebei().encode()))
    opened = open_document(raw, terms, header=None, at=AT, on=ON)
    assert opened.envelope is not None
    late = replace(opened, envelope=replace(opened.envelope, created_at=UNTIL + 2 * TOLERANCE))
    assert "after its certificate ended" in understand(late, terms, on=ON).notes[NOTE]
    message, strict = understand(late, terms, on=ON).message, replace(terms, strict=True)
    with pytest.raises(SenderError) as caught:
        doubted_time(message, UNTIL + 2 * TOLERANCE, late.notes, strict)
    assert caught.value.fault is faults.SIGNING_TIME_WRONG
    assert doubted_time(replace(message, sent_at=AT), AT, late.notes, strict) == {}


def test_what_the_inner_document_says_is_held_against_the_inner_certificate() -> None:
    terms = agreed("hebei-dec", "dxp")
    message = replace(understand_once(), sent_at=UNTIL + 2 * TOLERANCE)
    late = read_pem(self_signed(THEIRS.key, "them", serial=8, not_before=FROM, not_after=UNTIL + timedelta(days=9)))
    trust = TrustStore.of([("them", THEIRS.certificate), ("them", late)])
    for one in (THEIRS.certificate, late):
        trust.vouched(one, AT)
    held = replace(terms, trust=trust)
    outer, inner = {"chain": THEIRS.certificate.digest}, {"document.chain": late.digest}
    assert NOTE in doubted_time(message, None, outer, held)
    assert doubted_time(message, None, outer | inner, held) == {}


def understand_once() -> Message:
    terms = agreed("hebei-dec", "dxp")
    opened = open_document(sealed(enveloped(hebei().encode())), terms, header=None, at=AT, on=ON)
    return understand(opened, terms, on=ON).message
