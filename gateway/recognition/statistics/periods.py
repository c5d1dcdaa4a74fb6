"""The days and months of a report, as China counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from gateway.model import faults
from gateway.model.errors import Place
from gateway.model.kind import CHINA

PERIODS_MAX = 400
"""A year by days and some more; a longer time is told by months."""
DAY = timedelta(days=1)


class By(StrEnum):
    """How long one period is."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a report is about: from the first day to the last, both of them whole, in periods."""

    first: date
    last: date
    by: By = By.DAY

    def __post_init__(self) -> None:
        """Raises REQUEST_INVALID: it ends before it begins, or has more than PERIODS_MAX periods."""
        if self.last < self.first:
            raise faults.REQUEST_INVALID.error(
                f"it ends before {self.first}", place=Place(path="to"), value=str(self.last)
            )
        if self._length() > PERIODS_MAX:
            reason = f"at most {PERIODS_MAX} periods at once: ask by month, or for less"
            raise faults.REQUEST_INVALID.error(reason, place=Place(path="by"), value=self.by)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of it, and the first one after it; REQUEST_INVALID at the end of the calendar."""
        try:
            after = self.last + DAY
        except OverflowError:
            reason = "the calendar ends there"
            raise faults.REQUEST_INVALID.error(reason, place=Place(path="to"), value=str(self.last)) from None
        return datetime.combine(self.first, time(), CHINA), datetime.combine(after, time(), CHINA)

    @property
    def names(self) -> tuple[str, ...]:
        """Its periods in their order: 2014-10-15, or 2014-10."""
        days = (self.first + DAY * n for n in range((self.last - self.first).days + 1))
        return tuple(dict.fromkeys(_name(day, self.by) for day in days))

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies in it."""
        begin, end = self.bounds
        return begin <= at < end

    def name(self, at: datetime) -> str:
        """The period in which the moment lies."""
        return _name(at.astimezone(CHINA).date(), self.by)

    def _length(self) -> int:
        if self.by is By.MONTH:
            return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return (self.last - self.first).days + 1


def _name(day: date, by: By) -> str:
    return day.isoformat() if by is By.DAY else f"{day.year:04}-{day.month:02}"
