"""One-way feeds to tax and foreign exchange, after 结关 only: `tax-export-cleared`, `fx-declaration`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction
from gateway.model.kind import Kind, not_before, refuse

FLAGS = {"1": Direction.IMPORT, "0": Direction.EXPORT}
"""The ninth digit of an entry number of 18. Collected declarations have a letter there, and tell nothing."""


class FeedEvent(StrEnum):
    """A declaration that is amended or withdrawn after the record was sent produces a correction of it."""

    NEW = "new"
    AMEND = "amend"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord(Kind):
    """What both feeds say; `version` counts the records of one declaration from 1."""

    SUBSCRIBED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("entry_number",)

    entry_number: str
    office: str
    event: FeedEvent
    version: int
    """It names its predecessor: version 3 corrects version 2 of the same declaration."""
    closed_on: date
    """Day of 结关, when the goods had really left or come: the law's trigger, so it is never missing."""
    enterprise_uscc: str
    enterprise_code: str | None = None
    """海关注册编码, 10."""
    enterprise_name: str | None = None
    trade_mode: str | None = None
    currency: str | None = None
    noticed_at: datetime | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where a first record corrects, a correction is first, or 结关 had yet to come."""
        first = self.version == 1
        is_new = self.event is FeedEvent.NEW
        refuse(self.version < 1 or is_new != first, "version", "the first is new, and later ones correct it")
        not_before(self, "closed_on", "noticed_at")

    def check(self, direction: Direction, amounts: bool) -> None:
        """Raises ContradictionError where the entry number tells the other direction, or amounts have no currency."""
        flag = self.entry_number[8:9] if len(self.entry_number) == 18 else ""
        refuse(FLAGS.get(flag, direction) is not direction, "entry_number", f"by its ninth digit it is no {direction}")
        refuse(amounts and self.currency is None, "currency", "an amount has a currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxLine:
    """One goods line of an export; its record number is 21 digits: entry number, 0, item number of two digits."""

    record_number: str
    goods_line: int
    hs_code: str
    name: str | None = None
    quantity: Decimal | None = None
    """In `unit`, the first legal unit."""
    unit: str | None = None
    fob_value: Decimal | None = None
    """In the record's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxExportCleared(FeedRecord):
    """出口报关单结关信息 for the tax rebate (since 2015-05-01 in place of the paper)."""

    KIND: ClassVar[str] = "tax-export-cleared"

    export_date: date | None = None
    lines: tuple[TaxLine, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError as of any record, and where lines are not of this export."""
        FeedRecord.__post_init__(self)
        self.check(Direction.EXPORT, any(line.fob_value is not None for line in self.lines))
        not_before(self, "export_date", "closed_on")
        refuse(self.event is not FeedEvent.CANCEL and not self.lines, "lines", "only what cancels has none")
        for line in self.lines:
            made = f"{self.entry_number}0{line.goods_line:02d}"
            refuse(line.record_number != made, "lines", f"item {line.goods_line} of this declaration is {made}")
        goods_lines = {line.goods_line for line in self.lines}
        refuse(len(goods_lines) < len(self.lines), "lines", "a goods line comes twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class FxDeclaration(FeedRecord):
    """What foreign exchange compares payments with (2012 reform); its items are our proposal, no list is public."""

    KIND: ClassVar[str] = "fx-declaration"

    direction: Direction
    total_value: Decimal | None = None
    terms_of_trade: str | None = None
    contract_number: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError as of any record, and where the entry number is of the other direction."""
        FeedRecord.__post_init__(self)
        self.check(self.direction, self.total_value is not None)
