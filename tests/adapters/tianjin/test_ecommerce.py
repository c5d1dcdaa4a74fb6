"""What Tianjin's cross-border platform says of registrations, parcels, notices and questions, and what it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree

from adapters import DIALECTS
from adapters.tianjin.ciq import DIALECT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.declaration import Direction, Subject
from gateway.model.ecommerce import TradeAct
from gateway.model.errors import SenderError
from gateway.model.message import Message
from gateway.model.notices import ConsultationNature
from gateway.translation.form import Dialect
from gateway.translation.translator import Read, Translator, Written
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples import ecommerce, messages
from tests.samples.messages import BUSINESS_DATE

FOLDER = SAMPLES / "tianjin-ciq"
ENTERPRISE = "MessageBody/EntRegDocument/EntRegHead"
ANNEX = "MessageBody/EntRegDocument/EntRegAnnexList/EntRegAnnexListInformation"
ORDER = "MessageBody/OrderDocument/OrderHead"
PARCEL = "MessageBody/IODeclDocument/IODeclHead"
NOTICE = "MessageBody/NoticeDocument/NoticeHead"
QUESTION = "MessageBody/ConsultComplainDocument/ConsultComplainHead"
TYPE = "MessageHead/MESSAGE_TYPE"
TELLING = (
    *("declaration-status.230", "declaration-status.231", "declaration-status.236"),
    *("registration-status.200", "registration-status.201", "registration-status.210", "registration-status.211"),
    *("trade-document-status.350", "trade-document-status.351", "trade-document-status.352"),
    *("traceability-code", "notice", "consultation-status"),
)


@pytest.fixture(scope="module")
def tianjin() -> Translator:
    return Translator(DIALECT, CODES, SCHEMAS)


def sample(name: str, changes: Mapping[str, str | None]) -> etree._Element:
    """A sample whose elements at these paths have other texts; one that is not there is added."""
    root = parse((FOLDER / f"{name}.xml").read_bytes()).root
    for path, text in changes.items():
        holder, _, last = path.rpartition("/")
        parent = root.find(holder)
        assert parent is not None
        found = parent.find(last)
        (etree.SubElement(parent, last) if found is None else found).text = text
    return root


def told(tianjin: Translator, name: str, code: str) -> str:
    """The outcome that an answer with this MSG_CODE tells."""
    root = sample(name, {})
    found = root.find(".//MSG_CODE")
    assert found is not None
    found.text = code
    body: Any = tianjin.read(root, on=BUSINESS_DATE).message.body
    return str(body.outcome)


def read(tianjin: Translator, name: str, changes: Mapping[str, str | None]) -> Any:
    return tianjin.read(sample(name, changes), on=BUSINESS_DATE).message.body


def losses(found: Read | Written) -> dict[str, str]:
    return {loss.name: loss.value for loss in found.losses}


def written(tianjin: Translator, message: Message, **changes: Any) -> Written:
    body: Any = message.body
    return tianjin.write(replace(message, body=replace(body, **changes)), on=BUSINESS_DATE)


def text(document: Written, path: str) -> str | None:
    return parse(document.document).root.findtext(path)


class TestRegistrations:
    @pytest.mark.parametrize(
        ("code", "outcome"),
        [
            ("03", "accepted"),
            ("1", "first-review-failed"),
            ("2", "second-review-passed"),
            ("4", "second-review-failed"),
            ("5", "first-review-passed"),
            ("9", "electronic-review-failed"),
        ],
    )
    def test_what_is_said_of_an_enterprise(self, tianjin: Translator, code: str, outcome: str) -> None:
        assert told(tianjin, "registration-status.200", code) == outcome

    @pytest.mark.parametrize(
        ("code", "outcome"),
        [
            ("03", "accepted"),
            ("4", "first-review-failed"),
            ("5", "first-review-passed"),
            ("6", "second-review-passed"),
            ("7", "second-review-failed"),
            ("9", "electronic-review-failed"),
            ("10", "deregistration-asked"),
            ("11", "deregistered"),
        ],
    )
    def test_what_is_said_of_goods(self, tianjin: Translator, code: str, outcome: str) -> None:
        assert told(tianjin, "registration-status.210", code) == outcome

    @pytest.mark.parametrize("name", ["registration-status.201", "registration-status.211"])
    def test_a_lock_and_its_end(self, tianjin: Translator, name: str) -> None:
        assert (told(tianjin, name, "Y"), told(tianjin, name, "N")) == ("locked", "unlocked")

    @pytest.mark.parametrize(
        ("name", "code"),
        [("200", "3"), ("200", "6"), ("200", "Y"), ("210", "1"), ("210", "2"), ("201", "2"), ("211", "y")],
    )
    def test_a_code_of_another_list_is_refused(self, tianjin: Translator, name: str, code: str) -> None:
        with pytest.raises(SenderError) as refused:
            told(tianjin, f"registration-status.{name}", code)
        assert refused.value.fault is faults.CODE_UNKNOWN

    def test_a_first_review_is_never_written_as_the_last(self, tianjin: Translator) -> None:
        said = written(tianjin, ecommerce.REGISTERED, outcome="first-review-passed")
        assert parse(said.document).root.findtext(".//MSG_CODE") == "5"

    @pytest.mark.parametrize("outcome", ["released", "partly-released", "reviewed"])
    def test_an_outcome_of_a_declaration_is_none_of_a_registration(self, tianjin: Translator, outcome: str) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, ecommerce.REGISTERED, outcome=outcome)
        assert refused.value.fault is faults.TARGET_LACKS

    def test_the_number_of_a_registration_stands_elsewhere_of_goods(self, tianjin: Translator) -> None:
        enterprise, goods = written(tianjin, ecommerce.REGISTERED), written(tianjin, ecommerce.GOODS_REFUSED)
        assert parse(enterprise.document).root.findtext(".//ATTRIBUTE6") == "1100960001"
        assert text(goods, TYPE) == "210"
        given = written(tianjin, ecommerce.GOODS_REFUSED, registration_number="ICIP1200001501")
        assert parse(given.document).root.findtext(".//ATTRIBUTE7") == "ICIP1200001501"

    @pytest.mark.parametrize(
        ("number", "uscc", "organisation"),
        [
            ("551385082", None, "551385082"),
            ("91110108551385082Q", "91110108551385082Q", None),
        ],
    )
    def test_one_element_has_the_code_of_nine_or_the_uscc(
        self, tianjin: Translator, number: str, uscc: str | None, organisation: str | None
    ) -> None:
        found = tianjin.read(sample("enterprise-registration", {f"{ENTERPRISE}/ORG_NO": number}), on=BUSINESS_DATE)
        body: Any = found.message.body
        assert (body.uscc, body.organisation_code, losses(found)) == (uscc, organisation, {})
        assert text(written(tianjin, found.message), f"{ENTERPRISE}/ORG_NO") == number

    def test_a_number_of_no_known_length_is_a_loss(self, tianjin: Translator) -> None:
        found = tianjin.read(
            sample("enterprise-registration", {f"{ENTERPRISE}/ORG_NO": "55138508-2"}), on=BUSINESS_DATE
        )
        assert set(losses(found)) == {"organisation_code", "uscc"}

    @pytest.mark.parametrize(
        "name", ["LAW_MAN_TEL", "EMERGENCY_MAN", "EMERGENCY_MAN_MOBILE", "QA_SAFE_MAN_MOBILE", "QA_SAFE_MAN_EMAIL"]
    )
    def test_persons_are_named_as_losses_and_never_told(self, tianjin: Translator, name: str) -> None:
        found = tianjin.read(sample("enterprise-registration", {f"{ENTERPRISE}/{name}": "X-0000"}), on=BUSINESS_DATE)
        assert losses(found) == {f"/RequestMessage/{ENTERPRISE}/{name}": ""}

    def test_an_annex_that_is_no_base64_is_a_loss_and_its_name_stays(self, tianjin: Translator) -> None:
        found = tianjin.read(
            sample("enterprise-registration", {f"{ANNEX}/ANNEX_CONTENT": "https://a/1.pdf"}), on=BUSINESS_DATE
        )
        body: Any = found.message.body
        assert (body.annexes[0].name, body.annexes[0].content) == ("营业执照.pdf", None)
        assert set(losses(found)) == {"annexes[1].content"}

    def test_an_agent_of_empty_elements_is_none(self, tianjin: Translator) -> None:
        """Public code sends one with every registration."""
        root = sample("enterprise-registration", {})
        agent = root.find(".//EntRegAgentListInformation")
        assert agent is not None
        for element in agent:
            element.text = None
        body: Any = tianjin.read(root, on=BUSINESS_DATE).message.body
        assert body.agents == ()


class TestParcels:
    @pytest.mark.parametrize("spelling", ["2014-10-15 09:00:00", "20141015090000"])
    def test_both_spellings_of_its_moment_are_read(self, tianjin: Translator, spelling: str) -> None:
        body = read(tianjin, "declaration.130", {f"{PARCEL}/DECL_DATE": spelling})
        assert body.declared_at == datetime(2014, 10, 15, 1, tzinfo=UTC)

    @pytest.mark.parametrize(("code", "direction"), [("SI", Direction.IMPORT), ("SO", Direction.EXPORT)])
    def test_a_parcel_comes_or_goes(self, tianjin: Translator, code: str, direction: Direction) -> None:
        body = read(tianjin, "declaration.130", {f"{PARCEL}/DECL_TYPE_CODE": code})
        assert (body.subject, body.direction) == (Subject.PARCEL, direction)

    def test_the_type_of_goods_of_trade_is_none_of_a_parcel(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            read(tianjin, "declaration.130", {f"{PARCEL}/DECL_TYPE_CODE": "FI"})
        assert refused.value.fault is faults.VALUE_INVALID

    def test_a_parcel_and_goods_of_trade_are_two_types(self, tianjin: Translator) -> None:
        assert text(written(tianjin, ecommerce.ITEM_LIST), TYPE) == "130"
        assert text(written(tianjin, messages.DECLARATION), TYPE) == "120"

    @pytest.mark.parametrize("on", [BUSINESS_DATE, date(2026, 1, 5)])
    @pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
    def test_no_dialect_writes_a_parcel_as_goods_of_trade(self, dialect: Dialect, on: date) -> None:
        """A form that holds for every subject must have a row for it."""
        try:
            said = Translator(dialect, CODES, SCHEMAS).write(ecommerce.ITEM_LIST, on=on)
        except SenderError as error:
            assert error.fault is faults.TARGET_LACKS
            return
        assert "subject" not in losses(said)
        assert "subject" in {getattr(row, "name", "") for row in said.form.rows}

    @pytest.mark.parametrize("name", ["DECL_TEL", "ID_TYPE", "CONSIGNEE_TEL", "ID_CARD", "CONSIGNOR_TEL"])
    def test_persons_are_named_as_losses_and_never_told(self, tianjin: Translator, name: str) -> None:
        found = tianjin.read(sample("declaration.130", {f"{PARCEL}/{name}": "X-0000"}), on=BUSINESS_DATE)
        assert losses(found) == {f"/RequestMessage/{PARCEL}/{name}": ""}

    def test_a_total_that_may_be_the_freight_is_neither(self, tianjin: Translator) -> None:
        found = tianjin.read(sample("declaration.130", {f"{PARCEL}/TOTAL_VALUES": "10"}), on=BUSINESS_DATE)
        assert losses(found) == {f"/RequestMessage/{PARCEL}/TOTAL_VALUES": "10"}

    @pytest.mark.parametrize(
        ("code", "outcome"), [("3", "rejected"), ("4", "released"), ("5", "partly-released"), ("6", "detained")]
    )
    def test_a_review_says_what_its_code_says(self, tianjin: Translator, code: str, outcome: str) -> None:
        assert told(tianjin, "declaration-status.230", code) == outcome

    def test_partly_released_is_not_released_and_stays_itself(self, tianjin: Translator) -> None:
        said = written(tianjin, ecommerce.PARCEL_PARTLY_RELEASED)
        assert (text(said, TYPE), parse(said.document).root.findtext(".//MSG_CODE")) == ("230", "5")

    @pytest.mark.parametrize(
        ("name", "code"),
        [("221", "0"), ("231", "0"), ("226", "-1"), ("226", "0"), ("236", "-1"), ("236", "0"), ("230", "0")],
    )
    def test_what_the_platform_starts_with_is_no_answer(self, tianjin: Translator, name: str, code: str) -> None:
        with pytest.raises(SenderError) as refused:
            told(tianjin, f"declaration-status.{name}", code)
        assert refused.value.fault is faults.CODE_UNKNOWN

    def test_an_inspection_order_is_a_check_even_where_no_stage_was_told(self, tianjin: Translator) -> None:
        order = messages.status("1", subject=Subject.PARCEL, outcome="exam-ordered")
        assert text(tianjin.write(order, on=BUSINESS_DATE), TYPE) == "236"

    def test_an_answer_of_goods_of_trade_is_none_of_a_parcel(self, tianjin: Translator) -> None:
        assert text(tianjin.write(messages.RELEASED, on=BUSINESS_DATE), TYPE) == "220"


class TestTradeDocuments:
    @pytest.mark.parametrize("act", [TradeAct.CHANGE, TradeAct.DELETE])
    @pytest.mark.parametrize("message", [ecommerce.TRADE_ORDER, ecommerce.WAYBILL, ecommerce.PAYMENT])
    def test_a_change_or_a_deletion_is_never_written_as_new(
        self, tianjin: Translator, message: Message, act: TradeAct
    ) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, message, act=act)
        assert refused.value.fault is faults.TARGET_LACKS

    @pytest.mark.parametrize(("code", "outcome"), [("01", "accepted"), ("02", "storing-failed")])
    @pytest.mark.parametrize("name", ["350", "351", "352"])
    def test_a_document_is_stored_or_not(self, tianjin: Translator, name: str, code: str, outcome: str) -> None:
        assert told(tianjin, f"trade-document-status.{name}", code) == outcome

    @pytest.mark.parametrize("outcome", ["released", "partly-released", "reviewed"])
    def test_it_never_says_more_than_that(self, tianjin: Translator, outcome: str) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, ecommerce.ORDER_STORED, outcome=outcome)
        assert refused.value.fault is faults.TARGET_LACKS

    @pytest.mark.parametrize(("code", "flag"), [("1", "C"), ("2", "B")])
    def test_goods_are_stocked_before_the_sale_or_collected_after(
        self, tianjin: Translator, code: str, flag: str
    ) -> None:
        assert read(tianjin, "trade-order", {f"{ORDER}/BIZ_TYPE": code}).stock_flag == flag

    def test_another_way_of_trade_is_a_loss(self, tianjin: Translator) -> None:
        found = tianjin.read(sample("trade-order", {f"{ORDER}/BIZ_TYPE": "3"}), on=BUSINESS_DATE)
        assert losses(found) == {"stock_flag": "3"}

    @pytest.mark.parametrize("name", ["CONSIGNEE_TEL", "CONSIGNOR_TEL", "ID_TYPE", "ID_CARD"])
    def test_persons_are_named_as_losses_and_never_told(self, tianjin: Translator, name: str) -> None:
        found = tianjin.read(sample("trade-order", {f"{ORDER}/{name}": "X-0000"}), on=BUSINESS_DATE)
        assert losses(found) == {f"/RequestMessage/{ORDER}/{name}": ""}

    def test_a_means_of_transport_of_another_list_is_a_loss_and_no_refusal(self, tianjin: Translator) -> None:
        found = tianjin.read(sample("waybill", {"MessageBody/BillDocument/BillHead/TRANS_CODE": "Y"}), on=BUSINESS_DATE)
        assert losses(found) == {"transport_mode": "Y"}


class TestWords:
    def test_a_notice_that_nobody_encoded_reads_as_it_is(self, tianjin: Translator) -> None:
        assert read(tianjin, "notice", {f"{NOTICE}/INFO": "明日 100% 查验"}).content == "明日 100% 查验"

    def test_a_notice_is_written_encoded(self, tianjin: Translator) -> None:
        said = written(tianjin, ecommerce.NOTICE, content="1+1 & <br>")
        assert text(said, f"{NOTICE}/INFO") == "1%2B1+%26+%3Cbr%3E"

    @pytest.mark.parametrize(
        ("code", "nature"), [("0", ConsultationNature.QUESTION), ("1", ConsultationNature.COMPLAINT)]
    )
    def test_a_question_is_no_complaint(self, tianjin: Translator, code: str, nature: ConsultationNature) -> None:
        assert read(tianjin, "consultation", {f"{QUESTION}/CC_TYPE": code}).nature is nature

    @pytest.mark.parametrize(
        ("code", "outcome"),
        [("1", "accepted"), ("2", "storing-failed"), ("3", "answer-pending"), ("4", "answered")],
    )
    def test_only_one_answer_answers(self, tianjin: Translator, code: str, outcome: str) -> None:
        assert told(tianjin, "consultation-status", code) == outcome

    def test_what_was_never_sent_is_no_answer(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            told(tianjin, "consultation-status", "0")
        assert refused.value.fault is faults.CODE_UNKNOWN

    def test_a_code_finds_its_way_by_the_enterprises_own_number(self, tianjin: Translator) -> None:
        assert read(tianjin, "traceability-code", {}).references() == {"declaration_number": "BJ20141015000001"}


@pytest.mark.parametrize("name", TELLING)
def test_a_root_named_response_is_read_too_and_never_written(tianjin: Translator, name: str) -> None:
    root = sample(name, {})
    before = tianjin.read(root, on=BUSINESS_DATE)
    root.tag = "ResponseMessage"
    found = tianjin.read(root, on=BUSINESS_DATE)
    assert (found.message, found.form.written) == (before.message, False)
