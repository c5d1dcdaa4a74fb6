"""The example rules for Prometheus speak of metrics that there are."""

from __future__ import annotations

import re
from pathlib import Path

from gateway.service.metrics import Metrics

RULES = Path(__file__).parents[1] / "docs" / "examples" / "alerts.yaml"
ALERT = re.compile(
    r"      - alert: (?P<name>Eport\w+)\n        expr: (?P<expr>[^\n]+)\n(?:        for: \w+\n)?"
    r"        labels: \{severity: (?:info|warning|critical)\}\n"
    r'        annotations: \{summary: "(?P<summary>[^"\n]+)"\}\n'
)
HEAD = re.compile(r"(#[^\n]*\n)*groups:\n  - name: [\w-]+\n    rules:\n")
EXPRESSION = re.compile(
    r"(?P<metric>eport_\w+)(?: - time\(\) < (?P<days>\d+) \* 86400| < time\(\)| == 1)$"
)  # no more of PromQL is used, so that it can be read without a server


def rules() -> list[re.Match[str]]:
    return list(ALERT.finditer(RULES.read_text(encoding="utf-8")))


def test_the_file_is_its_head_and_alerts_and_nothing_else() -> None:
    """The suite has no YAML parser: the file keeps to a form that every one reads alike."""
    text = RULES.read_text(encoding="utf-8")
    head = HEAD.match(text)
    assert head
    assert head.group() + "".join(one.group() for one in rules()) == text


def test_every_metric_and_label_that_an_alert_names_is_one_of_ours() -> None:
    known = labels()
    for one in rules():
        found = EXPRESSION.match(one["expr"])
        assert found, one["expr"]
        assert set(re.findall(r"\$labels\.(\w+)", one["summary"])) <= known[found["metric"]]


def test_a_certificate_is_told_of_60_30_and_7_days_before_its_end() -> None:
    found = (EXPRESSION.match(one["expr"]) for one in rules())
    assert [one["days"] for one in found if one and one["days"]] == ["60", "30", "7"]


def labels() -> dict[str, set[str]]:
    """Of the gauges that alerts may ask for."""
    metrics = Metrics()
    metrics.certificates.labels("our-sm2-sm3", "01").set(1)
    metrics.lists.labels("authorities/national").set(1)
    metrics.unusable.labels("trust").set(1)
    return {sample.name: set(sample.labels) for family in metrics.registry.collect() for sample in family.samples}
