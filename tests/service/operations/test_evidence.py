"""Evidence over the operators' port: the container of one message, and the chain for an auditor."""

from __future__ import annotations

import pytest

from gateway.evidence import container
from gateway.evidence.statements import proven, read_batch
from gateway.service.notary import LATE, Notary
from gateway.trust.trust_store import TrustStore
from tests.service.operations.conftest import Office

in_one_loop = pytest.mark.asyncio(loop_scope="package")


@in_one_loop
async def test_the_container_of_a_message_holds_its_whole_life_sealed(office: Office) -> None:
    number = await office.delivered()
    said = await office.get(f"/api/v1/evidence/{number}")
    assert (said.status, said.kind) == (200, "application/vnd.etsi.asic-e+zip")
    assert said.headers["Cache-Control"] == "no-store"
    found = container.dossier(container.read(said.body))
    view = await office.region.gateway.journal.message(number)
    assert view is not None
    assert (found.message, found.received, found.receipt) == (number, view.raw, view.receipt)
    assert [one.number for one in found.batches] == sorted({record.batch for record in found.records})  # type: ignore[type-var]
    assert len(found.records) == 3


@in_one_loop
async def test_what_the_decision_names_comes_with_it(office: Office) -> None:
    """Terms, code tables and the certificate that the seal was believed by: a stranger translates it again by them."""
    number = await office.waiting()
    dossier = await office.region.gateway.journal.evidence.dossier(number, office.region.gateway.desk.now())
    assert dossier is not None
    kinds = {content[:1] for content in dossier.materials.values()}
    assert kinds == {b"{", b"0"}
    assert len(dossier.materials) == 4


@in_one_loop
async def test_an_export_is_journalled_with_who_asked(office: Office) -> None:
    number = await office.waiting()
    await office.ask("GET", f"/api/v1/evidence/{number}", **{"Eport-Operator": "auditor Li"})
    view = await office.region.gateway.journal.message(number)
    assert view is not None
    assert [(one.actor, one.verb) for one in view.acts] == [("auditor Li", "exported")]


@in_one_loop
async def test_an_unknown_message_has_no_evidence(office: Office) -> None:
    (await office.get("/api/v1/evidence/201410159999999999")).problem(404)


@in_one_loop
async def test_an_auditor_follows_the_chain(office: Office) -> None:
    journal = office.region.gateway.journal.evidence
    for _ in range(2):
        await office.waiting()
        await office.region.gateway.desk.notary.seal_now()
    last = (await journal.state()).tip.number
    said = (await office.get(f"/api/v1/evidence/chain?from={last}")).json
    (batch,) = said["batches"]
    signer = office.region.gateway.desk.notary.signer()
    trust = TrustStore.of([("gateway", signer.certificate)])
    assert read_batch(proven(batch["statement"].encode(), trust, party="gateway").content).number == last
    assert (batch["number"], said["days"]) == (str(last), [])


@in_one_loop
async def test_a_page_of_the_chain_is_asked_for_in_numbers_and_days(office: Office) -> None:
    for query in ("from=0", "from=x", "since=soon", "limit=501"):
        (await office.get(f"/api/v1/evidence/chain?{query}")).problem(422, "4512")


@in_one_loop
async def test_metrics_tell_how_the_chain_stands(office: Office) -> None:
    await office.region.gateway.desk.notary.seal_now()
    await office.waiting()
    text = (await office.get("/metrics")).body.decode()
    assert "eport_evidence_unsealed_records 1.0" in text
    await office.region.gateway.desk.notary.seal_now()
    text = (await office.get("/metrics")).body.decode()
    assert "eport_evidence_unsealed_records 0.0" in text
    tip = (await office.region.gateway.journal.evidence.state()).tip
    assert f"eport_evidence_last_batch {float(tip.number)}" in text


@in_one_loop
async def test_health_warns_of_a_chain_that_falls_behind(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.region.gateway.desk
    await desk.notary.seal_now()
    assert (await office.get("/health")).json["checks"]["evidence:sealing"][0]["status"] == "pass"
    await office.waiting()
    monkeypatch.setattr(
        desk, "notary", Notary(journal=desk.journal.evidence, signer=lambda: None, now=desk.now, batch_s=-1.0 / LATE)
    )
    (entry,) = (await office.get("/health")).json["checks"]["evidence:sealing"]
    assert (entry["status"], entry["observedValue"]) == ("warn", 1)
    await desk.notary.turn()
    (entry,) = (await office.get("/health")).json["checks"]["evidence:sealing"]
    assert "no key of ours signs evidence" in entry["output"]
