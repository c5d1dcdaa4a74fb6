"""Through a whole gateway: a declaration is decided, a result recognised, and both undone by a revocation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.deciding.region import GOOD, deciding, said_in, send, sent_to, value, viewed


async def test_a_declaration_is_decided_at_the_door_and_told_to_every_office_concerned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        await send(there, "beijing", "declaration", "B1")
        (told,) = await viewed(there, "release-mode-decision")
        assert sent_to(told) == ["beijing-all", "tianjin-all"]


async def test_a_result_of_tianjin_is_recognised_for_a_declaration_in_beijing_and_tianjin_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        await send(there, "beijing", "declaration", "B1")
        await send(there, "tianjin", "inspection-result", "T1", **GOOD)
        (told,) = await viewed(there, "recognition-decision")
        assert sent_to(told) == ["tianjin-all"]


async def test_a_revocation_reaches_the_office_that_used_the_result_and_its_issuer_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        await send(there, "beijing", "declaration", "B1")
        await send(there, "tianjin", "inspection-result", "T1", **GOOD)
        revoked = {"IssuingOffice": "0202", "SupersededBy": ""}
        await send(there, "tianjin", "result-revocation", "T2", **revoked)
        await send(there, "tianjin", "result-revocation", "T3", **revoked)
        told = await viewed(there, "recognition-decision")
        assert [sent_to(one) for one in told] == [["tianjin-all"], ["beijing-all"], ["tianjin-all"]]
        assert [one.state for view in told for one in view.deliveries] == ["superseded", "waiting", "waiting"]


async def test_customs_acceptance_makes_the_decision_final_once_and_it_replaces_the_provisional_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        await send(there, "beijing", "declaration", "B1", DestinationOffice="0202")
        for number in ("T1", "T2"):
            await send(there, "tianjin", "declaration-status", number, Outcome="accepted", InReplyTo="", Office="0202")
        first, last = await said_in(there, "release-mode-decision")
        assert (value(first, "Provisional"), value(last, "Provisional")) == ("true", "false")
        assert value(last, "Supersedes") == value(first, "DecisionNumber")
        assert value(last, "AcceptedOn") == "2014-10-15"


async def test_advice_goes_to_the_declaring_office_alone_and_stays_provisional(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch, "advise") as there:
        await send(there, "beijing", "declaration", "B1")
        (told,) = await viewed(there, "release-mode-decision")
        assert sent_to(told) == ["beijing-all"]


async def test_nothing_is_said_by_a_gateway_that_was_not_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch, "off") as there:
        await send(there, "beijing", "declaration", "B1")
        assert await viewed(there, "release-mode-decision") == []


async def test_a_result_of_a_body_that_is_not_listed_is_refused_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch, bodies=["01"]) as there:
        await send(there, "beijing", "declaration", "B1")
        await send(there, "tianjin", "inspection-result", "T1", **GOOD)
        (told,) = await said_in(there, "recognition-decision")
        assert value(told, "Outcome") == "refused"
        assert value(told, "Reason") == "issuer-listed: 0202 is not on the region's list"


async def test_an_alert_decides_and_stands_in_no_message_that_a_trader_may_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        told_to = {"IssuingOffice": "0202", "ControlNumber": "BK-7"}
        await send(there, "tianjin", "control-order", "T1", "0110", **told_to)
        await send(there, "beijing", "declaration", "B1")
        await send(there, "tianjin", "inspection-result", "T2", **GOOD)
        (mode,) = await said_in(there, "release-mode-decision")
        (recognition,) = await said_in(there, "recognition-decision")
        assert value(mode, "Mode") == "supervision"
        assert "alert" not in mode
        assert "BK-7" not in mode + recognition
        assert value(recognition, "Reason") == "no-alert: restricted"


async def test_a_control_that_comes_after_the_decision_has_it_decided_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with deciding(tmp_path, monkeypatch) as there:
        await send(there, "beijing", "declaration", "B1")
        await send(there, "tianjin", "control-order", "T1", "0110", IssuingOffice="0202", ControlNumber="BK-7")
        first, second = await said_in(there, "release-mode-decision")
        assert (value(first, "Mode"), value(second, "Mode")) == ("sampling", "supervision")
        assert value(second, "Supersedes") == value(first, "DecisionNumber")
        before, after = await viewed(there, "release-mode-decision")
        assert {one.state for one in before.deliveries} == {"superseded"}
        assert {one.state for one in after.deliveries} == {"waiting"}
