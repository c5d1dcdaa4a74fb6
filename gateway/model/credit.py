"""The kind `credit-update`: an enterprise's level under one scheme (信用等级), with the days between which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, not_before


class CreditScheme(StrEnum):
    """Whose levels they are; levels of different schemes are different facts, never turned into each other here."""

    CIQ2013 = "CIQ2013"
    """AQSIQ 93/2013: AA, A, B, C, D."""
    GAC197 = "GAC197"
    """Until 2014-11-30: AA, A, B, C, D."""
    GAC225 = "GAC225"
    """From 2014-12-01: 高级认证, 一般认证, 一般信用, 失信."""
    GAC251 = "GAC251"
    GAC282 = "GAC282"
    """From 2026-04-01: 高级认证, 认证, 常规, 失信, 严重失信."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditUpdate(Kind):
    """One level of one enterprise; it comes over the authority's link only."""

    KIND: ClassVar[str] = "credit-update"
    SUBSCRIBED: ClassVar[bool] = True
    OF_AUTHORITY: ClassVar[bool] = True
    NUMBERS: ClassVar[tuple[str, ...]] = ("credit_key",)

    uscc: str
    scheme: CreditScheme
    level: str
    """As the scheme words it."""
    effective_from: date
    effective_until: date | None = None
    issuer: str
    enterprise_name: str | None = None
    customs_code: str | None = None
    ciq_code: str | None = None
    decided_at: datetime | None = None
    under_case: bool | None = None
    """Whether customs has filed a case for smuggling, infringement or violation: some modes are then suspended."""
    reason: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where it ends before it begins."""
        not_before(self, "effective_from", "effective_until")

    @property
    def credit_key(self) -> str:
        """Updates of one enterprise under one scheme stay in order."""
        return f"{self.uscc}/{self.scheme}"
