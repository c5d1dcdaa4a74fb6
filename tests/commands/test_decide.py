"""`decide`: JSON for machines, words for people, exit 1 where no rule decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.cli import SAMPLES, good, run

BEIJING = SAMPLES / "beijing-ciq" / "declaration.xml"
DECIDE = ("decide", "--on", "2014-10-15")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    level = {"uscc": "", "ciq_code": consignee(), "scheme": "CIQ2013", "level": "B", "effective_from": "2014-01-01"}
    path.write_text(json.dumps({"levels": [level], "alerts": [], "first_import": False}))
    return path


def consignee() -> str:
    said = good("translate", "--from", "beijing-ciq", "--canonical", "--on", "2014-10-15", BEIJING).json
    return str(said["body"]["consignee_ciq_code"])


def test_a_declaration_of_any_dialect_is_decided_with_its_trace(facts: Path) -> None:
    done = good(*DECIDE, "--facts", facts, BEIJING)
    assert done.json["outcome"] == "decided"
    assert done.json["pack"] == "2014/1"
    assert done.json["tier"] == "T3"
    assert done.json["trace"][0]["rule"] == "10-matrix"
    assert any(change.startswith("with AA: ") for change in done.json["otherwise"])
    assert "风险与信用" in done.err


def test_without_facts_nothing_is_decided_and_that_is_no_good_end() -> None:
    done = run(*DECIDE, BEIJING)
    assert done.code == 1
    assert (done.json["outcome"], done.json["code"]) == ("held", "alerts-away")


def test_what_is_no_declaration_is_told_so() -> None:
    done = run(*DECIDE, SAMPLES / "regional" / "risk-alert.xml")
    assert done.code == 1
    assert "only a declaration is decided" in done.err


def test_what_no_dialect_reads_is_told_so() -> None:
    done = run(*DECIDE, "-", stdin=b"<Nothing/>")
    assert done.code in (1, 2)
    assert "4009" in done.err
