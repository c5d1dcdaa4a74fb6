"""What is restricted is read by who has the right to, and each such reading is an act; nobody else sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.model.errors import SetupError
from gateway.service.operations.port import operations_port
from tests.service.laid import laid
from tests.service.operations.conftest import Office
from tests.service.test_numbers import said

LINK = """\
name = "{party}-aid"
party = "{party}"
dialect = "regional"
profile = "none"
offices = ["{office}"]
may_send = ["aid-request"]
receives = ["aid-request"]
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
"""
RIGHT = "the-token-of-those-who-may-read-it"
SECRET = "核查货物真实去向"  # the purpose of the sample


@asynccontextmanager
async def office_with(folder: Path, monkeypatch: pytest.MonkeyPatch, token: str) -> AsyncIterator[Office]:
    if token:
        (folder / "restricted").write_text(token, encoding="utf-8")
        monkeypatch.setenv("EPORT__LISTEN__RESTRICTED_TOKEN_FILE", str(folder / "restricted"))
    links = {
        f"{party}-aid": LINK.format(party=party, office=office, root=folder / "aid" / party)
        for party, office in {"beijing": "01", "tianjin": "02"}.items()
    }
    async with (
        laid(folder, **links) as region,
        TestClient(TestServer(operations_port(region.gateway.desk))) as client,
    ):
        yield Office(region=region, client=client)


async def requested(office: Office) -> str:
    answer = await office.region.accept("tianjin-aid", said("aid-request", "T1", "0110"))
    assert answer.accepted, answer.receipt
    return answer.message


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Eport-Operator": "inspector"}


@pytest.mark.parametrize("which", ["received", "beijing-aid"])
async def test_who_has_the_right_reads_it_with_a_reason_and_the_reading_is_an_act(
    which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office_with(tmp_path, monkeypatch, RIGHT) as office:
        number = await requested(office)
        path = f"/api/v1/messages/{number}/documents/{which}"
        refused = (await office.get(f"{path}?reason=case+12")).problem(403, "4617")
        assert refused["value"] == "restricted"
        assert office.region.counted("restricted-read") == 0
        assert SECRET not in (await office.get(path)).body.decode()
        assert SECRET not in (await office.ask("GET", path, **bearing(RIGHT))).body.decode()
        read = await office.ask("GET", f"{path}?reason=case+12", **bearing(RIGHT))
        assert SECRET in read.body.decode()
        (await office.ask("GET", f"{path}?reason=+", **bearing(RIGHT))).problem(422, "4511")
        view = (await office.get(f"/api/v1/messages/{number}")).json
        acts = [(act["actor"], act["verb"], act["reason"]) for act in view["acts"]]
        assert acts[-1] == ("inspector", "viewed", "case 12")
        assert office.region.counted("restricted-read", kind="aid-request") == 1


async def test_the_evidence_of_it_holds_the_original_and_needs_the_right_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office_with(tmp_path, monkeypatch, RIGHT) as office:
        number = await requested(office)
        (await office.get(f"/api/v1/evidence/{number}")).problem(403, "4617")
        exported = await office.ask("GET", f"/api/v1/evidence/{number}", **bearing(RIGHT))
        assert (exported.status, exported.kind) == (200, "application/vnd.etsi.asic-e+zip")
        assert office.region.counted("restricted-read") == 1


async def test_what_is_not_restricted_is_read_by_every_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office_with(tmp_path, monkeypatch, RIGHT) as office:
        path = f"/api/v1/messages/{await office.waiting()}/documents/received?reason=case+12"
        for token in (office.region.region.token, RIGHT):
            assert (await office.ask("GET", path, **bearing(token))).status == 200
        (await office.ask("GET", path, **bearing("another token of nobody"))).problem(401)
        assert office.region.counted("restricted-read") == 0


async def test_without_such_a_token_nobody_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with office_with(tmp_path, monkeypatch, "") as office:
        path = f"/api/v1/messages/{await requested(office)}/documents/received?reason=case+12"
        (await office.get(path)).problem(403, "4617")
        (await office.ask("GET", path, **bearing(""))).problem(401)


async def test_nothing_that_it_says_stands_in_a_view_a_list_a_figure_or_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with office_with(tmp_path, monkeypatch, RIGHT) as office:
        number = await requested(office)
        paths = [f"/api/v1/messages/{number}", "/api/v1/messages", "/api/v1/aid", "/api/v1/deadletters"]
        paths += ["/api/v1/refusals", "/metrics", "/health", f"/api/v1/messages/{number}/documents/received"]
        await office.region.accept("tianjin-aid", said("aid-request", "T1", "0402"))  # another content: refused
        shown = [(await office.get(path)).body.decode() for path in paths]
        everything = "".join(shown) + capsys.readouterr().out
        for secret in (SECRET, "XZ-2014-0808", "91110108551385082Q", "BJ20141015000001", "联合查验"):
            assert secret not in everything


async def test_the_token_of_all_operators_is_none_of_those_who_have_the_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EPORT__LISTEN__RESTRICTED_TOKEN_FILE", str(tmp_path / "keys" / "ops-token"))
    with pytest.raises(SetupError, match="it is the ops token"):
        async with office_with(tmp_path, monkeypatch, ""):
            raise AssertionError("it started")
