"""tianjin-customs keeps the contract, and says what its public words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from lxml import etree

from adapters.tianjin.customs import DIALECT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.alerts import ControlOrder
from gateway.model.declaration import Direction, Subject
from gateway.model.ecommerce import TradeAct
from gateway.model.errors import SenderError
from gateway.model.gate_pass import GatePassStatus
from gateway.model.message import Message, Receipt
from gateway.model.registration import EnterpriseRole, Registered
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.giving import numbered
from gateway.translation.translator import Read, Translator, Written
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS, DialectContract, Meaning
from tests.adapters.tianjin.customs import MEANINGS, sent
from tests.samples import alerts, customs, ecommerce, messages
from tests.samples.messages import BUSINESS_DATE, status

FOLDER = SAMPLES / "tianjin-customs"
NOON = datetime(2014, 10, 15, 4, 0, tzinfo=UTC)
HEAD = "Declaration/BillHead"
INFO = "Declaration/Info"
OURS = {"61", "62", "63", *map(str, range(71, 74)), *map(str, range(80, 99))}


class TestTianjinCustoms(DialectContract):
    dialect = DIALECT
    folder = FOLDER
    samples: ClassVar[Mapping[str, Meaning]] = MEANINGS
    receipts: ClassVar[Mapping[str, Receipt]] = {
        "receipt.xml": messages.ACCEPTED,
        "receipt.refused.xml": messages.REFUSED,
    }


@pytest.fixture(scope="module")
def tianjin() -> Translator:
    return Translator(DIALECT, CODES, SCHEMAS)


def read(tianjin: Translator, name: str, changes: Mapping[str, str | None]) -> Read:
    """A sample whose elements at these paths have other texts; None: without the element."""
    root = parse((FOLDER / name).read_bytes()).root
    for path, text in changes.items():
        holder, _, last = path.rpartition("/")
        parent = root.find(holder)
        assert parent is not None
        found = parent.find(last)
        if found is not None and text is None:
            parent.remove(found)
        else:
            (etree.SubElement(parent, last) if found is None else found).text = text
    return tianjin.read(root, on=BUSINESS_DATE)


def answered(tianjin: Translator, number: str, flag: str) -> Any:
    """An answer of one type with one flag."""
    changes = {"Head/MESSAGETYPE": number, f"{INFO}/FEEDBACK_FLAG": flag}
    return read(tianjin, "declaration-status.BUR004.xml", changes).message.body


def written(tianjin: Translator, message: Message, **constants: str) -> Written:
    return tianjin.write(message, on=BUSINESS_DATE, constants=constants)


def text(document: Written, path: str) -> str | None:
    return parse(document.document).root.findtext(path)


def losses(found: Read | Written) -> dict[str, str]:
    return {loss.name: loss.value for loss in found.losses}


class TestDeclarations:
    def test_344_is_russia_here_and_hong_kong_is_110(self, tianjin: Translator) -> None:
        """The inspection's own 344 is Hong Kong: a number that is copied is silently wrong."""
        for code, country in (("344", "RUS"), ("110", "HKG")):
            body: Any = read(tianjin, "declaration.BUS001.xml", {f"{HEAD}/TRADE_COUNTRY": code}).message.body
            assert body.trade_country == country

    @pytest.mark.parametrize(
        ("changes", "number"),
        [
            ({}, "BUS001"),
            ({"entry_number": None}, "BUS001"),
            ({"direction": Direction.EXPORT}, "BUS001"),
            ({"subject": Subject.PARCEL}, "BUS002"),
            ({"subject": Subject.PARCEL, "direction": Direction.EXPORT}, "BUS005"),
        ],
    )
    def test_its_subject_and_direction_tell_which_of_the_three_is_written(
        self, tianjin: Translator, changes: dict[str, Any], number: str
    ) -> None:
        said = written(tianjin, sent(replace(messages.DECLARATION, body=replace(messages.BODY, **changes))))
        assert text(said, "Head/MessageType") == number

    def test_a_draft_is_no_declaration_and_has_no_form(self, tianjin: Translator) -> None:
        draft = replace(messages.DECLARATION, body=replace(messages.BODY, draft=True))
        with pytest.raises(SenderError, match="4206"):
            written(tianjin, sent(draft))

    def test_the_number_of_a_transit_is_not_taken_for_an_entry_number(self, tianjin: Translator) -> None:
        said = read(tianjin, "declaration.BUS001.xml", {f"{HEAD}/RELATIVE_FORM_TYPE": "2"})
        assert "entry_number" not in said.message.body.references()
        assert losses(said) == {
            f"/Message/{HEAD}/RELATIVE_FORM_TYPE": "2",
            f"/Message/{HEAD}/RELATIVE_FORM_ID": "011020141000000016",
        }

    def test_identity_papers_and_telephones_are_named_and_never_told(self, tianjin: Translator) -> None:
        said = read(tianjin, "declaration.BUS002-as-sent.xml", {})
        told = "".join(losses(said).values())
        assert "X-000" not in told
        assert "某己" not in told
        assert f"/Message/{HEAD}/BUYER_ID" in losses(said)

    def test_customs_are_told_by_whom_it_is_sent_or_it_is_not_sent(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, messages.DECLARATION)
        assert refused.value.fault is faults.TARGET_LACKS
        assert refused.value.place.path == "/Message/Head/SenderID"
        said = tianjin.write(messages.DECLARATION, on=BUSINESS_DATE, constants={"Head/SenderID": "BJSW01"})
        assert text(said, "Head/SenderID") == "BJSW01"

    @pytest.mark.parametrize(
        ("digits", "second"), [("20141015090007", 7), ("201410150900075", 7), ("2014101509000750", 7)]
    )
    def test_a_moment_without_the_zeros_of_its_milliseconds_is_read(
        self, tianjin: Translator, digits: str, second: int
    ) -> None:
        sent_at = read(tianjin, "declaration.BUS001.xml", {"Head/SendTime": digits}).message.sent_at
        assert sent_at is not None
        assert sent_at.second == second

    def test_an_hour_of_the_day_of_passage_is_a_loss(self, tianjin: Translator) -> None:
        said = read(tianjin, "declaration.BUS001.xml", {f"{HEAD}/I_E_DATE": "20141013083000"})
        assert losses(said) == {"passage_date": "20141013083000"}

    def test_a_declaration_without_a_number_is_given_ours_by_which_it_is_answered(self, tianjin: Translator) -> None:
        nameless = replace(messages.DECLARATION, body=replace(messages.BODY, declaration_number=None))
        told = numbered(nameless, DIALECT.gives, number="201410150000000009", at=NOON)
        assert text(written(tianjin, sent(told)), f"{HEAD}/FORM_ID") == "201410150000000009"

    def test_what_an_office_says_is_given_no_number_of_ours(self, tianjin: Translator) -> None:
        order: Any = replace(alerts.CONTROL_ORDER.body, declaration_number=None)  # type: ignore[type-var]
        told = numbered(replace(alerts.CONTROL_ORDER, body=order), DIALECT.gives, number="9", at=NOON)
        with pytest.raises(SenderError, match="4206"):
            written(tianjin, told)


