from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.commands.demo.identities import write_private
from gateway.service.operations.port import operations_port
from tests.service.laid import laid
from tests.service.operations.conftest import Office

LEGACY = """\
name = "legacy"
party = "legacy"
dialect = "tianjin-customs"
profile = "legacy-md5-prefix"
shared_key_file = "shared"
offices = ["0213"]
transport = {{ kind = "folder", root = "{root}", business_type = "Legacy" }}
"""
SHOP = """\
name = "shop"
party = "shop"
dialect = "regional"
envelope = "gzeport"
profile = "none"
address = "DXPENT0000000901"
offices = ["09"]
transport = {{ kind = "folder", root = "{root}", business_type = "Shop" }}
"""

in_one_loop = pytest.mark.asyncio(loop_scope="package")


async def link(office: Office, name: str) -> dict[str, object]:
    found: list[dict[str, object]] = (await office.get("/api/v1/links")).json["links"]
    return next(one for one in found if one["name"] == name)


@in_one_loop
async def test_a_link_is_told_with_what_it_may_do_and_how_it_stands(office: Office) -> None:
    told = await link(office, "tianjin")
    assert (told["party"], told["dialect"], told["envelope"], told["profile"]) == (
        "tianjin",
        "tianjin-ciq",
        "dxp",
        "sm2-sm3",
    )
    assert (told["offices"], told["may_send"], told["paused"]) == (["02"], ["declaration", "declaration-status"], False)
    assert set(told["deliveries"]) == {"waiting", "delivered", "dead", "superseded", "expired", "skipped"}  # type: ignore[call-overload]
    assert (await link(office, "plain-hebei"))["profile"] == "none"


@in_one_loop
async def test_a_legacy_link_and_another_envelope_are_told_by_their_own_names(tmp_path: Path) -> None:
    write_private(tmp_path / "shared", b"a-made-up-key-of-this-test")
    texts = {"legacy": LEGACY, "shop": SHOP}
    async with (
        laid(tmp_path, **{name: text.format(root=tmp_path / name) for name, text in texts.items()}) as region,
        TestClient(TestServer(operations_port(region.gateway.desk))) as client,
    ):
        office = Office(region=region, client=client)
        assert (await link(office, "legacy"))["profile"] == "legacy-md5-prefix"
        assert (await link(office, "shop"))["envelope"] == "gzeport"


@in_one_loop
async def test_a_link_is_paused_and_resumed_with_a_reason(office: Office) -> None:
    journal = office.region.gateway.journal
    (await office.post("/api/v1/links/hebei/pause", {})).problem(422, "4512")
    assert await journal.paused() == frozenset()
    for verb, paused in (("pause", True), ("resume", False)):
        said = await office.post(f"/api/v1/links/hebei/{verb}", {"reason": "their maintenance"})
        assert (said.status, said.json) == (200, {"link": "hebei", "paused": paused})
        assert ("hebei" in await journal.paused()) is paused
        assert (await link(office, "hebei"))["paused"] is paused
    (await office.post("/api/v1/links/hebei/resume", {})).problem(422, "4512")


@pytest.mark.parametrize("verb", ["pause", "resume", "test"])
@in_one_loop
async def test_a_link_nobody_has_is_not_found(office: Office, verb: str) -> None:
    (await office.post(f"/api/v1/links/nobody/{verb}", {"reason": "why"})).problem(404)
    assert await office.region.gateway.journal.paused() == frozenset()


@in_one_loop
async def test_the_test_of_a_link_says_whether_it_can_be_reached_and_why_not(office: Office) -> None:
    said = await office.post("/api/v1/links/tianjin/test", {})
    assert (said.status, said.json["reachable"]) == (200, True)
    told = (await office.post("/api/v1/links/beijing/test", {})).problem(502, "4501")
    assert told["remedy"]
