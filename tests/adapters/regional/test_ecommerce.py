"""What registrations, a parcel's documents, notices and consultations mean; and what their strict schemas refuse."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.regional.ecommerce import ECOMMERCE
from gateway.model import faults
from gateway.model.declaration import Direction
from gateway.model.ecommerce import TradeAct, TradeDocument
from gateway.model.notices import ConsultationNature
from gateway.model.registration import EnterpriseRole, Registered
from gateway.translation.form import Form
from tests.adapters.regional.reading import read, refused
from tests.adapters.regional.strictness import each, flaw, flaw_swapped, left_out, taken


def body(name: str, *changes: tuple[str, str]) -> Any:
    return read(name, *changes).message.body


@pytest.mark.parametrize("act", TradeAct)
@pytest.mark.parametrize("kind", ["trade-order", "waybill", "payment"])
def test_an_act_is_the_word_that_stands_there(kind: str, act: TradeAct) -> None:
    assert body(kind, ("<Act>new<", f"<Act>{act.value}<")).act is act


@pytest.mark.parametrize("document", TradeDocument)
def test_an_answer_names_which_document_it_answers(document: TradeDocument) -> None:
    told = body("trade-document-status", ("<Document>trade-order<", f"<Document>{document.value}<"))
    assert told.document is document


@pytest.mark.parametrize("nature", ConsultationNature)
def test_a_question_is_no_complaint(nature: ConsultationNature) -> None:
    assert body("consultation", ("<Nature>complaint<", f"<Nature>{nature.value}<")).nature is nature


@pytest.mark.parametrize("role", EnterpriseRole)
def test_as_what_an_enterprise_is_registered_is_a_word(role: EnterpriseRole) -> None:
    said = body("enterprise-registration", ("<RegisteredAs>ecommerce<", f"<RegisteredAs>{role.value}<"))
    assert said.registered_as is role


@pytest.mark.parametrize("registered", Registered)
def test_a_registration_is_of_an_enterprise_or_of_goods(registered: Registered) -> None:
    said = body("registration-status", ("<Registered>enterprise<", f"<Registered>{registered.value}<"))
    assert said.registered is registered


def test_a_first_review_is_not_the_second() -> None:
    said = body("registration-status", ("second-review-passed", "first-review-passed"))
    assert said.outcome == "first-review-passed"


@pytest.mark.parametrize("outcome", ["approved", "2", "registered"])
def test_an_outcome_that_is_no_word_of_ours_is_refused(outcome: str) -> None:
    assert refused("registration-status", ("second-review-passed", outcome)).fault is faults.CODE_UNKNOWN


def test_the_three_documents_and_their_item_list_are_one_consignment() -> None:
    order = ("trade_order_number", "SO20141015000001")
    for kind in ("trade-order", "waybill", "payment", "declaration.parcel"):
        assert order in body(kind).aliases()


def test_a_bill_of_many_parcels_ties_no_two_of_them() -> None:
    assert {name for name, _ in body("waybill").aliases()} == {"waybill_number", "trade_order_number"}


def test_an_export_is_an_export() -> None:
    assert body("waybill", ("<Direction>import<", "<Direction>export<")).direction is Direction.EXPORT


def test_nobody_is_told_what_may_not_be_read() -> None:
    """Identity papers and telephones of persons have no element: one that stands there is a named loss."""
    found = read("trade-order", ("<BuyerName>某戊</BuyerName>", "<BuyerName>某戊</BuyerName><BuyerId>X-0000</BuyerId>"))
    assert {loss.name for loss in found.losses} == {"/TradeOrder/BuyerId"}


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    each(
        ("enterprise-registration", "Office", "020 02022 新港"),
        ("enterprise-registration", "RegisteredAs", "shop D"),
        ("enterprise-registration", "IsPlatform", "Y 1 yes"),
        ("enterprise-registration", "InvestmentCountry", "344 hkg HK"),
        ("enterprise-registration", "EmployeeCount", "eighty 1.5"),
        ("enterprise-registration", "ValidUntil", "2017-07-31 20170731090000"),
        ("enterprise-registration", "Annexes/Annex/Content", "~~~"),
        ("goods-registration", "Direction", "I in"),
        ("goods-registration", "UnitPrice", "1.23456 1e2 x"),
        ("goods-registration", "NetWeightKg", "0.123456"),
        ("registration-status", "Outcome", "Locked 2 first_review"),
        ("registration-status", "Registered", "company"),
        ("trade-order", "Act", "cancel 1"),
        ("trade-order", "Goods/Line/Number", "one 1.5"),
        ("trade-order", "Goods/Line/IsGift", "0"),
        ("trade-order", "Currency", "156 cny"),
        ("waybill", "TransportMode", "22 水"),
        ("waybill", "Act", "cancel NEW"),
        ("payment", "Act", "cancel 3"),
        ("payment", "PaidAt", "2014-10-15"),
        ("trade-document-status", "Document", "order 350"),
        ("consultation", "Nature", "0 praise"),
    ),
)
def test_the_strict_schema_refuses_a_value_that_is_none(kind: str, path: str, value: str) -> None:
    assert flaw(kind, path, value) is not None


@pytest.mark.parametrize("form", ECOMMERCE, ids=lambda form: form.root)
def test_the_strict_schema_asks_for_what_the_form_requires_and_in_its_order(form: Form) -> None:
    assert left_out(form) == []
    assert flaw_swapped(form.kind) is not None


@pytest.mark.parametrize("form", ECOMMERCE, ids=lambda form: form.root)
def test_the_strict_schema_takes_nothing_too_long_empty_or_of_another_kind(form: Form) -> None:
    assert taken(form) == []