class TestAnswers:
    @pytest.mark.parametrize(
        ("number", "flag", "outcome"),
        [
            ("BUR002", "01", "accepted"),
            ("BUR004", "01", "reviewed"),
            ("BUR004", "03", "reviewed"),
            ("BUR004", "05", "deleted"),
            ("BUR004", "06", "gate-allowed"),
            ("BUR004", "07", "suspended"),
            ("BUR006", "02", "rejected"),
            ("BUR008", "03", "reviewed"),
            ("BUR008", "05", "suspended"),
            ("BUR016", "03", "stock-booked"),
            ("BUR020", "01", "deleted"),
            ("BUR024", "04", "review-failed"),
        ],
    )
    def test_one_flag_means_another_thing_in_another_type(
        self, tianjin: Translator, number: str, flag: str, outcome: str
    ) -> None:
        assert answered(tianjin, number, flag).outcome == outcome

    @pytest.mark.parametrize("number", ["BUR002", "BUR004", "BUR006", "BUR008", "BUR016", "BUR020", "BUR022", "BUR024"])
    def test_no_public_flag_is_read_as_a_release(self, tianjin: Translator, number: str) -> None:
        for flag in (f"{digit:02d}" for digit in range(61)):
            try:
                outcome = answered(tianjin, number, flag).outcome
            except SenderError as refused:
                assert refused.fault in (faults.CODE_UNKNOWN, faults.VALUE_INVALID)
            else:
                assert "released" not in outcome

    @pytest.mark.parametrize("subject", [None, Subject.PARCEL])
    @pytest.mark.parametrize(
        "outcome", ["released", "partly-released", "released-on-guarantee", "cleared", "exam-ordered"]
    )
    def test_what_this_family_has_no_word_for_is_told_by_a_code_of_our_own(
        self, tianjin: Translator, subject: Subject | None, outcome: str
    ) -> None:
        said = written(tianjin, status("1", outcome=outcome, subject=subject))
        assert text(said, f"{INFO}/FEEDBACK_FLAG") in OURS

    @pytest.mark.parametrize(
        ("outcome", "subject", "direction", "number"),
        [
            ("accepted", None, Direction.IMPORT, "BUR002"),
            ("rejected", None, Direction.IMPORT, "BUR004"),
            ("deleted", None, Direction.IMPORT, "BUR004"),
            ("accepted", Subject.PARCEL, Direction.IMPORT, "BUR006"),
            ("rejected", Subject.PARCEL, None, "BUR006"),
            ("deleted", Subject.PARCEL, Direction.IMPORT, "BUR020"),
            ("released", Subject.PARCEL, Direction.IMPORT, "BUR008"),
            ("accepted", Subject.PARCEL, Direction.EXPORT, "BUR022"),
            ("released", Subject.PARCEL, Direction.EXPORT, "BUR024"),
            ("upload-failed", None, Direction.IMPORT, "ERR001"),
        ],
    )
    def test_what_is_answered_and_how_far_it_came_tell_the_type(
        self, tianjin: Translator, outcome: str, subject: Subject | None, direction: Direction | None, number: str
    ) -> None:
        said = written(tianjin, status("1", outcome=outcome, subject=subject, direction=direction))
        assert text(said, "Head/MESSAGETYPE") == number

    @pytest.mark.parametrize(("failed", "subject"), [("BUS001", None), ("BUS002", Subject.PARCEL)])
    def test_an_error_tells_what_could_not_be_read_by_its_message(
        self, tianjin: Translator, failed: str, subject: Subject | None
    ) -> None:
        said = read(tianjin, "declaration-status.ERR001.xml", {f"{INFO}/NULL_FIELD": failed}).message.body
        assert isinstance(said, DeclarationStatus)
        assert (said.outcome, said.stage, said.subject) == ("upload-failed", Stage.IMPORT, subject)
        assert said.references() == {"in_reply_to": "201410150000000001"}

    def test_a_clock_without_its_zeros_and_a_day_with_dashes_are_read(self, tianjin: Translator) -> None:
        changes = {f"{INFO}/FEEDBACK_DATE": "2014-10-15", f"{INFO}/FEEDBACK_TIME": "90509"}
        said: Any = read(tianjin, "declaration-status.BUR004.xml", changes).message.body
        assert said.noticed_at == datetime(2014, 10, 15, 1, 5, 9, tzinfo=UTC)

    def test_a_receipt_of_ours_that_is_played_back_is_no_answer(self, tianjin: Translator) -> None:
        for name in ("receipt.xml", "receipt.refused.xml"):
            with pytest.raises(SenderError) as refused:
                tianjin.read(parse((FOLDER / name).read_bytes()).root, on=BUSINESS_DATE)
            assert refused.value.fault is faults.ROOT_UNKNOWN


