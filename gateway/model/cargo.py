"""Kinds of carriers and terminals: `manifest`, `arrival-report`, `tally-report`, `loading-report`, `manifest-status`.

A report names many bills that have nothing else in common, so it is ordered by its voyage and its own number, and never
ties the consignments of its bills together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.bills import Bill, CargoContainer
from gateway.model.declaration import Direction
from gateway.model.kind import ContradictionError, Kind, not_before


class ReportAct(StrEnum):
    """What a report does to what was reported before (FunctionCode of the national manifest).

    A manifest is original or changes one; each arrival and each tally is one report more, so added.
    """

    ORIGINAL = "original"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


class ManifestStage(StrEnum):
    """Which manifest: 原始舱单 of what comes in, 预配舱单 of what is to go out."""

    ORIGINAL = "original"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoReport(Kind):
    """What the four reports have in common."""

    OFFICES: ClassVar[tuple[str, ...]] = ("office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = ("report_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("report_number",)

    report_number: str
    """Names this report for its receiver; the answer repeats it."""
    office: str
    """Customs office at which it is made."""
    recipients: tuple[str, ...] = ()
    act: ReportAct
    """Always said: to guess it is to report anew what was taken back."""
    reporter_code: str | None = None
    """舱单传输人, 理货部门: who reports, 4 digits of the office and 9 of the organisation."""
    reporter_name: str | None = None
    carrier_code: str | None = None
    carrier_name: str | None = None
    agent_code: str | None = None
    transport_mode: str | None = None
    transport_id: str | None = None
    """IMO number with UN before it, flight, plate."""
    transport_name: str | None = None
    voyage_number: str | None = None
    """航次航班编号; by road 货物运输批次号."""
    arrival_place: str | None = None
    arrival_at: datetime | None = None
    departure_at: datetime | None = None
    remark: str | None = None
    bills: tuple[Bill, ...] = ()

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its own number, and its voyage."""
        voyage = f"{self.transport_id or self.transport_name or ''}/{self.voyage_number or ''}"
        own = {("report_number", self.report_number)}
        return frozenset(own if voyage == "/" else own | {("voyage", voyage)})

    def references(self) -> Mapping[str, str]:
        """Its own number."""
        return {"report_number": self.report_number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(CargoReport):
    """舱单: what a vehicle carries."""

    KIND: ClassVar[str] = "manifest"

    stage: ManifestStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalReport(CargoReport):
    """运抵报告: goods have come into the supervised yard, by bill or by box."""

    KIND: ClassVar[str] = "arrival-report"

    direction: Direction
    yard_code: str | None = None
    """Written as a place of a bill is."""
    arrived_at: datetime
    containers: tuple[CargoContainer, ...] = ()

    def __post_init__(self) -> None:
        """Each arrival is one report more: raises ContradictionError."""
        _never_original(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReport(CargoReport):
    """理货报告: what was really unloaded or loaded, box by box."""

    KIND: ClassVar[str] = "tally-report"

    direction: Direction
    """An import is unloaded, an export loaded."""
    yard_code: str | None = None
    started_at: datetime | None = None
    tallied_at: datetime
    """装卸结束时间."""
    short: bool | None = None
    """Less than the manifest says."""
    over: bool | None = None
    damaged: bool | None = None
    containers: tuple[CargoContainer, ...] = ()

    def __post_init__(self) -> None:
        """Each tally is one report more, and ends after it began: raises ContradictionError."""
        _never_original(self)
        not_before(self, "started_at", "tallied_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingReport(CargoReport):
    """装载舱单: what was loaded, and so leaves; with `empty`, that a vehicle leaves with nothing on it (空载确报)."""

    KIND: ClassVar[str] = "loading-report"

    loaded_at: datetime | None = None
    """Of all; a bill may say its own."""
    empty: bool

    def __post_init__(self) -> None:
        """An empty vehicle carries no bill: raises ContradictionError."""
        if self.empty and self.bills:
            raise ContradictionError("empty", "an empty vehicle has no bills")


def _never_original(report: CargoReport) -> None:
    if report.act is ReportAct.ORIGINAL:
        raise ContradictionError("act", "it is added, changed or deleted: only a manifest is original")


ANSWERS_TO_REPORTS = ("accepted", "in-process", "rejected", "bill-released", "loading-refused", "unloading-barred")
"""The words of the outcome table that an answer to a report can say: no declaration is released by it."""
OF_BILLS = ANSWERS_TO_REPORTS[3:]
"""Those that are true of a bill or a box, and of nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillAnswer:
    """What the office says of one bill."""

    bill_number: str
    split_bill_number: str | None = None
    outcome: str | None = None
    """None: that of the whole."""
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerAnswer:
    """What the office says of one box."""

    container_number: str
    bill_number: str | None = None
    outcome: str | None = None
    """None: that of the whole."""
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestStatus(Kind):
    """The office's answer to a report: of all of it, of its bills, of its boxes.

    TRAP: 提运单放行 releases one bill toward the carrier. It is never a release of a declaration, and no consignment of
    one is released by it.
    """

    KIND: ClassVar[str] = "manifest-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("report_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("report_number",)

    outcome: str | None = None
    """One of ANSWERS_TO_REPORTS, of the whole, or of all the bills and boxes that are named without one."""
    office: str | None = None
    in_reply_to: str | None = None
    report_number: str | None = None
    report_type: str | None = None
    """Which report it answers, as the national manifest numbers them: MT2101."""
    act: ReportAct | None = None
    """Of the report that it answers."""
    transport_id: str | None = None
    voyage_number: str | None = None
    noticed_at: datetime | None = None
    statement_code: str | None = None
    """As the platform writes it: 0 is taken in; 19000 and on are the road manifest's own list."""
    statement: str | None = None
    remark: str | None = None
    bills: tuple[BillAnswer, ...] = ()
    containers: tuple[ContainerAnswer, ...] = ()

    def __post_init__(self) -> None:
        """It says something, in words of its own, and of whom: raises ContradictionError."""
        told = [*(bill.outcome for bill in self.bills), *(box.outcome for box in self.containers)]
        if foreign := {one for one in (self.outcome, *told) if one is not None} - set(ANSWERS_TO_REPORTS):
            raise ContradictionError("outcome", f"no answer to a report says {', '.join(sorted(foreign))}")
        if self.outcome in OF_BILLS and not told:
            raise ContradictionError("outcome", f"{self.outcome} is said of a bill or a box, and none is named")
        if self.outcome is None and not (self.statement_code or any(told)):
            raise ContradictionError("outcome", "it says nothing")
        if self.outcome is None and None in told:
            raise ContradictionError("outcome", "a bill or a box has no outcome, and the whole has none")
