"""执法互助: `aid-request`, `aid-reply`, `lead-transfer`: for who needs to know, with purpose and legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, OfDeclaration, not_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A file that goes with it by another way: named by its digest (`sm3:` and hex), never carried inside."""

    name: str
    digest: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRequest(OfDeclaration):
    """One office asks others for help."""

    KIND: ClassVar[str] = "aid-request"
    ISSUER: ClassVar[str] = "requesting_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("requesting_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "case_number")

    case_number: str
    requesting_office: str
    recipients: tuple[str, ...]
    purpose: str
    legal_basis: str
    subject: str
    requested_at: datetime
    due_by: datetime | None = None
    expires_at: datetime | None = None
    details: str | None = None
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    exhibits: tuple[Exhibit, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it is due before it is asked."""
        not_before(self, "requested_at", "due_by")


class AidAnswer(StrEnum):
    """How an office answers; an acknowledgement stops the clock and promises nothing."""

    ACKNOWLEDGED = "acknowledged"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidReply(Kind):
    """The answer to a request for aid."""

    KIND: ClassVar[str] = "aid-reply"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "replying_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("replying_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("case_number",)

    case_number: str
    replying_office: str
    answer: AidAnswer
    replied_at: datetime
    in_reply_to: str | None = None
    reason: str | None = None
    findings: str | None = None
    exhibits: tuple[Exhibit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTransfer(OfDeclaration):
    """线索移交: what one office learnt and another shall follow up."""

    KIND: ClassVar[str] = "lead-transfer"
    ISSUER: ClassVar[str] = "sending_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("sending_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "case_number")

    case_number: str
    sending_office: str
    recipients: tuple[str, ...]
    purpose: str
    legal_basis: str
    subject: str
    transferred_at: datetime
    lead: str | None = None
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    exhibits: tuple[Exhibit, ...] = ()
