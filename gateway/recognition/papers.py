"""Papers that a declaration may rest on: reports of laboratories (采信) and pre-decisions (预裁定), as facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from pydantic import ConfigDict, TypeAdapter

from gateway.model.kind import CHINA
from gateway.model.laboratory_report import LaboratoryReport
from gateway.model.predecision import PreDecision, PreDecisionSubject
from gateway.model.results import Conclusion
from gateway.recognition.rule import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedGoods:
    """One line of a report."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: int
    hs_code: str
    origin: str | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedItem:
    """One item of a report."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    goods_line: int
    code: str
    standard: str = ""
    edition: str = ""
    conforming: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A laboratory's report; whether it is accepted is judged by the catalogue of the day."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: str
    laboratory: str
    issued_on: date
    valid_until: date | None = None
    withdrawn: bool = False
    enterprise: str = ""
    photographs: int = 0
    goods: tuple[ReportedGoods, ...] = ()
    items: tuple[ReportedItem, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A pre-decision or a professional identification, and what it says of goods."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: str
    subject: PreDecisionSubject
    holder: str = ""
    valid_from: date
    valid_until: date = date.max
    withdrawn: bool = False
    hs_code: str = ""
    origin: str = ""
    version: str = ""


REPORT_KEPT, RULING_KEPT = "report", "ruling"
"""Their registries."""
REPORT: TypeAdapter[Report] = TypeAdapter(Report)
RULING: TypeAdapter[Ruling] = TypeAdapter(Ruling)


def paper(body: LaboratoryReport | PreDecision) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """Which registry keeps it, under which subjects, and what it says."""
    if isinstance(body, PreDecision):
        return RULING_KEPT, (body.decision_number,), ruling_of(body)
    numbers = (body.declaration_number, body.unified_number, body.entry_number, body.inspection_number)
    subjects = dict.fromkeys((body.report_number, *(number for number in numbers if number)))
    return REPORT_KEPT, tuple(subjects), report_of(body)


Said = Iterable[tuple[int, Collection[str], Mapping[str, Any]]]
"""Number, subjects and content of entries, in the order in which they came."""
P = TypeVar("P", Report, Ruling)


def reports(cited: Collection[str], kept: Said) -> tuple[Report, ...]:
    """The last word of each report that bears one of these numbers, or was handed in under it."""
    return _last(cited, kept, REPORT)


def rulings(cited: Collection[str], kept: Said) -> tuple[Ruling, ...]:
    """The last word of each pre-decision that bears one of these numbers."""
    return _last(cited, kept, RULING)


def _last(cited: Collection[str], kept: Said, read: TypeAdapter[P]) -> tuple[P, ...]:
    """What was withdrawn once stays withdrawn, whichever word came first."""
    last: dict[str, P] = {}
    for number, subjects, said in kept:
        if not set(cited).isdisjoint(subjects):
            one = replace(read.validate_python(dict(said)), version=str(number))
            before = last.get(one.number)
            last[one.number] = replace(one, withdrawn=True) if before and before.withdrawn else one
    return tuple(one for _, one in sorted(last.items()))


def report_of(body: LaboratoryReport) -> dict[str, Any]:
    """As the registry keeps it."""
    report = Report(
        number=body.report_number,
        laboratory=body.laboratory_code,
        issued_on=_day(body.issued_at),
        valid_until=body.valid_until,
        withdrawn=body.withdrawn,
        enterprise=body.enterprise_uscc or "",
        photographs=len(set(body.photographs)),
        goods=tuple(
            ReportedGoods(number=line.number, hs_code=line.hs_code, origin=line.origin_country, batch=line.batch_number)
            for line in body.goods
        ),
        items=tuple(
            ReportedItem(
                goods_line=item.goods_line,
                code=item.item_code or "",
                standard=item.standard or "",
                edition=item.edition or "",
                conforming=item.conclusion is Conclusion.CONFORMING,
            )
            for item in body.items
        ),
    )
    return dict(REPORT.dump_python(report, mode="json"))


def ruling_of(body: PreDecision) -> dict[str, Any]:
    """As the registry keeps it."""
    ruling = Ruling(
        number=body.decision_number,
        subject=body.subject,
        holder=body.applicant_uscc or "",
        valid_from=body.valid_from,
        valid_until=body.valid_until or date.max,
        withdrawn=body.withdrawn,
        hs_code=body.hs_code or "",
        origin=body.origin_country or "",
    )
    return dict(RULING.dump_python(ruling, mode="json"))


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
