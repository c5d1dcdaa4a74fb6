"""The watcher tells of each thing once, whichever worker looks, and goes on when the journal is away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from gateway.model import faults
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.watching.watcher import Watcher
from gateway.service.watching_config import Watch
from tests.service.journal.material import NOW, acceptance, accepted

WATCH = Watch(every_s=60, receipt_after_s=600, silent_after_s={"beijing-http": 300})


class Seen:
    """An observer that remembers events."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []

    def step(self, name: str, link: str) -> None:
        """Steps are not of interest."""

    def event(self, name: str, link: str, **facts: str) -> None:
        self.events.append((name, link))


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as opened:
        yield opened


def watcher(journal: Journal, seen: Seen, clock: Clock, watch: Watch = WATCH) -> Watcher:
    return Watcher(journal.watching, watch, ["beijing-http", "tianjin"], observer=seen, now=clock)


async def looked(one: Watcher, clock: Clock, minutes: int) -> None:
    clock.at = NOW + timedelta(minutes=minutes)
    await one.turn()


async def test_a_feed_that_falls_silent_and_speaks_again_is_told_twice(journal: Journal) -> None:
    seen, clock = Seen(), Clock()
    one = watcher(journal, seen, clock)
    await accepted(journal, acceptance(1, links=()))
    for minutes in (1, 6, 7):
        await looked(one, clock, minutes)
    assert seen.events == [("feed-silent", "beijing-http")]
    await accepted(journal, acceptance(2, links=(), received_at=NOW + timedelta(minutes=8)))
    await looked(one, clock, 9)
    assert seen.events[1:] == [("feed-silent-over", "beijing-http")]


async def test_a_receipt_that_does_not_come_is_told(journal: Journal) -> None:
    seen, clock = Seen(), Clock()
    await accepted(journal, acceptance(1))
    await looked(watcher(journal, seen, clock, Watch(receipt_after_s=600)), clock, 11)
    assert seen.events == [("receipt-overdue", "tianjin")]


async def test_a_release_that_does_not_come_is_told_after_its_hours(journal: Journal) -> None:
    seen, clock = Seen(), Clock()
    one = watcher(journal, seen, clock, Watch(receipt_after_s=604800, release_after_hours={"beijing-http": 2}))
    await accepted(journal, acceptance(1, "bill:A"))
    await looked(one, clock, 119)
    assert seen.events == []
    await looked(one, clock, 121)
    assert seen.events == [("release-overdue", "beijing-http")]


async def test_of_two_workers_one_looks(journal: Journal) -> None:
    first, second, clock = Seen(), Seen(), Clock()
    await looked(watcher(journal, first, clock), clock, 6)
    await looked(watcher(journal, second, clock), clock, 6)
    assert (len(first.events), len(second.events)) == (1, 0)


async def test_a_journal_that_is_away_is_asked_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> bool:
        raise faults.JOURNAL_AWAY.error("the disk is full")

    seen, clock = Seen(), Clock()
    one = watcher(journal, seen, clock)
    with monkeypatch.context() as patched:
        patched.setattr(journal.watching, "take_turn", away)
        await looked(one, clock, 6)
    assert seen.events == []
    await looked(one, clock, 6)
    assert seen.events == [("feed-silent", "beijing-http")]


def test_only_links_that_are_there_are_watched() -> None:
    with pytest.raises(ValueError, match="no link beijing-http"):
        WATCH.refuse_strangers({"tianjin"})
    WATCH.refuse_strangers({"beijing-http"})


@pytest.mark.parametrize("key", ["silent_after_s", "release_after_hours"])
def test_a_time_of_nothing_is_no_time(key: str) -> None:
    with pytest.raises(ValidationError):
        Watch.model_validate({key: {"tianjin": 0}})
