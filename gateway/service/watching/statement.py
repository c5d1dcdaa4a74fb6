"""A day of one link as one side states it: every number by kind and way, and the totals that a message carries.

The JSON of its file is our own design: `by` and `about` are the addresses agreed on for the link, `day` is China's.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gateway.evidence.records import digest, encoded, moment
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.model.watch import Flow, Total
from gateway.service.journal.watching.views import Counted
from gateway.translation.codecs import CHINA

FILE = "statement.json"
BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
OTHER_WAY = {Flow.SENT: Flow.RECEIVED, Flow.RECEIVED: Flow.SENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The numbers of one kind one way, sorted, each once."""

    kind: str
    flow: Flow
    """Seen from whoever states it."""
    numbers: tuple[str, ...]

    def total(self) -> Total:
        """As the message `reconcile` says it."""
        return Total(
            message_kind=self.kind,
            flow=self.flow,
            count=len(self.numbers),
            digest=digest("\n".join(self.numbers).encode()),
            first_number=self.numbers[0],
            last_number=self.numbers[-1],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One side's day."""

    by: str
    about: str
    day: date
    made_at: datetime
    lines: tuple[Line, ...]

    def totals(self) -> tuple[Total, ...]:
        """By kind and way; a kind that is not named had none."""
        return tuple(line.total() for line in self.lines)


def bounds(day: date) -> tuple[datetime, datetime]:
    """When a day of China begins, and when the next does."""
    begin = datetime.combine(day, time(), CHINA)
    return begin, begin + timedelta(days=1)


def lines(counted: Iterable[Counted]) -> tuple[Line, ...]:
    """By kind and way, in a fixed order: equal days have equal bytes."""
    found: defaultdict[tuple[str, Flow], set[str]] = defaultdict(set)
    for one in counted:
        found[one.kind, one.flow].add(one.number)
    return tuple(Line(kind=kind, flow=flow, numbers=tuple(sorted(found[kind, flow]))) for kind, flow in sorted(found))


def written(statement: Statement) -> bytes:
    """The bytes of statement.json."""
    said = [{"kind": one.kind, "flow": one.flow, "numbers": one.numbers} for one in statement.lines]
    head = {"by": statement.by, "about": statement.about, "day": statement.day.isoformat()}
    return encoded({**head, "made_at": moment(statement.made_at), "lines": said})


def read(raw: bytes) -> Statement:
    """What was written. STATEMENT_INVALID for anything that `written` would not write."""
    try:
        found = _statement(raw)
        good = written(found) == raw and _is_sorted(found.lines)
    except BROKEN as error:
        raise _invalid(f"it is no statement of ours ({type(error).__name__})") from None
    if not good:
        raise _invalid("it is no statement of ours: its lines or numbers are not as they are written")
    return found


def _statement(raw: bytes) -> Statement:
    said = json.loads(raw)
    told = tuple(
        Line(kind=str(one["kind"]), flow=Flow(one["flow"]), numbers=tuple(map(str, one["numbers"])))
        for one in said["lines"]
    )
    return Statement(
        by=str(said["by"]),
        about=str(said["about"]),
        day=date.fromisoformat(said["day"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        lines=told,
    )


def _is_sorted(told: Sequence[Line]) -> bool:
    keys = [(one.kind, one.flow) for one in told]
    return _rises(keys) and all(one.numbers and _rises(one.numbers) for one in told)


def _rises(values: Sequence[object]) -> bool:
    return list(values) == sorted(set(values))  # type: ignore[type-var]  # texts, or pairs of texts


def _invalid(reason: str) -> GatewayError:
    return faults.STATEMENT_INVALID.error(reason, place=Place(path=FILE))
