"""两段准入: whether goods may leave the port, and whether they may be sold or used; neither follows from the other.

GACC 160/2019, replaced by 42/2025: the cases of each time are rows of the pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gateway.model.two_stage import LeaveGround
from gateway.recognition.pack import Pack
from gateway.recognition.rule import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Which checks are required, and what of them is done."""

    port: bool = False
    """口岸检查 is required."""
    port_done: bool = False
    destination: bool = False
    """目的地检查 is required."""
    destination_done: bool = False
    transferred: bool = False
    """The port lacks the means, and another place checks (转场检查)."""
    merged: bool = False
    """By request the destination's check is done at the port (合并检查)."""
    sampled: bool = False
    """附条件提离: sampled and sent, with every other check at the port in order."""
    listed: frozenset[LeaveGround] = frozenset()
    """The lists of the authority on which the goods stand."""
    release_notice: bool = False
    licences_written_off: bool = False
    assessed: bool = False
    """Conformity assessment has ended, or none is required."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStage:
    """Two permissions."""

    may_leave_port: bool
    may_sell_or_use: bool
    leave_ground: LeaveGround | None
    lacking: tuple[str, ...]
    """What sale or use still wants."""


def two_stage(checks: Checks, pack: Pack, on: date) -> TwoStage | None:
    """None: the pack knows no 两段准入 on that day."""
    rules = {row.ground: row for row in in_force(pack.leaving, on)}
    if not rules:
        return None
    grounds = (one for one in _grounds(checks) if one in rules)
    found = next((one for one in grounds if not rules[one].listed or one in checks.listed), None)
    lacking = tuple(_lacking(checks))
    return TwoStage(
        may_leave_port=found is not None,
        may_sell_or_use=found is not None and not lacking,
        leave_ground=found,
        lacking=lacking,
    )


def _grounds(checks: Checks) -> Iterator[LeaveGround]:
    """Those whose own condition is fulfilled, the plainest first."""
    if not checks.port:
        yield LeaveGround.DESTINATION_CHECK_ONLY if checks.destination else LeaveGround.NO_CHECK
        return
    if checks.port_done and checks.transferred:
        yield LeaveGround.TRANSFERRED_CHECK
    elif checks.port_done and checks.merged:
        yield LeaveGround.CHECKS_MERGED
    elif checks.port_done:
        yield LeaveGround.PORT_CHECK_DONE
    if checks.sampled:
        yield LeaveGround.ON_CONDITION


def _lacking(checks: Checks) -> Iterator[str]:
    merged = checks.merged and checks.port_done
    wanted = (
        ("release-notice", checks.release_notice),
        ("port-check", checks.port_done or not checks.port),
        ("destination-check", checks.destination_done or merged or not checks.destination),
        ("licences", checks.licences_written_off),
        ("conformity", checks.assessed),
    )
    return (name for name, holds in wanted if not holds)
