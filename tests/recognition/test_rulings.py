"""预裁定: one office decides beforehand, the others take it as decided, and who declares otherwise is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gateway.model.attachments import AttachedDocument
from gateway.model.choices import Direction
from gateway.model.declaration import Declaration
from gateway.model.predecision import PreDecision, PreDecisionSubject
from gateway.model.release_mode import ReleaseMode
from gateway.recognition.decide import decide
from gateway.recognition.facts import Facts, Goods, case_of
from gateway.recognition.gathering import gather
from gateway.recognition.pack import Pack
from gateway.recognition.papers import Ruling
from gateway.recognition.rulings import apply_ruling
from tests.recognition.conftest import FURNITURE, IMPORTER, ON, known, through
from tests.recognition.test_gathering import kept

CODE = Ruling(
    number="YC-1",
    subject=PreDecisionSubject.CLASSIFICATION,
    holder=IMPORTER,
    valid_from=date(2014, 1, 1),
    valid_until=ON,
    hs_code=FURNITURE,
)
ORIGIN = replace(CODE, number="YC-2", subject=PreDecisionSubject.ORIGIN, origin="DEU")


def test_a_declaration_that_follows_it_is_told_so() -> None:
    assert [str(apply_ruling(one, through())) for one in (CODE, ORIGIN)] == ["YC-1: followed", "YC-2: followed"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"withdrawn": True}, "withdrawn"),
        ({"holder": "another"}, "it is of another"),
        ({"holder": ""}, "it is of nobody named"),
        ({"valid_from": date(2014, 10, 16)}, "from 2014-10-16 to 2014-10-15"),
        ({"valid_until": date(2014, 10, 14)}, "from 2014-01-01 to 2014-10-14"),
    ],
)
def test_it_holds_for_its_holder_in_its_days_unless_it_is_withdrawn(changed: dict[str, Any], why: str) -> None:
    judged = apply_ruling(replace(CODE, **changed), through("9404210000"))
    assert (judged.why_not, judged.differs, str(judged)) == (why, "", f"YC-1: {why}")


def test_another_code_or_origin_than_was_decided_is_named() -> None:
    assert apply_ruling(CODE, through("9404210000")).differs == "no line is of 9403600000"
    case = replace(through(), goods=(*through().goods, Goods(number=2, hs_code=FURNITURE, origin="POL")))
    assert apply_ruling(ORIGIN, case).differs == "line 2 is not of DEU"
    assert apply_ruling(ORIGIN, through("9404210000")).differs == "", "it is about other goods"
    assert apply_ruling(replace(ORIGIN, hs_code="", origin="POL"), through()).differs == "line 1 is not of POL"


@pytest.mark.parametrize("subject", [PreDecisionSubject.VALUE, PreDecisionSubject.TEMPORARY])
def test_what_is_decided_in_words_is_left_to_an_officer(subject: PreDecisionSubject) -> None:
    assert apply_ruling(replace(CODE, subject=subject), through("9404210000")).differs == ""


def test_a_decision_says_which_it_looked_at_and_checks_papers_of_who_declares_otherwise(pack: Pack) -> None:
    low = replace(pack, risk=())
    facts = replace(known("AA"), rulings=(replace(CODE, version="7"),))
    made = decide(through(), facts, low)
    assert ("pre-decision", "YC-1: followed", "7") in [(one.name, one.value, one.version) for one in made.facts]
    assert "8-predecision" not in [one.rule for one in made.trace]
    other = decide(through("9404210000"), facts, low)
    assert "8-predecision" in [one.rule for one in other.trace]
    assert other.mode is ReleaseMode.VERIFICATION


def test_a_declaration_cites_papers_by_number() -> None:
    papers = (AttachedDocument(code="R", number="YC-1"), AttachedDocument(code="a", number=""))
    made = case_of(Declaration(direction=Direction.IMPORT, documents=papers), ON)
    assert made.papers == {"YC-1"}


DECIDED = PreDecision(
    decision_number="YC-1",
    subject=PreDecisionSubject.CLASSIFICATION,
    issuing_office="0110",
    decided_at=datetime(2014, 1, 1, tzinfo=UTC),
    identification=False,
    valid_from=date(2014, 1, 1),
    withdrawn=False,
    applicant_uscc=IMPORTER,
    hs_code=FURNITURE,
)


def test_a_pre_decision_that_is_cited_is_a_fact_in_its_last_word() -> None:
    cited = replace(through(), papers=frozenset({"YC-1"}))
    assert gather(through(), kept(DECIDED), Facts()).rulings == ()
    (one,) = gather(cited, kept(DECIDED), Facts()).rulings
    assert one == replace(CODE, valid_until=date.max, version="1")
    (longer,) = gather(cited, kept(DECIDED, replace(DECIDED, valid_until=date(2014, 12, 31))), Facts()).rulings
    assert (longer.valid_until, longer.version) == (date(2014, 12, 31), "2")
    gone = replace(DECIDED, withdrawn=True)
    assert [one.withdrawn for one in gather(cited, kept(gone, DECIDED), Facts()).rulings] == [True]
