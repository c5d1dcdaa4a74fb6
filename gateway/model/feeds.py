"""One-way feeds to tax and foreign exchange, after 结关 only: `tax-export-cleared`, `fx-declaration`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction
from gateway.model.kind import ContradictionError, Kind


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
        """Raises ContradictionError where a first record corrects, or a correction is a first record."""
        if (self.event is FeedEvent.NEW) != (self.version == 1):
            raise ContradictionError("version", "the first record is new and of version 1, a later one corrects it")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxExportCleared(FeedRecord):
    """出口报关单结关信息 for the tax rebate (since 2015-05-01 in place of the paper)."""

    KIND: ClassVar[str] = "tax-export-cleared"

    export_date: date | None = None
    lines: tuple[TaxLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FxDeclaration(FeedRecord):
    """What foreign exchange compares payments with (2012 reform); its items are our proposal, no list is public."""

    KIND: ClassVar[str] = "fx-declaration"

    direction: Direction
    total_value: Decimal | None = None
    terms_of_trade: str | None = None
    contract_number: str | None = None
