"""A link without signatures over TLS, against a whole gateway: the certificate says who, rule 4 says what he may."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from gateway.service.worker import ports
from tests.service.laid import Laid, laid
from tests.service.tls_material import HERE, Shown, made, talker

LINK = """\
name = "{name}"
party = "{name}"
dialect = "{dialect}"
profile = "none"
client_certificate = "required"
offices = ["{office}"]
may_send = [{kinds}]
transport = {{ kind = "http", url = "https://127.0.0.1:9/inbox" }}
"""


@dataclass
class Said:
    status: int
    body: str


@dataclass
class Scene:
    there: Laid
    folder: Path
    server: Shown
    shown: dict[str, Shown]

    async def post(self, link: str, document: bytes, by: str = "") -> Said:
        mine = self.shown[by].write(self.folder / "clients", by) if by else None
        context = talker(self.server, mine=mine, trusted=self.folder / "clients")
        url = f"https://{HERE}:{self.there.region.port}/exchange/{link}"
        async with aiohttp.ClientSession() as session, session.post(url, data=document, ssl=context) as answer:
            return Said(answer.status, await answer.text())

    async def refusals(self) -> list[tuple[str, str, bool, int]]:
        found = await self.there.gateway.journal.refusals(100)
        return [(one.link, one.code, one.security, one.size) for one in found]

    def declaration(self, number: str) -> bytes:
        return self.there.hebei_text(number).encode()


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    server, shown = made("gateway"), {name: made(name) for name in ("first", "second")}
    certificate, key = server.write(tmp_path / "keys", "tls")
    monkeypatch.setenv("EPORT__LISTEN__TLS__CERTIFICATE_FILE", str(certificate))
    monkeypatch.setenv("EPORT__LISTEN__TLS__KEY_FILE", str(key))
    for name, one in shown.items():
        one.pin(tmp_path / "region/trust" / name / "tls")
    links = {
        "first": LINK.format(name="first", dialect="hebei-dec", office="04", kinds='"declaration"'),
        "second": LINK.format(name="second", dialect="hebei-dec", office="09", kinds='"declaration"'),
        "third": LINK.format(name="third", dialect="hebei-dec", office="04", kinds="").replace(
            'party = "third"', 'party = "first"'
        ),
    }
    async with laid(tmp_path / "region", **links) as there, ports(there.gateway, 0):
        yield Scene(there, tmp_path, server, shown)


async def test_an_unsigned_document_comes_in_under_its_partys_certificate(scene: Scene) -> None:
    said = await scene.post("first", scene.declaration("T1"), by="first")
    assert said.status == 200, said.body
    assert await scene.refusals() == []


async def test_the_same_document_comes_in_over_no_other_connection(scene: Scene) -> None:
    document = scene.declaration("T2")
    without = await scene.post("first", document)
    anothers = await scene.post("first", document, by="second")
    assert (without.status, anothers.status) == (403, 403)
    assert all("4128" in one.body and "Signature" not in one.body for one in (without, anothers))
    assert sorted(await scene.refusals()) == [("first", "4128", False, 0), ("first", "4128", True, 0)]
    assert scene.there.counted("security", link="first", code="4128") == 1
    assert scene.there.counted("refused", link="first", code="4128") == 1
    assert (await scene.post("first", document, by="first")).status == 200


async def test_a_certificate_gives_no_right_to_a_kind_that_the_link_may_not_send(scene: Scene) -> None:
    said = await scene.post("third", scene.declaration("T3"), by="first")
    assert (said.status, "4302" in said.body) == (403, True)


async def test_nor_to_declare_for_anothers_office(scene: Scene) -> None:
    said = await scene.post("second", scene.declaration("T4"), by="second")
    assert (said.status, "4303" in said.body) == (403, True)


async def test_signed_links_of_the_same_port_need_no_certificate(scene: Scene) -> None:
    assert (await scene.post("beijing", scene.there.declaration("T5"))).status == 200


async def test_what_comes_through_a_folder_unsigned_comes_in_over_no_port(scene: Scene) -> None:
    for by in ("", "first"):
        said = await scene.post("plain-hebei", scene.declaration("T6"), by=by)
        assert (said.status, "4128" in said.body) == (403, True)


async def test_the_operators_port_stays_plain_on_loopback(scene: Scene) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{HERE}:{scene.there.region.ops_port}/livez") as answer,
    ):
        assert answer.status == 200


async def test_health_and_metrics_tell_when_each_certificate_of_tls_ends(scene: Scene) -> None:
    region = scene.there.region
    headers = {"Authorization": f"Bearer {region.token}"}
    base = f"http://{HERE}:{region.ops_port}"
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(f"{base}/health") as answer:
            checks = (await answer.json(content_type=None))["checks"]
        assert {checks[f"certificate:{name}"][0]["observedValue"] for name in ("tls-server", "tls-first")} == {0}
        assert checks["certificate:tls-server"][0]["status"] == "fail"
        (scene.folder / "keys/tls.key.pem").write_bytes(b"half")
        scene.there.gateway.tls.look()
        async with session.get(f"{base}/health") as answer:
            told = await answer.json(content_type=None)
        assert (told["status"], told["checks"]["files:tls-server"][0]["status"]) == ("warn", "warn")
        async with session.get(f"{base}/metrics") as answer:
            text = await answer.text()
    assert 'eport_certificate_expiry_timestamp_seconds{owner="tls-server"' in text
    assert 'part="tls-server"} 1.0' in text
    assert (await scene.post("first", scene.declaration("T7"), by="first")).status == 200
