"""What a message adds to the registries: entries that are never changed, each true from a day on, each known since one.

A registry is read as it was known at a moment: entries that came later are left out, so a decision can be made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import singledispatch
from typing import Any

from pydantic import TypeAdapter

from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert
from gateway.model.credit import CreditUpdate
from gateway.model.declaration import Declaration
from gateway.model.kind import CHINA, OfDeclaration
from gateway.model.laboratory_report import LaboratoryReport
from gateway.model.predecision import PreDecision
from gateway.model.recognition import RecognitionDecision
from gateway.model.release_mode import ReleaseModeDecision
from gateway.model.results import InspectionResult, Reinspection, ResultRevocation
from gateway.model.transit import ArrivalCheck, Gate, Seal, Track, TransitDeclaration
from gateway.recognition.filed import filed, imports, said_of
from gateway.recognition.papers import paper
from gateway.recognition.road import Move, moves


class Registry(StrEnum):
    """The registries (登记簿), by what their entries are about."""

    CREDIT = "credit"
    ALERT = "alert"
    LIFT = "lift"
    """解控: an alert that is lifted stays lifted, whichever of the two came first."""
    RESULT = "result"
    REVOCATION = "revocation"
    REINSPECTION = "reinspection"
    RECOGNITION = "recognition"
    DECLARATION = "declaration"
    RELEASE_MODE = "release-mode"
    """Decisions on mode and place, whoever took them."""
    DECISION = "decision"
    """What the gateway decided by, or why it did not: the record by which it is decided again."""
    ROAD = "road"
    """Goods under way: orders, departures, arrivals, and what was wrong."""
    REPORT = "report"
    """采信: reports of laboratories."""
    RULING = "ruling"
    """预裁定."""
    CLEARING = "clearing"
    """结关, and what the feeds tell of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `subjects`: every code under which it may be asked for; `said`: JSON values by name."""

    registry: Registry
    subjects: tuple[str, ...]
    said: Mapping[str, Any]


MOVE: TypeAdapter[Move] = TypeAdapter(Move)
RESULT: TypeAdapter[InspectionResult] = TypeAdapter(InspectionResult)
EVERYTHING = "*"
"""The subject of what concerns whatever it matches: alerts are asked for all together."""


@singledispatch
def entries(_body: object) -> tuple[Entry, ...]:
    """() for a kind that no registry keeps."""
    return ()


@entries.register
def _credit(body: CreditUpdate) -> tuple[Entry, ...]:
    codes = tuple(code for code in (body.uscc, body.customs_code, body.ciq_code) if code)
    said = {
        "uscc": body.uscc,
        "customs_code": body.customs_code or "",
        "ciq_code": body.ciq_code or "",
        "scheme": body.scheme.value,
        "level": body.level,
        "effective_from": body.effective_from.isoformat(),
        "effective_until": _day(body.effective_until),
        "on_serious_list": bool(body.on_serious_list),
        "under_case": bool(body.under_case),
    }
    return (Entry(registry=Registry.CREDIT, subjects=codes, said=said),)


@entries.register
def _alert(body: RiskAlert) -> tuple[Entry, ...]:
    said = {
        "number": body.alert_number,
        "valid_from": _day(body.issued_at),
        "expires_on": _day(body.expires_at),
        "hs_codes": list(body.hs_codes),
        "origins": list(body.origin_countries),
        "enterprises": list(body.enterprises),
        "office": body.issuing_office,
    }
    laboratories = bool(body.laboratories) and not (body.hs_codes or body.origin_countries or body.enterprises)
    if laboratories:  # an alert on a laboratory alone is about results, never about goods
        return ()
    return (Entry(registry=Registry.ALERT, subjects=(EVERYTHING, body.alert_number), said=_without_none(said)),)


@entries.register
def _order(body: ControlOrder) -> tuple[Entry, ...]:
    numbers = _numbers(body)
    said = {
        "number": body.control_number or numbers[0],
        "valid_from": _day(body.issued_at),
        "expires_on": _day(body.expires_at),
        "location": body.location or "",
        "hs_codes": list(body.hs_codes),
        "enterprises": list(body.enterprises),
        "declarations": list(numbers),
        "containers": list(body.container_numbers),
        "bills": [body.bill_number] if body.bill_number else [],
        "office": body.issuing_office or "",
    }
    subjects = (EVERYTHING, *dict.fromkeys((body.control_number or numbers[0], *numbers)))
    return (Entry(registry=Registry.ALERT, subjects=subjects, said=_without_none(said)),)


@entries.register
def _lift(body: ControlLift) -> tuple[Entry, ...]:
    numbers = tuple(number for number in (body.control_number, body.alert_number) if number)
    lifted = numbers or _numbers(body)
    said = {"numbers": list(lifted), "office": body.issuing_office or "", "of": body.ordering_office or ""}
    return (Entry(registry=Registry.LIFT, subjects=(EVERYTHING, *lifted), said=said),)


@entries.register
def _result(body: InspectionResult) -> tuple[Entry, ...]:
    said = {
        "number": body.result_number,
        "conforming": body.conclusion.value == "conforming",
        "issuing_office": body.issuing_office,
        "issued_on": _day(body.issued_at),
        "valid_until": _day(body.valid_until),
        "bars": [bar.value for bar in body.transfer_bars],
        "hs_codes": [line.hs_code for line in body.goods],
        "enterprise": body.enterprise_uscc or "",
        "supersedes": body.supersedes or "",
        "result": RESULT.dump_python(replace(body, inspectors=(), enterprise_name=None), mode="json"),
    }
    subjects = (body.result_number, *((body.enterprise_uscc,) if body.enterprise_uscc else ()), *_numbers(body))
    return (Entry(registry=Registry.RESULT, subjects=tuple(dict.fromkeys(subjects)), said=said),)


@entries.register
def _revocation(body: ResultRevocation) -> tuple[Entry, ...]:
    said = {"number": body.result_number, "reason": body.reason, "office": body.issuing_office}
    return (Entry(registry=Registry.REVOCATION, subjects=(body.result_number,), said=said),)


@entries.register
def _reinspection(body: Reinspection) -> tuple[Entry, ...]:
    said = {"number": body.result_number, "stage": body.stage.value, "upheld": body.upheld}
    return (Entry(registry=Registry.REINSPECTION, subjects=(body.result_number,), said=said),)


@entries.register
def _recognition(body: RecognitionDecision) -> tuple[Entry, ...]:
    said = {
        "number": body.result_number,
        "outcome": body.outcome.value,
        "office": body.deciding_office,
        "used_for": body.used_for or "",
        "decided_at": body.decided_at.isoformat(),
        "reason": body.reason or "",
        "broken": [one.name.value for one in body.conditions if not one.holds],
    }
    subjects = (body.result_number, *((body.used_for,) if body.used_for else ()), *_numbers(body))
    return (Entry(registry=Registry.RECOGNITION, subjects=tuple(dict.fromkeys(subjects)), said=said),)


@entries.register(TransitDeclaration)
@entries.register(Gate)
@entries.register(Track)
@entries.register(Seal)
@entries.register(ArrivalCheck)
def road(body: object) -> tuple[Entry, ...]:
    """What a message says of goods under way."""
    return tuple(
        Entry(
            registry=Registry.ROAD,
            subjects=tuple(dict.fromkeys(move.numbers)),
            said=MOVE.dump_python(move, mode="json"),
        )
        for move in moves(body)
    )


@entries.register
def _declared(body: Declaration) -> tuple[Entry, ...]:
    one = filed(body, date.min)
    subjects = (*sorted(one.case.numbers | one.case.papers), *imports(one.case))
    return (Entry(registry=Registry.DECLARATION, subjects=subjects, said=said_of(one)), *road(body))


@entries.register
def _decided(body: ReleaseModeDecision) -> tuple[Entry, ...]:
    said = {
        "number": body.decision_number or "",
        "office": body.deciding_office,
        "mode": body.mode.value,
        "location": body.location.value,
        "site": body.site or "",
        "direct_mode": body.direct_mode.value if body.direct_mode else "",
        "sampling_percent": None if body.sampling_percent is None else str(body.sampling_percent),
        "provisional": body.provisional,
        "accepted_on": _day(body.accepted_on),
        "decided_at": body.decided_at.isoformat(),
        "supersedes": body.supersedes or "",
    }
    return (Entry(registry=Registry.RELEASE_MODE, subjects=_numbers(body), said=said), *road(body))


@entries.register(LaboratoryReport)
@entries.register(PreDecision)
def _paper(body: LaboratoryReport | PreDecision) -> tuple[Entry, ...]:
    registry, subjects, said = paper(body)
    return (Entry(registry=Registry(registry), subjects=subjects, said=said),)


def _numbers(body: OfDeclaration) -> tuple[str, ...]:
    numbers = (body.declaration_number, body.unified_number, body.entry_number, body.inspection_number)
    return tuple(number for number in numbers if number)


def _day(value: date | None) -> str | None:
    """The day in China."""
    if value is None:
        return None
    return (value.astimezone(CHINA).date() if isinstance(value, datetime) else value).isoformat()


def _without_none(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}
