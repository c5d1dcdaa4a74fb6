"""Goods lines (ITF_DCL_IO_DECL_GOODS), and packages, containers and permits below them."""

from __future__ import annotations

from adapters.beijing.records.values import COUNTRY, LINK, MONEY, QUANTITY, TOLD_BY_CODE, UNIT
from gateway.model.goods import GoodsContainer, GoodsPackage, GoodsPermit
from gateway.translation.codecs import DIGITS, INTEGER, TEXT, flag
from gateway.translation.form import Coded, Field, Group, Ignored, Row

PACKAGES = Group(
    "ITF_DCL_IO_DECL_GOODS_PACK",
    "packages",
    GoodsPackage,
    (
        Ignored("PackId", LINK),
        Ignored("EntDeclNo", LINK),
        Ignored("GoodsId", LINK),
        Ignored("GoodsNo", LINK),
        Ignored("PackLenth", "size of the packing, which no other family tells"),
        Ignored("PackHigh", "size of the packing, which no other family tells"),
        Ignored("PackWide", "size of the packing, which no other family tells"),
        Field("PackTypeCode", "kind", Coded("packaging", "ciq"), required=True),
        Ignored("PackCatgName", TOLD_BY_CODE),
        Ignored("PackTypeShort", TOLD_BY_CODE),
        Field("PackQty", "count", INTEGER),
        Field("IsMainPack", "auxiliary", flag("0", "1"), note="1: the main packing, so not an auxiliary one"),
        Field("MatType", "material", TEXT, max_length=20),
        Ignored("ProcFactory", "who made the packing, which no other family tells"),
    ),
)

CONTAINERS = Group(
    "ITF_DCL_IO_DECL_GOODS_CONT",
    "containers",
    GoodsContainer,
    (
        Ignored("GoodsContId", LINK),
        Ignored("EntDeclNo", LINK),
        Ignored("GoodsId", LINK),
        Ignored("GoodsNo", LINK),
        Ignored("CntnrModeCode", "ITF_DCL_IO_DECL_CONT says the model of each container"),
        Field("ContCode", "container_number", TEXT, required=True, max_length=32),
        Ignored("ProdHsCode", "the line it stands in says it"),
        Field("Qty", "quantity", QUANTITY),
        Field("QtyMeasUnit", "unit", UNIT),
        Field("Weight", "weight", QUANTITY),
        Field("WtUnitCode", "weight_unit", UNIT),
        Ignored("StdMeasUnit", "the line's own standard quantity is carried, not its share by container"),
        Ignored("StdMeasUnitQyt", "the line's own standard quantity is carried, not its share by container"),
        Ignored("TransMeansType", "the declaration's means of transport is carried"),
    ),
)

PERMITS = Group(
    "ITF_DCL_IO_DECL_GOODS_LIMIT",
    "permits",
    GoodsPermit,
    (
        Ignored("LimitId", LINK),
        Ignored("EntDeclNo", LINK),
        Ignored("GoodsId", LINK),
        Ignored("GoodsNo", LINK),
        Field("LicTypeCode", "kind", TEXT, required=True, max_length=10),
        Field("LicenceNo", "number", TEXT, required=True, max_length=40),
        Ignored("LicName", TOLD_BY_CODE),
        Field("LicWrtofDetailNo", "line", INTEGER),
        Field("LicWrtofQty", "quantity", QUANTITY),
        Ignored("LicDetailLeft", "what is left of the permit is the office's own reckoning"),
        Ignored("LicWrtofLeft", "what is left of the permit is the office's own reckoning"),
        Ignored("ITF_DCL_IO_DECL_GOODS_LIMIT_VN", "single vehicles (VIN) have no name of ours"),
    ),
)

WHAT: tuple[Row, ...] = (
    Ignored("EntDeclNo", LINK),
    Field("GoodsId", "record_id", TEXT, max_length=36),
    Field("GoodsNo", "number", INTEGER, required=True),
    Field("ProdHsCode", "hs_code", DIGITS, required=True, max_length=10),
    Field("HsCodeDesc", "hs_name", TEXT, max_length=255),
    Field("CiqCode", "ciq_code", TEXT, max_length=20),
    Field("CiqName", "ciq_name", TEXT, max_length=50),
    Field("InspType", "inspection_type", TEXT, max_length=20),
    Field("DeclGoodsCname", "name", TEXT, required=True, max_length=255),
    Field("DeclGoodsEname", "name_en", TEXT, max_length=255),
    Field("Qty", "quantity", QUANTITY),
    Field("QtyMeasUnit", "unit", UNIT),
    Field("Weight", "weight", QUANTITY),
    Field("WtMeasUnit", "weight_unit", UNIT),
    Field("StdQty", "first_quantity", QUANTITY, note="the standard quantity is customs' first legal one [inferred]"),
    Field("StdQtyUnitCode", "first_unit", UNIT),
    Ignored("StdWeight", "a weight in a standard unit beside Weight, which is carried"),
    Ignored("StdWeightUnitCode", "the unit of StdWeight"),
    Field("PricePerUnit", "unit_price", MONEY),
    Field("GoodsTotalVal", "total_value", MONEY),
    Field("Currency", "currency", Coded("currency", "ciq")),
    Field("OriCtryCode", "origin_country", COUNTRY),
    Field("OrigPlaceCode", "origin_place", TEXT, max_length=10, note="no public table ties the old codes to the new"),
    Field("GoodsSpec", "goods_spec", TEXT, max_length=2000),
    Field("GoodsModel", "goods_model", TEXT, max_length=2000),
    Field("GoodsBrand", "goods_brand", TEXT, max_length=2000),
    Field("ProduceDate", "produced", TEXT, max_length=2000),
    Field("ProdBatchNo", "batch_number", TEXT, max_length=2000),
)
"""Of a goods line, as far as the day until which it keeps, which the dialects write differently."""

REST: tuple[Row, ...] = (
    Field("ProdQgp", "quality_period", TEXT, max_length=20),
    Field("Purpose", "purpose", TEXT, max_length=4),
    Field("GoodsAttr", "attributes", TEXT, max_length=20),
    Field("Stuff", "ingredients", TEXT, max_length=400),
    Field("UnCode", "un_number", TEXT, max_length=20),
    Field("DangName", "dangerous_name", TEXT, max_length=80),
    Field("PackType", "dangerous_pack_kind", TEXT, max_length=4),
    Field("PackSpec", "dangerous_pack_spec", TEXT, max_length=24),
    Field("NoDangFlag", "not_dangerous", flag("1", "0"), note="1: not a dangerous chemical"),
    Field("EngManEntCnm", "foreign_manufacturer", TEXT, max_length=100),
    Field("MnufctrRegNo", "manufacturer_number", TEXT, max_length=20),
    Field("MnufctrRegName", "manufacturer_name", TEXT, max_length=150),
    Ignored("By1", "spare: public documents have the maker of the software there"),
    Ignored("By2", "spare"),
    PACKAGES,
    CONTAINERS,
    PERMITS,
)
"""Of a goods line, behind that day."""
