from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gateway.commands import replay
from gateway.commands.replay import planned, results
from gateway.model import faults
from gateway.model.errors import AgainError
from tests.commands.cli import good, run
from tests.commands.test_operations import Running, config, running

__all__ = ["config", "running"]

WHY = ("--reason", "their table is mended", "--per-second", "1000")


def letter(number: int, code: str = "4506", *, writable: bool = True) -> dict[str, Any]:
    return {"message": str(number), "link": "hebei", "code": code, "writable": writable, "dead_at": "2014-10-15"}


class Port:
    """A gateway whose letters are in `states`; it refuses those of `stopped` and is away for those of `away`."""

    def __init__(self, states: dict[str, str], *, stopped: str = "", away: str = "") -> None:
        self.states, self.stopped, self.away, self.posted = states, stopped, away, list[str]()

    def get(self, path: str, query: object = None) -> Any:
        if path.endswith("deadletters"):
            return {"deadletters": [letter(int(one)) for one, state in self.states.items() if state == "dead"]}
        state = self.states[path.rsplit("/", 1)[1]]
        others = {"link": "tianjin", "state": "delivered"}
        return {"deliveries": [{"link": "hebei", "state": "superseded"}, {"link": "hebei", "state": state}, others]}

    def post(self, path: str, body: dict[str, str]) -> None:
        if body["message"] == self.stopped:
            raise faults.STOPPED.error("it lets goods go")
        if body["message"] == self.away:
            raise faults.GATEWAY_AWAY.error("nothing answers")
        self.posted.append(body["message"])


def told(port: Any, numbers: range) -> list[str]:
    return [row["result"] for row in results(port, [letter(number) for number in numbers], "why")]


def test_a_plan_counts_what_can_be_sent_and_warns_of_the_rest() -> None:
    said = planned([*map(letter, range(7)), letter(8, writable=False)], more=2)
    assert (said["count"], len(said["sample"])) == (7, 5)
    assert [warning.split(":")[0] for warning in said["warnings"]] == [
        "7 died of 4506",
        "1 have no document and are left out",
        "2 more match",
    ]


def test_what_was_delivered_meanwhile_is_a_duplicate_and_never_sent_again() -> None:
    port = Port({"1": "dead", "2": "delivered", "3": "waiting"})
    assert told(port, range(1, 4)) == ["sent", "duplicate", "duplicate"]
    assert port.posted == ["1"]


def test_one_that_is_refused_costs_only_itself() -> None:
    port = Port({"1": "dead", "2": "dead", "3": "dead"}, stopped="2")
    assert told(port, range(1, 4)) == ["sent", "refused", "sent"]


def test_a_gateway_that_goes_away_ends_the_run() -> None:
    with pytest.raises(AgainError):
        told(Port({"1": "dead", "2": "dead"}, away="2"), range(1, 3))


def test_a_run_that_ends_early_tells_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "operations", lambda *_: Port({"1": "dead", "2": "dead"}, away="2"))
    done = run("replay", "run", "--json", *WHY)
    assert done.code == 3
    assert done.json["results"] == {"sent": 1}
    assert "1 sent, 0 duplicate, 0 refused, 1 not reached" in done.err


def test_a_run_with_a_refusal_ends_as_an_input_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "operations", lambda *_: Port({"1": "dead"}, stopped="1"))
    done = run("replay", "run", *WHY)
    assert done.code == 1
    assert "4701 stopped" in done.text


def test_the_limit_is_of_what_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    port = Port({"1": "dead", "2": "dead"})
    monkeypatch.setattr(replay, "operations", lambda *_: port)
    assert good("replay", "plan", "--limit", "1", "--json").json["count"] == 1
    good("replay", "run", "--limit", "1", *WHY)
    assert port.posted == ["1"]


def test_dead_letters_are_planned_then_sent_again_and_a_second_run_finds_none(
    running: Running, config: tuple[str, Path]
) -> None:
    assert good("replay", "plan", "--code", "4999", *config).text == "no dead letter to send again\n"
    assert running.message in good("replay", "plan", "--code", "4506", *config).text
    report = good("replay", "run", "--link", "tianjin", "--json", *WHY, *config).json
    assert [(row["message"], row["result"]) for row in report["rows"]] == [(running.message, "sent")]
    view = good("messages", "show", running.message, "--json", *config).json
    assert [act["reason"] for act in view["acts"] if act["verb"] == "redeliver"] == ["their table is mended"]
    assert good("replay", "run", *WHY, *config).text == "no dead letter to send again\n"


def test_a_run_leaves_out_what_has_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    port = Port({"1": "dead", "2": "dead"})
    monkeypatch.setattr(replay, "_letters", lambda *_: [letter(1, writable=False), letter(2)])
    monkeypatch.setattr(replay, "operations", lambda *_: port)
    good("replay", "run", *WHY)
    assert port.posted == ["2"]