class TestControls:
    def test_a_control_is_one_of_the_list_that_it_names(self, tianjin: Translator) -> None:
        said = read(tianjin, "control-order.xml", {}).message.body
        assert isinstance(said, ControlOrder)
        assert said.aliases() == {("declaration_number", "BJ20141015000001")}

    @pytest.mark.parametrize("number", ["BKK001", "BKK002"])
    def test_a_check_that_failed_is_no_control_and_no_lift(self, tianjin: Translator, number: str) -> None:
        said = answered(tianjin, number, "04")
        assert isinstance(said, DeclarationStatus)
        assert said.outcome == "review-failed"

    @pytest.mark.parametrize("flag", ["02", "84", "99"])
    def test_a_lift_with_another_flag_lifts_nothing(self, tianjin: Translator, flag: str) -> None:
        with pytest.raises(SenderError) as refused:
            answered(tianjin, "BKK002", flag)
        assert refused.value.fault is faults.ROOT_UNKNOWN


class TestGatePasses:
    @pytest.mark.parametrize(
        ("number", "flag", "outcome"),
        [
            ("BUR010", "01", "accepted"),
            ("BUR012", "01", "reviewed"),
            ("BUR028", "01", "gate-passed"),
            ("BUR018", "01", "accepted"),
            ("BUS012", "01", "deleted"),
            ("BUS012", "04", "review-failed"),
        ],
    )
    def test_01_is_as_much_as_its_type_says(self, tianjin: Translator, number: str, flag: str, outcome: str) -> None:
        said = answered(tianjin, number, flag)
        assert isinstance(said, GatePassStatus)
        assert said.outcome == outcome

    def test_a_deletion_is_never_written_as_a_submission(self, tianjin: Translator) -> None:
        said = written(tianjin, sent(customs.GATE_PASS_DELETION))
        assert text(said, "Head/MessageType") == "BUS004"

    def test_an_answer_without_a_word_here_is_refused_by_its_name(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, customs.answer("1", "released", "放行"))
        assert (refused.value.fault, refused.value.value) == (faults.VALUE_INVALID, "released")

    def test_the_key_of_a_seal_is_told_to_nobody(self, tianjin: Translator) -> None:
        said = read(tianjin, "gate-pass.BUS003.xml", {"Declaration/URM_HEAD/SEAL_KEY": "X-0005"})
        assert losses(said) == {"/Message/Declaration/URM_HEAD/SEAL_KEY": ""}


