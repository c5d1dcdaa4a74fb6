"""What results and the decisions on them mean, in words; and what their strict schemas refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.regional.recognition import RECOGNITION
from gateway.model import faults
from gateway.model.inspection_transfer import Changeable
from gateway.model.recognition import ConditionName, Consequence, Recognition
from gateway.model.release_mode import DirectMode, Location, ReleaseMode
from gateway.model.results import Conclusion, ReinspectionStage
from gateway.translation.form import Form
from tests.adapters.regional.reading import read, refused
from tests.adapters.regional.strictness import each, flaw, flaw_swapped, left_out, taken

ITEMS = (("<RecognisedItems>", "<Other>"), ("</RecognisedItems>", "</Other>"))


def body(name: str, *changes: tuple[str, str]) -> Any:
    return read(name, *changes).message.body


class TestResult:
    def test_beijing_tells_the_others_until_when_it_holds(self) -> None:
        said = body("inspection-result")
        assert (said.issuing_office, said.recipients) == ("0110", ("0202", "0402"))
        assert said.valid_until == date(2015, 4, 19)

    def test_a_value_is_told_as_the_laboratory_writes_it(self) -> None:
        salmonella, label = body("inspection-result").items
        assert (salmonella.value, salmonella.unit, salmonella.limit) == ("未检出", "/25g", "不得检出")
        assert (salmonella.standard, salmonella.edition) == ("GB 4789.4", "2010")
        assert (label.goods_line, label.conclusion) == (2, Conclusion.ON_CONDITION)

    @pytest.mark.parametrize("word", ["合格", "passed", "CONFORMING", "true"])
    def test_a_conclusion_in_another_word_is_none(self, word: str) -> None:
        change = ("<Conclusion>conforming<", f"<Conclusion>{word}<")
        assert refused("inspection-result.conforming", change).fault is faults.VALUE_INVALID

    def test_a_conclusion_that_is_not_told_is_not_guessed(self) -> None:
        error = refused("inspection-result.conforming", ("<Conclusion>conforming</Conclusion>", ""))
        assert error.fault is faults.ELEMENT_MISSING

    def test_a_revocation_names_the_result_that_the_decision_used(self) -> None:
        revoked, used = body("result-revocation"), body("recognition-decision")
        assert revoked.result_number == used.result_number == body("inspection-result").result_number
        assert revoked.measure == "已放行的货物暂停销售并召回"

    def test_a_revocation_without_a_reason_is_none(self) -> None:
        error = refused("result-revocation", ("<Reason>样品混淆，检测结果无效</Reason>", ""))
        assert error.fault is faults.ELEMENT_MISSING

    def test_a_reinspection_that_upset_the_result_names_the_new_one(self) -> None:
        said = body("reinspection")
        assert (said.stage, said.upheld) == (ReinspectionStage.CONCLUDED, False)
        assert said.new_result_number == "JG2014112000004"
        assert body("reinspection.applied").upheld is None


class TestRecognition:
    def test_each_outcome_is_its_own(self) -> None:
        names = ("recognition-decision.recognised", "recognition-decision.partial", "recognition-decision.refused")
        assert [body(name).outcome for name in (*names, "recognition-decision")] == list(Recognition)

    def test_partly_recognised_is_not_recognised_and_names_the_items(self) -> None:
        said = body("recognition-decision.partial")
        assert (said.outcome, [item.item for item in said.recognised_items]) == (Recognition.PARTIAL, ["沙门氏菌"])

    def test_each_condition_of_the_rules_has_its_word(self) -> None:
        said = body("recognition-decision.recognised").conditions
        assert [condition.name for condition in said] == list(ConditionName)
        assert all(condition.holds for condition in said)

    def test_a_condition_that_fails_tells_its_evidence(self) -> None:
        (seal,) = body("recognition-decision.refused").conditions
        assert (seal.name, seal.holds, seal.evidence) == (ConditionName.IDENTITY_KEPT, False, "AU123456，实际AU123465")

    def test_whether_a_condition_holds_is_never_guessed(self) -> None:
        error = refused("recognition-decision.refused", ("<Holds>false</Holds>", ""))
        assert error.fault is faults.ELEMENT_MISSING

    def test_goods_of_a_revoked_result_are_held_or_followed(self) -> None:
        assert body("recognition-decision").consequence is Consequence.HELD
        followed = body("recognition-decision", ("<Consequence>held<", "<Consequence>follow-up<"))
        assert followed.consequence is Consequence.FOLLOW_UP


class TestReleaseMode:
    @pytest.mark.parametrize(
        ("word", "mode"),
        [
            ("declaration", ReleaseMode.DECLARATION),
            ("verification", ReleaseMode.VERIFICATION),
            ("sampling", ReleaseMode.SAMPLING),
            ("supervision", ReleaseMode.SUPERVISION),
        ],
    )
    def test_the_four_modes_have_their_words(self, word: str, mode: ReleaseMode) -> None:
        said = body("release-mode-decision", ("<Mode>verification<", f"<Mode>{word}<"))
        assert said.mode is mode

    def test_an_import_through_is_inspected_where_it_goes(self) -> None:
        said = body("release-mode-decision")
        assert (said.direct_mode, said.location) == (DirectMode.IMPORT_THROUGH, Location.DESTINATION)

    def test_enough_is_told_to_draw_again(self) -> None:
        said = body("release-mode-decision")
        assert (said.sampling_percent, said.draw, said.draw_date) == (Decimal("2.5"), 137, date(2014, 10, 22))
        assert said.drawn

    def test_a_share_of_more_than_a_hundred_is_refused_where_it_stands(self) -> None:
        error = refused("release-mode-decision", ("<SamplingPercent>2.5<", "<SamplingPercent>100.5<"))
        assert (error.fault, error.place.path) == (faults.VALUE_INVALID, "/ReleaseModeDecision/SamplingPercent")

    def test_every_rule_that_fired_is_told_in_its_order(self) -> None:
        assert [fired.rule for fired in body("release-mode-decision").trace] == ["matrix", "recognised-result", "draw"]

    def test_a_decision_is_told_from_a_provisional_one(self) -> None:
        assert body("release-mode-decision").provisional is False
        assert body("release-mode-decision", ("<Provisional>false<", "<Provisional>true<")).provisional is True


class TestTransfer:
    def test_what_the_port_may_change_has_its_words(self) -> None:
        assert body("inspection-transfer").port_may_change == tuple(Changeable)

    def test_a_container_is_told_with_its_kind_for_the_port_may_change_both(self) -> None:
        (container,) = body("inspection-transfer").containers
        assert (container.number, container.model) == ("CBHU3202732", "221")

    def test_a_certificate_has_the_number_under_which_it_was_issued(self) -> None:
        first, _ = body("inspection-transfer").certificates
        assert (first.code, first.number, first.originals) == ("18", "110110214000007-1", 1)

    def test_a_certificate_of_another_list_is_refused(self) -> None:
        assert refused("inspection-transfer", ("<Code>18<", "<Code>77<")).fault is faults.CODE_UNKNOWN


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("inspection-result", [("<Condition>第2项重新加贴中文标签后方可销售</Condition>", "")]),
        ("inspection-result", [("<ValidUntil>2015-04-19", "<ValidUntil>2014-10-19")]),
        ("inspection-result", [("<GoodsLine>2<", "<GoodsLine>3<")]),
        ("inspection-result", [("<AccreditedUntil>2015", "<AccreditedUntil>2012")]),
        ("result-revocation", [("JG2014102300003", "JG2014102000001")]),
        ("reinspection", [("<Upheld>false</Upheld>", ""), ("<NewResultNumber>JG2014112000004</NewResultNumber>", "")]),
        ("reinspection", [("<Upheld>false<", "<Upheld>true<")]),
        ("reinspection.applied", [("</Stage>", "</Stage><Upheld>true</Upheld>")]),
        ("recognition-decision.refused", [("<Reason>封志号不符</Reason>", "")]),
        ("recognition-decision.partial", [*ITEMS]),
        ("recognition-decision.recognised", [("<Outcome>recognised<", "<Outcome>refused<")]),
        ("recognition-decision.recognised", [("<Holds>true<", "<Holds>false<")]),
        ("recognition-decision.partial", [("<Outcome>partial<", "<Outcome>recognised<")]),
        ("recognition-decision", [("<Outcome>revoked-later<", "<Outcome>partial<")]),
        ("release-mode-decision", [("<SamplingPercent>2.5<", "<SamplingPercent>0<")]),
        ("release-mode-decision", [("<Location>destination<", "<Location>port<")]),
        ("inspection-transfer", [("<ValidUntil>2014-10-29", "<ValidUntil>2014-10-14")]),
        ("inspection-transfer", [("<ReceivingOffice>0202", "<ReceivingOffice>0110")]),
        ("inspection-transfer", [("    <Change>by-agreement</Change>\n", "")]),
    ],
)
def test_what_contradicts_itself_is_told_to_its_sender(name: str, changes: list[tuple[str, str]]) -> None:
    error = refused(name, *changes)
    assert error.fault is faults.CONTRADICTION
    assert error.place.path


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    each(
        ("inspection-result", "Conclusion", "passed 合格"),
        ("inspection-result", "ValidUntil", "20150419 2015-04-31 2015-04-19T00:00:00"),
        ("inspection-result", "Recipients/Office", "2 02020"),
        ("inspection-result", "CertificateKind", "2 021 XX"),
        ("inspection-result", "Exclusions/Exclusion", "pest"),
        ("inspection-result", "TransferBars/TransferBar", "other"),
        ("inspection-result", "PackageCount", "-1 1.5"),
        ("inspection-result", "PackageKind", "x 12345"),
        ("inspection-result", "Goods/Line/HsCode", "020230009 02023000900 x"),
        ("inspection-result", "Goods/Line/OriginCountry", "036 AU"),
        ("inspection-result", "Goods/Line/Quantity", "1,5 1e3 0.123456"),
        ("inspection-result", "Goods/Line/Currency", "502 usd"),
        ("inspection-result", "Items/Item/Conclusion", "ok"),
        ("inspection-result", "Items/Item/GoodsLine", "0"),
        ("inspection-result", "Laboratory/AccreditedFrom", "2013"),
        ("result-revocation", "RevokedAt", "2014-10-23T11:00:00"),
        ("result-revocation", "Reason", "x" * 2001),
        ("result-revocation", "LegalBasis", "x" * 256),
        ("reinspection", "Stage", "open"),
        ("reinspection", "Level", "province"),
        ("reinspection", "Upheld", "0"),
        ("reinspection", "GoodsUntouched", "yes"),
        ("reinspection", "ApplyBy", "15"),
        ("recognition-decision", "Outcome", "accepted partly"),
        ("recognition-decision", "Conditions/Condition/Name", "seal"),
        ("recognition-decision", "Conditions/Condition/Holds", "1"),
        ("recognition-decision", "Consequence", "recall"),
        ("recognition-decision", "RecognisedItems/Item/GoodsLine", "0"),
        ("release-mode-decision", "Mode", "R2 申报放行"),
        ("release-mode-decision", "Location", "site"),
        ("release-mode-decision", "DirectMode", "through"),
        ("release-mode-decision", "SamplingPercent", "-1 100.1 2.50001"),
        ("release-mode-decision", "Draw", "-1 10000"),
        ("release-mode-decision", "Tier", "T0 T6 AA"),
        ("release-mode-decision", "Risk", "MEDIUM 较高"),
        ("release-mode-decision", "Provisional", "0"),
        ("inspection-transfer", "Direction", "I 1"),
        ("inspection-transfer", "PortMayChange/Change", "value"),
        ("inspection-transfer", "Certificates/Certificate/Code", "1"),
        ("inspection-transfer", "Containers/Container/Model", "40HQ"),
        ("inspection-transfer", "Containers/Container/Shared", "1"),
        ("inspection-transfer", "TransportMode", "海运 22"),
        ("inspection-transfer", "TotalValue", "1.12345678"),
    ),
    ids=lambda value: value[:32],
)
def test_the_strict_schema_refuses_a_value_that_is_none(kind: str, path: str, value: str) -> None:
    assert flaw(kind, path, value) is not None


@pytest.mark.parametrize("form", RECOGNITION, ids=lambda form: form.root)
def test_the_strict_schema_asks_for_what_the_form_requires_and_in_its_order(form: Form) -> None:
    assert left_out(form) == []
    assert flaw_swapped(form.kind) is not None


@pytest.mark.parametrize("form", RECOGNITION, ids=lambda form: form.root)
def test_the_strict_schema_takes_nothing_too_long_empty_or_of_another_kind(form: Form) -> None:
    assert taken(form) == []
