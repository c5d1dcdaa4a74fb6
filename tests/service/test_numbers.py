"""Numbers through a whole gateway: what names a document, what only says what it is about, and whose it is."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.model.kind import Kind
from gateway.model.kinds import KINDS
from gateway.service.journal.views import MessageView
from tests.service.laid import SAMPLES, Laid, laid

FREE = sorted(kind.KIND for kind in KINDS if not kind.OF_AUTHORITY)
LINK = """\
name = "{party}-all"
party = "{party}"
dialect = "regional"
profile = "none"
offices = ["{office}"]
may_send = {kinds}
receives = {kinds}
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
"""
ANSWERING = [kind for kind in KINDS if kind.ANSWERS]


@asynccontextmanager
async def region(folder: Path) -> AsyncIterator[Laid]:
    """Three parties that may say everything that needs no authority."""
    links = {
        f"{party}-all": LINK.format(party=party, office=office, kinds=FREE, root=folder / "all" / party)
        for party, office in {"beijing": "01", "tianjin": "02", "hebei": "04"}.items()
    }
    async with laid(folder, **links) as there:
        yield there


def said(kind: str, number: str, *told_to: str, **changes: str) -> bytes:
    """The sample of a kind under a message number, with these recipients and texts of elements; "": left out."""
    text = (SAMPLES / "regional" / f"{kind}.xml").read_text(encoding="utf-8")
    text = re.sub("<Head>.*?</Head>", f"<Head><Number>{number}</Number></Head>", text, flags=re.DOTALL)
    for name, new in changes.items():
        text = re.sub(f"<{name}>.*?</{name}>", f"<{name}>{new}</{name}>" if new else "", text, count=1)
    if told_to:
        told = next(iter(re.findall("<Recipients>\\s*<(\\w+)>", text)))
        offices = "".join(f"<{told}>{office}</{told}>" for office in told_to)
        text = re.sub(
            "<Recipients>.*?</Recipients>", f"<Recipients>{offices}</Recipients>", text, count=1, flags=re.DOTALL
        )
    return text.encode()


async def taken(there: Laid, party: str, document: bytes) -> MessageView:
    answer = await there.accept(f"{party}-all", document)
    assert answer.accepted, answer.receipt
    view = await there.gateway.journal.message(answer.message)
    assert view is not None
    return view


def result(number: str, name: str, *told_to: str) -> bytes:
    return said("inspection-result", number, *told_to, IssuingOffice="0202", ResultNumber=name)


async def test_a_result_of_what_another_party_declared_goes_to_whoever_knows_the_declaration(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        await taken(there, "beijing", said("declaration", "B1", DestinationOffice="0402"))
        view = await taken(there, "tianjin", result("T1", "R1", "0110", "0402"))
        assert [one.link for one in view.deliveries] == ["beijing-all", "hebei-all"]


async def test_a_reinspection_by_another_office_names_the_result_that_it_is_about(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        await taken(there, "tianjin", result("T1", "R1", "0110", "0402"))
        again = said("reinspection", "B1", "0202", "0402", ConductingOffice="0110", ResultNumber="R1")
        await taken(there, "beijing", again)
        answer = said("recognition-decision", "H1", DecidingOffice="0402", ResultNumber="R1", InReplyTo="")
        back = await taken(there, "hebei", answer)
        assert [one.link for one in back.deliveries] == ["tianjin-all"]


async def test_nobody_revokes_anothers_result_nor_takes_its_number_before_it_is_given(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        early = said("result-revocation", "H1", "0110", IssuingOffice="0402", ResultNumber="R1")
        await taken(there, "hebei", early)
        await taken(there, "tianjin", result("T1", "R1", "0110"))
        late = said("result-revocation", "H2", "0110", IssuingOffice="0402", ResultNumber="R1")
        assert (await there.accept("hebei-all", late)).code == "4402"
        own = said("result-revocation", "T2", "0110", IssuingOffice="0202", ResultNumber="R1")
        await taken(there, "tianjin", own)


async def test_nobody_lifts_a_control_that_another_party_ordered(tmp_path: Path) -> None:
    declared = dict.fromkeys(("DeclarationNumber", "UnifiedNumber", "EntryNumber", "InspectionNumber"), "")
    lift = {"ControlNumber": "BK1", "AlertNumber": "", "OrderingOffice": "", **declared}
    async with region(tmp_path) as there:
        order = said("control-order", "T1", "0110", IssuingOffice="0202", ControlNumber="BK1", **declared)
        await taken(there, "tianjin", order)
        theirs = said("control-lift", "H1", "0110", **lift, IssuingOffice="0402")
        assert (await there.accept("hebei-all", theirs)).code == "4616"
        unsigned = said("control-lift", "H2", "0110", **lift, IssuingOffice="")
        assert (await there.accept("hebei-all", unsigned)).code == "4616"
        await taken(there, "tianjin", said("control-lift", "T2", "0110", **lift, IssuingOffice="0202"))


async def test_a_status_answers_the_declaration_and_not_a_later_order_about_it(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        declared = await taken(there, "beijing", said("declaration", "B1"))
        ordered = await taken(there, "beijing", said("exam-order", "B2", IssuingOffice="0110", ExecutingOffice="0202"))
        examined = said("exam-result", "T1", ExecutingOffice="0202", InReplyTo="", OrderNumber="", OrderingOffice="")
        assert (await taken(there, "tianjin", examined)).answers == ordered.row.message
        status = said("declaration-status", "T2", Office="0202", InReplyTo="")
        assert (await taken(there, "tianjin", status)).answers == declared.row.message


async def test_an_alert_is_acknowledged_by_its_number(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        alert = await taken(there, "tianjin", said("risk-alert", "T1", "0110", IssuingOffice="0202", AlertNumber="F1"))
        known = said("aid-reply", "B1", CaseNumber="F1", InReplyTo="", ReplyingOffice="0110", Answer="acknowledged")
        assert (await taken(there, "beijing", known)).answers == alert.row.message


@pytest.mark.parametrize("kind", ANSWERING, ids=lambda kind: kind.KIND)
def test_every_answer_says_by_which_numbers_it_names_what_it_answers(kind: type[Kind]) -> None:
    assert kind.NAMED_BY
    named = {name for other in KINDS if not other.ANSWERS for name in other.NAMED_BY}
    assert set(kind.NAMED_BY) <= named, "somebody bears it"
