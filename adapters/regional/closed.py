"""What is told to tax and to foreign exchange once a declaration is closed (结关)."""

from __future__ import annotations

from adapters.regional.source import (
    CURRENCY,
    DAY,
    DIRECTION,
    HEAD,
    MOMENT,
    MONEY,
    NAMESPACE,
    OFFICE,
    OURS,
    QUANTITY,
    UNIT,
)
from gateway.model.feeds import FeedEvent, FxDeclaration, TaxExportCleared, TaxLine
from gateway.translation.codecs import DIGITS, INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Group
from gateway.translation.shapes import words

RECORD = (
    Field("EntryNumber", "entry_number", TEXT, required=True, max_length=18),
    Field("Office", "office", OFFICE, required=True),
    Field("Event", "event", words(FeedEvent), required=True),
    Field("Version", "version", INTEGER, required=True),
    Field("ClosedOn", "closed_on", DAY, required=True),
    Field("EnterpriseUscc", "enterprise_uscc", TEXT, required=True, max_length=18),
    Field("EnterpriseCode", "enterprise_code", TEXT, max_length=10),
    Field("EnterpriseName", "enterprise_name", TEXT, max_length=255),
    Field("TradeMode", "trade_mode", Coded("trade_mode", "canonical")),
    Field("Currency", "currency", CURRENCY),
    Field("NoticedAt", "noticed_at", MOMENT),
    Field("Remark", "remark", TEXT, max_length=4000),
)

TAX_EXPORT_CLEARED = Form(
    kind=TaxExportCleared.KIND,
    variant="1",
    body=TaxExportCleared,
    root="TaxExportCleared",
    namespace=NAMESPACE,
    schema="regional/tax-export-cleared.xsd",
    rows=(
        *HEAD,
        *RECORD,
        Field("ExportDate", "export_date", DAY),
        Group(
            "Lines/Line",
            "lines",
            TaxLine,
            (
                Field("RecordNumber", "record_number", TEXT, required=True, max_length=21),
                Field("GoodsLine", "goods_line", INTEGER, required=True),
                Field("HsCode", "hs_code", DIGITS, required=True, max_length=13),
                Field("Name", "name", TEXT, max_length=255),
                Field("Quantity", "quantity", QUANTITY),
                Field("Unit", "unit", UNIT),
                Field("FobValue", "fob_value", MONEY),
            ),
        ),
    ),
    message_type="TaxExportCleared",
    source=f"{OURS}; the record number of 21 digits as the tax authority's filling rules have it",
)

FX_DECLARATION = Form(
    kind=FxDeclaration.KIND,
    variant="1",
    body=FxDeclaration,
    root="FxDeclaration",
    namespace=NAMESPACE,
    schema="regional/fx-declaration.xsd",
    rows=(
        *HEAD,
        *RECORD,
        Field("Direction", "direction", DIRECTION, required=True),
        Field("TotalValue", "total_value", MONEY),
        Field("TermsOfTrade", "terms_of_trade", TEXT, max_length=32),
        Field("ContractNumber", "contract_number", TEXT, max_length=64),
    ),
    message_type="FxDeclaration",
    source=OURS,
)
