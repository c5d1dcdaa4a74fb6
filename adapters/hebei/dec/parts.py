"""The repeated parts of DecMessage 4.8: goods, containers, papers, packings, qualifications, users."""

from __future__ import annotations

from adapters.hebei.dec.source import BOX, BOXES, BOXES_48, DAY, EXPORT, IMPORT, PRICE, QUANTITY, RESERVED, SWAPPED, YES
from gateway.model.attachments import AttachedDocument, Qualification, RequestedCertificate, User
from gateway.model.goods import Container, GoodsLine, GoodsPackage, GoodsPermit
from gateway.translation.codecs import INTEGER, TEXT, numbers
from gateway.translation.form import Coded, Field, Group, Ignored, Implied
from gateway.translation.shapes import WHOLE

COUNTRY = Coded("country", "dec")
UNIT = Coded("unit", "dec")

PERMIT_ROWS = (
    Ignored("GoodsNo", "says again which line of goods this permit stands in"),
    Field("LicTypeCode", "kind", TEXT, required=True, max_length=5),
    Field("LicenceNo", "number", TEXT, required=True, max_length=40),
    Field("LicWrtofDetailNo", "line", INTEGER),
    Field("LicWrtofQty", "quantity", QUANTITY),
    Field("LicWrtofQtyUnit", "unit", UNIT),
    Ignored("DecGoodsLimitVin", "vehicles by identification number: no name of ours"),
)

GOODS_HEAD = (
    Field("GNo", "number", INTEGER, required=True),
    Field("ContrItem", "manual_item", TEXT, max_length=9),
    Field("CodeTS", "hs_code", TEXT, required=True, max_length=10),
    Field("CiqCode", "ciq_code", TEXT, max_length=20),
    Field("CiqName", "ciq_name", TEXT, max_length=50),
    Field("GName", "name", TEXT, required=True, max_length=255),
    Field("DeclGoodsEname", "name_en", TEXT, max_length=100),
    Field("GModel", "specification", TEXT, max_length=255),
    Field("GQty", "quantity", QUANTITY),
    Field("GUnit", "unit", UNIT),
    Field("FirstQty", "first_quantity", QUANTITY),
    Field("FirstUnit", "first_unit", UNIT),
    Field("SecondQty", "second_quantity", QUANTITY),
    Field("SecondUnit", "second_unit", UNIT),
    Field("DeclPrice", "unit_price", PRICE),
    Field("DeclTotal", "total_value", PRICE),
    Field("TradeCurr", "currency", Coded("currency", "dec")),
)
GOODS_IMPORT = (
    Field("OriginCountry", "origin_country", COUNTRY),
    Field("DestinationCountry", "destination_country", COUNTRY),
)
GOODS_EXPORT = (
    Field("OriginCountry", "destination_country", COUNTRY, note=SWAPPED),
    Field("DestinationCountry", "origin_country", COUNTRY, note=SWAPPED),
)
GOODS_REST = (
    Field("OrigPlaceCode", "origin_place", TEXT, max_length=50),
    Field("RcepOrigPlaceCode", "rcep_origin", COUNTRY),
    Field("DistrictCode", "district", TEXT, max_length=5),
    Field("DestCode", "destination_area", TEXT, max_length=8),
    Field("DutyMode", "duty_mode", TEXT, max_length=1),
    Field("UseTo", "use", TEXT, max_length=2),
    Field("Purpose", "purpose", TEXT, max_length=4),
    Field("WorkUsd", "work_fee_usd", PRICE),
    Field("ExgNo", "product_number", TEXT, max_length=30),
    Field("ExgVersion", "product_version", TEXT, max_length=8),
    Field("GoodsAttr", "attributes", TEXT, max_length=20),
    Field("Stuff", "ingredients", TEXT, max_length=400),
    Field("ProdValidDt", "valid_until", DAY),
    Field("ProdQgp", "quality_period", TEXT, max_length=20),
    Field("ProduceDate", "produced", TEXT, max_length=2000),
    Field("ProdBatchNo", "batch_number", TEXT, max_length=2000),
    Field("GoodsSpec", "goods_spec", TEXT, max_length=2000),
    Field("GoodsModel", "goods_model", TEXT, max_length=2000),
    Field("GoodsBrand", "goods_brand", TEXT, max_length=2000),
    Field("EngManEntCnm", "foreign_manufacturer", TEXT, max_length=100),
    Field("MnufctrRegNo", "manufacturer_number", TEXT, max_length=20),
    Field("MnufctrRegName", "manufacturer_name", TEXT, max_length=150),
    Field("Uncode", "un_number", TEXT, max_length=20),
    Field("DangName", "dangerous_name", TEXT, max_length=80),
    Field("DangPackType", "dangerous_pack_kind", TEXT, max_length=4),
    Field("DangPackSpec", "dangerous_pack_spec", TEXT, max_length=24),
    Field("NoDangFlag", "not_dangerous", YES),
    Field("ControlExplainCode", "control_explanation", TEXT, max_length=4),
    Group("DecGoodsLimits/DecGoodsLimit", "permits", GoodsPermit, PERMIT_ROWS),
    Ignored("ClassMark", RESERVED),
    Ignored("Factor", "what the quantities in two units say already"),
)

CONTAINER_ROWS = (
    Field("ContainerId", "number", BOX, max_length=32, partly=BOXES, note="not always an ISO 6346 number"),
    Field("ContainerMd", "model", Coded("container_model", "dec"), partly=BOXES_48),
    Field("GoodsNo", "goods_lines", numbers(","), max_length=255),
    Field("LclFlag", "shared", YES),
    Field("ContainerWt", "weight_kg", QUANTITY, note="自重"),
    Ignored("GoodsContaWt", "箱货重量, box and goods together: the goods' weights stand elsewhere"),
    Implied("count", 1, note="one element a box"),
)

PARTS = (
    Group("DecLists/DecList", "goods", GoodsLine, (*GOODS_HEAD, *GOODS_IMPORT, *GOODS_REST), when=IMPORT),
    Group("DecLists/DecList", "goods", GoodsLine, (*GOODS_HEAD, *GOODS_EXPORT, *GOODS_REST), when=EXPORT),
    Group("DecContainers/Container", "containers", Container, CONTAINER_ROWS),
    Group(
        "DecLicenseDocus/LicenseDocu",
        "documents",
        AttachedDocument,
        (
            Field("DocuCode", "code", TEXT, required=True, max_length=1),
            Field("CertCode", "number", TEXT, required=True, max_length=32),
        ),
    ),
    Group(
        "DecRequestCerts/DecRequestCert",
        "certificates",
        RequestedCertificate,
        (
            Field("AppCertCode", "code", Coded("certificate", "dec"), required=True),
            Field("ApplOri", "originals", INTEGER),
            Field("ApplCopyQuan", "copies", INTEGER),
        ),
    ),
    Group(
        "DecOtherPacks/DecOtherPack",
        "other_packages",
        GoodsPackage,
        (Field("PackQty", "count", WHOLE), Field("PackType", "kind", Coded("packaging", "dec"), required=True)),
    ),
    Group(
        "DecCopLimits/DecCopLimit",
        "qualifications",
        Qualification,
        (
            Field("EntQualifNo", "number", TEXT, max_length=40),
            Field("EntQualifTypeCode", "kind", TEXT, required=True, max_length=5),
        ),
    ),
    Group(
        "DecUsers/DecUser",
        "users",
        User,
        (
            Field("UseOrgPersonCode", "contact", TEXT, max_length=20, note="使用单位联系人"),
            Field("UseOrgPersonTel", "phone", TEXT, max_length=20),
        ),
    ),
)
