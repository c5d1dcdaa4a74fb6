"""The kind `inspection-transfer` (电子转单): a consignment handed from one inspection office to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.certified import CertifiedGoods
from gateway.model.declaration import Direction
from gateway.model.goods import Container
from gateway.model.kind import OfDeclaration, not_before, refuse


class Changeable(StrEnum):
    """What the port may change of a transferred consignment without asking back."""

    QUANTITY_REDUCED = "quantity-reduced"
    """Less by damage in transport, never more."""
    VESSEL = "vessel"
    SAILING_DATE = "sailing-date"
    CONTAINERS = "containers"
    VALUE_TEN_PERCENT = "value-ten-percent"
    """The total value, by at most a tenth."""
    BY_AGREEMENT = "by-agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCertificate:
    """A certificate that the sending office issued."""

    code: str
    number: str
    issued_on: date | None = None
    originals: int | None = None
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTransfer(OfDeclaration):
    """电子转单: one office hands a consignment that it dealt with to the office of the port or the destination."""

    KIND: ClassVar[str] = "inspection-transfer"
    ISSUER: ClassVar[str] = "sending_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("sending_office", "receiving_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transfer_number")

    transfer_number: str
    """Of the 换证凭条; its password is never carried."""
    sending_office: str
    receiving_office: str
    """Of the exit port of an export, of the destination of an import."""
    direction: Direction
    issued_at: datetime
    valid_until: date | None = None
    """Last day, in China."""
    clearance_number: str | None = None
    result_number: str | None = None
    consignor_uscc: str | None = None
    consignor_name: str | None = None
    consignee_uscc: str | None = None
    consignee_name: str | None = None
    contract_number: str | None = None
    bill_number: str | None = None
    trade_country: str | None = None
    route_country: str | None = None
    transport_mode: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    sailing_date: date | None = None
    seal_numbers: tuple[str, ...] = ()
    total_value: Decimal | None = None
    currency: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None
    port_may_change: tuple[Changeable, ...] = ()
    """As the sending office says; empty: it does not say, and the rules of the day hold."""
    agreement: str | None = None
    """What both offices agreed that may change as well."""
    certificates: tuple[IssuedCertificate, ...] = ()
    containers: tuple[Container, ...] = ()
    goods: tuple[CertifiedGoods, ...] = ()
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: run out before it was issued; handed to oneself; an agreement not granted."""
        not_before(self, "issued_at", "valid_until")
        refuse(self.sending_office == self.receiving_office, "receiving_office", "it is the sending office itself")
        granted = not self.port_may_change or Changeable.BY_AGREEMENT in self.port_may_change
        refuse(bool(self.agreement) and not granted, "agreement", "port_may_change names none")
