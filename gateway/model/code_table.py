"""The kind `code-table`: rows of a code family from a day on; over the authority's link only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from gateway.model.kind import Kind, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCode:
    """The code of a row in one column: the first of a column is written, all are read."""

    column: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One canonical value; it replaces what the table says of that value from the effective day on."""

    canonical: str
    name: str
    withdrawn: bool = False
    """From that day on there is no such value."""
    codes: tuple[TableCode, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where a value that is withdrawn gets codes, or one code comes twice."""
        refuse(self.withdrawn and bool(self.codes), "codes", "a value that is withdrawn has no codes")
        refuse(len(set(self.codes)) < len(self.codes), "codes", "a code of one column comes twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTable(Kind):
    """An update of one family; rows that it does not name stay."""

    KIND: ClassVar[str] = "code-table"
    SUBSCRIBED: ClassVar[bool] = True
    FOR_US: ClassVar[bool] = True
    OF_AUTHORITY: ClassVar[bool] = True
    NUMBERS: ClassVar[tuple[str, ...]] = ("family",)

    family: str
    version: str
    effective_from: date
    issuer: str
    approved_by: str | None = None
    source: str | None = None
    issued_at: datetime | None = None
    remark: str | None = None
    rows: tuple[TableRow, ...]
