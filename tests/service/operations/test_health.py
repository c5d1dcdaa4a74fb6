from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.service.operations.conftest import Office

in_one_loop = pytest.mark.asyncio(loop_scope="package")


async def away(*_: object) -> bool:
    return False


@in_one_loop
async def test_alive_is_only_that_the_loop_turns(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.region.gateway.journal, "healthy", away)
    monkeypatch.setattr(office.region.gateway.desk, "draining", True)
    said = await office.get("/livez")
    assert (said.status, said.body) == (200, b"ok\n")


@in_one_loop
async def test_ready_is_that_the_journal_writes_redis_or_not(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/readyz", "/healthz"):
        said = await office.get(path)
        assert (said.status, said.body) == (200, b"ok\n")
    monkeypatch.setattr(office.region.gateway.mailboxes, "healthy", away)
    said = await office.get("/readyz")
    assert (said.status, said.body) == (200, b"warn: redis is away, the journal alone works\n")


@in_one_loop
async def test_while_draining_or_without_a_journal_nothing_more_is_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.region.gateway.journal, "healthy", away)
    said = await office.get("/readyz")
    assert (said.status, said.body, said.headers["Retry-After"]) == (503, b"the journal does not write\n", "5")
    monkeypatch.undo()
    monkeypatch.setattr(office.region.gateway.desk, "draining", True)
    said = await office.get("/readyz")
    assert (said.status, said.body) == (503, b"draining\n")


@in_one_loop
async def test_health_tells_each_part_and_the_worst_of_them(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.region.gateway.mailboxes, "healthy", away)
    said = await office.get("/health")
    assert (said.status, said.kind) == (200, "application/health+json")
    told = said.json
    assert {"status", "version", "time", "checks"} == told.keys()
    assert told["status"] == "warn", "redis is away"
    assert told["checks"]["journal:writes"] == [{"status": "pass"}]
    assert told["checks"]["redis:answers"] == [{"status": "warn"}]
    assert {"link:beijing", "link:tianjin", "link:hebei"} <= told["checks"].keys()
    [ours] = told["checks"]["certificate:our-sm2-sm3"]
    assert (ours["status"], ours["observedUnit"]) == ("pass", "days")
    monkeypatch.setattr(office.region.gateway.journal, "healthy", away)
    said = await office.get("/health")
    assert (said.status, said.json["status"]) == (503, "fail")


@in_one_loop
async def test_a_link_that_is_paused_or_has_dead_letters_warns(office: Office) -> None:
    await office.post("/api/v1/links/hebei/pause", {"reason": "their maintenance"})
    await office.dead()
    checks = (await office.get("/health")).json["checks"]
    assert (checks["link:hebei"][0]["status"], checks["link:hebei"][0]["paused"]) == ("warn", True)
    assert checks["link:tianjin"][0]["status"] == "warn"
    assert checks["link:tianjin"][0]["dead"] >= 1
    assert checks["link:beijing"][0]["status"] == "pass"
    await office.post("/api/v1/links/hebei/resume", {"reason": "they are back"})


@in_one_loop
async def test_metrics_tell_what_the_journal_counts_and_when_certificates_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.waiting()
    monkeypatch.setattr(office.region.gateway.mailboxes, "healthy", away)
    said = await office.get("/metrics")
    assert said.kind == "text/plain"
    samples = [one for family in text_string_to_metric_families(said.body.decode()) for one in family.samples]

    def value(name: str, **labels: str) -> float:
        return next(one.value for one in samples if one.name == name and labels.items() <= one.labels.items())

    assert value("eport_deliveries", link="tianjin", state="waiting") >= 1
    assert value("eport_oldest_pending_age_seconds", link="tianjin") >= 0
    assert value("eport_messages_total", outcome="accepted", link="beijing", kind="declaration") >= 1
    assert (value("eport_up", part="journal"), value("eport_up", part="redis")) == (1, 0)
    assert value("eport_certificate_expiry_timestamp_seconds", owner="our-sm2-sm3") > 1_700_000_000
    assert value("eport_build_info") == 1
    owners = {one.labels["owner"] for one in samples if one.name == "eport_certificate_expiry_timestamp_seconds"}
    assert owners == {"our-sm2-sm3", "beijing", "tianjin", "hebei"}
