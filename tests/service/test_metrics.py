from __future__ import annotations

import structlog
from prometheus_client.parser import text_string_to_metric_families

from gateway.service.metrics import Metrics


def labels(metrics: Metrics) -> dict[str, set[str]]:
    families = text_string_to_metric_families(metrics.text().decode())
    return {one.name: set(one.labels) for family in families for one in family.samples if one.name.endswith("_total")}


def test_an_event_is_counted_by_link_outcome_kind_and_code() -> None:
    metrics = Metrics()
    for _ in range(2):
        metrics.event("refused", "beijing", code="4204", place="/a/b", message="201410150000000001")
    metrics.step("verified", "beijing")
    wanted = {"link": "beijing", "outcome": "refused", "kind": "", "code": "4204"}
    assert metrics.registry.get_sample_value("eport_messages_total", wanted) == 2
    assert metrics.registry.get_sample_value("eport_steps_total", {"link": "beijing", "step": "verified"}) == 1


def test_no_label_ever_bears_an_id_or_a_place() -> None:
    metrics = Metrics()
    for number in range(50):
        metrics.event("accepted", "beijing", kind="declaration", message=str(number), place=f"/a[{number}]")
        metrics.step("queued", "beijing")
    assert labels(metrics) == {
        "eport_messages_total": {"link", "outcome", "kind", "code"},
        "eport_steps_total": {"link", "step"},
    }
    assert metrics.text().decode().count("\neport_messages_total{") == 1


def test_what_is_counted_is_logged_with_all_its_facts() -> None:
    with structlog.testing.capture_logs() as logs:
        Metrics().event("refused", "beijing", code="4204", place="/a")
    assert logs == [{"event": "refused", "log_level": "info", "link": "beijing", "code": "4204", "place": "/a"}]


def test_a_copy_is_counted_and_not_logged() -> None:
    metrics = Metrics()
    with structlog.testing.capture_logs() as logs:
        metrics.event("copy", "beijing", message="1")
    assert logs == []
    assert "eport_messages_total" in labels(metrics)


def test_a_legacy_profile_is_counted_by_link_and_profile_and_warned_of() -> None:
    metrics = Metrics()
    with structlog.testing.capture_logs() as logs:
        metrics.event("legacy-profile", "binhai", profile="legacy-md5-prefix", way="received")
    assert [(one["event"], one["log_level"], one["way"]) for one in logs] == [("legacy-profile", "warning", "received")]
    wanted = {"link": "binhai", "profile": "legacy-md5-prefix"}
    assert metrics.registry.get_sample_value("eport_legacy_profile_total", wanted) == 1
    assert "eport_messages_total" not in labels(metrics), "it is no outcome of a message"


def test_each_process_has_a_registry_of_its_own() -> None:
    one, other = Metrics(), Metrics()
    one.step("verified", "beijing")
    assert "eport_steps_total{" not in other.text().decode()
