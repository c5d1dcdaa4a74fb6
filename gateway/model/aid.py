"""执法互助: `aid-request`, `aid-reply`, `lead-transfer`: for who needs to know, with purpose and legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, OfDeclaration, not_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A file that goes with it by another way: named by its digest (`sm3:` and hex), never carried inside."""

    name: str
    digest: str
    media_type: str | None = None


class Aid(StrEnum):
    """What is asked for (执法互助); the subject says it in words."""

    CONTROL = "control"
    """布控 for the office that asks."""
    JOINT_EXAMINATION = "joint-examination"
    EVIDENCE = "evidence"
    DETAIN = "detain"
    LIFT = "lift"
    """End a control or a detention."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRequest(OfDeclaration):
    """One office asks others for help."""

    KIND: ClassVar[str] = "aid-request"
    RESTRICTED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "requesting_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("requesting_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "case_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("case_number",)
    ACKNOWLEDGED_WITHIN: ClassVar[timedelta] = timedelta(hours=24)

    case_number: str
    requesting_office: str
    recipients: tuple[str, ...]
    purpose: str
    legal_basis: str
    aid: Aid
    subject: str
    requested_at: datetime
    acknowledge_by: datetime | None = None
    due_by: datetime | None = None
    """When the answer itself is due."""
    expires_at: datetime
    """After it nothing of it may be used or acted upon."""
    details: str | None = None
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    exhibits: tuple[Exhibit, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it is due, or expires, before it is asked, or is due after it expired."""
        for later in ("acknowledge_by", "due_by", "expires_at"):
            not_before(self, "requested_at", later)
        not_before(self, "due_by", "expires_at")

    @property
    def acknowledgement_due_at(self) -> datetime:
        """When whoever has not acknowledged it is late."""
        return self.acknowledge_by or self.requested_at + self.ACKNOWLEDGED_WITHIN


class AidAnswer(StrEnum):
    """How an office answers; an acknowledgement stops the clock and promises nothing."""

    ACKNOWLEDGED = "acknowledged"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly-granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidReply(Kind):
    """The answer to a request for aid, or the acknowledgement of a lead or an alert."""

    KIND: ClassVar[str] = "aid-reply"
    RESTRICTED: ClassVar[bool] = True
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "replying_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("replying_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("case_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("case_number", "alert_number")

    case_number: str
    """Of the request or lead, whose purpose and legal basis hold for the answer too; of an alert, its number."""
    replying_office: str
    answer: AidAnswer
    replied_at: datetime
    expires_at: datetime | None = None
    """Until when findings may be used, if not as long as the request says."""
    in_reply_to: str | None = None
    reason: str | None = None
    findings: str | None = None
    exhibits: tuple[Exhibit, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it expired before it was given."""
        not_before(self, "replied_at", "expires_at")

    def references(self) -> Mapping[str, str]:
        """Its number also as that of an alert, which it may be."""
        return {**Kind.references(self), "alert_number": self.case_number}

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Of the case alone."""
        return frozenset({("case_number", self.case_number)})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTransfer(OfDeclaration):
    """线索移交: what one office learnt and another shall follow up."""

    KIND: ClassVar[str] = "lead-transfer"
    RESTRICTED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "sending_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("sending_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "case_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("case_number",)
    ACKNOWLEDGED_WITHIN: ClassVar[timedelta] = timedelta(hours=24)

    case_number: str
    sending_office: str
    recipients: tuple[str, ...]
    purpose: str
    legal_basis: str
    subject: str
    transferred_at: datetime
    acknowledge_by: datetime | None = None
    expires_at: datetime
    lead: str | None = None
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    exhibits: tuple[Exhibit, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it expires, or had to be acknowledged, before it was handed over."""
        not_before(self, "transferred_at", "expires_at")
        not_before(self, "transferred_at", "acknowledge_by")

    @property
    def acknowledgement_due_at(self) -> datetime:
        """When whoever has not acknowledged it is late."""
        return self.acknowledge_by or self.transferred_at + self.ACKNOWLEDGED_WITHIN
