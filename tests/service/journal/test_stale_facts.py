"""What the gateway says beside a message rests on what was known: more than that, and nothing of it is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.model.errors import AgainError
from gateway.recognition.entries import Entry, Registry
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Accepted, Read
from tests.service.journal.material import acceptance, document, our_number

ALERT = Entry(registry=Registry.ALERT, subjects=("*", "A1"), said={"number": "A1"})
FILED = Entry(registry=Registry.DECLARATION, subjects=("BJ9", "imported:X:0202300090"), said={})


def decision(n: int) -> Acceptance:
    """Of the gateway's own."""
    return acceptance(n, "bill:A", party="gateway", link="gateway", kind="release-mode-decision")


def declared(n: int, newest: int) -> Acceptance:
    """A declaration decided by what was known up to that entry."""
    asked = ("*", "imported:X:0202300090")
    read = (Read(asked=asked, newest=newest),)
    return replace(acceptance(n, "bill:A"), read=read, beside=(decision(n + 1),))


async def test_what_is_said_beside_a_message_is_accepted_with_it_and_waits_behind_it(journal: Journal) -> None:
    done = await journal.accept(declared(1, 0))
    assert isinstance(done, Accepted)
    assert len(done.mailboxes) == 1
    view = await journal.message(our_number(2))
    assert view is not None
    assert [one.link for one in view.deliveries] == ["tianjin"]


async def test_an_alert_that_came_meanwhile_has_it_decided_again(journal: Journal) -> None:
    await journal.accept(acceptance(5, entries=(ALERT,)))
    with pytest.raises(AgainError, match="4620"):
        await journal.accept(declared(1, 0))
    assert await journal.message(our_number(1)) is None
    assert await journal.message(our_number(2)) is None
    assert isinstance(await journal.accept(declared(1, 1)), Accepted)


async def test_another_declaration_does_not_make_it_stale(journal: Journal) -> None:
    await journal.accept(acceptance(5, entries=(FILED,)))
    assert isinstance(await journal.accept(declared(1, 0)), Accepted)


async def test_after_a_lost_answer_the_same_acceptance_meets_itself_with_all_that_was_said(journal: Journal) -> None:
    one = replace(declared(1, 0), beside=(replace(decision(2), deliveries=(document("hebei", 300),)),))
    first, second = await journal.accept(one), await journal.accept(one)
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert sorted(box.link for box in first.mailboxes) == sorted(box.link for box in second.mailboxes)
