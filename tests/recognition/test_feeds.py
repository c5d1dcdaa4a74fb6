"""Tax and foreign exchange hear of a declaration when it is closed, and of everything that changes afterwards, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.amendment import DeclarationAmendment, DeclarationCancellation
from gateway.model.choices import Direction, Subject
from gateway.model.declaration import Declaration
from gateway.model.feeds import FeedEvent, FeedRecord, FxDeclaration, TaxExportCleared
from gateway.model.goods import GoodsLine
from gateway.model.kind import Kind
from gateway.model.status import DeclarationStatus
from gateway.recognition.clearing import CLOSED, GRANTED, REFUSED, WITHDRAWN, Known, after, known, step
from gateway.recognition.feeds import FEEDS, feeds, lacks

ENTRY = "011020150000000027"
IMPORTED = "011020151000000027"
USCC = "91110108551385082Q"
DAY = date(2015, 6, 10)
CLOSED_AT = datetime(2015, 6, 9, 17, 30, tzinfo=UTC)  # the tenth of June in China
LINE = GoodsLine(
    number=1,
    hs_code="0811100000",
    name="frozen strawberries",
    first_quantity=Decimal(12000),
    first_unit="KGM",
    total_value=Decimal("15600.5"),
    currency="USD",
)
EXPORT = Declaration(
    direction=Direction.EXPORT,
    declaration_number="BJ1",
    entry_number=ENTRY,
    declaration_office="0110",
    consignor_uscc=USCC,
    consignor_name="an exporter",
    trade_mode="0110",
    terms_of_trade="3",
    contract_number="C1",
    passage_date=date(2015, 6, 8),
    goods=(LINE, replace(LINE, number=12, total_value=Decimal(3200))),
)
LESS = replace(EXPORT, goods=(replace(LINE, first_quantity=Decimal(11000), total_value=Decimal(14000)),))


def said(outcome: str, **more: Any) -> DeclarationStatus:
    return DeclarationStatus(
        **{"outcome": outcome, "office": "0110", "entry_number": ENTRY, "noticed_at": CLOSED_AT, **more}
    )


CLEARED = said("cleared")
DELETED = said("deleted")
REVIEWED = said("reviewed")
CHANGE = DeclarationAmendment(reason="the quantity", declaration=LESS)


def told(*bodies: Kind, twice: bool = False) -> list[FeedRecord]:
    """Every record that these messages bring, each word known as it comes, and the records themselves with it."""
    found = Known(on=DAY)
    records: list[FeedRecord] = []
    for body in bodies:
        made = feeds(body, found)
        records += made
        for one in (body, *made) if not twice else (body, *made, *made):
            found = after(found, step(one)) if step(one) else found  # type: ignore[arg-type]
    return records


def events(records: Sequence[FeedRecord], kind: str = TaxExportCleared.KIND) -> list[tuple[str, int]]:
    return [(one.event.value, one.version) for one in records if kind == one.KIND]


def test_nothing_is_told_before_a_declaration_is_closed() -> None:
    earlier = [said(outcome) for outcome in ("accepted", "reviewed", "released", "passed-customs", "partly-released")]
    assert told(EXPORT, *earlier) == []


def test_closing_tells_both_feeds_with_the_day_in_china() -> None:
    tax, fx = told(EXPORT, CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert isinstance(fx, FxDeclaration)
    assert (tax.event, tax.version, tax.closed_on, tax.export_date) == (FeedEvent.NEW, 1, DAY, date(2015, 6, 8))
    assert [(one.record_number, one.quantity, one.fob_value) for one in tax.lines] == [
        (f"{ENTRY}001", Decimal(12000), Decimal("15600.5")),
        (f"{ENTRY}012", Decimal(12000), Decimal(3200)),
    ]
    assert (tax.enterprise_uscc, tax.office, tax.trade_mode, tax.currency) == (USCC, "0110", "0110", "USD")
    assert (fx.direction, fx.total_value, fx.currency, fx.terms_of_trade, fx.contract_number) == (
        Direction.EXPORT,
        Decimal("18800.5"),
        "USD",
        "3",
        "C1",
    )


def test_a_day_that_the_office_does_not_say_is_that_on_which_it_spoke() -> None:
    (tax, _) = told(EXPORT, said("cleared", noticed_at=None))
    assert (tax.closed_on, tax.noticed_at) == (DAY, None)


def test_the_number_that_customs_gave_is_learned_from_its_answer() -> None:
    (tax, _) = told(replace(EXPORT, entry_number=None), CLEARED)
    assert tax.entry_number == ENTRY


def test_an_import_is_told_to_foreign_exchange_alone() -> None:
    imported = replace(
        EXPORT, direction=Direction.IMPORT, entry_number=IMPORTED, consignor_uscc=None, consignee_uscc=USCC
    )
    (fx,) = told(imported, said("cleared", entry_number=IMPORTED))
    assert isinstance(fx, FxDeclaration)
    assert (fx.direction, fx.enterprise_uscc) == (Direction.IMPORT, USCC)


@pytest.mark.parametrize(
    ("closed", "kinds"),
    [
        (datetime(2012, 7, 31, 4, tzinfo=UTC), []),
        (datetime(2012, 8, 1, 4, tzinfo=UTC), ["fx-declaration"]),
        (datetime(2015, 4, 30, 15, 59, tzinfo=UTC), ["fx-declaration"]),
        (datetime(2015, 4, 30, 16, tzinfo=UTC), ["tax-export-cleared", "fx-declaration"]),
    ],
)
def test_a_feed_begins_on_its_day_in_china(closed: datetime, kinds: list[str]) -> None:
    early = replace(EXPORT, passage_date=date(2012, 7, 1))
    assert [one.KIND for one in told(early, said("cleared", noticed_at=closed))] == kinds


def test_what_was_told_once_is_not_told_again() -> None:
    assert events(told(EXPORT, CLEARED, CLEARED, replace(CLEARED, remark="again"), REVIEWED)) == [("new", 1)]


def test_a_later_day_of_closing_does_not_move_the_first() -> None:
    assert events(told(EXPORT, CLEARED, said("cleared", noticed_at=datetime(2015, 7, 1, tzinfo=UTC)))) == [("new", 1)]


def test_a_change_is_told_once_the_office_grants_it() -> None:
    records = told(EXPORT, CLEARED, CHANGE)
    assert events(records) == [("new", 1)], "asked for is not granted"
    records = told(EXPORT, CLEARED, CHANGE, REVIEWED, REVIEWED)
    assert events(records) == [("new", 1), ("amend", 2)]
    tax = records[2]
    assert isinstance(tax, TaxExportCleared)
    assert [(one.quantity, one.fob_value) for one in tax.lines] == [(Decimal(11000), Decimal(14000))]
    assert events(records, FxDeclaration.KIND) == [("new", 1), ("amend", 2)]


def test_a_change_that_is_refused_is_never_told() -> None:
    assert events(told(EXPORT, CLEARED, CHANGE, said("rejected"), REVIEWED)) == [("new", 1)]


def test_a_change_granted_before_closing_is_in_the_first_record() -> None:
    (tax, _) = told(EXPORT, CHANGE, REVIEWED, CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert (tax.event, len(tax.lines)) == (FeedEvent.NEW, 1)


def test_a_change_of_what_one_feed_does_not_tell_is_told_to_the_other_alone() -> None:
    change = replace(CHANGE, declaration=replace(EXPORT, contract_number="C2"))
    records = told(EXPORT, CLEARED, change, REVIEWED)
    assert events(records) == [("new", 1)]
    assert events(records, FxDeclaration.KIND) == [("new", 1), ("amend", 2)]


def test_a_withdrawal_cancels_what_was_told_and_refers_to_it() -> None:
    records = told(EXPORT, CLEARED, CHANGE, REVIEWED, DELETED, DELETED)
    assert events(records) == [("new", 1), ("amend", 2), ("cancel", 3)]
    tax, fx = records[-2:]
    assert isinstance(tax, TaxExportCleared)
    assert (tax.entry_number, tax.lines, tax.closed_on) == (ENTRY, (), DAY)
    assert (fx.event, fx.version) == (FeedEvent.CANCEL, 3)


def test_a_wish_to_withdraw_cancels_nothing_yet() -> None:
    wish = DeclarationCancellation(reason="a mistake", entry_number=ENTRY, declaration_office="0110")
    assert events(told(EXPORT, CLEARED, wish)) == [("new", 1)]


def test_a_withdrawal_that_comes_first_keeps_everything_from_being_told() -> None:
    assert told(EXPORT, DELETED, CLEARED) == []
    assert events(told(EXPORT, CLEARED, DELETED, CHANGE, REVIEWED, CLEARED)) == [("new", 1), ("cancel", 2)]


def test_a_declaration_that_was_rejected_and_declared_again_is_told_as_it_reads_now() -> None:
    (tax, _) = told(EXPORT, said("rejected"), LESS, CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert len(tax.lines) == 1


def test_a_declaration_handed_over_again_after_closing_changes_nothing() -> None:
    assert events(told(EXPORT, CLEARED, LESS, REVIEWED)) == [("new", 1)]


@pytest.mark.parametrize("changed", [{"draft": True}, {"subject": Subject.PARCEL}])
def test_drafts_and_parcels_are_no_concern_of_the_feeds(changed: dict[str, Any]) -> None:
    assert told(replace(EXPORT, **changed), CLEARED) == []
    assert lacks(CLEARED, Known(on=DAY)) == {}


def test_amounts_that_are_not_fob_or_of_two_currencies_are_left_out() -> None:
    (cif, fx) = told(replace(EXPORT, terms_of_trade="1"), CLEARED)
    assert isinstance(cif, TaxExportCleared)
    assert isinstance(fx, FxDeclaration)
    assert ([one.fob_value for one in cif.lines], cif.currency) == ([None, None], None)
    assert fx.total_value == Decimal("18800.5"), "its terms stand beside it"
    mixed = replace(EXPORT, goods=(LINE, replace(LINE, number=2, currency="EUR")))
    (tax, fx) = told(mixed, CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert isinstance(fx, FxDeclaration)
    assert (tax.currency, tax.lines[0].fob_value, fx.currency, fx.total_value) == (None, None, None, None)


def test_a_sum_of_some_lines_is_nobodys_value() -> None:
    (_, fx) = told(replace(EXPORT, goods=(LINE, replace(LINE, number=2, total_value=None))), CLEARED)
    assert isinstance(fx, FxDeclaration)
    assert fx.total_value is None


def test_a_planned_day_after_closing_is_no_day_of_export() -> None:
    (tax, _) = told(replace(EXPORT, passage_date=date(2015, 6, 11)), CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert tax.export_date is None


@pytest.mark.parametrize(
    ("changed", "tax", "fx"),
    [
        ({"consignor_uscc": None}, "enterprise_uscc", "enterprise_uscc"),
        ({"goods": ()}, "lines", ""),
        ({"goods": (replace(LINE, number=100),)}, "lines", ""),
        ({"direction": Direction.IMPORT, "consignee_uscc": USCC}, "", "entry_number"),
    ],
)
def test_a_record_that_is_due_and_cannot_be_made_is_named(changed: dict[str, Any], tax: str, fx: str) -> None:
    made = after(Known(on=DAY), step(replace(EXPORT, **changed)))  # type: ignore[arg-type]
    named = {kind: why.partition(":")[0] for kind, why in lacks(CLEARED, made).items()}
    assert named == {kind: what for kind, what in ((TaxExportCleared.KIND, tax), (FxDeclaration.KIND, fx)) if what}
    assert {one.KIND for one in feeds(CLEARED, made)}.isdisjoint(named)


def test_what_was_lacking_is_told_when_a_change_brings_it() -> None:
    nameless = replace(EXPORT, consignor_uscc=None)
    records = told(nameless, CLEARED, replace(CHANGE, declaration=EXPORT), REVIEWED)
    assert events(records) == [("new", 1)]


def test_a_record_that_somebody_else_told_is_corrected_and_not_told_anew() -> None:
    (tax, _) = told(EXPORT, CLEARED)
    assert isinstance(tax, TaxExportCleared)
    other = replace(tax, enterprise_name="another name")
    assert events(told(EXPORT, other, CLEARED)) == [("amend", 2)]
    assert events(told(EXPORT, tax, CLEARED)) == []
    cancelled = replace(tax, event=FeedEvent.CANCEL, version=2, lines=())
    assert events(told(EXPORT, tax, cancelled, CLEARED)) == [("amend", 3)]


def test_a_record_makes_no_other_due() -> None:
    (tax, _) = told(EXPORT, CLEARED)
    found = known(((one, DAY) for one in map(step, (EXPORT, CLEARED)) if one), DAY)
    assert feeds(tax, found) == ()
    assert feeds(replace(EXPORT, draft=True), found) == ()


def test_each_step_has_the_day_on_which_it_came() -> None:
    steps = [step(EXPORT), step(said("cleared", noticed_at=None))]
    found = known(((one, date(2015, 6, day)) for day, one in enumerate(steps, 8) if one), DAY)
    assert (found.closed_on, found.on) == (date(2015, 6, 9), DAY)


def test_every_feed_says_by_whose_word_it_begins() -> None:
    assert all(feed.source and feed.since.year > 2000 for feed in FEEDS.values())
    assert not (GRANTED & REFUSED or GRANTED & WITHDRAWN or REFUSED & WITHDRAWN)
    assert CLOSED <= GRANTED


WORDS = st.sampled_from(
    [EXPORT, CLEARED, DELETED, REVIEWED, CHANGE, replace(CHANGE, declaration=EXPORT), said("rejected"), LESS]
)


@given(st.lists(WORDS, max_size=12), st.booleans())
def test_records_count_on_without_a_gap_whatever_comes(bodies: list[Kind], twice: bool) -> None:
    for kind in FEEDS:
        found = events(told(*bodies, twice=twice), kind)
        assert [version for _, version in found] == list(range(1, len(found) + 1))
        assert [event for event, _ in found[:1]] in ([], ["new"])
        assert "cancel" not in [event for event, _ in found[:-1]], "nothing follows what cancels"


@given(st.lists(WORDS, max_size=12))
def test_nothing_is_told_of_what_was_never_closed_and_nothing_stays_of_what_was_withdrawn(bodies: list[Kind]) -> None:
    records = told(*bodies)
    if CLEARED not in bodies:
        assert records == []
    if DELETED in bodies and records:
        assert {one.event for one in records[-2:]} == {FeedEvent.CANCEL}


@given(st.lists(WORDS, max_size=12))
def test_every_word_said_twice_tells_what_it_tells_once(bodies: list[Kind]) -> None:
    assert told(*(body for body in bodies for _ in range(2))) == told(*bodies)


def test_the_office_that_closed_it_speaks_or_else_the_one_where_it_was_declared() -> None:
    (tax, _) = told(EXPORT, said("cleared", office="0202"))
    assert tax.office == "0202"
    (tax, _) = told(EXPORT, said("cleared", office=None))
    assert tax.office == "0110"


def test_goods_may_leave_on_the_day_of_closing() -> None:
    (tax, _) = told(replace(EXPORT, passage_date=DAY), CLEARED)
    assert isinstance(tax, TaxExportCleared)
    assert tax.export_date == DAY


def test_what_is_said_of_a_parcel_is_no_step() -> None:
    assert step(said("cleared", subject=Subject.PARCEL)) is None
    assert step(said("released")) is None
