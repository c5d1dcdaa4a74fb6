"""The national manifest in words: which document is what, what it releases, and what it cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from adapters.hebei.dec import DIALECT as HEBEI_DIALECT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.cargo import ANSWERS_TO_REPORTS, ManifestStage, ManifestStatus, ReportAct
from gateway.model.errors import GatewayError
from gateway.model.message import Message
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples import cargo
from tests.samples.cargo import variant
from tests.samples.messages import BUSINESS_DATE, RELEASED

HEBEI = Translator(HEBEI_DIALECT, CODES, SCHEMAS)
FOLDER = SAMPLES / "hebei-dec"
NS = "{urn:Declaration:datamodel:standard:CN:%s:1}"
RELEASES = [
    *("released", "released-paperless", "released-on-guarantee", "released-papers-to-follow"),
    *("partly-released", "passed-customs", "cleared"),
]


def document(name: str) -> etree._Element:
    return parse((FOLDER / name).read_bytes()).root


def read(root: etree._Element) -> Any:
    return HEBEI.read(root, on=BUSINESS_DATE)


def body(name: str) -> Any:
    return read(document(name)).message.body


def written(message: Message) -> tuple[str, etree._Element]:
    made = HEBEI.write(message, on=BUSINESS_DATE)
    return made.form.variant, parse(made.document).root


def text(root: etree._Element, path: str) -> str | None:
    namespace = root.tag.removesuffix("Manifest")
    return root.findtext("/".join(namespace + step for step in path.split("/")))


def put(root: etree._Element, path: str, value: str) -> etree._Element:
    namespace = root.tag.removesuffix("Manifest")
    found = root.find("/".join(namespace + step for step in path.split("/")))
    assert found is not None
    found.text = value
    return root


def test_an_original_manifest_comes_in_and_an_advance_one_is_to_go_out() -> None:
    assert body("manifest.MT1101.xml").stage is ManifestStage.ORIGINAL
    assert body("manifest.MT2101.xml").stage is ManifestStage.ADVANCE
    assert body("manifest.MT1401.xml").stage is ManifestStage.ORIGINAL
    assert body("manifest.MT2401.xml").stage is ManifestStage.ADVANCE


def test_the_number_of_the_type_code_depends_on_the_road() -> None:
    """1 is water and 4 air in the reports of water and air; 4 is road in those of the road, and 3 is read as well."""
    assert body("manifest.MT1101.xml").transport_mode == "2"
    assert body("manifest.MT1401.xml").transport_mode == "4"
    road = put(document("manifest.MT1401.xml"), "Declaration/BorderTransportMeans/TypeCode", "3")
    assert read(road).message.body.transport_mode == "4"
    with pytest.raises(GatewayError, match="none of 1"):
        read(put(document("manifest.MT1101.xml"), "Declaration/BorderTransportMeans/TypeCode", "4"))


@pytest.mark.parametrize(
    ("code", "act"),
    [("9", ReportAct.ORIGINAL), ("2", ReportAct.ADD), ("5", ReportAct.CHANGE), ("3", ReportAct.DELETE)],
)
def test_the_function_code_says_what_becomes_of_an_earlier_manifest(code: str, act: ReportAct) -> None:
    assert read(put(document("manifest.MT1101.xml"), "Head/FunctionCode", code)).message.body.act is act


@pytest.mark.parametrize("name", ["arrival-report.MT3101.xml", "tally-report.MT5101.xml"])
@pytest.mark.parametrize("code", ["9", "5"])
def test_an_arrival_and_a_tally_are_added_or_deleted_and_nothing_else(name: str, code: str) -> None:
    with pytest.raises(GatewayError) as caught:
        read(put(document(name), "Head/FunctionCode", code))
    assert caught.value.fault is faults.VALUE_INVALID


def test_a_changed_tally_is_refused_where_the_target_could_only_add_or_delete() -> None:
    with pytest.raises(GatewayError) as caught:
        written(variant(cargo.TALLY_REPORT, act=ReportAct.CHANGE))
    assert (caught.value.fault, caught.value.place.path) == (faults.VALUE_INVALID, "/Manifest/Head/FunctionCode")


def test_11_releases_one_bill_and_is_never_a_release_of_a_declaration() -> None:
    answer = body("manifest-status.MT1101.xml")
    assert [(one.bill_number, one.outcome) for one in answer.bills] == [
        ("COSU6098765430", "bill-released"),
        ("COSU6098765431", "unloading-barred"),
    ]
    assert isinstance(answer, ManifestStatus)
    assert (answer.KIND, answer.outcome) == ("manifest-status", "accepted")
    said = {answer.outcome, *(bill.outcome for bill in answer.bills), *(box.outcome for box in answer.containers)}
    assert not said & set(RELEASES)
    assert answer.aliases() == {("report_number", answer.report_number)}


@pytest.mark.parametrize("release", RELEASES)
def test_no_release_of_a_declaration_has_a_code_among_the_answers_to_a_report(release: str) -> None:
    with pytest.raises(GatewayError):
        CODES.families["outcome"].write("manifest", release, BUSINESS_DATE)


def test_a_release_of_a_declaration_is_never_written_as_an_answer_to_a_report() -> None:
    made = HEBEI.write(RELEASED, on=BUSINESS_DATE, constants={})
    assert (made.form.kind, etree.QName(parse(made.document).root).localname) == ("declaration-status", "DEC_DATA")


def test_each_code_of_the_answer_is_one_word_and_each_word_one_code() -> None:
    family = CODES.families["outcome"]
    codes = [family.write("manifest", word, BUSINESS_DATE).text for word in ANSWERS_TO_REPORTS]
    assert codes == ["01", "02", "03", "11", "12", "13"]
    assert [family.read("manifest", code, BUSINESS_DATE) for code in codes] == list(ANSWERS_TO_REPORTS)


def test_11_of_a_whole_manifest_without_a_bill_is_refused() -> None:
    root = document("manifest-status.MT3101.xml")
    boxes = root.find(f"{NS % 'MT3101'}Response/{NS % 'MT3101'}TransportEquipment")
    assert boxes is not None
    boxes.getparent().remove(boxes)  # type: ignore[union-attr]
    with pytest.raises(GatewayError, match="none is named") as caught:
        read(put(root, "Response/ResponseType/Code", "11"))
    assert caught.value.fault is faults.CONTRADICTION


def test_a_report_and_its_answer_share_root_and_namespace_and_are_told_apart() -> None:
    report, answer = document("manifest.MT1101.xml"), document("manifest-status.MT1101.xml")
    assert report.tag == answer.tag
    assert (read(report).form.kind, read(answer).form.kind) == ("manifest", "manifest-status")


def test_an_answer_repeats_the_number_of_its_report() -> None:
    assert body("manifest-status.MT1101.xml").report_number == body("manifest.MT1101.xml").report_number
    assert body("manifest-status.MT1101.xml").references()["report_number"] == cargo.MANIFEST.body.report_number  # type: ignore[attr-defined]


def test_a_receiver_that_is_the_platform_names_no_office_and_is_refused() -> None:
    with pytest.raises(GatewayError) as caught:
        read(put(document("manifest.MT2101.xml"), "Head/ReceiverID", "EPORT"))
    assert caught.value.fault is faults.CODE_UNKNOWN


def test_a_moment_may_be_in_chinas_zone_by_number_or_a_day_alone() -> None:
    path = "Declaration/BorderTransportMeans/ArrivalDateTime"
    zoned = read(put(document("manifest.MT1101.xml"), path, "201410131000086")).message.body
    assert zoned.arrival_at == cargo.MANIFEST.body.arrival_at  # type: ignore[attr-defined]
    with pytest.raises(GatewayError):
        read(put(document("manifest.MT1101.xml"), path, "201410131000099"))


def test_an_empty_lorry_is_no_loading_by_sea_and_says_so() -> None:
    empty, laden = body("loading-report.MT4404.xml"), body("loading-report.MT4101.xml")
    assert (empty.empty, empty.bills, laden.empty, len(laden.bills)) == (True, (), False, 1)


def test_a_box_is_empty_or_full_and_what_lies_between_is_a_named_loss() -> None:
    path = "Declaration/TransportEquipment/FullnessCode"
    boxes = {
        code: read(put(document("arrival-report.MT3101.xml"), path, code)).message.body.containers[0].full
        for code in "45"
    }
    assert boxes == {"4": False, "5": True}
    between = read(put(document("arrival-report.MT3101.xml"), path, "7"))
    assert between.message.body.containers[0].full is None
    assert [(loss.name, loss.value) for loss in between.losses] == [("containers[1].full", "7")]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("tally-report.MT5101.xml", "Declaration/TallyParty/Contact/Name"),
        ("tally-report.MT5101.xml", "Declaration/BorderTransportMeans/Master/Name"),
        ("loading-report.MT4404.xml", "Declaration/Consignment/BorderTransportMeans/Master/Name"),
        ("manifest.MT1101.xml", "Declaration/Consignment/Consignee/Communication/ID"),
        ("manifest.MT1101.xml", "Declaration/Consignment/Consignor/Communication/ID"),
        ("manifest.MT1101.xml", "Declaration/Consignment/NotifyParty/Communication/ID"),
        ("manifest.MT1401.xml", "Declaration/Consignment/UNDGContact/Name"),
    ],
)
def test_who_a_person_is_and_how_one_is_reached_is_lost_by_name_and_never_by_value(name: str, path: str) -> None:
    root = at = document(name)
    for step in path.split("/"):
        found = at.find(f"{{*}}{step}")
        at = etree.SubElement(at, root.tag.replace("Manifest", step)) if found is None else found
    at.text = "某庚"
    losses = read(root).losses
    assert [(loss.name, loss.value) for loss in losses] == [(f"/Manifest/{path}", "")]


def test_what_is_neither_a_report_nor_an_answer_is_refused() -> None:
    root = document("manifest.MT1101.xml")
    root.remove(root[1])
    with pytest.raises(GatewayError, match="it has no Declaration or Response") as caught:
        read(root)
    assert caught.value.fault is faults.ROOT_UNKNOWN


def test_sender_and_receiver_are_the_links_own() -> None:
    bare = replace(cargo.ARRIVAL_REPORT, sender="", receivers=())
    with pytest.raises(GatewayError) as caught:
        HEBEI.write(bare, on=BUSINESS_DATE)
    assert caught.value.fault is faults.TARGET_LACKS
    constants = {"Head/SenderID": "0202300009999", "Head/ReceiverID": "0202"}
    root = parse(HEBEI.write(bare, on=BUSINESS_DATE, constants=constants).document).root
    assert (text(root, "Head/SenderID"), text(root, "Head/ReceiverID")) == ("0202300009999", "0202")
