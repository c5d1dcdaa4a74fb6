"""The kind `laboratory-report` (采信): what a laboratory found, for an office to accept in place of its own test.

It is no result of an office (通检): nobody recognises it, and customs may test all the same (商检法 art. 6, order 259).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from gateway.model.certified import CertifiedGoods
from gateway.model.kind import OfDeclaration, not_before, refuse
from gateway.model.results import InspectedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class LaboratoryReport(OfDeclaration):
    """A report as it is handed in with a declaration; `withdrawn` takes it back."""

    KIND: ClassVar[str] = "laboratory-report"
    FOR_US: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "report_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("report_number",)

    report_number: str
    office: str
    """By which it is handed in."""
    recipients: tuple[str, ...] = ()
    laboratory_code: str
    """As the catalogue names it."""
    laboratory_name: str | None = None
    issued_at: datetime
    valid_until: date | None = None
    """Last day, in China."""
    sampled_at: datetime | None = None
    tested_at: datetime | None = None
    withdrawn: bool
    """Always said: to guess it is to accept what was taken back."""
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    photographs: tuple[str, ...] = ()
    """Digests (`sm3:` and hex) of photographs of the goods, which the rule for clothing wants."""
    remark: str | None = None
    goods: tuple[CertifiedGoods, ...] = ()
    """A quantity here is the most that the report covers."""
    items: tuple[InspectedItem, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError: moments out of order, or an item of a goods line that it does not name."""
        not_before(self, "sampled_at", "tested_at")
        not_before(self, "tested_at", "issued_at")
        not_before(self, "issued_at", "valid_until")
        lines = {line.number for line in self.goods}
        stray = any(item.goods_line not in lines for item in self.items)
        refuse(stray, "items", "one is of a goods line that it does not name")
