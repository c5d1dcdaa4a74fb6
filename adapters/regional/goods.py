"""The goods lines of a declaration, and its containers."""

from __future__ import annotations

from adapters.regional.source import AMOUNT, COUNTRY, CURRENCY, DAY, PACKAGING, QUANTITY, UNIT, YES
from gateway.model.goods import Container, GoodsContainer, GoodsLine, GoodsPackage, GoodsPermit
from gateway.translation.codecs import DIGITS, INTEGER, TEXT
from gateway.translation.form import Coded, Field, Group, Repeated, Row

PACKAGE: tuple[Row, ...] = (
    Field("Kind", "kind", PACKAGING, required=True),
    Field("Count", "count", INTEGER),
    Field("Material", "material", TEXT, max_length=32),
    Field("Auxiliary", "auxiliary", YES),
)
PERMIT: tuple[Row, ...] = (
    Field("Kind", "kind", TEXT, required=True, max_length=32),
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("Line", "line", INTEGER),
    Field("Quantity", "quantity", QUANTITY),
    Field("Unit", "unit", UNIT),
)
WITHIN: tuple[Row, ...] = (
    Field("ContainerNumber", "container_number", TEXT, required=True, max_length=64),
    Field("Quantity", "quantity", QUANTITY),
    Field("Unit", "unit", UNIT),
    Field("Weight", "weight", QUANTITY),
    Field("WeightUnit", "weight_unit", UNIT),
)
"""How much of a goods line one container holds."""

LINE: tuple[Row, ...] = (
    Field("Number", "number", INTEGER, required=True),
    Field("HsCode", "hs_code", DIGITS, required=True, max_length=10),
    Field("Name", "name", TEXT, required=True, max_length=255),
    Field("CiqCode", "ciq_code", TEXT, max_length=32),
    Field("CiqName", "ciq_name", TEXT, max_length=255),
    Field("HsName", "hs_name", TEXT, max_length=255),
    Field("NameEn", "name_en", TEXT, max_length=400),
    Field("InspectionType", "inspection_type", TEXT, max_length=32),
    Field("Specification", "specification", TEXT, max_length=2000),
    Field("GoodsSpec", "goods_spec", TEXT, max_length=2000),
    Field("GoodsModel", "goods_model", TEXT, max_length=2000),
    Field("GoodsBrand", "goods_brand", TEXT, max_length=2000),
    Field("Quantity", "quantity", QUANTITY),
    Field("Unit", "unit", UNIT),
    Field("FirstQuantity", "first_quantity", QUANTITY),
    Field("FirstUnit", "first_unit", UNIT),
    Field("SecondQuantity", "second_quantity", QUANTITY),
    Field("SecondUnit", "second_unit", UNIT),
    Field("Weight", "weight", QUANTITY),
    Field("WeightUnit", "weight_unit", UNIT),
    Field("UnitPrice", "unit_price", AMOUNT),
    Field("TotalValue", "total_value", AMOUNT),
    Field("Currency", "currency", CURRENCY),
    Field("OriginCountry", "origin_country", COUNTRY),
    Field("OriginPlace", "origin_place", TEXT, max_length=32),
    Field("DestinationCountry", "destination_country", COUNTRY),
    Field("RcepOrigin", "rcep_origin", COUNTRY),
    Field("District", "district", TEXT, max_length=32),
    Field("DestinationArea", "destination_area", TEXT, max_length=32),
    Field("DutyMode", "duty_mode", TEXT, max_length=32),
    Field("Use", "use", TEXT, max_length=32),
    Field("Purpose", "purpose", TEXT, max_length=32),
    Field("Attributes", "attributes", TEXT, max_length=32),
    Field("Ingredients", "ingredients", TEXT, max_length=2000),
    Field("QualityPeriod", "quality_period", TEXT, max_length=32),
    Field("ValidUntil", "valid_until", DAY),
    Field("Produced", "produced", TEXT, max_length=2000),
    Field("BatchNumber", "batch_number", TEXT, max_length=2000),
    Field("UnNumber", "un_number", TEXT, max_length=64),
    Field("DangerousName", "dangerous_name", TEXT, max_length=255),
    Field("DangerousPackKind", "dangerous_pack_kind", TEXT, max_length=32),
    Field("DangerousPackSpec", "dangerous_pack_spec", TEXT, max_length=32),
    Field("NotDangerous", "not_dangerous", YES),
    Field("ForeignManufacturer", "foreign_manufacturer", TEXT, max_length=255),
    Field("ManufacturerNumber", "manufacturer_number", TEXT, max_length=64),
    Field("ManufacturerName", "manufacturer_name", TEXT, max_length=255),
    Field("ManualItem", "manual_item", TEXT, max_length=32),
    Field("ProductNumber", "product_number", TEXT, max_length=64),
    Field("ProductVersion", "product_version", TEXT, max_length=32),
    Field("WorkFeeUsd", "work_fee_usd", AMOUNT),
    Field("ControlExplanation", "control_explanation", TEXT, max_length=32),
    Field("RecordId", "record_id", TEXT, max_length=64),
    Field("EnterpriseCode", "enterprise_code", TEXT, max_length=32),
    Field("GoodsRegistration", "goods_registration", TEXT, max_length=32),
    Field("GoodsNumber", "goods_number", TEXT, max_length=64),
    Field("Remark", "remark", TEXT, max_length=2000),
    Group("Packages/Package", "packages", GoodsPackage, PACKAGE),
    Group("Permits/Permit", "permits", GoodsPermit, PERMIT),
    Group("Containers/Container", "containers", GoodsContainer, WITHIN),
)
CONTAINER: tuple[Row, ...] = (
    Field("Number", "number", TEXT, max_length=255, note="of like containers all numbers may stand here"),
    Field("Model", "model", Coded("container_model", "canonical")),
    Field("Count", "count", INTEGER),
    Field("WeightKg", "weight_kg", QUANTITY, note="of the box alone (自重)"),
    Field("Shared", "shared", YES),
    Repeated("GoodsLines/Line", "goods_lines", INTEGER),
    Field("BusinessType", "business_type", TEXT, max_length=32),
)

OTHER_PACKAGES = Group("OtherPackages/Package", "other_packages", GoodsPackage, PACKAGE)
CONTAINERS = Group("Containers/Container", "containers", Container, CONTAINER)
GOODS = Group("Goods/Line", "goods", GoodsLine, LINE)
