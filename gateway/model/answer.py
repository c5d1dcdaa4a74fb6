"""What all answers of an office to what was handed over have in common (回执)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gateway.model.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer(Kind):
    """The base of the kinds that tell an outcome: a canonical word of the outcome table (config/codes/outcome.csv)."""

    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)

    outcome: str
    in_reply_to: str | None = None
    """The message number of what is answered, as the answering office was told it."""
    receipt_number: str | None = None
    """The answering office's own number of the answer."""
    receipt_type: str | None = None
    office: str | None = None
    """Customs office of 4 digits that answers."""
    noticed_at: datetime | None = None
    title: str | None = None
    remark: str | None = None
    attribute_6: str | None = None
    attribute_7: str | None = None