class TestRegistrations:
    @pytest.mark.parametrize(
        ("letter", "role"),
        [
            ("P", EnterpriseRole.PLATFORM),
            ("D", EnterpriseRole.ECOMMERCE),
            ("W", EnterpriseRole.LOGISTICS),
            ("C", EnterpriseRole.STORAGE),
            ("Z", EnterpriseRole.PAYMENT),
            ("J", EnterpriseRole.SUPERVISION),
            ("B", EnterpriseRole.AGENT),
        ],
    )
    def test_one_letter_says_what_an_enterprise_is(
        self, tianjin: Translator, letter: str, role: EnterpriseRole
    ) -> None:
        said: Any = read(tianjin, "enterprise-registration.xml", {"Declaration/ENTERPRISE/ENP_TYPE": letter})
        assert said.message.body.registered_as is role

    def test_a_digit_of_chance_behind_a_moment_does_not_refuse_it(self, tianjin: Translator) -> None:
        changes = {"Declaration/ENTERPRISE/REGISTRATION_DATE": "201409010900007"}
        said: Any = read(tianjin, "enterprise-registration.xml", changes).message.body
        assert said.registered_at.replace(microsecond=0) == datetime(2014, 9, 1, 1, 0, tzinfo=UTC)

    def test_the_legal_persons_identity_is_told_to_nobody(self, tianjin: Translator) -> None:
        secret = ["LEGAL_PERSON_ID", "LEGAL_PERSON_PHONE"]
        said = read(
            tianjin, "enterprise-registration.xml", {f"Declaration/ENTERPRISE/{name}": "X-0007" for name in secret}
        )
        assert losses(said) == {f"/Message/Declaration/ENTERPRISE/{name}": "" for name in secret}

    def test_what_stands_before_the_direction_of_goods_is_a_named_loss(self, tianjin: Translator) -> None:
        said: Any = read(tianjin, "goods-registration.xml", {"Declaration/GOODS/IE_TYPE": "BI"})
        assert said.message.body.direction is None
        assert losses(said) == {"direction": "BI"}

    @pytest.mark.parametrize(
        ("outcome", "registered", "number", "flag"),
        [
            ("accepted", Registered.ENTERPRISE, "BAR002", "01"),
            ("rejected", Registered.GOODS, "BAR006", "02"),
            ("first-review-passed", Registered.GOODS, "BAR006", "01"),
            ("first-review-failed", Registered.ENTERPRISE, "BAR004", "04"),
            ("second-review-passed", Registered.ENTERPRISE, "BAR004", "03"),
            ("resumed", Registered.GOODS, "BAR008", "08"),
        ],
    )
    def test_a_first_review_that_was_passed_is_told_as_no_more_than_reception(
        self, tianjin: Translator, outcome: str, registered: Registered, number: str, flag: str
    ) -> None:
        said = written(tianjin, ecommerce.registration("1", outcome=outcome, registered=registered))
        assert (text(said, "Head/MESSAGETYPE"), text(said, f"{INFO}/FEEDBACK_FLAG")) == (number, flag)

    def test_a_lock_has_no_word_here_and_is_refused_by_its_name(self, tianjin: Translator) -> None:
        with pytest.raises(SenderError) as refused:
            written(tianjin, ecommerce.LOCKED)
        assert (refused.value.fault, refused.value.value) == (faults.TARGET_LACKS, "locked")


