"""What the registry keeps of closing is enough to tell the feeds what each message makes due, and nothing twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.feeds import FeedRecord, FxDeclaration, TaxExportCleared
from gateway.model.kind import Kind
from gateway.recognition.clearing import step
from gateway.recognition.entries import Entry, Registry
from gateway.recognition.feeding import Fed, feeding, led_to, says, subjects, told
from gateway.recognition.feeds import FEEDS
from gateway.recognition.gathering import Kept
from tests.recognition.test_feeds import CHANGE, CLEARED, DAY, DELETED, EXPORT, LESS, REVIEWED, said

ALIASES = ("message:1", "declaration_number:beijing:BJ1", "bill:COSU1/045W")
ANSWERED = ("message:1", "entry_number:011020150000000027")
WORDS: list[tuple[Kind, tuple[str, ...]]] = [
    (EXPORT, ALIASES),
    (CLEARED, ANSWERED),
    (CHANGE, ("message:2", "declaration_number:beijing:BJ1")),
    (REVIEWED, ("message:2",)),
    (DELETED, ("entry_number:011020150000000027",)),
]


class Book:
    """A registry in memory: every entry goes through JSON, as in the journal."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []

    def under(self, names: tuple[str, ...]) -> list[Kept]:
        found: list[Kept] = []
        asked = set(names)
        while True:
            now = [one for one in self.kept if asked & set(one.entry.subjects)]
            if len(now) == len(found):
                return now
            found, asked = now, asked | led_to(now)

    def add(self, entry: Entry) -> None:
        said = json.loads(json.dumps(entry.said))
        self.kept.append(Kept(number=len(self.kept) + 1, entry=replace(entry, said=said)))

    def hear(self, body: Kind, aliases: tuple[str, ...], wanted: Any = FEEDS) -> Fed:
        under = subjects(aliases)
        fed = feeding(body, self.under(under), under, DAY, wanted)
        for one in (*fed.entries, *(entry for _, entry in fed.records)):
            self.add(one)
        return fed


def records(*words: tuple[Kind, tuple[str, ...]]) -> list[FeedRecord]:
    book = Book()
    return [record for body, aliases in words for record, _ in book.hear(body, aliases).records]


def test_the_whole_life_of_a_declaration_is_told_by_what_the_registry_keeps() -> None:
    made = records(*WORDS)
    for kind in (TaxExportCleared.KIND, FxDeclaration.KIND):
        assert [(one.event.value, one.version) for one in made if kind == one.KIND] == [
            ("new", 1),
            ("amend", 2),
            ("cancel", 3),
        ]


def test_what_comes_again_is_told_once() -> None:
    assert records(*(word for word in WORDS for _ in range(2))) == records(*WORDS)


def test_an_answer_that_bears_no_number_of_the_declaration_is_found_by_what_it_answers() -> None:
    book = Book()
    book.hear(replace(EXPORT, entry_number=None), ALIASES)
    assert len(book.hear(CLEARED, ("message:1",)).records) == 2
    assert book.hear(CLEARED, ("message:9",)).records == ()


def test_of_two_declarations_on_one_bill_each_is_closed_by_its_own_word() -> None:
    book = Book()
    book.hear(EXPORT, ALIASES)
    book.hear(replace(LESS, entry_number="011020150000000028"), ("message:5", ALIASES[2]))
    assert [one.entry_number for one, _ in book.hear(CLEARED, ANSWERED).records] == [EXPORT.entry_number] * 2


def test_two_enterprises_may_use_one_number_of_their_own() -> None:
    book = Book()
    book.hear(EXPORT, ("message:1", "declaration_number:beijing:BJ1"))
    book.hear(LESS, ("message:2", "declaration_number:hebei:BJ1"))
    (record, _), _ = book.hear(CLEARED, ("message:1",)).records
    assert isinstance(record, TaxExportCleared)
    assert len(record.lines) == 2


def test_a_feed_that_nobody_wants_is_not_made() -> None:
    book = Book()
    book.hear(EXPORT, ALIASES, wanted=())
    assert book.hear(CLEARED, ANSWERED, wanted=("fx-declaration",)).records[0][0].KIND == "fx-declaration"
    assert [one.entry.said["step"]["what"] for one in book.kept] == ["declared", "answered", "told"]


def test_what_is_lacking_is_named_for_who_wants_it() -> None:
    book = Book()
    book.hear(replace(EXPORT, consignor_uscc=None), ALIASES)
    fed = book.hear(CLEARED, ANSWERED, wanted=("fx-declaration",))
    assert (fed.records, list(fed.lacking or ())) == ((), ["fx-declaration"])


@pytest.mark.parametrize("body", [said("released"), replace(EXPORT, draft=True), object()])
def test_what_says_nothing_of_closing_adds_nothing(body: object) -> None:
    assert not says(body)
    assert feeding(body, (), (), DAY, FEEDS) == Fed()


def test_the_day_of_a_step_is_that_on_which_it_came() -> None:
    book = Book()
    book.hear(EXPORT, ALIASES)
    book.hear(said("cleared", noticed_at=None), ANSWERED)
    assert told(book.kept, DAY + timedelta(days=9)).closed_on == DAY


def test_other_registries_are_no_steps() -> None:
    other = Kept(number=1, entry=Entry(registry=Registry.ALERT, subjects=("cleared:message:1",), said={}))
    assert led_to([other]) == frozenset()
    assert told([other], DAY).declared is None


def test_a_step_comes_back_as_it_was() -> None:
    book = Book()
    book.hear(EXPORT, ALIASES)
    found = told(book.kept, DAY)
    made = step(EXPORT)
    assert made is not None
    assert found.declared == made.declared
