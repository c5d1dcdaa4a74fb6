"""What tax and foreign exchange are told of a declaration: nothing before 结关, and a correction of whatever changes.

What a feed should say follows from what is known, and what is sent is its difference to what was sent last. So a word
that comes twice sends nothing twice, and a declaration that was withdrawn first is never told at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gateway.model.choices import Direction
from gateway.model.feeds import FeedEvent, FeedRecord, FxDeclaration, TaxExportCleared, TaxLine
from gateway.model.kind import ContradictionError
from gateway.recognition.clearing import Declared, Known, Line, after, step

FOB = frozenset({"3", "FOB"})
"""成交方式. Of an amount that holds freight or insurance no FOB value is made: nobody published how to share them."""
MOST_LINES = 99
"""A record of the tax feed has two digits for the item number."""


class LackError(Exception):
    """A record that is due cannot be made: the declaration does not say what it must hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: since which day of 结关, and how its first record is made. Raises LackError, ContradictionError."""

    since: date
    source: str
    first: Callable[[Known, Declared], FeedRecord | None]


def feeds(body: object, known: Known) -> tuple[FeedRecord, ...]:
    """The records that `body` makes due; `known` is what was known before it."""
    due = (_due(kind, known, now) for now in _after(body, known) for kind in FEEDS)
    return tuple(record for record in due if isinstance(record, FeedRecord))


def lacks(body: object, known: Known) -> Mapping[str, str]:
    """By kind, why a record that is due cannot be made: somebody must ask the declarant."""
    due = ((kind, _due(kind, known, now)) for now in _after(body, known) for kind in FEEDS)
    return {kind: why for kind, why in due if isinstance(why, str)}


def _after(body: object, known: Known) -> Iterator[Known]:
    """Nothing where the word says nothing of closing; a record itself makes no other due."""
    said = step(body)
    if said is not None and not isinstance(body, FeedRecord):
        yield after(known, said)


def _due(kind: str, before: Known, now: Known) -> FeedRecord | str | None:
    last = before.told.get(kind)
    if now.withdrawn:
        return _cancelled(last)
    try:
        first = _first(kind, now, last)
    except LackError as lack:
        return str(lack)
    except ContradictionError as error:
        return f"{error.name}: {error}"
    if first is None or last is None:
        return first
    amended = replace(first, event=FeedEvent.AMEND, version=last.version + 1)
    same = last.event is not FeedEvent.CANCEL and _content(amended) == _content(last)
    return None if same else amended


def _cancelled(last: FeedRecord | None) -> FeedRecord | None:
    if last is None or last.event is FeedEvent.CANCEL:
        return None
    cancelled = replace(last, event=FeedEvent.CANCEL, version=last.version + 1)
    return replace(cancelled, lines=()) if isinstance(cancelled, TaxExportCleared) else cancelled


def _first(kind: str, now: Known, last: FeedRecord | None) -> FeedRecord | None:
    """What the feed should say, as a first record. The number under which it was told once stays."""
    feed = FEEDS[kind]
    if now.closed_on is None or now.declared is None or now.closed_on < feed.since:
        return None
    return feed.first(replace(now, entry_number=last.entry_number) if last else now, now.declared)


def _content(record: FeedRecord) -> FeedRecord:
    """Without what only counts the records or tells when."""
    return replace(record, event=FeedEvent.NEW, version=1, noticed_at=None, remark=None)


def _wanted(value: str | None, what: str) -> str:
    if not value:
        raise LackError(f"{what}: the declaration does not say it")
    return value


def _shared(now: Known, of: Declared) -> dict[str, object]:
    """What both feeds say."""
    return {
        "entry_number": _wanted(now.entry_number or of.entry_number, "entry_number"),
        "office": _wanted(now.office or of.office, "office"),
        "event": FeedEvent.NEW,
        "version": 1,
        "closed_on": now.closed_on,
        "enterprise_uscc": _wanted(of.enterprise_uscc, "enterprise_uscc"),
        "enterprise_code": of.enterprise_code,
        "enterprise_name": of.enterprise_name,
        "trade_mode": of.trade_mode,
        "noticed_at": now.noticed_at,
    }


def _tax(now: Known, of: Declared) -> TaxExportCleared | None:
    """Of exports alone."""
    if of.direction is not Direction.EXPORT:
        return None
    shared = _shared(now, of)
    number, currency = str(shared["entry_number"]), _currency(of) if of.terms_of_trade in FOB else None
    if not of.lines or max(line.number for line in of.lines) > MOST_LINES:
        raise LackError(f"lines: a record has from 1 to {MOST_LINES} of them")
    lines = tuple(_tax_line(number, line, amounts=currency is not None) for line in of.lines)
    return TaxExportCleared(**shared, currency=currency, export_date=_passed(now, of), lines=lines)  # type: ignore[arg-type]


def _passed(now: Known, of: Declared) -> date | None:
    """The day on which the goods left; one after 结关 was only planned."""
    return of.passed_on if of.passed_on and now.closed_on and of.passed_on <= now.closed_on else None


def _tax_line(number: str, line: Line, *, amounts: bool) -> TaxLine:
    return TaxLine(
        record_number=f"{number}0{line.number:02d}",
        goods_line=line.number,
        hs_code=line.hs_code,
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        fob_value=line.total_value if amounts else None,
    )


def _fx(now: Known, of: Declared) -> FxDeclaration:
    currency = _currency(of)
    return FxDeclaration(
        **_shared(now, of),  # type: ignore[arg-type]
        currency=currency,
        direction=of.direction,
        total_value=_total(of) if currency else None,
        terms_of_trade=of.terms_of_trade,
        contract_number=of.contract_number,
    )


def _currency(of: Declared) -> str | None:
    """Of all amounts; None where lines differ: a record has one currency."""
    currencies = {line.currency for line in of.lines}
    return next(iter(currencies)) if len(currencies) == 1 else None


def _total(of: Declared) -> Decimal | None:
    """None where a line does not say its own: a sum of some is nobody's value."""
    values = [line.total_value for line in of.lines if line.total_value is not None]
    return sum(values, Decimal(0)) if values and len(values) == len(of.lines) else None


FEEDS: Mapping[str, Feed] = {
    TaxExportCleared.KIND: Feed(
        since=date(2015, 5, 1), source="the paper 退税证明联 is no longer printed from 2015-05-01", first=_tax
    ),
    FxDeclaration.KIND: Feed(since=date(2012, 8, 1), source="SAFE 2012 no. 1, in force 2012-08-01", first=_fx),
}
