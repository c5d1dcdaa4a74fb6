"""Goods as a certificate, a ledger, a transfer or a result names them."""

from __future__ import annotations

from adapters.regional.source import AMOUNT, COUNTRY, CURRENCY, QUANTITY, UNIT
from gateway.model.certified import CertifiedGoods
from gateway.translation.codecs import DIGITS, INTEGER, TEXT
from gateway.translation.form import Field, Group

CERTIFIED = Group(
    "Goods/Line",
    "goods",
    CertifiedGoods,
    (
        Field("Number", "number", INTEGER, required=True),
        Field("HsCode", "hs_code", DIGITS, required=True, max_length=10),
        Field("Name", "name", TEXT, required=True, max_length=255),
        Field("CiqCode", "ciq_code", TEXT, max_length=32),
        Field("OriginCountry", "origin_country", COUNTRY),
        Field("BatchNumber", "batch_number", TEXT, max_length=2000),
        Field("Quantity", "quantity", QUANTITY),
        Field("Unit", "unit", UNIT),
        Field("WeightKg", "weight_kg", QUANTITY),
        Field("TotalValue", "total_value", AMOUNT),
        Field("Currency", "currency", CURRENCY),
    ),
)
