"""The kind `recognition-decision`: what one office makes of a result of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import OfDeclaration, not_before, refuse


class Recognition(StrEnum):
    """Outcomes of recognition; none of them is a release."""

    RECOGNISED = "recognised"
    PARTIAL = "partial"
    REFUSED = "refused"
    REVOKED_LATER = "revoked-later"
    """It was recognised, and its issuer took the result back."""


class ConditionName(StrEnum):
    """What must hold for a result to be recognised, each judged by its own evidence (our order of the conditions)."""

    ISSUER_LISTED = "issuer-listed"
    """Issued by a body on the region's list, whose signature was valid when it signed."""
    SAME_GOODS = "same-goods"
    ITEMS_COVERED = "items-covered"
    """Items and methods cover all that the receiving office requires of that good on that day."""
    LABORATORY_ACCREDITED = "laboratory-accredited"
    RESULT_STANDS = "result-stands"
    """合格, and not withdrawn, replaced or under 复验."""
    IN_VALIDITY = "in-validity"
    IDENTITY_KEPT = "identity-kept"
    """Seals whole, nothing packed anew."""
    NO_ALERT = "no-alert"
    NOT_EXCLUDED = "not-excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of recognition, with what it was judged by."""

    name: ConditionName
    holds: bool
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedItem:
    """One tested item of a result that is recognised, as the result names it."""

    item: str
    goods_line: int | None = None
    item_code: str | None = None


class Consequence(StrEnum):
    """What became of goods whose recognised result was revoked."""

    HELD = "held"
    """They were not yet released."""
    FOLLOW_UP = "follow-up"
    """They were: somebody goes after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionDecision(OfDeclaration):
    """The receiving office tells the issuer whether it recognises a result."""

    KIND: ClassVar[str] = "recognition-decision"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "deciding_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("deciding_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("result_number",)

    result_number: str
    deciding_office: str
    outcome: Recognition
    decided_at: datetime
    decided_by: str | None = None
    """Id of the officer; none where the rules alone decided."""
    decision_number: str | None = None
    """By which the issuer answers a refusal."""
    in_reply_to: str | None = None
    used_for: str | None = None
    """The declaration, in the deciding office's own number, that the result was to serve."""
    reason: str | None = None
    """A refusal carries one, and it can be answered."""
    answer_by: date | None = None
    """Last day on which the issuer may answer a refusal."""
    consequence: Consequence | None = None
    """Of a result that was revoked later."""
    pack: str | None = None
    """The dated rules that were asked."""
    recognised_items: tuple[RecognisedItem, ...] = ()
    """Of a partial one, all that is recognised."""
    conditions: tuple[Condition, ...] = ()
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: an outcome that its reason, items, conditions or consequence deny."""
        outcome, items = self.outcome, bool(self.recognised_items)
        refuse(outcome is Recognition.REFUSED and not self.reason, "reason", "a refusal carries a reason")
        refuse(outcome is Recognition.REFUSED and items, "recognised_items", "it is refused, and items are recognised")
        refuse(outcome is Recognition.PARTIAL and not items, "recognised_items", "it is partial, and no item is named")
        broken = any(not condition.holds for condition in self.conditions)
        refuse(outcome is Recognition.RECOGNISED and broken, "outcome", "recognised, and a condition does not hold")
        followed = self.consequence is not None and outcome is not Recognition.REVOKED_LATER
        refuse(followed, "consequence", "the result was not revoked")
        not_before(self, "decided_at", "answer_by")
