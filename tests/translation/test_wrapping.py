"""Signature wrapping in every dialect and envelope: refused by the code that names it, and the original is taken."""

from __future__ import annotations

import pytest

from gateway.model.errors import Turn
from tests.translation.layered import CASES, Case
from tests.trust.wrapping import ATTACKS, code, has_id, wrapped

each_case = pytest.mark.parametrize("case", CASES, ids=str)
each_attack = pytest.mark.parametrize("attack", ATTACKS)


@each_attack
@each_case
def test_a_wrapped_document_is_refused_by_the_code_that_names_it(case: Case, attack: str) -> None:
    signed = case.signed()
    error = case.refused(case.sent(wrapped(signed, attack)))
    assert (error.fault.code, error.fault.turn) == (code(attack, has_id=has_id(signed)), Turn.SENDER), error
    assert ((error.place.path or "") == "in Data") is case.inner, "the layer that was attacked is told"


@each_attack
@each_case
def test_so_is_one_that_was_signed_over_an_id(case: Case, attack: str) -> None:
    """What the attacks need, and no verifier of ours gives them: a Signature that covers an element by its Id."""
    signed = case.signed(by_id=True)
    error = case.refused(case.sent(wrapped(signed, attack)))
    assert error.fault.code == code(attack, has_id=True, by_id=True), error


@each_case
def test_a_signature_over_an_id_is_refused_without_any_wrapping(case: Case) -> None:
    assert case.refused(case.sent(case.signed(by_id=True))).fault.code == "4122"


@each_case
def test_the_original_is_taken_before_and_after_all_of_them(case: Case) -> None:
    signed = case.signed()
    before = case.taken(case.sent(signed))
    for attack in ATTACKS:
        case.refused(case.sent(wrapped(signed, attack)))
    assert case.taken(case.sent(signed)) == before
