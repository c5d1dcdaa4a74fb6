"""Types 100 (企业备案) and 110 (商品备案)."""

from __future__ import annotations

from adapters.tianjin.ciq.source import ASKED, NUMBER, OFFICE, PERSONAL, PUBLIC, ROOT, ROUTED, TIME_14
from gateway.model.declaration import Direction
from gateway.model.registration import Annex, EnterpriseRegistration, GoodsRegistration, RegistrationAgent, Website
from gateway.translation.codecs import BASE64, INTEGER, TEXT, choice, flag
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, When
from gateway.translation.shapes import sized

ENTERPRISE = "MessageBody/EntRegDocument"
ENTERPRISE_HEAD = f"{ENTERPRISE}/EntRegHead"
GOODS = "MessageBody/GoodsRegDocument"
GOODS_HEAD = f"{GOODS}/GoodsRegHead"
YES = flag("Y", "N")
COUNTRY = Coded("country", "ciq")
UNIT = Coded("unit", "ciq")

CONTENT = Field(
    "ANNEX_CONTENT",
    "content",
    BASE64,
    partly="how it is encoded is not public: base64 is inferred, else it is not read",
)
ANNEX = (
    Field("ANNEX_NAME", "name", TEXT, required=True),
    CONTENT,
    Field("ANNEX_TYPE", "media_type", TEXT),
    Field("REMARK", "remark", TEXT),
)
WEBSITE = (
    Field("URL", "url", TEXT, required=True),
    Field("SITE_NAME", "name", TEXT),
    Field("BUS_SCOPE", "scope", TEXT),
)
AGENT = (
    Field("AGENT_ENT_NO", "code", TEXT),
    Field("AGENT_ENT_NAME", "name", TEXT),
    Field("AGENT_ENT_MAN", "contact_person", TEXT),
    Field("AGENT_ENT_TEL", "contact_phone", TEXT, note="restricted: of the agent's contact"),
    Field("AGENT_ENT_LAW_MAN", "legal_person", TEXT),
    Ignored("AGENT_ENT_LAW_MAN_TEL", PERSONAL, secret=True),
    Field("AGENT_ENT_ORG_NO", "organisation_code", TEXT),
    Field("AGENT_ENT_EMAIL", "contact_email", TEXT),
    Field("AGENT_ENT_COUNTRY", "country", COUNTRY),
    Field("AGENT_ENT_ADDRESS", "address", TEXT),
)

OF_CUSTOMS = (
    "enterprise_code customs_code registered_as business_types postcode registered_at valid_until website icp_number"
    " shop_name agent_code agent_name payment_licence express_licence warehouse_area site_certificate"
)

ENTERPRISE_REGISTRATION = Form(
    kind=EnterpriseRegistration.KIND,
    variant="100",
    body=EnterpriseRegistration,
    root=ROOT,
    schema="tianjin-ciq/enterprise-registration.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "100", marks=True),
        *ASKED,
        Field(f"{ENTERPRISE_HEAD}/ENT_SERIAL_NO", "application_number", TEXT, required=True),
        Field(f"{ENTERPRISE_HEAD}/ENT_CNAME", "name", TEXT, required=True),
        Field(f"{ENTERPRISE_HEAD}/ENT_ENAME", "name_en", TEXT),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_PL", "is_platform", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_CBE", "is_ecommerce", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_LST", "is_logistics", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_STO", "is_storage", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_PAY", "is_payment", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_RGL", "is_supervision", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_AGE", "is_agent", YES),
        Field(f"{ENTERPRISE_HEAD}/ENT_TYPE_OT", "is_other", YES),
        Field(f"{ENTERPRISE_HEAD}/CIQ_ORG_TYPE_CODE", "home_office", OFFICE),
        Field(
            f"{ENTERPRISE_HEAD}/ORG_NO",
            "organisation_code",
            sized(9, beside=18),
            partly="a code of nine characters (组织机构代码) and a USCC are what it is known to hold",
        ),
        Field(
            f"{ENTERPRISE_HEAD}/ORG_NO",
            "uscc",
            sized(18, beside=9),
            when=When(name="organisation_code", equals=None),
            partly="a code of nine characters (组织机构代码) and a USCC are what it is known to hold",
            note="of who has no organisation code",
        ),
        Field(f"{ENTERPRISE_HEAD}/REGISTER_ADDRESS", "address", TEXT),
        Field(f"{ENTERPRISE_HEAD}/EMP_COUNT", "employee_count", INTEGER, note="named and left out in public code"),
        Field(f"{ENTERPRISE_HEAD}/SRV_EMPLOYEE_COUNT", "service_employee_count", INTEGER, note="as EMP_COUNT"),
        Field(f"{ENTERPRISE_HEAD}/FAX", "fax", TEXT, note="as EMP_COUNT"),
        Field(f"{ENTERPRISE_HEAD}/APPLY_TIME", "applied_at", TIME_14),
        Field(f"{ENTERPRISE_HEAD}/BUS_LC_NO", "business_licence", TEXT),
        Field(f"{ENTERPRISE_HEAD}/BUS_LC_SIGN_UNIT", "licence_issuer", TEXT),
        Field(f"{ENTERPRISE_HEAD}/INVEST_SOURCE_CODE", "investment_country", COUNTRY),
        Field(f"{ENTERPRISE_HEAD}/LAW_MAN", "legal_person", TEXT),
        Ignored(f"{ENTERPRISE_HEAD}/LAW_MAN_TEL", PERSONAL, secret=True),
        Field(f"{ENTERPRISE_HEAD}/CONTACT_MAN", "contact_person", TEXT),
        Field(f"{ENTERPRISE_HEAD}/CONTACT_MAN_MOBILE", "contact_phone", TEXT, note="restricted: of its contact"),
        Field(f"{ENTERPRISE_HEAD}/CONTACT_MAN_EMAIL", "contact_email", TEXT),
        *(
            Ignored(f"{ENTERPRISE_HEAD}/{name}", PERSONAL, secret=True)
            for name in ("EMERGENCY_MAN", "EMERGENCY_MAN_MOBILE", "EMERGENCY_MAN_TEL")
        ),
        *(
            Ignored(f"{ENTERPRISE_HEAD}/{name}", PERSONAL, secret=True)
            for name in ("QA_SAFE_MAN", "QA_SAFE_MAN_MOBILE", "QA_SAFE_MAN_EMAIL")
        ),
        Field(f"{ENTERPRISE_HEAD}/REMARK", "remark", TEXT),
        Group(f"{ENTERPRISE}/EntRegWebsiteList/EntRegWebsiteListInformation", "websites", Website, WEBSITE),
        Group(
            f"{ENTERPRISE}/EntRegAnnexList/EntRegAnnexListInformation",
            "annexes",
            Annex,
            (Constant("BIZ_TYPE", "1", note="of an enterprise's registration"), *ANNEX),
        ),
        Group(f"{ENTERPRISE}/EntRegAgentList/EntRegAgentListInformation", "agents", RegistrationAgent, AGENT),
    ),
    message_type="100",
    lacks={**ROUTED, **dict.fromkeys(OF_CUSTOMS.split(), "customs' own: no element in type 100")},
    source=PUBLIC,
)

