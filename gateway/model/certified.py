"""Goods as a certificate, a ledger, a transfer or a result names them: fewer words than a declaration has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedGoods:
    """One line; `number` is the line of the declaration it is about."""

    number: int
    hs_code: str
    """Ten digits."""
    name: str
    ciq_code: str | None = None
    origin_country: str | None = None
    batch_number: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    weight_kg: Decimal | None = None
    total_value: Decimal | None = None
    currency: str | None = None
