"""The kind `two-stage-status`: 两段准入, two permissions told apart (GACC 160/2019, replaced by 42/2025)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import DECLARED, OfDeclaration


class LeaveGround(StrEnum):
    """Why goods may leave the port (准予提离): the cases of 160/2019 and 42/2025."""

    NO_CHECK = "no-check"
    PORT_CHECK_DONE = "port-check-done"
    DESTINATION_CHECK_ONLY = "destination-check-only"
    CHECKS_MERGED = "checks-merged"
    """合并检查: the check of the destination is done at the port."""
    TRANSFERRED_CHECK = "transferred-check"
    """转场检查: the port's check is done elsewhere."""
    ON_CONDITION = "on-condition"
    """附条件提离: sampled, and not for sale or use before the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStageStatus(OfDeclaration):
    """Whether goods may leave the port, and whether they may be sold or used: one does not follow from the other."""

    KIND: ClassVar[str] = "two-stage-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NAMED_BY: ClassVar[tuple[str, ...]] = DECLARED

    office: str
    may_leave_port: bool
    may_sell_or_use: bool
    in_reply_to: str | None = None
    leave_ground: LeaveGround | None = None
    condition: str | None = None
    goods_lines: tuple[int, ...] = ()
    """Lines of the declaration that it is about; none: all."""
    decided_at: datetime | None = None
    remark: str | None = None
