"""The kind `tax-notice` (税费): what duty customs set for parcels, and by which 专用缴款书 it is to be paid.

It goes to whoever collects and declares, before or at release: no feed of 结关. A taxpayer's identity number stands in
no attribute: no office that the region routes to needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from gateway.model.kind import Kind, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """The duty of one item list; all amounts in yuan."""

    payment_document: str
    """专用缴款书编号."""
    declaration_number: str | None = None
    """Of the item list (物品清单号)."""
    trade_order_number: str | None = None
    office: str | None = None
    """主管海关."""
    calculated_at: datetime | None = None
    taxpayer_name: str | None = None
    dutiable_value: Decimal | None = None
    """完税价格."""
    customs_duty: Decimal | None = None
    """关税."""
    value_added_tax: Decimal | None = None
    consumption_tax: Decimal | None = None
    total: Decimal | None = None
    """税额, as customs says it; it need not be the sum, for duty of parcels is levied in part."""
    warehouse_code: str | None = None
    warehouse_name: str | None = None
    ecommerce_code: str | None = None
    ecommerce_name: str | None = None
    remark: str | None = None
    second_remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxNotice(Kind):
    """One printing of payment documents: many lists that have nothing else in common, so it ties none together."""

    KIND: ClassVar[str] = "tax-notice"
    SUBSCRIBED: ClassVar[bool] = True
    NUMBERS: ClassVar[tuple[str, ...]] = ()

    printed_at: datetime | None = None
    lines: tuple[DutyLine, ...]

    def __post_init__(self) -> None:
        """Raises ContradictionError where it names no duty, or an amount is below nothing."""
        refuse(not self.lines, "lines", "it names no duty")
        for line in self.lines:
            amounts = (line.total, line.customs_duty, line.value_added_tax, line.consumption_tax, line.dutiable_value)
            refuse(any(one is not None and one < 0 for one in amounts), "lines", "an amount is below nothing")

    def offices(self) -> Mapping[str, str]:
        """The office of each line, which speaks."""
        return {f"lines[{index}]": line.office for index, line in enumerate(self.lines, 1) if line.office}
