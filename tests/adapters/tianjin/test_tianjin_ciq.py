"""tianjin-ciq keeps the contract, and says what its public words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

import pytest
from lxml import etree

from adapters.tianjin.ciq import DIALECT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.declaration import Declaration, Direction
from gateway.model.errors import SenderError
from gateway.model.message import Key, Message, Receipt
from gateway.model.orders import ExamResult, Finding
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.giving import numbered
from gateway.translation.translator import Read, Translator, Written
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS, DialectContract, Meaning
from tests.adapters.tianjin import ecommerce
from tests.samples import messages, orders
from tests.samples.messages import BUSINESS_DATE, status

FOLDER = SAMPLES / "tianjin-ciq"
NOON = datetime(2014, 10, 15, 4, 0, tzinfo=UTC)
HEAD = "MessageBody/IIDeclDocument/IIDeclHead"
GOODS = "MessageBody/IIDeclDocument/IIDeclGoodsList/IIDeclGoodsListInformation"
ANSWER = "MessageBody/IIDeclReceivedDocument/IIDeclReceivedHead"
EXAMINED = "MessageBody/XrmDeclReceivedDocument/XrmDeclReceivedHead"

KEYS = (
    Key(name="clearance-mode", value="RI"),
    Key(name="release-office", value="110110"),
    Key(name="certificate-office", value="110110"),
    Key(name="special", value="0000100"),
)
QUARANTINE_PASSED = status(
    "2014101508300005",
    outcome="quarantine-passed",
    stage=Stage.QUARANTINE,
    title="检疫合格",
    receipt_type="221",
)
EXAM_ORDERED = status(
    "2014101508300004",
    outcome="exam-ordered",
    stage=Stage.CHECK,
    title="待查验",
    remark="查验指令",
    receipt_type="226",
)


class TestTianjinCiq(DialectContract):
    dialect = DIALECT
    folder = FOLDER
    samples: ClassVar[Mapping[str, Meaning]] = {
        "declaration.xml": Meaning(message=messages.DECLARATION, variant="120", keys=KEYS),
        "declaration-status.220.xml": Meaning(message=messages.RELEASED, variant="220"),
        "declaration-status.220-partly.xml": Meaning(message=messages.PARTLY_RELEASED, variant="220"),
        "declaration-status.220-rejected.xml": Meaning(message=messages.REJECTED, variant="220"),
        "declaration-status.221.xml": Meaning(message=QUARANTINE_PASSED, variant="221"),
        "declaration-status.226.xml": Meaning(message=EXAM_ORDERED, variant="226"),
        **ecommerce.MEANINGS,
        "exam-result.xml": Meaning(message=orders.EXAM_RESULT, variant="401"),
        "exam-result.passed.xml": Meaning(message=orders.PASSED, variant="401"),
        "exam-result.undecided.xml": Meaning(message=orders.UNDECIDED, variant="401"),
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {
        "receipt.xml": messages.ACCEPTED,
        "receipt.refused.xml": messages.REFUSED,
    }


@pytest.fixture(scope="module")
def tianjin() -> Translator:
    return Translator(DIALECT, CODES, SCHEMAS)


def sample(name: str, changes: Mapping[str, str | None]) -> etree._Element:
    """A sample whose elements at these paths have other texts; one that is not there is added."""
    root = parse((FOLDER / name).read_bytes()).root
    for path, text in changes.items():
        holder, _, last = path.rpartition("/")
        parent = root if not holder else root.find(holder)
        assert parent is not None
        found = parent.find(last)
        (etree.SubElement(parent, last) if found is None else found).text = text
    return root


def declaration(read: Read) -> Declaration:
    assert isinstance(read.message.body, Declaration)
    return read.message.body


def told(read: Read) -> DeclarationStatus:
    assert isinstance(read.message.body, DeclarationStatus)
    return read.message.body


def found(tianjin: Translator, code: str) -> ExamResult:
    read = tianjin.read(sample("exam-result.passed.xml", {f"{EXAMINED}/TYPE_CODE": code}), on=BUSINESS_DATE)
    assert isinstance(read.message.body, ExamResult)
    return read.message.body


def losses(read: Read | Written) -> dict[str, str]:
    return {loss.name: loss.value for loss in read.losses}


def declared(tianjin: Translator, changes: Mapping[str, str | None]) -> Read:
    return tianjin.read(sample("declaration.xml", changes), on=BUSINESS_DATE)


def answered(tianjin: Translator, changes: Mapping[str, str | None]) -> Read:
    return tianjin.read(sample("declaration-status.220.xml", changes), on=BUSINESS_DATE)


def written(tianjin: Translator, message: Message, **constants: str) -> Written:
    return tianjin.write(message, on=BUSINESS_DATE, constants=constants)


def text(document: Written, path: str) -> str | None:
    return parse(document.document).root.findtext(path)


class TestCodes:
    def test_344_is_hong_kong_here_and_russia_is_643(self, tianjin: Translator) -> None:
        """Customs' own 344 is Russia: a number that is copied is silently wrong."""
        read = declared(tianjin, {f"{HEAD}/TRADE_COUNTRY_CODE": "344", f"{HEAD}/DESP_COUNTRY_CODE": "643"})
        assert (declaration(read).trade_country, declaration(read).route_country) == ("HKG", "RUS")

    def test_410_is_korea_here_and_no_brazil(self, tianjin: Translator) -> None:
        assert declaration(declared(tianjin, {f"{HEAD}/TRADE_COUNTRY_CODE": "410"})).trade_country == "KOR"

    def test_customs_own_142_is_no_country_here(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            declared(tianjin, {f"{HEAD}/TRADE_COUNTRY_CODE": "142"})
        assert refused.value.fault is faults.CODE_UNKNOWN
        assert (refused.value.place.path, refused.value.value) == (f"/RequestMessage/{HEAD}/TRADE_COUNTRY_CODE", "142")
        assert refused.value.place.line is not None

    def test_currency_156_is_the_yuan(self, tianjin: Translator) -> None:
        assert declaration(declared(tianjin, {f"{GOODS}/CURR_UNIT": "156"})).goods[0].currency == "CNY"

    def test_offices_are_six_digits_outside_and_four_inside(self, tianjin: Translator) -> None:
        body = declaration(declared(tianjin, {}))
        assert (body.declaration_office, body.port_office, body.destination_office) == ("0110", "0202", "0110")

    def test_a_mode_of_transport_that_this_family_has_not_is_other_and_a_loss(self, tianjin: Translator) -> None:
        post = replace(messages.BODY, transport_mode="6")
        said = written(tianjin, replace(messages.DECLARATION, body=post))
        assert text(said, f"{HEAD}/TRANS_TYPE_CODE") == "9"
        assert losses(said)["transport_mode"] == "6"

    def test_a_chinese_port_of_departure_is_its_own_six_digits(self, tianjin: Translator) -> None:
        changes = {f"{HEAD}/DECL_TYPE_CODE": "FO", f"{HEAD}/DESP_PORT_CODE": "120202"}
        body = declaration(declared(tianjin, changes))
        assert (body.direction, body.departure_port) == (Direction.EXPORT, "120202")

    def test_an_import_from_an_unknown_port_is_refused(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            declared(tianjin, {f"{HEAD}/DESP_PORT_CODE": "120202"})
        assert refused.value.fault is faults.CODE_UNKNOWN

    def test_a_container_model_of_another_list_is_a_loss_and_no_refusal(self, tianjin: Translator) -> None:
        path = "MessageBody/IIDeclDocument/IIDeclContainerList/IIDeclContainerListInformation/CON_MODEL"
        read = declared(tianjin, {path: "40HQ"})
        assert declaration(read).containers[0].model is None
        assert losses(read) == {"containers[1].model": "40HQ"}


class TestDeclaration:
    @pytest.mark.parametrize("spelling", ["20141015103000", "2014-10-15 10:30:00"])
    def test_both_spellings_of_a_moment_are_read(self, tianjin: Translator, spelling: str) -> None:
        read = declared(tianjin, {f"{HEAD}/DECL_DATE": spelling, "MessageHead/MESSAGE_TIME": spelling})
        moment = datetime(2014, 10, 15, 2, 30, tzinfo=UTC)
        assert (declaration(read).declared_at, read.message.sent_at) == (moment, moment)

    def test_the_message_id_is_its_number_and_send_code_is_by_what_it_is_answered(self, tianjin: Translator) -> None:
        read = declared(tianjin, {"MessageHead/MESSAGE_ID": "1463125058533", "MessageHead/SEND_CODE": "533"})
        assert (read.message.number, read.message.answer_to) == ("1463125058533", "533")
        assert losses(read) == {}

    def test_what_we_send_is_answered_by_our_number(self, tianjin: Translator) -> None:
        sent = numbered(messages.DECLARATION, tianjin.dialect.gives, number="201410150000000009", at=NOON)
        said = written(tianjin, sent)
        assert text(said, "MessageHead/MESSAGE_ID") == text(said, "MessageHead/SEND_CODE") == "201410150000000009"

    def test_an_element_that_no_row_knows_is_a_loss_by_its_path(self, tianjin: Translator) -> None:
        read = declared(tianjin, {f"{HEAD}/QUARANTINE_TREATMENT_NO": "T-1"})
        assert losses(read) == {f"/RequestMessage/{HEAD}/QUARANTINE_TREATMENT_NO": "T-1"}

    def test_an_organisation_code_of_nine_characters_is_no_uscc(self, tianjin: Translator) -> None:
        read = declared(tianjin, {f"{HEAD}/ORG_NO": "551385082"})
        assert declaration(read).declarant_uscc is None
        assert losses(read) == {"declarant_uscc": "551385082"}

    def test_the_smallest_packing_is_no_legal_quantity(self, tianjin: Translator) -> None:
        read = declared(tianjin, {f"{GOODS}/SMALL_QTY": "900", f"{GOODS}/SMALL_QTY_UNIT_CODE": "120"})
        assert declaration(read).goods[0].first_quantity is None
        assert sorted(losses(read).values()) == ["120", "900"]

    def test_identity_numbers_of_persons_are_not_carried(self, tianjin: Translator) -> None:
        read = declared(tianjin, {f"{HEAD}/CONSIGNEE_IDNUM": "X-0000", f"{HEAD}/CONSIGNEE_TEL": None})
        assert set(losses(read)) == {f"/RequestMessage/{HEAD}/CONSIGNEE_IDNUM"}

    def test_a_weight_in_another_unit_than_kilograms_is_not_said(self, tianjin: Translator) -> None:
        """The number alone would be read as kilograms."""
        tonnes = replace(messages.BEEF, weight=Decimal(18), weight_unit="TNE")
        body = replace(messages.BODY, goods=(tonnes,))
        said = written(tianjin, replace(messages.DECLARATION, body=body))
        assert text(said, f"{GOODS}/WEIGHT") is None
        assert losses(said)["goods[1].weight"] == "18"

    def test_what_the_enterprise_chose_travels_in_the_envelope(self, tianjin: Translator) -> None:
        said = written(tianjin, messages.DECLARATION)
        assert said.keys == KEYS
        body = declaration(tianjin.read(parse(said.document).root, on=BUSINESS_DATE, keys=said.keys))
        assert (body.clearance_mode, body.release_office) == (messages.BODY.clearance_mode, "0110")
        assert (body.certificate_office, body.specials) == ("0110", messages.BODY.specials)

    def test_no_midnight_is_made_of_a_day_that_customs_said_without_an_hour(self, tianjin: Translator) -> None:
        midnight = datetime(2014, 10, 14, 16, tzinfo=UTC)
        said = written(tianjin, replace(messages.DECLARATION, body=replace(messages.BODY, declared_at=midnight)))
        assert text(said, f"{HEAD}/DECL_DATE") is None
        assert "declared_at" in losses(said)

    def test_keys_fit_the_envelope(self) -> None:
        form = DIALECT.forms[0]
        assert len(form.keys) <= 5
        assert all(len(row.path) <= 32 for row in form.keys)

    def test_whom_it_is_for_is_the_links_constant_where_no_office_is_said(self, tianjin: Translator) -> None:
        nowhere = replace(messages.DECLARATION, body=replace(messages.BODY, declaration_office=None))
        with pytest.raises(SenderError) as refused:
            written(tianjin, nowhere)
        assert refused.value.fault is faults.TARGET_LACKS
        said = tianjin.write(nowhere, on=BUSINESS_DATE, constants={"MessageHead/RECIPT_CODE": "120202"})
        assert text(said, "MessageHead/RECIPT_CODE") == "120202"

    def test_an_amendment_of_parcels_is_no_form(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            declared(tianjin, {"MessageHead/MESSAGE_TYPE": "131"})
        assert refused.value.fault is faults.ROOT_UNKNOWN


class TestAnswers:
    @pytest.mark.parametrize(
        ("code", "outcome"),
        [("3", "rejected"), ("4", "released"), ("5", "partly-released"), ("6", "detained"), ("8", "returned")],
    )
    def test_a_review_says_what_its_code_says(self, tianjin: Translator, code: str, outcome: str) -> None:
        assert told(answered(tianjin, {f"{ANSWER}/MSG_CODE": code})).outcome == outcome

    def test_partly_released_is_not_released_and_stays_itself(self, tianjin: Translator) -> None:
        said = written(tianjin, messages.PARTLY_RELEASED)
        assert text(said, f"{ANSWER}/MSG_CODE") == "5"

    @pytest.mark.parametrize(
        ("name", "outcome"), [("220-rejected", "rejected"), ("221", "quarantine-passed"), ("226", "exam-ordered")]
    )
    def test_one_digit_means_another_thing_at_another_stage(self, tianjin: Translator, name: str, outcome: str) -> None:
        read = tianjin.read(sample(f"declaration-status.{name}.xml", {}), on=BUSINESS_DATE)
        assert told(read).outcome == outcome

    def test_a_receipt_by_the_platform_is_no_outcome(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            answered(tianjin, {f"{ANSWER}/MSG_CODE": "01"})
        assert refused.value.fault is faults.CODE_UNKNOWN

    def test_a_root_named_response_is_read_too(self, tianjin: Translator) -> None:
        root = sample("declaration-status.220.xml", {})
        root.tag = "ResponseMessage"
        read = tianjin.read(root, on=BUSINESS_DATE)
        assert (told(read).outcome, read.form.written) == ("released", False)

    @pytest.mark.parametrize(("old", "new", "stage"), [("Qf", "231", Stage.QUARANTINE), ("Cf", "236", Stage.CHECK)])
    def test_answers_to_an_item_list_are_read_by_the_same_words(
        self, tianjin: Translator, old: str, new: str, stage: Stage
    ) -> None:
        name = "declaration-status.221.xml" if old == "Qf" else "declaration-status.226.xml"
        root = sample(name, {"MessageHead/MESSAGE_TYPE": new})
        for element in root.iter(f"IIDecl{old}ReceivedDocument", f"IIDecl{old}ReceivedHead"):
            element.tag = str(element.tag).replace("IIDecl", "IODecl")
        read = tianjin.read(root, on=BUSINESS_DATE)
        assert (told(read).stage, read.losses) == (stage, ())

    def test_who_answers_in_a_form_we_do_not_know_is_a_loss_and_the_answer_stays(self, tianjin: Translator) -> None:
        read = answered(tianjin, {"MessageHead/SEND_CODE": "SHANGJIAN"})
        assert (told(read).office, told(read).outcome) == (None, "released")
        assert losses(read) == {"office": "SHANGJIAN"}

    def test_an_inspection_order_is_a_check_even_where_no_stage_was_told(self, tianjin: Translator) -> None:
        order = status("2014101508300009", outcome="exam-ordered")
        said = written(tianjin, order)
        assert text(said, "MessageHead/MESSAGE_TYPE") == "226"
        assert losses(said)["stage"] == "review"

    def test_an_answer_without_a_code_here_is_refused_by_name(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, status("2014101508300009", outcome="tax-due"))
        assert refused.value.fault is faults.TARGET_LACKS
        assert refused.value.value == "tax-due"

    def test_an_answer_names_no_moment_but_the_offices(self, tianjin: Translator) -> None:
        later = replace(messages.RELEASED, sent_at=datetime(2014, 10, 16, tzinfo=UTC))
        assert text(written(tianjin, later), "MessageHead/MESSAGE_TIME") == "2014-10-15 16:30:00"


class TestExamResults:
    @pytest.mark.parametrize(
        ("code", "finding"), [("1", Finding.UNDECIDED), ("2", Finding.PASSED), ("3", Finding.FAILED)]
    )
    def test_each_code_is_one_finding_and_no_result_yet_is_no_pass(
        self, tianjin: Translator, code: str, finding: Finding
    ) -> None:
        assert found(tianjin, code).finding is finding

    @pytest.mark.parametrize("code", ["0", "4", "P", "N"])
    def test_a_code_of_another_list_is_refused(self, tianjin: Translator, code: str) -> None:
        with pytest.raises(SenderError) as refused:
            found(tianjin, code)
        assert refused.value.fault is faults.VALUE_INVALID

    def test_a_result_without_a_finding_is_no_result(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            tianjin.read(sample("exam-result.xml", {f"{EXAMINED}/TYPE_CODE": None}), on=BUSINESS_DATE)
        assert refused.value.fault is faults.ELEMENT_MISSING

    def test_what_passed_undecided_is_told_as_undecided(self, tianjin: Translator) -> None:
        assert text(written(tianjin, orders.UNDECIDED), f"{EXAMINED}/TYPE_CODE") == "1"

    def test_whom_it_tells_is_the_office_that_ordered(self, tianjin: Translator) -> None:
        assert found(tianjin, "2").ordering_office == "0208"

    def test_which_lines_failed_and_who_signed_cannot_be_said_and_is_named(self, tianjin: Translator) -> None:
        lost = losses(written(tianjin, orders.EXAM_RESULT))
        assert {"failed_lines", "examiners", "order_number", "measures"} <= set(lost)


class TestReceipts:
    def test_losses_are_told_one_after_another(self, tianjin: Translator) -> None:
        receipt = replace(messages.ACCEPTED, losses=("goods[1].goods_brand", "remark"))
        root = parse(tianjin.write_receipt(receipt, on=BUSINESS_DATE)).root
        assert root.findtext(f"{ANSWER}/ATTRIBUTE7") == "goods[1].goods_brand; remark"

    def test_a_document_without_a_number_is_answered_all_the_same(self, tianjin: Translator) -> None:
        receipt = replace(messages.REFUSED, number="", gateway_number="", original=None)
        root = parse(tianjin.write_receipt(receipt, on=BUSINESS_DATE)).root
        assert (root.findtext(f"{ANSWER}/MSG_CODE"), root.findtext(f"{ANSWER}/MSG_NAME")) == ("02", "4204")
        assert root.findtext(f"{ANSWER}/RECIPT_CODE") is None
