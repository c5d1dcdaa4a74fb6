"""`packs`: a change is checked and told when it is proposed, and in force when another person approves it."""

from __future__ import annotations

import asyncio
import os
import pwd
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.commands.packs import account
from gateway.resources import data_folder
from gateway.service.journal.journal import open_journal
from gateway.service.rule_packs import packs_by
from tests.commands.cli import Ran, good, run

TEXT = (data_folder("config") / "rules" / "current.toml").read_text(encoding="utf-8")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text("0123456789abcdef\n")
    path = tmp_path / "gateway.toml"
    path.write_text('journal = "sqlite:///journal.sqlite"\n[listen]\nops_token_file = "token"\n')
    return path


@pytest.fixture(autouse=True)
def people(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who sits there; the last one."""
    names = ["li"]
    monkeypatch.setattr("gateway.commands.packs.account", lambda: names[-1])
    return names


def pack(folder: Path, version: str, *changes: tuple[str, str]) -> Path:
    text = TEXT.replace('version = "1"', f'version = "{version}"', 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / f"current-{version}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def proposed(config: Path, file: Path) -> str:
    told = good("packs", "propose", file, "--reason", "announcement 12", "--config", config, "--json").json
    return str(told["digest"])


def approved(config: Path, digest: str) -> Ran:
    return run("packs", "approve", digest, "--reason", "compared", "--config", config)


def in_force(config: Path) -> dict[str, str]:
    told = good("packs", "list", "--config", config, "--json").json
    return {one["pack"]: one["version"] for one in told["packs"]}


def test_the_packs_beside_the_program_are_in_force_until_somebody_changes_them(config: Path) -> None:
    assert in_force(config) == {"2014": "1", "transition": "1", "current": "1"}
    told = good("packs", "list", "--config", config)
    assert "current" in told.text
    assert "no change" in told.text + told.err


def test_a_proposal_says_what_it_does_and_changes_nothing(config: Path, tmp_path: Path) -> None:
    file = pack(tmp_path, "2", ("lookback_months = 12", "lookback_months = 24"))
    done = good("packs", "propose", file, "--reason", "announcement 12", "--config", config)
    assert "current: terms current-terms: lookback_months 12 -> 24" in done.text
    assert "waits for another person" in done.err
    assert in_force(config)["current"] == "1"
    assert "waits" in good("packs", "list", "--config", config).text


def test_only_another_person_puts_it_in_force(config: Path, tmp_path: Path, people: list[str]) -> None:
    digest = proposed(config, pack(tmp_path, "2"))
    own = approved(config, digest)
    assert (own.code, "4623" in own.err) == (1, True)
    people.append("wang")
    assert "current/2" in approved(config, digest.removeprefix("sm3:")[:16]).err
    assert in_force(config)["current"] == "2"
    (change,) = good("packs", "list", "--config", config, "--json").json["changes"]
    assert (change["in_force"], change["proposed_by"], change["approved_by"]) == (True, "li", "wang")


def test_what_was_decided_before_is_decided_again_by_the_packs_of_then(
    config: Path, tmp_path: Path, people: list[str]
) -> None:
    digest = proposed(config, pack(tmp_path, "2"))
    people.append("wang")
    approved(config, digest)

    async def then_and_now() -> list[set[str]]:
        async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
            (change,) = await journal.packs.changes()
        assert change.approved_at is not None
        before = change.approved_at - timedelta(microseconds=1)
        return [{one.name for one in packs_by([change], at)} for at in (before, change.approved_at, None)]

    others = {"2014/1", "transition/1"}
    assert asyncio.run(then_and_now()) == [others | {"current/1"}, others | {"current/2"}, others | {"current/2"}]


def test_a_proposal_that_another_overtook_is_proposed_anew(config: Path, tmp_path: Path, people: list[str]) -> None:
    first, second = (proposed(config, pack(tmp_path, version)) for version in ("2", "3"))
    people.append("wang")
    assert approved(config, first).code == 0
    late = approved(config, second)
    assert (late.code, "4622" in late.err) == (1, True)
    assert in_force(config)["current"] == "2"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((("lookback_months = 12", 'lookback_months = "long"'),), "terms.0.lookback_months"),
        ((('"supervision", "supervision"]', '"supervision", "sampling"]'),), "lighter"),
        ((('version = "2"', 'version = "1"'),), "a version of its own"),
    ],
)
def test_a_pack_that_cannot_be_decided_by_is_not_even_proposed(
    config: Path, tmp_path: Path, changes: tuple[tuple[str, str], ...], said: str
) -> None:
    done = run("packs", "propose", pack(tmp_path, "2", *changes), "--reason", "x", "--config", config)
    assert (done.code, "4604" in done.err, said in done.err) == (1, True, True)
    assert good("packs", "list", "--config", config, "--json").json["changes"] == []


def test_an_account_is_what_the_system_says_and_not_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "somebody")
    monkeypatch.setenv("USER", "somebody")
    me = pwd.getpwuid(os.getuid()).pw_name
    login = tmp_path / "loginuid"
    for said, name in (("0", "root"), ("4294967295", me), ("rubbish", me), ("3999999999", "uid-3999999999")):
        login.write_text(said, encoding="ascii")
        assert account(login) == name
    assert account(tmp_path / "none") == me
