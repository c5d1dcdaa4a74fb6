"""The kind `credit-update`: an enterprise's level under one scheme (信用等级), with the days between which it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, not_before, refuse


class CreditScheme(StrEnum):
    """Whose levels they are; levels of different schemes are different facts, never turned into each other here."""

    CIQ2013 = "CIQ2013"
    """Inspection and quarantine, AQSIQ 93/2013."""
    GAC197 = "GAC197"
    """Customs' classes until 2014-11-30."""
    GAC225 = "GAC225"
    """Customs order 225, and 237 after it."""
    GAC251 = "GAC251"
    GAC282 = "GAC282"


SERIOUS = "严重失信"
POOR = "失信"
CLASSES = ("AA", "A", "B", "C", "D")

# Levels from best to worst. Orders 225 and 282 and AQSIQ 93/2013 as announced; 225 let AA, A and B pass over by
# themselves and had C and D decided anew, so levels are never mapped.
LEVELS: Mapping[CreditScheme, tuple[str, ...]] = {
    CreditScheme.CIQ2013: CLASSES,
    CreditScheme.GAC197: CLASSES,
    CreditScheme.GAC225: ("高级认证", "一般认证", "一般信用", POOR),
    CreditScheme.GAC251: ("高级认证", "其他", POOR),
    CreditScheme.GAC282: ("高级认证", "认证", "常规", POOR, SERIOUS),
}
# First and last day on which a level of the scheme may begin. Of order 251 no day stands here: none was read.
BEGINS: Mapping[CreditScheme, tuple[date, date]] = {
    CreditScheme.CIQ2013: (date(2014, 1, 1), date.max),
    CreditScheme.GAC197: (date.min, date(2014, 11, 30)),
    CreditScheme.GAC225: (date(2014, 12, 1), date.max),
    CreditScheme.GAC251: (date.min, date.max),
    CreditScheme.GAC282: (date(2026, 4, 1), date.max),
}


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
    """As the scheme words it: one of its LEVELS."""
    effective_from: date
    effective_until: date | None = None
    """Last day; none: until another level follows."""
    issuer: str
    enterprise_name: str | None = None
    customs_code: str | None = None
    """海关注册编码, 10."""
    ciq_code: str | None = None
    decided_at: datetime | None = None
    on_serious_list: bool | None = None
    """Whether it is on the list of 严重失信, which order 251 keeps beside its levels."""
    under_case: bool | None = None
    """Whether customs has filed a case for smuggling, infringement or violation: some modes are then suspended."""
    reason: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where the scheme has no such level, or not then, or it ends before it begins."""
        levels, (first, last) = LEVELS[self.scheme], BEGINS[self.scheme]
        refuse(self.level not in levels, "level", f"{self.scheme} has the levels {', '.join(levels)}")
        began = first <= self.effective_from <= last
        refuse(not began, "effective_from", f"no level of {self.scheme} began on that day")
        listed = bool(self.on_serious_list) and self.level not in (*CLASSES[3:], POOR, SERIOUS)
        refuse(listed, "on_serious_list", "an enterprise on the list has no such level")
        not_before(self, "effective_from", "effective_until")

    @property
    def credit_key(self) -> str:
        """Updates of one enterprise under one scheme stay in order."""
        return f"{self.uscc}/{self.scheme}"
