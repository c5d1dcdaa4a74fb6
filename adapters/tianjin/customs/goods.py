"""Lines of goods, which the three declarations and the gate pass write nearly alike."""

from __future__ import annotations

from adapters.tianjin.customs.source import COUNTRY, CURRENCY, QUANTITY, REPEATED, UNIT
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Ignored, Row

FORM_ID = Ignored("FORM_ID", REPEATED)
ACCOUNT_ID = Field("GOODS_ID", "product_number", TEXT, note="inferred: 料号, by which the account (账册) knows it")
REGISTERED = Field("CUS_GOODS_ID", "goods_registration", TEXT, note="商品备案号")
NUMBER = Field("G_NO", "number", INTEGER, required=True)
HS_CODE = Field("CODE_TS", "hs_code", TEXT, required=True)
NAME = Field("G_NAME_CN", "name", TEXT, required=True)
MODEL = Field("G_MODEL", "specification", TEXT)
AMOUNT = (
    Field("G_QTY", "quantity", QUANTITY),
    Field("G_UNIT", "unit", UNIT),
    Field("DECL_PRICE", "unit_price", QUANTITY),
)
CURR = Field("CURR", "currency", CURRENCY)
TOTAL = Field("DECL_TOTAL", "total_value", QUANTITY)
ORIGIN = Field("ORIGIN_COUNTRY", "origin_country", COUNTRY)
POST_TAX = Ignored("CODE_TX", "行邮税号, empty in public code")

STOCK_LINE: tuple[Row, ...] = (
    FORM_ID,
    ACCOUNT_ID,
    REGISTERED,
    NUMBER,
    Ignored("MERGER_G_NO", "项号, to which line of BillToFZXT it is added"),
    HS_CODE,
    NAME,
    MODEL,
    Field("G_NAME_EN", "name_en", TEXT),
    *AMOUNT,
    CURR,
    Field("QTY_1", "first_quantity", QUANTITY),
    Field("UNIT_1", "first_unit", UNIT),
    Field("QTY_2", "second_quantity", QUANTITY),
    Field("UNIT_2", "second_unit", UNIT),
    ORIGIN,
    Field("DUTY_MODE", "duty_mode", TEXT),
    Field("USE_TO", "use", TEXT),
    Field("NOTE_S", "remark", TEXT),
    TOTAL,
)
ITEM_LINE: tuple[Row, ...] = (
    FORM_ID,
    POST_TAX,
    REGISTERED,
    NUMBER,
    ACCOUNT_ID,
    HS_CODE,
    TOTAL,
    CURR,
    NAME,
    MODEL,
    *AMOUNT,
    ORIGIN,
    Field("ITEM_NO", "goods_number", TEXT),
    Ignored("ITEM_NAME", "the name under which the shop sells it"),
    Ignored("BAR_CODE", "no name of ours in a declaration"),
    Field("QTY1", "first_quantity", QUANTITY),
    Field("UNIT1", "first_unit", UNIT),
    Field("QTY2", "second_quantity", QUANTITY),
    Field("UNIT2", "second_unit", UNIT),
    *(
        Ignored(path, "what customs compute; empty in public code")
        for path in [
            "CUSTOMS_RATE",
            "CUSTOMS_DUTY",
            "VALUE_ADDED_RATE",
            "VALUE_ADDED_TAX",
            "CONSUMPTION_RATE",
            "CONSUMPTION_TAX",
            "POST_TAX_RATE",
        ]
    ),
)
EXPORT_LINE: tuple[Row, ...] = (
    FORM_ID,
    POST_TAX,
    REGISTERED,
    NUMBER,
    ACCOUNT_ID,
    HS_CODE,
    TOTAL,
    CURR,
    NAME,
    MODEL,
    *AMOUNT,
    Ignored("BAR_CODE", "no name of ours in a declaration"),
    ORIGIN,
)

NEVER = (
    "ciq_code ciq_name hs_name inspection_type goods_spec goods_model goods_brand weight weight_unit origin_place"
    " destination_country rcep_origin district destination_area purpose attributes ingredients quality_period"
    " valid_until produced batch_number un_number dangerous_name dangerous_pack_kind dangerous_pack_spec not_dangerous"
    " foreign_manufacturer manufacturer_number manufacturer_name manual_item product_version work_fee_usd"
    " control_explanation record_id enterprise_code packages permits containers"
)
"""Of a line of goods, what none of the three says."""
