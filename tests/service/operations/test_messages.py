from __future__ import annotations

from typing import Any

import pytest

from tests.service.operations.conftest import Office

in_one_loop = pytest.mark.asyncio(loop_scope="package")


async def listed(office: Office, query: str = "") -> list[str]:
    said = await office.get(f"/api/v1/messages{query}")
    assert said.status == 200, said.body
    return [row["message"] for row in said.json["messages"]]


@in_one_loop
async def test_messages_are_listed_newest_first_and_paged(office: Office) -> None:
    numbers = [await office.waiting() for _ in range(3)]
    assert (await listed(office))[:3] == numbers[::-1]
    assert await listed(office, "?limit=2") == [numbers[2], numbers[1]]
    assert (await listed(office, f"?limit=1&before={numbers[1]}")) == [numbers[0]]


@in_one_loop
async def test_messages_are_found_by_link_kind_state_and_number(office: Office) -> None:
    ours, other = await office.waiting(), await office.waiting("hebei")
    assert {ours, other} <= set(await listed(office, "?kind=declaration"))
    assert await listed(office, "?kind=nothing") == []
    assert other in await listed(office, "?link=hebei")
    assert ours not in await listed(office, "?link=hebei")
    assert {ours, other} <= set(await listed(office, "?link=tianjin&state=waiting"))
    assert await listed(office, f"?number={ours}") == [ours]
    [view] = (await office.get(f"/api/v1/messages?number={ours}")).json["messages"]
    assert await listed(office, f"?number={view['number']}") == [ours]
    dead = await office.dead()
    assert dead in await listed(office, "?state=dead")
    assert ours not in await listed(office, "?state=dead")


@in_one_loop
async def test_messages_are_found_by_time(office: Office) -> None:
    number = await office.waiting()
    assert number in await listed(office, "?since=2014-01-01T00:00:00%2B08:00")
    assert await listed(office, "?since=2999-01-01T00:00:00%2B08:00") == []
    assert await listed(office, "?until=2014-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=-1", "limit"),
        (f"limit={'1' * 5000}", "limit"),
        ("limit=ten", "limit"),
        ("limit=%EF%BC%91", "limit"),
        ("state=lost", "state"),
        ("since=yesterday", "since"),
        ("until=2014-10-15T00:00:00", "until"),
    ],
)
@in_one_loop
async def test_a_parameter_that_is_wrong_is_named(office: Office, query: str, place: str) -> None:
    told = (await office.get(f"/api/v1/messages?{query}")).problem(422, "4512")
    assert told["place"] == place


@in_one_loop
async def test_a_message_is_shown_with_its_timeline_and_no_byte_of_a_payload(office: Office) -> None:
    number = await office.waiting()
    said = await office.get(f"/api/v1/messages/{number}")
    view = said.json
    assert view["row"]["message"] == number
    assert [event["what"] for event in view["timeline"]] == ["received", "queued"]
    assert [one["link"] for one in view["deliveries"]] == ["tianjin"]
    assert view["raw"]["bytes"] > 1000
    assert view["receipt"]["bytes"] > 500
    assert b"<ITF_DCL" not in said.body
    (await office.get("/api/v1/messages/9")).problem(404)


async def acts(office: Office, number: str) -> list[tuple[str, str, str, str]]:
    view = (await office.get(f"/api/v1/messages/{number}")).json
    return [(act["verb"], act["actor"], act["target"], act["reason"]) for act in view["acts"]]


@in_one_loop
async def test_a_document_is_shown_byte_for_byte_and_who_looked_is_kept(office: Office) -> None:
    number = await office.waiting()
    path = f"/api/v1/messages/{number}/documents"
    kept = await office.region.gateway.journal.message(number)
    assert kept is not None
    received = await office.ask("GET", f"{path}/received?reason=case+12", **{"Eport-Operator": "duty officer"})
    assert (received.body, received.kind) == (kept.raw, "application/xml")
    assert received.headers["Cache-Control"] == "no-store"
    assert (await office.get(f"{path}/receipt?reason=case+12")).body == kept.receipt
    assert (await office.get(f"{path}/tianjin?reason=case+12")).body == kept.deliveries[0].document
    (await office.get(f"{path}/hebei")).problem(404)
    (await office.get("/api/v1/messages/9/documents/received")).problem(404)
    assert [(verb, actor, target) for verb, actor, target, _ in await acts(office, number)] == [
        ("viewed", "duty officer", "received"),
        ("viewed", "operator", "receipt"),
        ("viewed", "operator", "tianjin"),
    ]


