"""The kind `declaration-status`: what an office did with a declaration (申报回执), at one stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction


class Stage(StrEnum):
    """Which step speaks; the same digit means different things at different steps."""

    IMPORT = "import-answer"
    REVIEW = "review"
    QUARANTINE = "quarantine"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationStatus:
    """One answer; `outcome` is a canonical word of the outcome table (config/codes/outcome.csv)."""

    KIND: ClassVar[str] = "declaration-status"
    ANSWERS: ClassVar[bool] = True

    outcome: str
    """For example released, partly-released, rejected; partly-released is never released."""
    stage: Stage = Stage.REVIEW
    direction: Direction | None = None
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

    def offices(self) -> Mapping[str, str]:
        """The office that answers."""
        return {"office": self.office} if self.office else {}

    def references(self) -> Mapping[str, str]:
        """What it answers, by name."""
        names = ("in_reply_to", "declaration_number", "unified_number", "entry_number", "inspection_number")
        return {name: number for name in names if (number := getattr(self, name))}

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its numbers but the one it replies to, which the exchange resolves."""
        return frozenset((name, number) for name, number in self.references().items() if name != "in_reply_to")
