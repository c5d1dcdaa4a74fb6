"""What contradicts itself in a declaration."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.model.amendment import DeclarationAmendment
from gateway.model.kind import ContradictionError
from tests.samples.messages import BEEF, LEAN_BODY, MUTTON


def test_two_lines_of_goods_with_one_number_contradict_each_other() -> None:
    with pytest.raises(ContradictionError, match="number 1") as caught:
        replace(LEAN_BODY, goods=(BEEF, replace(MUTTON, number=1)))
    assert caught.value.name == "goods.number"


def test_line_numbers_may_stand_in_any_order() -> None:
    assert replace(LEAN_BODY, goods=(MUTTON, BEEF)).goods == (MUTTON, BEEF)


def test_a_draft_can_be_kept_and_not_amended() -> None:
    draft = replace(LEAN_BODY, draft=True)
    assert DeclarationAmendment(reason="数量有误", declaration=LEAN_BODY).declaration == LEAN_BODY
    with pytest.raises(ContradictionError, match="draft"):
        DeclarationAmendment(reason="数量有误", declaration=draft)
