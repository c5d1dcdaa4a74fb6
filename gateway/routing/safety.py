"""Safety first (docs/architecture.md, rule 3): what lets goods go, and what stops them, told from the message alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import singledispatch

from gateway.model.alerts import ControlOrder
from gateway.model.orders import ExamOrder, ReleaseExecuted, ReleaseOrder
from gateway.model.recognition import Consequence, Recognition, RecognitionDecision
from gateway.model.release_mode import ReleaseModeDecision
from gateway.model.results import InspectionResult, Reinspection, ReinspectionStage, ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.model.two_stage import TwoStageStatus

RELEASED = frozenset(
    {
        "released",
        "released-paperless",
        "released-on-guarantee",
        "released-papers-to-follow",
        "partly-released",
        "passed-customs",
        "cleared",
        "admitted-to-port",
        "outline-released-for-collection",
        "bill-released",
    }
)
"""Outcomes (config/codes/outcome.csv) on which somebody lets goods go, be it some of them."""
HELD = frozenset({"detained", "suspended", "deleted-before-release"})
"""Outcomes on which they stay where they are."""


@singledispatch
def lets_go(_body: object) -> bool:
    """Whether somebody may let goods go on this word: it is superseded by what stops them."""
    return False


@lets_go.register(ReleaseOrder)
@lets_go.register(ReleaseExecuted)
@lets_go.register(ReleaseModeDecision)
def _always(_body: object) -> bool:
    return True


@lets_go.register
def _status_releases(body: DeclarationStatus) -> bool:
    return body.outcome in RELEASED


@lets_go.register
def _may_go(body: TwoStageStatus) -> bool:
    return body.may_leave_port or body.may_sell_or_use


@lets_go.register
def _recognised(body: RecognitionDecision) -> bool:
    return body.outcome in (Recognition.RECOGNISED, Recognition.PARTIAL)


@singledispatch
def stops(_body: object) -> bool:
    """Whether goods stay on this word: it supersedes every unsent release, and waits behind nothing but its like."""
    return False


@stops.register(ResultRevocation)
@stops.register(ControlOrder)
@stops.register(ExamOrder)
def _stays(_body: object) -> bool:
    return True


@stops.register
def _status_holds(body: DeclarationStatus) -> bool:
    return body.outcome in HELD


@stops.register
def _revoked_later(body: RecognitionDecision) -> bool:
    return body.outcome is Recognition.REVOKED_LATER or body.consequence is Consequence.HELD


@stops.register
def _disputed(body: Reinspection) -> bool:
    return body.stage is ReinspectionStage.ACCEPTED or body.upheld is False


@singledispatch
def rests_on(_body: object) -> str:
    """The number of the result that the message says is good; a revocation of it that came first is its tombstone."""
    return ""


@rests_on.register
def _result(body: InspectionResult) -> str:
    return body.result_number


@rests_on.register
def _recognition(body: RecognitionDecision) -> str:
    return body.result_number if lets_go(body) else ""


def not_after(body: object) -> datetime | None:
    """Until when a delivery may be sent: an order to release is over with its validity."""
    return body.valid_until if isinstance(body, ReleaseOrder) else None


TABLE: Mapping[str, str] = {
    "release-order": "lets go",
    "release-executed": "lets go",
    "release-mode-decision": "lets go",
    "declaration-status": "lets go or stops, by its outcome",
    "two-stage-status": "lets go, where it allows anything",
    "recognition-decision": "lets go where it recognises, stops where it revokes",
    "result-revocation": "stops",
    "control-order": "stops",
    "exam-order": "stops",
    "reinspection": "stops, while it is open and where the result falls",
}
"""For the documents."""
