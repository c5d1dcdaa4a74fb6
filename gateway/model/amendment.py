"""The kinds `declaration-amendment` (修改) and `declaration-cancellation` (撤销).

After acceptance only permitted changes and withdrawals are possible (海关法 art. 26): the office decides, we carry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gateway.model.declaration import Declaration, Direction
from gateway.model.kind import DECLARED, ContradictionError, Kind, OfDeclaration


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationAmendment(Kind):
    """A declaration as it shall read from now on, whole; its numbers name the one that is amended."""

    KIND: ClassVar[str] = "declaration-amendment"
    NAMED_BY: ClassVar[tuple[str, ...]] = DECLARED

    reason: str
    request_number: str | None = None
    """The applicant's own number of the request."""
    requested_at: datetime | None = None
    legal_basis: str | None = None
    declaration: Declaration

    def __post_init__(self) -> None:
        """Raise ContradictionError where what is amended was never declared."""
        if self.declaration.draft:
            raise ContradictionError("declaration", "only what was declared can be amended, and this is a draft")

    def offices(self) -> Mapping[str, str]:
        """Those of the declaration."""
        return self.declaration.offices()

    def references(self) -> Mapping[str, str]:
        """The numbers of the declaration."""
        return self.declaration.references()

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Those of the declaration."""
        return self.declaration.aliases()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationCancellation(OfDeclaration):
    """A request to withdraw a declaration."""

    KIND: ClassVar[str] = "declaration-cancellation"
    OFFICES: ClassVar[tuple[str, ...]] = ("declaration_office", "port_office", "destination_office")
    NAMED_BY: ClassVar[tuple[str, ...]] = DECLARED

    reason: str
    direction: Direction | None = None
    request_number: str | None = None
    requested_at: datetime | None = None
    legal_basis: str | None = None
    declaration_office: str | None = None
    port_office: str | None = None
    destination_office: str | None = None
