"""What warnings, levels, licences, decisions and aid mean, in words."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gateway.model import faults
from tests.adapters.regional.alerts import MEANINGS
from tests.adapters.regional.reading import read, refused, regional
from tests.samples import alerts
from tests.samples.messages import BUSINESS_DATE


def body(name: str, *changes: tuple[str, str]) -> Any:
    return read(name, *changes).message.body


def test_an_alert_is_held_against_goods_places_enterprises_and_laboratories() -> None:
    alert = body("risk-alert")
    assert (alert.hs_codes, alert.origin_countries) == (("0202", "02062900"), ("AUS", "NZL"))
    assert (alert.enterprises, alert.laboratories) == (("91110108551385082Q",), ("天津某某检测中心",))
    assert (alert.level, alert.expires_at) == ("high", datetime(2014, 10, 30, 16, tzinfo=UTC))


@pytest.mark.parametrize("element", ["Purpose", "LegalBasis", "ExpiresAt"])
@pytest.mark.parametrize("name", ["risk-alert", "aid-request", "lead-transfer"])
def test_nobody_is_warned_or_asked_without_purpose_legal_basis_and_end(name: str, element: str) -> None:
    error = refused(name, (f"<{element}>", "<Other>"), (f"</{element}>", "</Other>"))
    assert error.fault is faults.ELEMENT_MISSING
    assert str(error.place.path).endswith(f"/{element}")


def test_a_control_order_without_purpose_still_holds() -> None:
    said = body("control-order", ("<Purpose>核查冻品原产地</Purpose>", ""))
    assert (said.purpose, said.container_numbers) == (None, ("CSQU3054383",))


def test_the_office_that_lifts_and_the_office_that_ordered_are_two() -> None:
    lift = body("control-lift")
    assert (lift.issuing_office, lift.ordering_office) == ("0200", "0202")


def test_an_alert_alone_may_be_lifted() -> None:
    lift = body("control-lift", ("<ControlNumber>BK-2014-0802</ControlNumber>", ""))
    assert (lift.control_number, lift.alert_number) == (None, "FX-2014-0801")


def test_the_class_of_customs_and_the_level_of_inspection_are_two_facts() -> None:
    inspection, customs = body("credit-update"), body("credit-update", ("CIQ2013", "GAC197"))
    assert (inspection.level, inspection.scheme) == ("B", "CIQ2013")
    assert (customs.level, customs.scheme) == ("B", "GAC197")
    assert inspection.aliases() != customs.aliases()


@pytest.mark.parametrize("level", ["认证", "高级认证", "常规"])
def test_a_level_of_another_scheme_is_refused_and_the_right_ones_are_told(level: str) -> None:
    error = refused("credit-update", ("<Level>B<", f"<Level>{level}<"))
    assert (error.fault, error.value) == (faults.CONTRADICTION, level)
    assert "CIQ2013 has the levels AA, A, B, C, D" in error.reason


def test_the_levels_of_2026_begin_with_april() -> None:
    said: Any = read("credit-update.2026", on=date(2026, 4, 1)).message.body
    assert (said.level, said.on_serious_list, said.effective_from) == ("严重失信", True, date(2026, 4, 1))
    early = refused("credit-update.2026", ("<EffectiveFrom>2026-04-01<", "<EffectiveFrom>2026-03-31<"))
    assert early.fault is faults.CONTRADICTION


def test_a_filed_case_is_neither_yes_nor_no_where_nothing_is_said() -> None:
    assert body("credit-update").under_case is True
    assert body("credit-update", ("<UnderCase>true</UnderCase>", "")).under_case is None


def test_what_is_left_of_a_licence_is_not_what_it_allowed() -> None:
    line = body("licence-status").lines[0]
    assert (line.quantity, line.remaining, line.unit) == (Decimal(20000), Decimal("2000.5"), "KGM")


def test_the_line_of_the_licence_and_the_line_of_the_goods_are_two_numbers() -> None:
    first, second = body("licence-write-off").lines
    assert (first.number, first.goods_line, second.number, second.goods_line) == (1, 2, 2, 1)


def test_a_write_off_is_told_from_one_that_is_taken_back() -> None:
    assert body("licence-write-off").reversed is True
    assert body("licence-write-off", ("<Reversed>true<", "<Reversed>false<")).reversed is False


def test_a_decision_is_told_from_its_withdrawal_and_from_a_finding() -> None:
    said = body("pre-decision", ("<Withdrawn>true<", "<Withdrawn>false<"))
    assert (said.withdrawn, said.identification, said.subject) == (False, True, "origin")


def test_the_three_clocks_of_a_request() -> None:
    request = body("aid-request")
    assert request.acknowledge_by == datetime(2014, 10, 15, 15, tzinfo=UTC)
    assert request.due_by == datetime(2014, 10, 18, 9, tzinfo=UTC)
    assert request.expires_at == datetime(2014, 10, 31, 16, tzinfo=UTC)


def test_a_part_that_is_granted_is_not_written_as_the_whole() -> None:
    written = regional().write(alerts.AID_REPLY, on=BUSINESS_DATE).document.decode()
    assert "<Answer>partly-granted</Answer>" in written
    assert body("aid-reply").answer == "partly-granted"


def test_exhibits_are_named_by_their_digests() -> None:
    assert [exhibit.digest for exhibit in body("aid-request").exhibits] == ["sm3:" + "1a" * 32, "sm3:" + "2b" * 32]


@pytest.mark.parametrize("name", sorted(name for name in MEANINGS if name.count(".") == 1))
def test_the_whole_sample_says_everything(name: str) -> None:
    said: Any = MEANINGS[name].message.body
    assert [one.name for one in fields(said) if getattr(said, one.name) in (None, ())] == []


@pytest.mark.parametrize(
    ("name", "element", "text"),
    [
        ("risk-alert", "Level", "extreme"),
        ("risk-alert", "HsCode", "02A2"),
        ("control-order", "HsCode", "0202.30"),
        ("credit-update", "Scheme", "GAC999"),
        ("licence-status", "State", "released"),
        ("pre-decision", "Subject", "other"),
        ("aid-request", "Aid", "anything"),
        ("aid-reply", "Answer", "maybe"),
    ],
)
def test_a_word_that_is_none_of_ours_is_refused(name: str, element: str, text: str) -> None:
    said = regional().write(MEANINGS[f"{name}.xml"].message, on=BUSINESS_DATE).document.decode()
    old = said.split(f"<{element}>")[1].split("<")[0]
    error = refused(name, (f"<{element}>{old}<", f"<{element}>{text}<"))
    assert (error.fault, error.value) == (faults.VALUE_INVALID, text)
