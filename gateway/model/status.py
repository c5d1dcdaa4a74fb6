"""The kind `declaration-status`: what an office did with a declaration (申报回执), at one stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction, Subject
from gateway.model.kind import DECLARED, Kind


class Stage(StrEnum):
    """Which step speaks; the same digit means different things at different steps."""

    IMPORT = "import-answer"
    REVIEW = "review"
    QUARANTINE = "quarantine"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationStatus(Kind):
    """One answer; `outcome` is a canonical word of the outcome table (config/codes/outcome.csv)."""

    KIND: ClassVar[str] = "declaration-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = DECLARED

    outcome: str
    """For example released, partly-released, rejected; partly-released is never released."""
    stage: Stage = Stage.REVIEW
    direction: Direction | None = None
    subject: Subject | None = None
    """Of what is answered, where it is no declaration of goods of trade."""
    in_reply_to: str | None = None
    """The message number of what is answered, as the answering office was told it."""
    declaration_number: str | None = None
    unified_number: str | None = None
    entry_number: str | None = None
    inspection_number: str | None = None
    ledger_number: str | None = None
    """电子底账."""
    clearance_number: str | None = None
    """通关单号."""
    receipt_number: str | None = None
    """The answering office's own number of the answer."""
    receipt_type: str | None = None
    office: str | None = None
    """Customs office of 4 digits that answers."""
    noticed_at: datetime | None = None
    title: str | None = None
    remark: str | None = None
    passage_date: datetime | None = None
    declared_at: datetime | None = None
    attribute_6: str | None = None
    attribute_7: str | None = None
