"""The protocol of clearance through a whole gateway: told or refused, and the second of two that race is judged."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.service.journal.views import MessageView
from gateway.service.transports.transport import Answer
from tests.service.laid import Laid, laid
from tests.service.test_numbers import said

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
KINDS = ["declaration", "declaration-status", "exam-order", "exam-result", "release-order", "release-executed"]
LISTS = re.compile(rb"<(GoodsLines|ContainerNumbers|FailedLines|Items)>.*?</\1>", re.DOTALL)
"""What the samples name of the goods; without it they are of all."""
WHOLE = {"Partial": "false"}


@asynccontextmanager
async def offices(folder: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> AsyncIterator[Laid]:
    monkeypatch.setenv("EPORT__PROTOCOL__MODE", mode)
    links = {
        f"{party}-all": LINK.format(party=party, office=office, kinds=KINDS, root=folder / "all" / party)
        for party, office in {"beijing": "01", "tianjin": "02", "hebei": "04"}.items()
    }
    async with laid(folder, **links) as there:
        yield there


async def sent(there: Laid, party: str, kind: str, number: str, **changes: str) -> Answer:
    document = LISTS.sub(b"", said(kind, number, **changes))
    return await there.accept(f"{party}-all", document)


async def declared(there: Laid) -> None:
    assert (await sent(there, "beijing", "declaration", "B0")).accepted


async def ordered(there: Laid, number: str = "B1", **changes: str) -> Answer:
    return await sent(there, "beijing", "release-order", number, **{**WHOLE, **changes})


async def executed(there: Laid, number: str, party: str = "tianjin", **changes: str) -> Answer:
    return await sent(there, party, "release-executed", number, **{**WHOLE, "InReplyTo": "", **changes})


async def viewed(there: Laid, answer: Answer) -> MessageView:
    assert answer.accepted, answer.receipt
    view = await there.gateway.journal.message(answer.message)
    assert view is not None
    return view


async def test_an_order_that_is_executed_a_second_time_is_told_and_stands_in_its_timeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with offices(tmp_path, monkeypatch, "warn") as there:
        await declared(there)
        await ordered(there)
        first = await viewed(there, await executed(there, "T1"))
        second = await viewed(there, await executed(there, "T2"))
        assert [act.verb for act in first.acts] == []
        assert [(act.verb, act.reason[:4]) for act in second.acts] == [("protocol", "4606")]
        assert any("order-used" in event.detail for event in second.timeline)
        assert there.counted("protocol", code="4606", kind="release-executed") == 1


async def test_an_order_that_is_executed_a_second_time_is_refused_where_the_protocol_is_enforced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with offices(tmp_path, monkeypatch, "enforce") as there:
        await declared(there)
        await ordered(there)
        assert (await executed(there, "T1")).accepted
        second = await executed(there, "T2")
        assert (second.accepted, second.code, second.status) == (False, "4606", 409)
        assert await there.gateway.journal.identity("tianjin", "T2") is None


async def test_of_two_executions_that_race_one_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with offices(tmp_path, monkeypatch, "enforce") as there:
        await declared(there)
        await ordered(there)
        answers = await asyncio.gather(*(executed(there, f"T{one}") for one in range(1, 6)))
        assert sorted(answer.code for answer in answers if not answer.accepted) == ["4606"] * 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ExecutedAt": "2014-10-19T10:00:00+08:00"}, "4607"),
        ({"ExecutingOffice": "0204"}, "4608"),
        ({"ExecutedBy": "0110-017"}, "4610"),
        ({"Ground": "exam-passed"}, "4605"),
    ],
)
async def test_an_execution_out_of_order_is_refused_under_a_code_of_its_own(
    changes: dict[str, str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with offices(tmp_path, monkeypatch, "enforce") as there:
        await declared(there)
        await ordered(there)
        refused = await executed(there, "T1", **changes)
        assert (refused.accepted, refused.code) == (False, code)
        assert (await executed(there, "T2")).accepted


async def test_after_an_order_to_examine_nobody_releases_but_who_examined_and_only_what_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = {"OrderNumber": "CY2014101500001", "Ground": "exam-passed"}
    async with offices(tmp_path, monkeypatch, "enforce") as there:
        await declared(there)
        assert (await sent(there, "beijing", "exam-order", "B1")).accepted
        assert (await ordered(there, "B2")).code == "4611"
        assert (await executed(there, "T1", **done)).code == "4609"
        result = await sent(there, "tianjin", "exam-result", "T2", Finding="passed", InReplyTo="")
        assert result.accepted, result.receipt
        assert (await executed(there, "T3", ExecutedBy="0202-101", **done)).code == "4610"
        assert (await executed(there, "T4", **done)).accepted


async def test_what_keeps_goods_is_told_and_never_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with offices(tmp_path, monkeypatch, "enforce") as there:
        await declared(there)
        assert (await sent(there, "hebei", "release-order", "H2", IssuingOffice="0402", **WHOLE)).code == "4612"
        other = await sent(there, "hebei", "exam-order", "H1", IssuingOffice="0402")
        assert [act.reason[:4] for act in (await viewed(there, other)).acts if act.verb == "protocol"] == ["4612"]


async def test_with_the_protocol_off_nobody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with offices(tmp_path, monkeypatch, "off") as there:
        await declared(there)
        await ordered(there)
        for number in ("T1", "T2"):
            assert (await viewed(there, await executed(there, number))).acts == ()
        assert there.counted("protocol") == 0
