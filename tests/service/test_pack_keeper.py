"""A worker decides by the packs that were approved, whoever approved them where, and by those of before until then."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.recognition.changing import write_change
from gateway.resources import data_folder
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.packs.views import Change
from gateway.service.journal.records import Act
from gateway.service.pack_keeper import PackKeeper
from gateway.service.rule_packs import judge
from tests.service.journal.material import NOW

TODAY = date(2026, 11, 24)
TEXT = (data_folder("config") / "rules" / "current.toml").read_text(encoding="utf-8")


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as opened:
        yield opened


def by(actor: str) -> Act:
    return Act(at=NOW, actor=actor, verb="", target="", reason="announcement 12")


async def proposed(journal: Journal, keeper: PackKeeper, version: str) -> str:
    text = TEXT.replace('version = "1"', f'version = "{version}"', 1)
    return await journal.packs.propose(write_change([text], keeper.packs), by("li"))


async def test_what_waits_decides_nothing_and_what_is_approved_does(journal: Journal) -> None:
    keeper = PackKeeper(journal.packs)
    name = await proposed(journal, keeper, "2")
    await keeper.refresh()
    assert keeper.pack(TODAY).name == "current/1"
    await journal.packs.approve(name, by("wang"), judge)
    await keeper.catch_up()
    assert keeper.pack(TODAY).name == "current/2"
    assert keeper.pack(date(2014, 10, 15)).name == "2014/1"
    assert (await started(journal)).pack(TODAY).name == "current/2", "after a restart too"


async def started(journal: Journal) -> PackKeeper:
    keeper = PackKeeper(journal.packs)
    await keeper.refresh()
    return keeper


async def test_nothing_new_is_nothing_to_do(journal: Journal) -> None:
    keeper = PackKeeper(journal.packs)
    before = keeper.packs
    await keeper.refresh()
    assert keeper.packs is before


async def test_a_change_that_does_not_fit_is_told_and_the_packs_of_before_stay(journal: Journal) -> None:
    keeper = PackKeeper(journal.packs)
    name = await journal.packs.propose(write_change(["id = 1"], keeper.packs), by("li"))

    def unlooked(change: Change, in_force: Sequence[Change]) -> None:
        """As another release may have taken it."""

    await journal.packs.approve(name, by("wang"), unlooked)
    with pytest.raises(SetupError) as caught:
        await keeper.refresh()
    assert caught.value.fault is faults.RULES_INVALID
    await keeper.catch_up()
    assert keeper.pack(TODAY).name == "current/1"


async def test_a_journal_that_is_away_is_asked_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = PackKeeper(journal.packs)

    async def away() -> int:
        raise faults.JOURNAL_AWAY.error("no answer")

    with monkeypatch.context() as patched:
        patched.setattr(journal.packs, "counted", away)
        await keeper.catch_up()
    name = await proposed(journal, keeper, "2")
    await journal.packs.approve(name, by("wang"), judge)
    await keeper.catch_up()
    assert keeper.pack(TODAY).name == "current/2"
