"""The kind `declaration-status`: what an office did with a declaration (申报回执), at one stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.answer import OfficeAnswer
from gateway.model.declaration import Direction, Subject
from gateway.model.kind import DECLARED


class Stage(StrEnum):
    """Which step speaks; the same digit means different things at different steps."""

    IMPORT = "import-answer"
    REVIEW = "review"
    QUARANTINE = "quarantine"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationStatus(OfficeAnswer):
    """One answer, for example released, partly-released, rejected; partly-released is never released."""

    KIND: ClassVar[str] = "declaration-status"
    NUMBERS: ClassVar[tuple[str, ...]] = DECLARED
    NAMED_BY: ClassVar[tuple[str, ...]] = DECLARED

    stage: Stage = Stage.REVIEW
    direction: Direction | None = None
    subject: Subject | None = None
    """Of what is answered, where it is no declaration of goods of trade."""
    declaration_number: str | None = None
    unified_number: str | None = None
    entry_number: str | None = None
    inspection_number: str | None = None
    ledger_number: str | None = None
    """电子底账."""
    clearance_number: str | None = None
    """通关单号."""
    passage_date: datetime | None = None
    declared_at: datetime | None = None