NOT_IN_110 = (
    "hs_name goods_registration bar_code ecommerce_name agent_name second_unit unit_price currency net_weight_kg"
    " gross_weight_kg tax_code tax_name is_gift remark"
)

GOODS_REGISTRATION = Form(
    kind=GoodsRegistration.KIND,
    variant="110",
    body=GoodsRegistration,
    root=ROOT,
    schema="tianjin-ciq/goods-registration.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "110", marks=True),
        *ASKED,
        Field(f"{GOODS_HEAD}/GOODS_SERIAL_NO", "application_number", TEXT, required=True),
        Field(f"{GOODS_HEAD}/ENT_CODE", "ecommerce_code", TEXT, note="企业备案号"),
        Field(f"{GOODS_HEAD}/DECL_ENT_CODE", "agent_code", TEXT, note="申报单位代码"),
        Field(f"{GOODS_HEAD}/GOODS_CATEGORIES", "category", TEXT, note="商品大类, its list is not public"),
        Field(
            f"{GOODS_HEAD}/IE_FLAG",
            "direction",
            choice({"I": Direction.IMPORT, "E": Direction.EXPORT}),
            note="inferred: the letters of IE_TYPE in type 300",
        ),
        Field(f"{GOODS_HEAD}/APPLY_TIME", "applied_at", TIME_14),
        Field(f"{GOODS_HEAD}/HSCODE", "hs_code", TEXT),
        Field(f"{GOODS_HEAD}/GOODS_SKU_NO", "goods_number", TEXT),
        Field(f"{GOODS_HEAD}/GOODS_NAME", "name", TEXT, required=True),
        Field(f"{GOODS_HEAD}/MASTER_BASE", "ingredients", TEXT, note="主要成分"),
        Field(f"{GOODS_HEAD}/SPEC", "specification", TEXT),
        Field(f"{GOODS_HEAD}/ORIGIN_COUNTRY", "origin_country", COUNTRY),
        Field(f"{GOODS_HEAD}/PRO_ENT", "manufacturer_name", TEXT, note="生产企业"),
        Field(f"{GOODS_HEAD}/BRAND", "goods_brand", TEXT),
        Field(f"{GOODS_HEAD}/SUPPLIER", "supplier", TEXT),
        Field(f"{GOODS_HEAD}/QTY_UNIT_CODE", "unit", UNIT, note="包装单位代码"),
        Field(f"{GOODS_HEAD}/SMALL_QTY_UNIT_CODE", "smallest_unit", UNIT, note="最小包装单位代码"),
        Field(f"{GOODS_HEAD}/USE_WAY", "purpose", TEXT, note="用途"),
        Field(f"{GOODS_HEAD}/ACCORD_WITH", "is_lawful", YES, note="是否符合我国法律法规和标准要求的申明"),
        Group(
            f"{GOODS}/GoodsRegAnnexList/GoodsRegAnnexListInformation",
            "annexes",
            Annex,
            (Constant("BIZ_TYPE", "2", note="of a registration of goods"), *ANNEX),
        ),
    ),
    message_type="110",
    lacks={**ROUTED, **dict.fromkeys(NOT_IN_110.split(), "no element in type 110")},
    source=PUBLIC,
)

REGISTRATIONS = (ENTERPRISE_REGISTRATION, GOODS_REGISTRATION)
