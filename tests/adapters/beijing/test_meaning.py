"""What Beijing's words mean, checked by hand: a table used both ways makes the same mistake both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from lxml import etree

from adapters.beijing.ciq import DIALECT
from gateway.model.declaration import ClearanceMode, Declaration, Direction, Special
from gateway.model.errors import GatewayError
from gateway.model.message import Message, Receipt
from gateway.model.status import DeclarationStatus
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.schema import read_schemas
from gateway.translation.translator import Read, Translator, Written
from tests.samples.messages import BUSINESS_DATE, DECLARATION, LEAN_DECLARATION, PARTLY_RELEASED, REFUSED, RELEASED

NAMESPACE = "{http://www.chinaport.gov.cn/ciq}"
HEAD = "ITF_DCL_IO_DECL"


@cache
def translator() -> Translator:
    return Translator(DIALECT, read_codes(data_folder("config") / "codes"), read_schemas(data_folder("xsd")))


def declaration(**changes: str) -> etree._Element:
    """A small declaration whose head says `changes` as well, or something else than usual."""
    head = {"EntDeclNo": "D1", "EntUuid": "U1", "AplKind": "I", "OrgCode": "110110"} | changes
    goods = {"GoodsNo": "1", "ProdHsCode": "0202300090", "DeclGoodsCname": "冻去骨牛肉"}
    root = etree.Element(f"{NAMESPACE}EEntDeclIo")
    for group, fields in ((HEAD, head), ("ITF_DCL_IO_DECL_GOODS", goods)):
        element = etree.SubElement(root, f"{NAMESPACE}{group}")
        for name, text in fields.items():
            etree.SubElement(element, f"{NAMESPACE}{name}").text = text
    return root


def read(root: etree._Element, on: date = BUSINESS_DATE) -> Read:
    return translator().read(root, on=on)


def body(**changes: str) -> Declaration:
    said = read(declaration(**changes)).message.body
    assert isinstance(said, Declaration)
    return said


def write(message: Message) -> Written:
    return translator().write(message, on=BUSINESS_DATE)


def text(written: bytes, path: str) -> str | None:
    steps = "/".join(f"{NAMESPACE}{step}" for step in path.split("/"))
    return etree.fromstring(written).findtext(steps)


def head_of(message: Message, name: str) -> str | None:
    return text(write(message).document, f"{HEAD}/{name}")


def lean(**changes: object) -> Message:
    return replace(LEAN_DECLARATION, body=replace(LEAN_DECLARATION.body, **changes))  # type: ignore[type-var]


def result(**fields: str) -> etree._Element:
    root = etree.Element(f"{NAMESPACE}Ciqresult")
    for name, value in fields.items():
        etree.SubElement(root, f"{NAMESPACE}{name}").text = value
    return root


def status(**fields: str) -> DeclarationStatus:
    said = read(result(**fields)).message.body
    assert isinstance(said, DeclarationStatus)
    return said


def test_344_is_hong_kong_here_and_russia_is_643() -> None:
    assert body(TradeCountryCode="344").trade_country == "HKG"
    assert head_of(lean(trade_country="RUS"), "TradeCountryCode") == "643"
    assert head_of(lean(trade_country="HKG"), "TradeCountryCode") == "344"


def test_410_is_korea_here_and_brazil_is_076() -> None:
    assert body(DespCtryCode="410").route_country == "KOR"
    assert head_of(lean(route_country="BRA"), "DespCtryCode") == "076"


def test_trans_mode_code_is_the_means_of_transport_and_not_the_terms_of_trade() -> None:
    said = body(TransModeCode="1")
    assert (said.transport_mode, said.terms_of_trade) == ("2", None)
    assert head_of(lean(terms_of_trade="3", transport_mode="5"), "TransModeCode") == "4"


def test_transport_9_is_other_and_mail_becomes_other_with_a_named_loss() -> None:
    assert body(TransModeCode="9").transport_mode == "9"
    written = write(lean(transport_mode="6"))
    assert text(written.document, f"{HEAD}/TransModeCode") == "9"
    assert [loss.value for loss in written.losses if loss.name == "transport_mode"] == ["6"]


def test_each_of_the_four_offices_has_its_own_element() -> None:
    said = body(OrgCode="110110", InspOrgCode="120202", PurpOrgCode="130400", VsaOrgCode="110101", DeclCustm="0110")
    assert said.declaration_office == "0110"
    assert said.port_office == "0202"
    assert said.destination_office == "0400"
    assert said.certificate_office == "0101"
    assert said.customs_office == "0110"


def specials(message: Message) -> tuple[str | None, str | None]:
    return head_of(message, "SpecDeclFlag"), head_of(message, "SpecPassFlag")


def test_direct_release_is_the_first_position_of_the_special_passage() -> None:
    assert body(SpecPassFlag="1000").specials == (Special.DIRECT_RELEASE,)
    assert specials(lean(specials=(Special.DIRECT_RELEASE,))) == (None, "1000")


def test_two_elements_tell_the_specials_together_in_the_order_of_their_list() -> None:
    said = body(SpecDeclFlag="1001", SpecPassFlag="1011").specials
    together = (Special.EVENT, Special.CONFERENCE, Special.DIRECT_RELEASE, Special.DIPLOMATIC, Special.TRANSIT)
    assert said == together
    assert specials(lean(specials=together)) == ("1001", "1011")
    assert body(SpecDeclFlag="0000", SpecPassFlag="0000").specials == ()


def test_the_seven_bits_of_the_merged_declaration_are_read_and_never_written() -> None:
    said = body(SpecDeclFlag="0000001", SpecPassFlag="1000").specials
    assert said == (Special.DIRECT_RELEASE, Special.TRANSIT)
    assert body(SpecDeclFlag="0000100", SpecPassFlag="1000").specials == (Special.DIRECT_RELEASE,)


def test_an_export_has_no_position_for_a_transit_which_is_then_a_named_loss() -> None:
    written = write(lean(direction=Direction.EXPORT, specials=(Special.AID, Special.TRANSIT)))
    assert text(written.document, f"{HEAD}/SpecDeclFlag") == "0010"
    assert text(written.document, f"{HEAD}/SpecPassFlag") is None
    assert [(loss.value, loss.reason) for loss in written.losses if loss.name == "specials"] == [
        ("transit", "no element has a place for it")
    ]


def test_the_green_channel_of_an_export_is_a_named_loss() -> None:
    found = read(declaration(AplKind="E", SpecPassFlag="010"))
    assert [(loss.name, loss.value) for loss in found.losses] == [("specials", "010")]
    assert body(AplKind="E", SpecPassFlag="101").specials == (Special.DIRECT_RELEASE, Special.DIPLOMATIC)


def test_a_position_without_a_meaning_is_refused() -> None:
    with pytest.raises(GatewayError, match=r"value-invalid at .*SpecPassFlag"):
        body(SpecPassFlag="0100")


def test_an_export_is_written_e_and_also_read_as_o() -> None:
    assert body(AplKind="O").direction is Direction.EXPORT
    assert body(AplKind="E").direction is Direction.EXPORT
    assert head_of(lean(direction=Direction.EXPORT), "AplKind") == "E"


def test_the_senders_own_id_of_the_record_is_no_number_of_the_inspection() -> None:
    assert body(DeclId="110110214000001").inspection_number == "110110214000001"
    found = read(declaration(DeclId="1020bae0871349afb4ad0da289caf46d"))
    assert isinstance(found.message.body, Declaration)
    assert found.message.body.inspection_number is None
    assert [loss.name for loss in found.losses] == ["inspection_number"]


def test_an_enterprise_is_told_by_its_credit_code() -> None:
    said = body(DeclRegScc="91110105MA00456784", ConsigneeScc="91110108551385082Q")
    assert (said.declarant_uscc, said.consignee_uscc) == ("91110105MA00456784", "91110108551385082Q")


def test_a_day_without_an_hour_is_written_as_a_day() -> None:
    day = body(DeclDate="20141015").declared_at
    assert head_of(lean(declared_at=day), "DeclDate") == "2014-10-15"
    assert head_of(lean(declared_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC)), "DeclDate") == "2014-10-15 09:00:00"


@pytest.mark.parametrize("code", ["0110", "11"])
def test_a_trade_mode_is_read_in_four_digits_and_in_the_two_of_the_inspection(code: str) -> None:
    assert body(TradeModeCode=code).trade_mode == "0110"
    assert head_of(lean(trade_mode="0110"), "TradeModeCode") == "0110"


def test_13_is_two_modes_of_processing_and_refused() -> None:
    with pytest.raises(GatewayError, match="code-ambiguous"):
        body(TradeModeCode="13")


def test_a_draft_is_not_written_as_a_declaration() -> None:
    with pytest.raises(GatewayError):
        write(lean(draft=True))


def test_the_foreign_port_of_an_export_is_where_it_arrives() -> None:
    said = body(AplKind="O", DespPortCode="120001", ArrivPortCode="036147")
    assert (said.departure_port, said.arrival_port) == ("120001", "036147")
    with pytest.raises(GatewayError, match="code-unknown"):
        body(AplKind="I", DespPortCode="120001")


@pytest.mark.parametrize(
    "day", ["2014-10-13", "20141013", "20141013T00:00:00", "2014-10-13 00:00:00", "20141013000000"]
)
def test_a_day_is_read_in_each_of_the_forms_that_are_met(day: str) -> None:
    assert body(GdsArvlDate=day).arrival_date == date(2014, 10, 13)


def test_a_day_with_a_time_of_day_is_refused_and_not_cut() -> None:
    with pytest.raises(GatewayError, match="value-invalid"):
        body(GdsArvlDate="2014-10-13 09:30:00")


@pytest.mark.parametrize(
    "moment", ["2014-10-15 09:00:00", "20141015090000", "20141015T09:00:00", "2014-10-15T09:00:00"]
)
def test_a_moment_is_chinas_time_in_each_of_the_forms_that_are_met(moment: str) -> None:
    assert body(DeclDate=moment).declared_at == datetime(2014, 10, 15, 1, 0, tzinfo=UTC)


def test_a_date_alone_is_the_beginning_of_that_day_in_china() -> None:
    assert body(DeclDate="2014-10-15").declared_at == datetime(2014, 10, 14, 16, 0, tzinfo=UTC)


def test_the_chosen_mode_and_place_stand_in_spare_elements() -> None:
    said = body(spare3="RI", spare4="110110")
    assert (said.clearance_mode, said.release_office) == (ClearanceMode.REGIONAL, "0110")


def test_what_others_have_in_the_spare_elements_is_a_named_loss_and_no_refusal() -> None:
    found = read(declaration(spare3="2", spare4="CERT0001"))
    assert isinstance(found.message.body, Declaration)
    assert (found.message.body.clearance_mode, found.message.body.release_office) == (None, None)
    assert [loss.value for loss in found.losses] == ["2", "CERT0001"]


def test_an_account_and_a_password_are_lost_by_name_and_never_shown() -> None:
    found = read(declaration(spare1="account", spare2="pass-word"))
    assert [loss.path.rpartition("/")[2] for loss in found.losses] == ["spare1", "spare2"]
    assert [loss.value for loss in found.losses] == ["", ""]


def test_certificates_in_one_text_are_a_named_loss_and_those_in_the_group_are_read() -> None:
    root = declaration(AppCertCode="0", AppCertName="0", ApplOri="0")
    asked = etree.SubElement(root, f"{NAMESPACE}ITF_DCL_IO_DECL_CERT_TYPE")
    etree.SubElement(asked, f"{NAMESPACE}AppCertCode").text = "21"
    found = read(root)
    assert isinstance(found.message.body, Declaration)
    assert [one.code for one in found.message.body.certificates] == ["21"]
    assert [loss.path.rpartition("/")[2] for loss in found.losses] == ["AppCertCode", "AppCertName", "ApplOri"]


def test_the_main_packing_is_not_an_auxiliary_one() -> None:
    main = write(DECLARATION).document
    assert text(main, "ITF_DCL_IO_DECL_GOODS/ITF_DCL_IO_DECL_GOODS_PACK/IsMainPack") == "1"


def test_a_container_tells_the_unit_of_the_weight_in_it() -> None:
    document = write(DECLARATION).document.replace(b"<WtUnitCode>035</WtUnitCode>", b"<WtUnitCode>070</WtUnitCode>")
    said = read(etree.fromstring(document)).message.body
    assert isinstance(said, Declaration)
    assert said.goods[0].containers[0].weight_unit == "TNE"


def test_papers_are_no_supervision_documents() -> None:
    root = declaration()
    paper = etree.SubElement(root, f"{NAMESPACE}ITF_DCL_IO_DECL_ATT")
    etree.SubElement(paper, f"{NAMESPACE}AttDocTypeCode").text = "101039"
    found = read(root)
    assert isinstance(found.message.body, Declaration)
    assert found.message.body.documents == ()
    assert [loss.value for loss in found.losses] == ["101039"]


def test_2000_is_released_and_3000_is_passed_by_customs() -> None:
    assert status(CusCiqNo="D1", RspCodes="2000").outcome == "released"
    assert status(CusCiqNo="D1", RspCodes="3000").outcome == "passed-customs"


def test_partly_released_is_never_written_as_released() -> None:
    code = text(write(PARTLY_RELEASED).document, "RspCodes")
    assert code == "9205"
    assert status(CusCiqNo="D1", RspCodes=code).outcome == "partly-released"


def test_an_answer_names_the_number_that_beijing_knows() -> None:
    assert text(write(RELEASED).document, "CusCiqNo") == "BJ20141015000001"


def test_what_beijing_says_of_a_delivered_document_names_the_number_the_document_bore() -> None:
    delivered = write(DECLARATION).document
    answer = status(CusCiqNo=text(delivered, f"{HEAD}/EntDeclNo") or "", RspCodes="2000")
    assert answer.references() == {"declaration_number": "BJ20141015000001"}


def test_a_declaration_without_a_number_of_the_enterprise_is_answered_under_its_message_id() -> None:
    assert body(EntDeclNo="").declaration_number == "U1"
    assert body(EntDeclNo="D1").declaration_number == "D1"


def test_a_declaration_without_a_number_of_the_enterprise_is_not_written() -> None:
    with pytest.raises(GatewayError, match=r"target-lacks at .*EntDeclNo"):
        write(lean(declaration_number=None))


def test_an_answer_has_no_number_of_its_own() -> None:
    assert read(result(CusCiqNo="D1", RspCodes="2000")).message.number == ""


def test_an_unknown_outcome_is_refused_with_its_place_and_value() -> None:
    with pytest.raises(GatewayError) as caught:
        read(result(CusCiqNo="D1", RspCodes="7777"))
    assert (caught.value.fault.name, caught.value.place.path, caught.value.value) == (
        "code-unknown",
        "/Ciqresult/RspCodes",
        "7777",
    )


def test_a_refusal_is_1001_and_tells_why() -> None:
    document = translator().write_receipt(REFUSED, on=BUSINESS_DATE)
    assert text(document, "RspCodes") == "1001"
    assert text(document, "RspInfo") == "country/ciq has no such code"


@pytest.mark.parametrize(("code", "accepted"), [("1000", True), ("1001", False), ("1004", False)])
def test_beijings_answer_to_our_document_is_taken_or_refused(code: str, accepted: bool) -> None:
    said = translator().read_receipt(
        result(CusCiqNo="U1", OperTime="2014-10-15 09:00:01", RspCodes=code), on=BUSINESS_DATE
    )
    assert said.accepted is accepted
    assert (said.code == "0000") is accepted


def test_0000_says_success_and_failure_and_is_no_receipt_that_we_go_by() -> None:
    with pytest.raises(GatewayError, match="value-invalid"):
        translator().read_receipt(
            result(CusCiqNo="U1", OperTime="2014-10-15 09:00:01", RspCodes="0000"), on=BUSINESS_DATE
        )


def test_a_receipt_of_what_could_not_be_read_has_no_number() -> None:
    receipt = Receipt(
        accepted=False, code="4003", official="0001", reason="4003 not-xml", at=datetime(2014, 10, 15, tzinfo=UTC)
    )
    assert text(translator().write_receipt(receipt, on=BUSINESS_DATE), "CusCiqNo") is None