@in_one_loop
async def test_a_dead_letter_is_redelivered_with_a_reason_that_is_kept(office: Office) -> None:
    number = await office.dead()
    said = await office.post("/api/v1/replays", {"message": number, "link": "tianjin", "reason": "the table is mended"})
    assert (said.status, said.json) == (201, {"message": number, "link": "tianjin", "queued": 1})
    assert (await acts(office, number))[-1][0] == "redeliver"
    assert (await acts(office, number))[-1][3] == "the table is mended"
    assert number in await listed(office, "?state=waiting")


@in_one_loop
async def test_what_was_delivered_may_be_sent_once_more_under_its_number(office: Office) -> None:
    number = await office.delivered()
    said = await office.post("/api/v1/replays", {"message": number, "link": "tianjin", "reason": "they lost it"})
    assert said.status == 201
    view = (await office.get(f"/api/v1/messages/{number}")).json
    first, second = view["deliveries"]
    assert (first["number"], first["state"], second["state"]) == (second["number"], "delivered", "waiting")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, ""),
        (b"{", 400, ""),
        (b"\xff", 400, ""),
        (b"[" * 60_000, 400, ""),
        (b'{"message": "1", "link": "tianjin", "reason": "\\ud800"}', 422, "4512"),
        ([], 400, ""),
        ({}, 422, "4512"),
        ({"message": "NUMBER", "link": "tianjin"}, 422, "4512"),
        ({"message": "NUMBER", "link": "tianjin", "reason": " "}, 422, "4512"),
        ({"message": "NUMBER", "link": "tianjin", "reason": 7}, 422, "4512"),
        ({"message": "NUMBER", "reason": "why"}, 422, "4512"),
        ({"message": "9", "link": "tianjin", "reason": "why"}, 404, "4509"),
        ({"message": "NUMBER", "link": "hebei", "reason": "why"}, 404, "4509"),
    ],
)
@pytest.mark.parametrize("verb", ["replays", "skips"])
@in_one_loop
async def test_an_act_that_says_too_little_or_names_nothing_changes_nothing(
    office: Office, verb: str, body: Any, status: int, code: str
) -> None:
    number = await office.dead()
    if isinstance(body, dict):
        body = {key: number if value == "NUMBER" else value for key, value in body.items()}
    (await office.post(f"/api/v1/{verb}", body)).problem(status, code)
    assert number in await listed(office, "?state=dead")
    assert await acts(office, number) == []


@in_one_loop
async def test_what_waits_is_not_sent_twice_nor_skipped(office: Office) -> None:
    number = await office.waiting()
    body = {"message": number, "link": "tianjin", "reason": "why"}
    (await office.post("/api/v1/replays", body)).problem(409, "4507")
    (await office.post("/api/v1/skips", body)).problem(409, "4510")


@in_one_loop
async def test_a_dead_letter_is_listed_and_skipped(office: Office) -> None:
    number = await office.dead()
    [row] = [
        row
        for row in (await office.get("/api/v1/deadletters?limit=500")).json["deadletters"]
        if row["message"] == number
    ]
    assert (row["link"], row["code"], row["reason"], row["writable"]) == ("tianjin", "4506", "an unknown code", True)
    assert (await office.get("/api/v1/deadletters?link=hebei")).json == {"deadletters": []}
    said = await office.post("/api/v1/skips", {"message": number, "link": "tianjin", "reason": "paper was used"})
    assert said.status == 201
    assert number in await listed(office, "?state=skipped")


@in_one_loop
async def test_refusals_are_listed_without_the_bytes_and_security_events_apart(office: Office) -> None:
    region = office.region
    await region.accept("beijing", region.declaration("1", by="tianjin"))
    await region.accept("beijing", b"<secret-payload/>")
    both = (await office.get("/api/v1/refusals?limit=2")).json["refusals"]
    assert [(row["code"], row["security"]) for row in both] == [("4101", False), ("4108", True)]
    assert both[0]["head"] == {"bytes": 17}
    said = await office.get("/api/v1/refusals?security=true&limit=1")
    assert [row["code"] for row in said.json["refusals"]] == ["4108"]
    assert (await office.get("/api/v1/refusals?link=hebei")).json == {"refusals": []}


@in_one_loop
async def test_without_a_reason_a_document_is_shown_without_persons_and_a_blank_reason_is_none(office: Office) -> None:
    number = await office.waiting()
    path = f"/api/v1/messages/{number}/documents/received"
    kept = await office.region.gateway.journal.message(number)
    assert kept is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gateway.service.operations.masking.personal_names", lambda _: frozenset({"DeclRegName"}))
        shown = (await office.get(path)).body
    assert ("某某报关" in kept.raw.decode(), "某某报关" in shown.decode()) == (True, False)
    assert "<DeclRegName>…<" in shown.decode()
    (await office.get(f"{path}?reason=+")).problem(422, "4511")
    assert [reason for *_, reason in await acts(office, number)] == ["masked view"]
