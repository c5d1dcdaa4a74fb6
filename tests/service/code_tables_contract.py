"""What every engine's journal keeps of code tables; `JournalContract` inherits it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gateway.model import faults
from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.model.errors import AgainError, SenderError
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Accepted, CodeUpdate
from tests.service.journal.material import acceptance, accepted, act, our_number

UPDATE = CodeTable(
    family="country",
    version="2015-1",
    effective_from=date(2015, 1, 1),
    issuer="海关总署",
    rows=(
        TableRow(canonical="AUS", name="澳大利亚", codes=(TableCode(column="customs", code="601"),)),
        TableRow(canonical="NFK", name="诺福克岛", withdrawn=True),
    ),
)
MADE = CodeUpdate(update=UPDATE, act=act("code-table", "海关总署, from 2015-01-01", "country 2015-1"), after=0)
NEXT = replace(MADE, update=replace(UPDATE, version="2015-2"))


class _Later(TableRow):
    """As a later release may word it: withdrawn, and with the codes that it had."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", (TableCode(column="customs", code="601"),))


class CodeTablesContract:
    async def test_updates_come_back_as_they_were_in_their_order(self, journal: Journal) -> None:
        other = replace(MADE, update=replace(UPDATE, version="2015-2"), after=1)
        await accepted(journal, acceptance(1, links=(), code_update=MADE), acceptance(2, links=(), code_update=other))
        (first, one), (second, two) = await journal.code_updates(0)
        assert (one, two) == (UPDATE, other.update)
        assert [number for number, _ in await journal.code_updates(first)] == [second]
        assert await journal.code_updates(second) == []

    async def test_an_update_stands_in_the_audit_with_its_message(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1, links=(), code_update=MADE))
        view = await journal.message(our_number(1))
        assert view is not None
        assert any("code-table" in event.what or "code-table" in event.detail for event in view.timeline)

    async def test_a_version_that_another_message_brought_is_refused_and_nothing_of_it_is_kept(
        self, journal: Journal
    ) -> None:
        await accepted(journal, acceptance(1, links=(), code_update=MADE))
        with pytest.raises(SenderError) as caught:
            await journal.accept(acceptance(2, links=(), code_update=MADE))
        assert caught.value.fault is faults.TABLE_VERSION_TAKEN
        assert await journal.message(our_number(2)) is None
        assert len(await journal.code_updates(0)) == 1

    async def test_what_was_judged_before_another_came_is_sent_back_to_be_judged_again(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1, links=(), code_update=MADE))
        late = replace(MADE, update=replace(UPDATE, version="2015-2"))
        with pytest.raises(AgainError) as caught:
            await journal.accept(acceptance(2, links=(), code_update=late))
        assert caught.value.fault is faults.BUSY
        assert await journal.message(our_number(2)) is None
        await accepted(journal, acceptance(2, links=(), code_update=replace(late, after=1)))

    async def test_one_that_another_release_wrote_does_not_hide_the_others(self, journal: Journal) -> None:
        odd = replace(MADE, update=replace(UPDATE, rows=(_Later(canonical="AUS", name="x", withdrawn=True),)))
        await accepted(journal, acceptance(1, links=(), code_update=odd))
        await accepted(journal, acceptance(2, links=(), code_update=replace(NEXT, after=1)))
        assert [update for _, update in await journal.code_updates(0)] == [None, NEXT.update]

    async def test_after_a_commit_whose_answer_was_lost_it_is_the_same_update(self, journal: Journal) -> None:
        one = acceptance(1, links=(), code_update=MADE)
        assert await journal.accept(one) == await journal.accept(one) == Accepted(mailboxes=())
        assert len(await journal.code_updates(0)) == 1
