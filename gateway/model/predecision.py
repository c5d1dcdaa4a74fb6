"""The kind `pre-decision` (预裁定): decided by one office before goods come, and recognised by the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, not_before, refuse


class PreDecisionSubject(StrEnum):
    """归类, 价格, 原产地, 暂准进出境."""

    CLASSIFICATION = "classification"
    VALUE = "value"
    ORIGIN = "origin"
    TEMPORARY = "temporary"


DECIDES = {PreDecisionSubject.CLASSIFICATION: "hs_code", PreDecisionSubject.ORIGIN: "origin_country"}
"""The attribute that is decided. A value may be decided as a method, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreDecision(Kind):
    """What was decided, for whom, for which goods, and from when to when; `withdrawn` takes it back."""

    KIND: ClassVar[str] = "pre-decision"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = ("decision_number",)

    decision_number: str
    subject: PreDecisionSubject
    issuing_office: str
    recipients: tuple[str, ...] = ()
    decided_at: datetime
    identification: bool
    """True: 专业认定, an office's finding on goods that were there, which the others recognise like a pre-decision."""
    valid_from: date
    valid_until: date | None = None
    withdrawn: bool
    """Always said: to guess it is to keep in force what was taken back."""
    applicant_uscc: str | None = None
    applicant_name: str | None = None
    goods_name: str | None = None
    specification: str | None = None
    hs_code: str | None = None
    origin_country: str | None = None
    value: Decimal | None = None
    currency: str | None = None
    legal_basis: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where it ends before it begins, or does not decide what it says it is about."""
        not_before(self, "valid_from", "valid_until")
        permit = self.subject is PreDecisionSubject.TEMPORARY
        refuse(permit and self.identification, "identification", "a permit of temporary entry identifies nothing")
        refuse(self.value is not None and self.currency is None, "currency", "a value has a currency")
        name = DECIDES.get(self.subject)
        if name and not self.withdrawn:
            refuse(getattr(self, name) is None, name, f"it decides on {self.subject} and does not say it")
