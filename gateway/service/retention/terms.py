"""How long originals are kept: the law's least terms as data, ours beside them, and what they make of one group."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from gateway.service.journal.retention.views import Group


class Keeps(StrEnum):
    """What a rule is about."""

    ORIGINALS = "originals"
    """Documents received and sent with their signatures, receipts, the decisions and their traces."""
    LOGS = "logs"
    """What only tells of the network: what was refused at the door, log lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One duty to keep, as its text of that date has it."""

    keeps: Keeps
    months: int
    counted_from: str
    law: str
    text_of: date


# Customs Law (海关法) text of 2021-04-29; Customs Audit Regulation (海关稽查条例) of 2016-06-19; Personal Information
# Protection Law (个人信息保护法) of 2021-08-20; Network Data Security Regulation (网络数据安全管理条例) of 2024-09-24;
# Cybersecurity Law (网络安全法) of 2016-11-07, whose text of 2026 numbers its articles anew.
RULES = (
    Rule(
        keeps=Keeps.ORIGINALS,
        months=36,
        counted_from="release of the goods; goods in bond or relieved of duty: the end of their supervision",
        law="海关法 art. 45",
        text_of=date(2021, 4, 29),
    ),
    Rule(
        keeps=Keeps.ORIGINALS,
        months=36,
        counted_from="as 海关法 art. 45",
        law="海关稽查条例 art. 2, 7",
        text_of=date(2016, 6, 19),
    ),
    Rule(
        keeps=Keeps.ORIGINALS,
        months=36,
        counted_from="the record's own date: impact of handling personal data",
        law="个人信息保护法 art. 55, 56",
        text_of=date(2021, 8, 20),
    ),
    Rule(
        keeps=Keeps.ORIGINALS,
        months=36,
        counted_from="the record's own date: personal or important data handed to others",
        law="网络数据安全管理条例 art. 12",
        text_of=date(2024, 9, 24),
    ),
    Rule(
        keeps=Keeps.LOGS,
        months=6,
        counted_from="the log's own date",
        law="网络安全法 art. 21",
        text_of=date(2016, 11, 7),
    ),
)
LEAST_YEARS = max(-(-rule.months // 12) for rule in RULES if rule.keeps is Keeps.ORIGINALS)
LEAST_LOG_DAYS = max(rule.months * 31 for rule in RULES if rule.keeps is Keeps.LOGS)

RELEASES = frozenset({"release-order", "release-executed"})
"""Kinds that say of themselves that goods were let go. A status may say it too, or not: its kind does not tell."""


class Fate(StrEnum):
    """What becomes of a group in a run."""

    KEPT = "kept"
    """Its time in the journal is not over."""
    OPEN = "open"
    """A delivery waits, or is a dead letter."""
    UNSEALED = "unsealed"
    """The record of an acceptance is in no batch: with the bytes its digest would have no witness."""
    HELD = "held"
    ARCHIVE = "archive"
    DESTROY = "destroy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long this gateway keeps what it accepted."""

    years: int = 10
    unreleased_years: int = 10
    longer: Mapping[str, int] = field(default_factory=dict)
    archive_after_months: int | None = None
    """None: there is no archive."""
    refusal_days: int = 365

    def keep_until(self, group: Group) -> datetime:
        """The end of the group's time: from the last thing that happened to it, which never is before its release."""
        years = self.years if group.kinds & RELEASES else self.unreleased_years
        most = max(years, *(self.longer.get(kind, 0) for kind in group.kinds))
        return later(group.last_at, 12 * most)

    def fate(self, group: Group, now: datetime) -> Fate:
        """What a run at `now` does with the group; a hold and whatever is not settled beat every term."""
        if group.is_held:
            return Fate.HELD
        if group.is_open:
            return Fate.OPEN
        if self.keep_until(group) > now and not self._is_archived(group, now):
            return Fate.KEPT
        if not group.is_sealed:
            return Fate.UNSEALED
        return Fate.DESTROY if self.keep_until(group) <= now else Fate.ARCHIVE

    def earliest(self, now: datetime) -> datetime:
        """Nothing that came after this can leave at `now`."""
        least = 12 * min(self.years, self.unreleased_years)
        return later(now, -min(least, self.archive_after_months or least))

    def refusals_before(self, now: datetime) -> datetime:
        """What was refused before this is over."""
        return now - timedelta(days=self.refusal_days)

    def _is_archived(self, group: Group, now: datetime) -> bool:
        months = self.archive_after_months
        return months is not None and later(group.last_at, months) <= now


def later(at: datetime, months: int) -> datetime:
    """So many calendar months later; a day that the month has not is its last."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))
