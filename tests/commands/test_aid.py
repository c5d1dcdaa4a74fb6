"""`aid ls`: what nobody acknowledged, as the port tells it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commands.cli import good
from tests.commands.test_operations import Running, config, running

__all__ = ["config", "running"]

ROW = {"due_at": "2026-06-01T08:30:00+00:00", "since": "2026-06-01T08:00:00+00:00", "link": "hebei"}
ROWS = [{**ROW, "message": "202606010000000001", "kind": "risk-alert", "overdue": True}]


class Port:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, object]] = []

    def get(self, path: str, query: Mapping[str, object]) -> Any:
        assert path == "/api/v1/aid"
        self.asked.append({name: value for name, value in query.items() if value is not None})
        return {"aid": ROWS}


def test_what_is_late_is_asked_for_and_shown_by_its_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    port = Port()
    monkeypatch.setattr("gateway.commands.aid.operations", lambda *_: port)
    shown = good("aid", "ls", "--overdue", "--url", "http://127.0.0.1:1").text
    assert port.asked == [{"limit": 50, "overdue": "true"}]
    assert shown.split()[:6] == ["DUE_AT", "OVERDUE", "MESSAGE", "KIND", "LINK", "SINCE"]
    assert shown.split()[6:] == [ROW["due_at"], "yes", "202606010000000001", "risk-alert", "hebei", ROW["since"]]
    assert good("aid", "ls", "--json", "--url", "http://127.0.0.1:1").json == ROWS
    assert port.asked[1:] == [{"limit": 50}]


def test_a_gateway_without_aid_says_so(running: Running, config: tuple[str, Path]) -> None:
    assert good("aid", "ls", *config).text == "nothing waits to be acknowledged\n"
    assert good("aid", "ls", "--overdue", *config).text == "nothing is overdue\n"