class TestTradeDocuments:
    @pytest.mark.parametrize(("digit", "act"), [("1", TradeAct.NEW), ("2", TradeAct.CHANGE), ("3", TradeAct.DELETE)])
    def test_a_deletion_is_never_read_as_something_new(self, tianjin: Translator, digit: str, act: TradeAct) -> None:
        said: Any = read(tianjin, "trade-order.xml", {"Declaration/OrderBillHead/appType": digit}).message.body
        assert said.act is act

    @pytest.mark.parametrize("digit", ["4", None])
    def test_an_order_that_does_not_say_what_it_does_is_refused(self, tianjin: Translator, digit: str | None) -> None:
        with pytest.raises(SenderError):
            read(tianjin, "trade-order.xml", {"Declaration/OrderBillHead/appType": digit})

    @pytest.mark.parametrize(
        ("name", "holder", "secret"),
        [
            ("trade-order.xml", "OrderBillHead", ["consigneeTelephone", "buyer_reg_no", "buyer_id_type", "buyer_id"]),
            ("waybill.xml", "Logistics", ["consigneeTelephone", "shipperTelephone"]),
            ("payment.xml", "Payment", ["PayerID", "payer_id_type", "payer_phone"]),
        ],
    )
    def test_identity_papers_and_telephones_are_told_to_nobody(
        self, tianjin: Translator, name: str, holder: str, secret: list[str]
    ) -> None:
        said = read(tianjin, name, {f"Declaration/{holder}/{path}": "X-0008" for path in secret})
        assert losses(said) == {f"/Message/Declaration/{holder}/{path}": "" for path in secret}

    @pytest.mark.parametrize(
        ("number", "named"),
        [("BIR002", "trade_order_number"), ("BIR004", "waybill_number"), ("BIR006", "payment_number")],
    )
    def test_an_answer_names_the_number_of_what_it_answers(self, tianjin: Translator, number: str, named: str) -> None:
        assert answered(tianjin, number, "01").references() == {named: "BJ20141015000001"}

    def test_the_enterprise_beside_an_answer_is_a_named_loss(self, tianjin: Translator) -> None:
        said = read(tianjin, "trade-document-status.BIR002.xml", {f"{INFO}/NULL_FIELD": "1100960001"})
        assert losses(said) == {f"/Message/{INFO}/NULL_FIELD": "1100960001"}

    def test_a_document_that_was_not_stored_is_told_as_returned(self, tianjin: Translator) -> None:
        said = written(tianjin, ecommerce.PAYMENT_NOT_STORED)
        assert text(said, f"{INFO}/FEEDBACK_FLAG") == "02"


class TestDuties:
    def test_an_amount_without_the_zero_before_its_point_is_read(self, tianjin: Translator) -> None:
        said: Any = read(tianjin, "tax-notice.xml", {"Declaration/TAX_HEAD/TAX_LIST/TAX_L": ".15"}).message.body
        assert str(said.lines[0].value_added_tax) == "0.15"

    def test_a_taxpayers_identity_is_told_to_nobody(self, tianjin: Translator) -> None:
        said = read(tianjin, "tax-notice.xml", {"Declaration/TAX_HEAD/TAX_LIST/TAXPAY_ID": "X-0006"})
        assert set(losses(said).values()) == {""}
