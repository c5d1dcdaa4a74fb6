"""What a message makes the gateway owe to tax and foreign exchange, by what the journal knows when it is planned."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.feeds import FxDeclaration, TaxExportCleared
from gateway.routing.authority import Authority
from gateway.routing.routes import Route
from gateway.service.adapter import Adapter
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.owing import Owed, owed, wanted
from tests.recognition.test_feeds import CLEARED, DAY, EXPORT, said
from tests.service.journal.material import acceptance, accepted

BOTH = (TaxExportCleared.KIND, FxDeclaration.KIND)
DECLARED = ("message:1", "declaration_number:beijing:BJ1")
ANSWERED = ("message:1",)


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as opened:
        yield opened


async def heard(
    journal: Journal, number: int, body: object, aliases: Collection[str], kinds: Collection[str] = BOTH
) -> Owed:
    """As it is accepted: the records beside it are in the same commit."""
    found = await owed(body, aliases, kinds, journal.registries, DAY)
    entries = (*found.entries, *(entry for _, entry in found.records))
    await accepted(journal, replace(acceptance(number), entries=entries))
    return found


async def test_closing_owes_both_and_a_second_time_nothing(journal: Journal) -> None:
    await heard(journal, 1, EXPORT, DECLARED)
    first = await heard(journal, 2, CLEARED, ANSWERED)
    assert [record.KIND for record, _ in first.records] == list(BOTH)
    assert (first.newest, "cleared:message:1" in first.asked, len(first.asked)) == (1, True, 2)
    again = await heard(journal, 3, CLEARED, ANSWERED)
    assert (again.records, again.newest) == ((), 4)


async def test_where_nobody_subscribes_nothing_is_kept_or_asked(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(under: Collection[str]) -> None:
        raise faults.JOURNAL_AWAY.error("it was asked")

    monkeypatch.setattr(journal.registries, "clearing", never)
    assert await owed(EXPORT, DECLARED, (), journal.registries, DAY) == Owed()
    assert await owed(said("released"), DECLARED, BOTH, journal.registries, DAY) == Owed()


async def test_what_is_lacking_is_told(journal: Journal) -> None:
    await heard(journal, 1, replace(EXPORT, consignor_uscc=None), DECLARED)
    found = await heard(journal, 2, CLEARED, ANSWERED)
    assert set(found.lacking) == set(BOTH)


def test_what_is_wanted_is_what_some_link_receives() -> None:
    def adapter(*kinds: str) -> Adapter:
        route = Route(link="x", party="x", offices=("01",), receives=frozenset(kinds))
        authority = Authority(may_send=frozenset(), route=route)
        return Adapter(name="x", terms=None, authority=authority, transport=None, policy=None)  # type: ignore[arg-type]

    assert wanted([adapter("declaration"), adapter("fx-declaration", "heartbeat")]) == {"fx-declaration"}
    assert wanted([adapter("declaration")]) == frozenset()
