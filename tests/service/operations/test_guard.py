from __future__ import annotations

import asyncio
import json

import pytest
import structlog

from gateway.model import faults
from gateway.service.operations.guard import OPEN, fault_problem
from tests.service.operations.conftest import Office

in_one_loop = pytest.mark.asyncio(loop_scope="package")
CLOSED = [
    ("GET", "/health"),
    ("GET", "/metrics"),
    ("GET", "/api/v1/messages"),
    ("GET", "/api/v1/messages/1"),
    ("GET", "/api/v1/messages/1/documents/received"),
    ("GET", "/api/v1/deadletters"),
    ("GET", "/api/v1/refusals"),
    ("POST", "/api/v1/replays"),
    ("POST", "/api/v1/skips"),
    ("GET", "/api/v1/links"),
    ("POST", "/api/v1/links/beijing/test"),
    ("POST", "/api/v1/links/beijing/pause"),
    ("POST", "/api/v1/links/beijing/resume"),
    ("GET", "/nowhere"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
@in_one_loop
async def test_without_the_token_nothing_is_told_not_even_what_there_is(office: Office, method: str, path: str) -> None:
    token = office.region.region.token
    for sent in (
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {token[:-1]}",
        f"Bearer {token}x",
        f"Basic {token}",
        token,
        "Bearer \xe9",
    ):
        said = await office.ask(method, path, Authorization=sent)
        said.problem(401)
        assert said.headers["WWW-Authenticate"] == "Bearer"


@in_one_loop
async def test_a_token_of_bytes_that_are_no_text_is_a_wrong_one(office: Office) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", office.client.port)
    writer.write(b"GET /metrics HTTP/1.0\r\nHost: a\r\nAuthorization: Bearer \xff\r\n\r\n")
    assert (await reader.readline()).split()[1] == b"401"
    writer.close()


@in_one_loop
async def test_a_charset_that_nobody_knows_is_no_json(office: Office) -> None:
    path, kind = "/api/v1/links/beijing/pause", "application/json; charset=none-such"
    (await office.ask("POST", path, b'{"reason": "x"}', **{"Content-Type": kind})).problem(400)


@pytest.mark.parametrize("path", sorted(OPEN))
@in_one_loop
async def test_probes_need_no_token_and_tell_only_yes_or_no(office: Office, path: str) -> None:
    said = await office.ask("GET", path, Authorization="")
    assert said.status == 200
    assert len(said.body) < 80


def test_the_table_is_all_that_is_closed() -> None:
    assert not OPEN & {path for _, path in CLOSED}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("GET", "/api/v1/replays", 405), ("DELETE", "/api/v1/messages", 405)],
)
@in_one_loop
async def test_what_is_not_there_is_a_problem_too(office: Office, method: str, path: str, status: int) -> None:
    (await office.ask(method, path)).problem(status)


@in_one_loop
async def test_a_mistake_of_ours_is_told_as_ours_and_logged_without_its_text(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ValueError("<secret/>")

    monkeypatch.setattr(office.region.gateway.journal, "messages", broken)
    with structlog.testing.capture_logs() as logs:
        said = await office.get("/api/v1/messages")
    said.problem(500, faults.OURS.code)
    assert "secret" not in said.body.decode() + str(logs)
    assert [(log["event"], log["error"]) for log in logs] == [("our-fault", "ValueError")]


@in_one_loop
async def test_a_request_that_is_too_large_is_a_problem(office: Office) -> None:
    (await office.post("/api/v1/replays", b"{" + b" " * 70_000 + b"}")).problem(413)


def test_a_fault_is_told_with_code_place_value_and_both_remedies() -> None:
    response = fault_problem(faults.CODE_UNKNOWN.error("why", value="999"))
    told = json.loads(response.text or "")
    assert (response.status, told["code"], told["value"], told["turn"]) == (422, "4204", "999", "sender")
    assert (told["remedy"], told["remedy_zh"]) == (faults.CODE_UNKNOWN.remedy, faults.CODE_UNKNOWN.remedy_zh)
