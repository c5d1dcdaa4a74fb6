"""The watcher tells of each thing once, whichever worker looks, and goes on when the journal is away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from gateway.model import faults
from gateway.model.choices import Direction
from gateway.model.movement import Transit
from gateway.model.transit import Gate, GateAct, TransitDeclaration
from gateway.recognition.entries import entries
from gateway.recognition.inland import inland_ports
from gateway.recognition.pack import Pack
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.rule_packs import packs as all_packs
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


@pytest.fixture(scope="module")
def packs() -> list[Pack]:
    return list(all_packs())


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


GONE = Gate(act=GateAct.OUT, office="0202", at=NOW, transit_number="T1", container_number="CSQU3054383")
ORDERED = TransitDeclaration(
    direction=Direction.IMPORT,
    origin_office="0202",
    destination_office="0110",
    transit_number="T1",
    transit=Transit(valid_until=NOW + timedelta(hours=2)),
)
THERE = Gate(act=GateAct.IN, office="0110", at=NOW + timedelta(hours=3), transit_number="T1")


async def test_goods_that_left_for_an_inland_port_and_do_not_come_are_told_until_they_do(
    journal: Journal, packs: list[Pack]
) -> None:
    seen, clock, watch = Seen(), Clock(), Watch(receipt_after_s=604800)
    one = Watcher(journal.watching, watch, [], observer=seen, now=clock, ports=inland_ports(packs))
    bodies = (("transit-declaration", ORDERED), ("gate", GONE), ("gate", replace(GONE, container_number="CBHU3202732")))
    for number, (kind, body) in enumerate(bodies, 1):
        await accepted(journal, replace(acceptance(number, kind=kind, links=()), entries=entries(body)))
    await looked(one, clock, 120)
    assert seen.events == []
    await looked(one, clock, 122)
    (alarm,) = await journal.watching.alarms()
    assert seen.events == [("arrival-overdue", "beijing-http")]
    assert (alarm.overdue.count, alarm.overdue.oldest_at) == (2, NOW + timedelta(hours=2))
    came = replace(acceptance(4, kind="gate", links=()), received_at=NOW + timedelta(hours=3), entries=entries(THERE))
    await accepted(journal, came)
    await looked(one, clock, 190)
    assert seen.events[1:] == [("arrival-overdue-over", "beijing-http")]


async def test_without_inland_ports_nothing_is_looked_up(journal: Journal) -> None:
    seen, clock = Seen(), Clock()
    for number, body in enumerate((ORDERED, GONE), 1):
        await accepted(journal, replace(acceptance(number, kind="gate", links=()), entries=entries(body)))
    await looked(Watcher(journal.watching, Watch(), [], observer=seen, now=clock), clock, 600)
    assert seen.events == []


async def test_what_left_too_long_ago_is_no_longer_told(journal: Journal, packs: list[Pack]) -> None:
    seen, clock = Seen(), Clock()
    for number, body in enumerate((ORDERED, GONE), 1):
        await accepted(journal, replace(acceptance(number, kind="gate", links=()), entries=entries(body)))
    one = Watcher(journal.watching, Watch(), [], observer=seen, now=clock, ports=inland_ports(packs))
    await looked(one, clock, 15 * 24 * 60)
    assert seen.events == []


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
