"""`decide` by the journal: a declaration as known then and true on a day, and all of them by another pack."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.resources import data_folder
from gateway.service.journal.journal import open_journal
from tests.commands.cli import good, run
from tests.service.journal.material import accepted
from tests.service.journal.test_cases import AT, DECLARED, saying
from tests.service.journal.test_registries import LEVEL

BETTER = replace(LEVEL, level="A")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Declared at noon on 15 October 2014 by an importer of level B, which is A since an hour later."""
    (tmp_path / "token").write_text("0123456789abcdef\n")
    path = tmp_path / "gateway.toml"
    path.write_text('address = "A"\njournal = "sqlite:///journal.sqlite"\n[listen]\nops_token_file = "token"\n')
    asyncio.run(written(tmp_path))
    return path


async def written(folder: Path) -> None:
    async with open_journal(f"sqlite:///{folder / 'journal.sqlite'}") as journal:
        second = replace(DECLARED, entry_number="E2")
        await accepted(journal, saying(1, LEVEL, -1), saying(2, DECLARED), saying(3, second, 0.5), saying(4, BETTER, 1))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """2014's, with another share of T3."""
    text = (data_folder("config") / "rules" / "2014.toml").read_text().replace('version = "1"', 'version = "9"', 1)
    row = text.index('id = "2014-sampling-t3"')
    at = text.index("percent", row)
    path = tmp_path / "other.toml"
    path.write_text(text[:at] + "percent = 10" + text[text.index("\n", at) :])
    return path


def test_a_declaration_is_decided_by_what_the_registries_know(config: Path) -> None:
    told = good("decide", "E2", "--config", config).json
    assert (told["number"], told["as_true"], told["pack"]) == ("E2", "2014-10-15", "2014/1")
    assert (told["tier"], told["mode"]) == ("T2", "verification")


def test_as_known_leaves_out_what_came_later(config: Path) -> None:
    then = (AT + timedelta(minutes=45)).isoformat()
    told = good("decide", "E2", "--config", config, "--as-known", then).json
    assert (told["tier"], told["mode"], told["as_known"]) == ("T3", "sampling", then)


def test_as_true_takes_pack_and_levels_of_another_day(config: Path) -> None:
    done = run("decide", "E2", "--config", config, "--as-true", "2026-05-01")
    assert (done.json["pack"], done.json["as_true"]) == ("current/1", "2026-05-01")


def test_what_was_not_declared_is_told_so(config: Path) -> None:
    early = (AT - timedelta(hours=2)).isoformat()
    for more in (("E9",), ("E1", "--as-known", early), ("E1", "--as-known", "yesterday")):
        done = run("decide", *more, "--config", config)
        assert (done.code, "4512" in done.err) == (1, True)


def test_a_pack_that_ends_otherwise_is_told_case_by_case(config: Path, pack: Path) -> None:
    done = run("decide", "--against", pack, "--config", config, "--json")
    assert done.code == 1, done.err
    assert (done.json["cases"], done.json["same"]) == (2, 1)  # a first import is wholly picked either way
    (other,) = done.json["others"]
    assert other["name"] == "E2"
    assert ("sampling 20 %" in other["before"], "sampling 10 %" in other["after"]) == (True, True)
    assert "10-matrix" in other["fired_after"]
    assert [one["count"] for one in done.json["changed"]] == [1]


def test_the_table_names_rows_and_sums_in_both_languages(config: Path, pack: Path) -> None:
    done = run("decide", "--against", pack, "--config", config)
    assert "E2" in done.text and "10-matrix" in done.text and "现行" in done.text
    assert "2 declarations, 1 end otherwise" in done.err and "1 份结果不同" in done.err


def test_nothing_that_ends_otherwise_is_a_good_end(config: Path, pack: Path) -> None:
    done = good("decide", "--against", pack, "--config", config, "--from", "2014-10-16")
    assert "0 end otherwise" in done.err
    good("decide", "--against", pack, "--config", config, "--to", "2014-10-14")


def test_a_pack_that_could_not_be_proposed_is_refused(config: Path) -> None:
    done = run("decide", "--against", data_folder("config") / "rules" / "2014.toml", "--config", config)
    assert (done.code, "4604" in done.err) == (1, True)


@pytest.mark.parametrize("wrong", [("--against", __file__), (), ("some.xml",)])
def test_what_is_missing_is_named(wrong: tuple[str, ...]) -> None:
    assert run("decide", *wrong).code == 2
