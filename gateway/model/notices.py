"""Words between an office and those who trade: `notice` (公告), `consultation` (咨询投诉) and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.answer import OfficeAnswer
from gateway.model.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Kind):
    """公告: what an office tells everybody."""

    KIND: ClassVar[str] = "notice"
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("notice_number",)
    SUBSCRIBED: ClassVar[bool] = True

    notice_number: str
    title: str
    content: str | None = None
    state: str | None = None
    """As the office writes it: 1 is what a platform shows."""
    office: str | None = None
    noticed_at: datetime | None = None


class ConsultationNature(StrEnum):
    """咨询, 投诉."""

    QUESTION = "question"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Kind):
    """A question or a complaint to an office."""

    KIND: ClassVar[str] = "consultation"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("consultation_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("consultation_number",)

    consultation_number: str
    nature: ConsultationNature
    question: str
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationStatus(OfficeAnswer):
    """The office's answer to one; only the outcome "answered" is an answer, whatever the remark says."""

    KIND: ClassVar[str] = "consultation-status"
    NUMBERS: ClassVar[tuple[str, ...]] = ("consultation_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("consultation_number",)

    consultation_number: str | None = None
