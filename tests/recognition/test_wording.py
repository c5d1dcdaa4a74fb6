"""What an officer reads, in both languages."""

from __future__ import annotations

from dataclasses import replace

from gateway.recognition.decide import decide
from gateway.recognition.decision import Decision
from gateway.recognition.facts import Result
from gateway.recognition.otherwise import otherwise
from gateway.recognition.pack import Pack
from gateway.recognition.wording import changes_in_words, in_words
from tests.recognition.conftest import known, through


def test_a_decision_says_mode_place_and_way_in_both_languages(pack: Pack) -> None:
    lines = in_words(decide(through(), known(), pack))
    assert lines[0] == (
        "sampling 20 %, at destination 0110, import-through",
        "抽样放行 20 %，目的地 0110，进口直通",
    )
    assert lines[-1] == ("the matrix is a proposal: nobody has approved it", "矩阵为建议稿，尚未经主管机关批准")


def test_a_refused_choice_and_a_row_that_nearly_fired_are_told(pack: Pack) -> None:
    facts = replace(known(), first_import=True, results=(Result(number="R1", recognised=True),), seal_broken=True)
    told = [english for english, _ in in_words(decide(through(), facts, pack))]
    assert "nearly, a recognised result: row 7-first stands against it" in told
    assert "choice import-through is refused for seal: broken" in told


def test_what_is_held_says_why(pack: Pack) -> None:
    assert in_words(decide(through(), replace(known(), levels=None), pack)) == (
        ("held for a person: the service of credit levels could not be asked", "转人工处理：credit-away"),
    )


def test_a_change_says_what_it_would_lead_to(pack: Pack) -> None:
    told = changes_in_words(otherwise(through(), known("C"), pack))
    assert told[-1].startswith("with a recognised result: sampling")
    assert any(line.startswith("with B: sampling 20 %") for line in told)


def test_no_field_of_a_decision_goes_untold(pack: Pack) -> None:
    made = decide(through(), known(), pack)
    assert isinstance(made, Decision)
    assert {fact.name for fact in made.facts} == {"credit", "risk", "first-import"}
