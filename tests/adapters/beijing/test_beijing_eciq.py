"""Beijing's dialect of e-CIQ keeps what every dialect keeps; and what its words mean, checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import ClassVar

import pytest
from lxml import etree

from adapters.beijing.ciq import DIALECT as EENTDECLIO
from adapters.beijing.eciq import DIALECT
from gateway.document.charset import encode
from gateway.document.parse import parse
from gateway.model.declaration import Declaration, Direction, Special
from gateway.model.errors import GatewayError
from gateway.model.message import Message, Receipt
from gateway.model.status import DeclarationStatus
from gateway.translation.translator import Read, Translator, Written
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS, DialectContract, Meaning
from tests.samples.messages import (
    ACCEPTED,
    BUSINESS_DATE,
    DECLARATION,
    LEAN_DECLARATION,
    PARTLY_RELEASED,
    REFUSED,
    RELEASED,
    status,
)

# ITF_DCL_RECEIPTS has no place for our code and the official one: what is read is a refusal by a peer.
UNCODED = replace(REFUSED, code="4506", official="0999")
PASSED = status("2014101508300008", outcome="passed-customs", remark="已通关，电子通关单号：110110214000001000")
FOLDER = SAMPLES / "beijing-eciq"
HEAD = "ITF_DCL_IO_DECL"
ANSWER = "ITF_DCL_RECEIPTS"


class TestBeijingEciq(DialectContract):
    dialect = DIALECT
    folder = FOLDER
    samples: ClassVar[Mapping[str, Meaning]] = {
        "declaration.xml": Meaning(message=DECLARATION),
        "declaration-status.xml": Meaning(message=RELEASED),
        "declaration-status.partly.xml": Meaning(message=PARTLY_RELEASED),
        "declaration-status.passed.xml": Meaning(
            message=PASSED,
            differs={"clearance_number": "110110214000001000"},
            losses=frozenset({f"/DCL_RESPONSE/{ANSWER}/DeclNoType", f"/DCL_RESPONSE/{ANSWER}/RspNo"}),
            written=False,
        ),
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {"receipt.xml": ACCEPTED, "receipt.refused.xml": UNCODED}


@cache
def translator() -> Translator:
    return Translator(DIALECT, CODES, SCHEMAS)


def document(root: str, child: str, **fields: str) -> etree._Element:
    made = etree.Element(root)
    inner = etree.SubElement(made, child)
    for name, value in fields.items():
        etree.SubElement(inner, name).text = value
    return made


def declaration(**changes: str) -> etree._Element:
    """A small declaration whose head says `changes` as well, or something else than usual."""
    root = document("ROOT", HEAD, **{"EntDeclNo": "D1", "EntUuid": "U1", "AplKind": "I", "OrgCode": "110110"} | changes)
    goods = etree.SubElement(root[0], f"{HEAD}_GOODS")
    for name, value in {"GoodsNo": "1", "ProdHsCode": "0202300090", "DeclGoodsCname": "冻去骨牛肉"}.items():
        etree.SubElement(goods, name).text = value
    return root


def read(root: etree._Element) -> Read:
    return translator().read(root, on=BUSINESS_DATE)


def body(**changes: str) -> Declaration:
    said = read(declaration(**changes)).message.body
    assert isinstance(said, Declaration)
    return said


def answer(**fields: str) -> DeclarationStatus:
    said = read(document("DCL_RESPONSE", ANSWER, DeclNo="D1", ResponseId="R1", **fields)).message.body
    assert isinstance(said, DeclarationStatus)
    return said


def lean(**changes: object) -> Message:
    return replace(LEAN_DECLARATION, body=replace(LEAN_DECLARATION.body, **changes))  # type: ignore[type-var]


def write(message: Message, on: date = BUSINESS_DATE) -> Written:
    return translator().write(message, on=on)


def text(written: Written, path: str) -> str | None:
    return etree.fromstring(written.document).findtext(path)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.xml")))
def test_the_samples_are_bytes_of_gbk_that_say_so(name: str) -> None:
    raw = (FOLDER / name).read_bytes()
    assert raw.startswith(b'<?xml version="1.0" encoding="GBK"?>')
    assert parse(raw).charset == "gbk"
    assert not raw.decode("gbk").isascii() or "receipt" in name


def test_what_is_written_goes_out_in_gbk_and_comes_back() -> None:
    written = write(DECLARATION)
    raw = encode(written.document.decode(), DIALECT.charset, references=False)
    assert "冻去骨牛肉".encode("gbk") in raw
    assert read(parse(raw).root).message.body == read(parse(written.document).root).message.body


def test_everything_nests_in_the_declaration_as_public_documents_have_it() -> None:
    root = etree.fromstring(write(DECLARATION).document)
    assert [child.tag for child in root] == [HEAD]
    assert root.findtext(f"{HEAD}/{HEAD}_GOODS/{HEAD}_GOODS_PACK/PackTypeCode") == "4M"
    assert root.findtext(f"{HEAD}/{HEAD}_CONT/ContNo") == "CSQU3054383"


def test_a_day_is_its_midnight_and_a_moment_has_its_hour() -> None:
    said = body(DespDate="20160801T00:00:00", DeclDate="20160906T15:40:11")
    assert said.departure_date == date(2016, 8, 1)
    assert said.declared_at == datetime(2016, 9, 6, 7, 40, 11, tzinfo=UTC)
    assert text(write(lean(departure_date=date(2016, 8, 1))), f"{HEAD}/DespDate") == "20160801T00:00:00"


def test_an_export_is_o_here_and_e_in_the_single_window() -> None:
    export = lean(direction=Direction.EXPORT)
    assert text(write(export), f"{HEAD}/AplKind") == "O"
    other = Translator(EENTDECLIO, CODES, SCHEMAS).write(export, on=BUSINESS_DATE).document
    assert b"<AplKind>E</AplKind>" in other


@pytest.mark.parametrize(("code", "mode"), [("11", "0110"), ("12", "0214"), ("14", "0130"), ("30", "2700")])
def test_trade_modes_have_two_digits_here(code: str, mode: str) -> None:
    assert body(TradeModeCode=code).trade_mode == mode
    assert text(write(lean(trade_mode=mode)), f"{HEAD}/TradeModeCode") == code


@pytest.mark.parametrize("code", ["13", "18", "0110", "77"])
def test_a_trade_mode_that_says_less_or_nothing_known_is_a_named_loss(code: str) -> None:
    found = read(declaration(TradeModeCode=code))
    assert isinstance(found.message.body, Declaration)
    assert found.message.body.trade_mode is None
    assert [(loss.name, loss.value) for loss in found.losses] == [("trade_mode", code)]


def test_a_trade_mode_without_two_digits_is_not_written_and_named() -> None:
    written = write(lean(trade_mode="9610"))
    assert text(written, f"{HEAD}/TradeModeCode") is None
    assert [loss.value for loss in written.losses if loss.name == "trade_mode"] == ["9610"]


def test_processing_of_either_kind_is_written_13_and_named_as_saying_less() -> None:
    written = write(lean(trade_mode="0715"))
    assert text(written, f"{HEAD}/TradeModeCode") == "13"
    assert [loss.value for loss in written.losses if loss.name == "trade_mode"] == ["0715"]


def test_the_number_of_the_inspection_is_decl_get_no_and_never_the_senders_record_id() -> None:
    found = read(declaration(DeclGetNo="110110214000001", DeclId="1020bae0871349afb4ad0da289caf46d"))
    assert isinstance(found.message.body, Declaration)
    assert found.message.body.inspection_number == "110110214000001"
    assert [loss.path for loss in found.losses] == [f"/ROOT/{HEAD}/DeclId"]


def test_direct_release_is_the_first_position_of_the_special_passage() -> None:
    assert body(SpecDeclFlag="0000", SpecPassFlag="1000").specials == (Special.DIRECT_RELEASE,)


def test_the_clearance_form_could_be_asked_for_until_it_was_abolished() -> None:
    root = declaration()
    asked = etree.SubElement(root[0], f"{HEAD}_CERT_TYPE")
    etree.SubElement(asked, "AppCertCode").text = "97"
    assert read(root).message.body.certificates[0].code == "97"  # type: ignore[attr-defined]
    with pytest.raises(GatewayError, match="code-unknown"):
        translator().read(root, on=date(2018, 6, 1))


def test_a_document_like_the_public_one_of_2016_is_read_with_its_losses_named() -> None:
    names = "OrgName EntyPortName PurpOrgName TradeCountryName DestName InspOrgName DespCtryName DespPortName PrnSign"
    found = read(declaration(AppCertCode="0", IqRegisterno="R1", InvoiceNo="I1", **dict.fromkeys(names.split(), "x")))
    lost = {loss.path.rpartition("/")[2] for loss in found.losses}
    assert lost == {"AppCertCode", "IqRegisterno", "InvoiceNo", *names.split()}


def test_it_is_written_until_the_merger_and_read_on_every_day() -> None:
    assert write(LEAN_DECLARATION, on=date(2018, 7, 31)).form.variant == "ROOT"
    with pytest.raises(GatewayError):
        write(LEAN_DECLARATION, on=date(2018, 8, 1))
    assert translator().read(declaration(), on=date(2026, 1, 1)).message.number == "U1"


def test_a_draft_is_not_written_as_a_declaration() -> None:
    with pytest.raises(GatewayError):
        write(lean(draft=True))


def test_an_answer_names_the_declaration_the_document_and_itself() -> None:
    said = read(document("DCL_RESPONSE", ANSWER, DeclNo="D1", EntUuid="U1", ResponseId="R1", RspCodes="2000")).message
    assert said.number == "R1"
    assert said.body.references() == {"in_reply_to": "U1", "declaration_number": "D1"}


def test_3000_tells_the_number_of_the_electronic_clearance_form_in_its_words() -> None:
    said = answer(RspCodes="3000", RspInfo="已通关 电子通关单号： 110110214000001000，请查收")
    assert (said.outcome, said.clearance_number) == ("passed-customs", "110110214000001000")


@pytest.mark.parametrize("words", ["审单通过，将由110110214000001受理", "放行成功"])
def test_a_number_that_is_only_announced_is_none(words: str) -> None:
    said = answer(RspCodes="1100", RspInfo=words)
    assert (said.clearance_number, said.remark) == (None, words)


def test_the_number_of_a_clearance_form_is_not_put_into_the_offices_sentence() -> None:
    written = write(RELEASED)
    assert text(written, f"{ANSWER}/RspInfo") == "放行成功"
    assert "clearance_number" in {loss.name for loss in written.losses}


def test_partly_released_is_never_written_as_released() -> None:
    assert text(write(PARTLY_RELEASED), f"{ANSWER}/RspCodes") == "9205"


@pytest.mark.parametrize(("code", "accepted"), [("1000", True), ("1001", False), ("1004", False)])
def test_beijings_answer_to_our_document_is_taken_or_refused(code: str, accepted: bool) -> None:
    root = document("DCL_RESPONSE", ANSWER, EntUuid="U1", RspGenTime="2014-10-15 09:00:01", RspCodes=code)
    assert translator().read_receipt(root, on=BUSINESS_DATE).accepted is accepted


def test_0000_says_success_and_failure_and_is_no_receipt_that_we_go_by() -> None:
    root = document("DCL_RESPONSE", ANSWER, EntUuid="U1", RspGenTime="2014-10-15 09:00:01", RspCodes="0000")
    with pytest.raises(GatewayError, match="value-invalid"):
        translator().read_receipt(root, on=BUSINESS_DATE)
