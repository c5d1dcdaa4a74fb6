"""The translation once more: equal in every dialect, and a gateway that lies about it consistently is caught by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from lxml import etree

from adapters import DIALECTS, ENVELOPES
from gateway.document.canonical import canonical
from gateway.evidence import tables, verify
from gateway.evidence.checks import Check
from gateway.evidence.verify import verified
from gateway.model.errors import GatewayError
from gateway.service.metrics import Metrics
from gateway.service.surroundings import Surroundings
from gateway.trust.dsig import SIGNATURE
from gateway.trust.signer import Signer
from gateway.trust.xmldsig_seal import seal
from tests.evidence import made
from tests.evidence.conftest import Scene
from tests.evidence.made import Planned
from tests.service.every_dialect import INSIDE, Everyone, enveloped, everyone, heard_by_all

in_one_loop = pytest.mark.asyncio(loop_scope="session")


def bad(checks: tuple[Check, ...]) -> list[str]:
    return [f"{one.place} {one.what}: {one.reason}" for one in checks if one.verdict == "bad"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Everyone]:
    async with everyone(tmp_path_factory.mktemp("everyone")) as gateway:
        yield gateway


async def proven(here: Everyone, link: str, documents: tuple[bytes, ...], signer: Signer) -> int:
    """How many were planned; each is evidence that says the same when it is translated again."""
    world = Surroundings(observer=Metrics(), business_date=here.gateway.config.business_date)
    done = 0
    for document in documents:
        try:
            one = await made.planned(here.gateway, link, document, world)
        except GatewayError:  # a draft, or one that no dialect can say: no evidence of it
            continue
        checks = verified(made.contained(one, world, {}, signer), made.trusted({"gateway": signer}))
        # Here answers go to all, so that all write them; to how many an answer may go is another test's.
        assert [line for line in bad(checks) if "whom the answer goes to" not in line] == [], (link, document[:400])
        done += 1
    return done


@in_one_loop
@pytest.mark.parametrize("dialect", [one.name for one in DIALECTS])
async def test_a_sample_of_every_dialect_comes_out_the_same_for_every_dialect(
    here: Everyone, scene: Scene, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_by_all(monkeypatch)
    assert await proven(here, dialect, here.documents[dialect][:2], scene.seal)


@pytest.mark.slow
@pytest.mark.timeout(600)
@in_one_loop
@pytest.mark.parametrize("dialect", [one.name for one in DIALECTS])
async def test_every_sample_comes_out_the_same_for_every_dialect(
    here: Everyone, scene: Scene, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_by_all(monkeypatch)
    assert await proven(here, dialect, here.documents[dialect], scene.seal)


@in_one_loop
@pytest.mark.parametrize("name", [one.name for one in ENVELOPES])
async def test_every_envelope_comes_out_the_same(
    here: Everyone, scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_by_all(monkeypatch)
    inside = tuple(enveloped(here, name, one, count) for count, one in enumerate(here.documents[INSIDE[name]][:3]))
    assert await proven(here, f"in-{name}", inside, scene.seal)


async def one_of(scene: Scene, number: str) -> Planned:
    raw = scene.region.good("tianjin", number)
    return await made.planned(scene.region.gateway, "tianjin", raw, scene.world)


def lied(scene: Scene, one: Planned) -> list[str]:
    """Everything else is consistent: records, chain, signature, and receipts of the receivers."""
    return bad(verified(made.contained(one, scene.world, scene.signers, scene.seal), scene.trusted))


@in_one_loop
async def test_a_gateway_that_sent_something_else_and_recorded_it_is_caught(scene: Scene) -> None:
    one = await one_of(scene, "2014101500710001")
    (written,) = one.made.written
    root = etree.fromstring(written.delivery.document)
    signature = root.find(SIGNATURE)
    assert signature is not None
    root.remove(signature)
    element = next(found for found in root.iter("*") if (found.text or "").strip() and not len(found))
    element.text = f"{element.text}9"
    document = seal(canonical(root), scene.seal)
    other = replace(written, delivery=replace(written.delivery, document=document))
    found = lied(scene, replace(one, made=replace(one.made, written=(other,))))
    assert any("translated" in line and "sent/" in line for line in found), found


@in_one_loop
async def test_a_gateway_that_hides_a_loss_is_caught(scene: Scene) -> None:
    one = await one_of(scene, "2014101500710002")
    (written,) = one.made.written
    other = replace(written, delivery=replace(written.delivery, losses=("none",)))
    assert any(
        "losses in writing" in line for line in lied(scene, replace(one, made=replace(one.made, written=(other,))))
    )


@in_one_loop
async def test_a_gateway_that_says_it_could_not_write_what_it_can_is_caught(scene: Scene) -> None:
    one = await one_of(scene, "2014101500710003")
    (written,) = one.made.written
    other = replace(written, delivery=replace(written.delivery, document=b"", code="4206", reason="no"))
    found = lied(scene, replace(one, made=replace(one.made, written=(other,))))
    assert any("can be written here" in line for line in found), found


@in_one_loop
async def test_other_tables_are_told_and_do_not_refuse(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    one = await one_of(scene, "2014101500710004")
    raw = made.contained(one, scene.world, scene.signers, scene.seal)
    monkeypatch.setattr(verify, "tables_digest", lambda: "sm3:other")
    checks = verified(raw, scene.trusted)
    assert bad(checks) == []
    assert any(f"recorded {tables.tables_digest()}, here sm3:other" in check.reason for check in checks)


@in_one_loop
async def test_whom_the_stranger_does_not_know_is_not_believed(scene: Scene) -> None:
    one = await one_of(scene, "2014101500710005")
    raw = made.contained(one, scene.world, scene.signers, scene.seal)
    some = {party: signer for party, signer in scene.signers.items() if party != "tianjin"}
    assert any("4107" in line and line.startswith("received.xml") for line in bad(verified(raw, made.trusted(some))))
