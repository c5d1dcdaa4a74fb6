"""Enforcement aid through a whole gateway: who is told, who must acknowledge by when, and who may lift."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.model.errors import GatewayError
from gateway.service.operations.port import operations_port
from gateway.service.surroundings import utc_now
from gateway.service.transports.transport import Answer
from gateway.service.watching.watcher import Watcher
from gateway.service.watching_config import Watch
from tests.service.laid import Laid, laid
from tests.service.test_numbers import said

LINK = """\
name = "{party}-aid"
party = "{party}"
dialect = "regional"
profile = "none"
address = "DXPENT000000{office}0"
offices = ["{office}"]
may_send = {kinds}
receives = {kinds}
{more}
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
"""
KINDS = ["risk-alert", "control-order", "control-lift", "aid-request", "aid-reply", "lead-transfer"]
OFFICES = {"beijing": "01", "tianjin": "02", "hebei": "04"}
NO_DATES = {"AcknowledgeBy": "", "ExpiresAt": "2999-01-01T00:00:00+08:00"}
DECLARED = dict.fromkeys(("DeclarationNumber", "UnifiedNumber", "EntryNumber", "InspectionNumber"), "")


@asynccontextmanager
async def offices(folder: Path) -> AsyncIterator[Laid]:
    links = {
        f"{party}-aid": LINK.format(party=party, office=office, kinds=KINDS, root=folder / "aid" / party, more="")
        for party, office in OFFICES.items()
    }
    async with laid(folder, **links) as there:
        yield there


async def sent(there: Laid, party: str, kind: str, number: str, *told_to: str, **changes: str) -> Answer:
    return await there.accept(f"{party}-aid", said(kind, number, *told_to, **changes))


async def alerted(there: Laid, number: str = "T1", name: str = "FX1", *, told_to: str = "0110") -> str:
    answer = await sent(there, "tianjin", "risk-alert", number, told_to, AlertNumber=name, **NO_DATES)
    assert answer.accepted, answer.receipt
    return answer.message


def watcher(there: Laid, now: Callable[[], datetime]) -> Watcher:
    journal, metrics = there.gateway.journal, there.gateway.desk.metrics
    return Watcher(
        journal.watching, Watch(), sorted(there.gateway.adapters), observer=metrics, now=now, aid=journal.aid
    )


async def looked(there: Laid, minutes: int) -> None:
    at = utc_now() + timedelta(minutes=minutes)
    await watcher(there, lambda: at).turn()


async def test_an_alert_that_nobody_acknowledges_is_told_once_after_half_an_hour(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        message = await alerted(there)
        await looked(there, 29)
        assert there.counted("aid-unacknowledged") == 0
        await looked(there, 31)
        await looked(there, 33)
        assert there.counted("aid-unacknowledged", link="beijing-aid", kind="risk-alert") == 1
        (alarm,) = [one for one in await there.gateway.journal.watching.alarms() if one.overdue.what == "aid-overdue"]
        assert (alarm.overdue.link, alarm.overdue.count) == ("beijing-aid", 1)
        view = await there.gateway.journal.message(message)
        assert view is not None
        assert [(act.verb, act.target) for act in view.acts] == [("overdue", "beijing-aid")]


async def test_an_acknowledgement_stops_the_clock_of_who_gave_it_and_of_nobody_else(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        answer = await there.accept(
            "tianjin-aid", said("risk-alert", "T1", "0110", "0402", AlertNumber="FX1", **NO_DATES)
        )
        assert answer.accepted, answer.receipt
        reply = {"CaseNumber": "FX1", "InReplyTo": "", "ReplyingOffice": "0110", "Answer": "acknowledged"}
        assert (await sent(there, "beijing", "aid-reply", "B1", **reply)).accepted
        waiting = await there.gateway.journal.aid.open(10)
        assert [(one.message, one.link) for one in waiting] == [(answer.message, "hebei-aid")]


async def test_a_request_has_a_day(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        request = await sent(there, "tianjin", "aid-request", "T1", "0110", DueBy="", **NO_DATES)
        assert request.accepted, request.receipt
        (waiting,) = await there.gateway.journal.aid.open(10)
        assert waiting.due_at - waiting.since == timedelta(hours=24)
        assert await there.gateway.journal.aid.late(utc_now() + timedelta(hours=23)) == ()
        assert len(await there.gateway.journal.aid.late(utc_now() + timedelta(hours=25))) == 1


async def test_nobody_acknowledges_what_was_lifted(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        await alerted(there)
        lift = {"ControlNumber": "", "AlertNumber": "FX1", **DECLARED}
        assert (await sent(there, "tianjin", "control-lift", "T2", "0110", **lift)).accepted
        assert await there.gateway.journal.aid.open(10) == []


async def test_operators_see_what_is_open_and_what_is_overdue_and_nothing_that_it_says(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        await alerted(there)
        await sent(there, "tianjin", "risk-alert", "T2", "0402", AlertNumber="FX2", ExpiresAt=NO_DATES["ExpiresAt"])
        async with TestClient(TestServer(operations_port(there.gateway.desk))) as client:
            headers = {"Authorization": f"Bearer {there.region.token}"}
            found = {}
            for query in ("", "?overdue"):
                async with client.get(f"/api/v1/aid{query}", headers=headers) as answer:
                    found[query] = json.loads(await answer.read())["aid"]
        assert sorted((one["link"], one["overdue"]) for one in found[""]) == [
            ("beijing-aid", False),
            ("hebei-aid", True),
        ]
        assert [(one["link"], one["kind"]) for one in found["?overdue"]] == [("hebei-aid", "risk-alert")]
        assert "FX" not in json.dumps(found)


@pytest.mark.parametrize(
    ("party", "office", "code"),
    [
        ("tianjin", "0202", ""),
        ("tianjin", "0200", ""),
        ("tianjin", "0203", "4616"),
        ("hebei", "0402", "4616"),
        ("beijing", "0100", ""),
        ("beijing", "0110", "4616"),
    ],
)
async def test_only_the_issuer_or_the_office_above_it_lifts(
    party: str, office: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EPORT__AID__ABOVE", '{"02": ["0100"]}')
    lift = {"ControlNumber": "", "AlertNumber": "FX1", "OrderingOffice": "", **DECLARED}
    async with offices(tmp_path) as there:
        await alerted(there, told_to="0402")
        told = ("0402",) if party != "hebei" else ("0202",)
        answer = await sent(there, party, "control-lift", "L1", *told, **lift, IssuingOffice=office)
        assert (answer.code if not answer.accepted else "") == code
        assert there.counted("security", code="4616") == (1 if code else 0)


async def test_who_names_an_office_that_is_not_below_it_lifts_nothing_of_it_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EPORT__AID__ABOVE", '{"02": ["0100"]}')
    lift = {"ControlNumber": "", "AlertNumber": "FX9", **DECLARED}
    async with offices(tmp_path) as there:
        early = await sent(there, "hebei", "control-lift", "H1", "0110", **lift, IssuingOffice="0402")
        assert early.code == "4616"
        assert (await sent(there, "beijing", "control-lift", "B1", "0202", **lift, IssuingOffice="0100")).accepted


async def test_what_says_not_why_and_by_what_right_is_refused(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        for kind, name in product(("risk-alert", "aid-request", "lead-transfer"), ("Purpose", "LegalBasis")):
            refused = await sent(there, "tianjin", kind, "T1", "0110", **{name: "　"})
            assert (refused.accepted, refused.code) == (False, "4613")


async def test_a_receiver_whose_offices_are_not_named_is_not_told(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        document = said("risk-alert", "T1", "0110", **NO_DATES).decode()
        to = "<Receivers><Receiver>DXPENT000000040</Receiver></Receivers>"
        document = re.sub("</Number></Head>", f"</Number>{to}</Head>", document)
        refused = await there.accept("tianjin-aid", document.encode())
        assert (refused.accepted, refused.code) == (False, "4615")
        assert await there.gateway.journal.due(utc_now(), 10) == []


async def test_a_traders_link_may_neither_send_nor_receive_what_is_restricted(tmp_path: Path) -> None:
    link = LINK.format(party="beijing", office="01", kinds=KINDS, root=tmp_path / "aid", more="trader = true")
    with pytest.raises(GatewayError, match="a trader sends and receives nothing restricted"):
        async with laid(tmp_path, trader=link):
            raise AssertionError("it started")
