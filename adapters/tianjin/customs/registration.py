"""BAA001 (企业备案) and BAA002 (商品备案), and what customs say of each.

BAR002 and BAR006 say that it has come in, BAR004 and BAR008 how it was reviewed.
A registration that was reviewed may be suspended (05), terminated (07) and resumed (08) by the same type.
"""

from __future__ import annotations

from adapters.tianjin.customs.source import (
    ADDED,
    ANSWER,
    ANSWERED,
    BEFORE_ANSWER,
    BEFORE_TYPE,
    BEHIND_ANSWER,
    BEHIND_TYPE,
    COUNTRY,
    CURRENCY,
    DIRECTION,
    INFO,
    MOMENT,
    NOTICED,
    OFFICE,
    PERSONAL,
    PUBLIC,
    QUANTITY,
    ROOT,
    ROUTED,
    TYPE,
    UNIT,
    UNSURE,
    YES,
)
from gateway.model.registration import (
    Annex,
    EnterpriseRegistration,
    EnterpriseRole,
    GoodsRegistration,
    Registered,
    RegistrationStatus,
)
from gateway.translation.codecs import BASE64, TEXT, choice, joined, moment
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Implied, Row, When

ENTERPRISE = "Declaration/ENTERPRISE"
GOODS = "Declaration/GOODS"
SECOND = moment("%Y%m%d%H%M%S", "%Y%m%d%H%M%S%l")
CHANCE = "public code puts a digit of chance behind it"
ROLE = choice(
    {
        "P": EnterpriseRole.PLATFORM,
        "D": EnterpriseRole.ECOMMERCE,
        "W": EnterpriseRole.LOGISTICS,
        "C": EnterpriseRole.STORAGE,
        "Z": EnterpriseRole.PAYMENT,
        "J": EnterpriseRole.SUPERVISION,
        "B": EnterpriseRole.AGENT,
    }
)

ATTACHMENT: tuple[Row, ...] = (
    Field("NAME", "name", TEXT, required=True),
    Field("CONTENT", "content", BASE64, partly="empty in public code: base64 is inferred, else it is not read"),
)
OF_THE_INSPECTION = [
    "home_office",
    "name_en",
    "is_platform",
    "is_ecommerce",
    "is_logistics",
    "is_storage",
    "is_payment",
    "is_supervision",
    "is_agent",
    "is_other",
    "employee_count",
    "service_employee_count",
    "fax",
    "applied_at",
    "licence_issuer",
    "investment_country",
    "contact_email",
    "websites",
    "agents",
    "annexes.media_type",
    "annexes.remark",
]

ENTERPRISE_REGISTRATION = Form(
    kind=EnterpriseRegistration.KIND,
    variant="BAA001",
    body=EnterpriseRegistration,
    root=ROOT,
    schema="tianjin-customs/enterprise-registration.xsd",
    rows=(
        *BEFORE_TYPE,
        Constant(TYPE, "BAA001", marks=True),
        *BEHIND_TYPE,
        Field(f"{ENTERPRISE}/SEQ_ID", "application_number", TEXT, required=True, note="by which it is answered"),
        Field(f"{ENTERPRISE}/ENP_DM_CODE", "enterprise_code", TEXT),
        Field(f"{ENTERPRISE}/CUSTOM_CODE", "office", OFFICE, required=True, note="主管海关"),
        Field(f"{ENTERPRISE}/ENP_TYPE", "registered_as", ROLE),
        Field(f"{ENTERPRISE}/ENP_NAME", "name", TEXT, required=True),
        Field(f"{ENTERPRISE}/CN_ENP_CODE", "organisation_code", TEXT, max_length=10),
        Field(f"{ENTERPRISE}/CUS_CODE", "customs_code", TEXT, max_length=10),
        Field(f"{ENTERPRISE}/STORE_ADDRESS", "address", TEXT),
        Field(f"{ENTERPRISE}/STORE_POST", "postcode", TEXT),
        Field(f"{ENTERPRISE}/TEL_NUM", "contact_phone", TEXT, note="restricted: of its contact"),
        Field(f"{ENTERPRISE}/LINK_MAN", "contact_person", TEXT),
        Field(f"{ENTERPRISE}/TAX_CODE", "business_licence", TEXT, note="营业执照编号"),
        Field(f"{ENTERPRISE}/WWW_URL", "website", TEXT),
        Field(f"{ENTERPRISE}/CN_ICP_CODE", "icp_number", TEXT),
        Field(f"{ENTERPRISE}/STORE_NAME", "shop_name", TEXT),
        Field(f"{ENTERPRISE}/AGENT_CODE", "agent_code", TEXT, note="several are joined by commas"),
        Field(f"{ENTERPRISE}/AGENT_NAME", "agent_name", TEXT, note="as AGENT_CODE"),
        Field(f"{ENTERPRISE}/NOTE_S", "remark", TEXT),
        Field(f"{ENTERPRISE}/CREDIT_CODE", "uscc", TEXT),
        Field(f"{ENTERPRISE}/REGISTRATION_DATE", "registered_at", SECOND, note=CHANCE),
        Field(f"{ENTERPRISE}/LEGAL_PERSON", "legal_person", TEXT),
        Ignored(f"{ENTERPRISE}/LEGAL_PERSON_ID", PERSONAL, secret=True),
        Ignored(f"{ENTERPRISE}/LEGAL_PERSON_PHONE", PERSONAL, secret=True),
        Field(f"{ENTERPRISE}/VALID_DATE", "valid_until", SECOND, note=CHANCE),
        Field(f"{ENTERPRISE}/PAY_LICENSE", "payment_licence", TEXT),
        Field(f"{ENTERPRISE}/EXPRESS_LICENSE", "express_licence", TEXT),
        Field(f"{ENTERPRISE}/STORE_AREA", "warehouse_area", TEXT),
        Field(f"{ENTERPRISE}/JG_CERTIFICATE_ID", "site_certificate", TEXT),
        Field(f"{ENTERPRISE}/FORM_TYPE", "business_types", joined("|"), note="BI, BE, NI, NE"),
        Group(f"{ENTERPRISE}/ATTACHMENT", "annexes", Annex, ATTACHMENT),
    ),
    message_type="BAA001",
    lacks={**ROUTED, **dict.fromkeys(OF_THE_INSPECTION, "no element in BAA001")},
    source=PUBLIC,
)

NOT_IN_GOODS = [
    "category",
    "ingredients",
    "manufacturer_name",
    "supplier",
    "smallest_unit",
    "purpose",
    "is_lawful",
    "annexes",
]

GOODS_REGISTRATION = Form(
    kind=GoodsRegistration.KIND,
    variant="BAA002",
    body=GoodsRegistration,
    root=ROOT,
    schema="tianjin-customs/goods-registration.xsd",
    rows=(
        *BEFORE_TYPE,
        Constant(TYPE, "BAA002", marks=True),
        *BEHIND_TYPE,
        Field(f"{GOODS}/SEQ_ID", "application_number", TEXT, required=True, note="by which it is answered"),
        Field(
            f"{GOODS}/IE_TYPE",
            "direction",
            DIRECTION,
            partly="a letter before it, B (保税) or N (一般), has no name of ours",
        ),
        Field(f"{GOODS}/CUSTOM_CODE", "office", OFFICE, required=True),
        Field(f"{GOODS}/CODE_TS", "hs_code", TEXT),
        Field(f"{GOODS}/HSNAME", "hs_name", TEXT),
        Field(f"{GOODS}/G_NAME", "name", TEXT, required=True),
        Field(f"{GOODS}/G_MODEL", "specification", TEXT),
        Field(f"{GOODS}/G_UNIT", "unit", UNIT),
        Field(f"{GOODS}/DECL_PRICE", "unit_price", QUANTITY),
        Field(f"{GOODS}/ORIGIN_COUNTRY", "origin_country", COUNTRY),
        Field(f"{GOODS}/CURR", "currency", CURRENCY),
        Field(f"{GOODS}/CODE_TX", "tax_code", TEXT, note="行邮税号, empty in public code"),
        Field(f"{GOODS}/TAX_NAME", "tax_name", TEXT, note="as CODE_TX"),
        Field(f"{GOODS}/CUS_GOODS_ID", "goods_registration", TEXT),
        Field(f"{GOODS}/EBCCODE", "ecommerce_code", TEXT),
        Field(f"{GOODS}/EBCNAME", "ecommerce_name", TEXT),
        Field(f"{GOODS}/AGENT_CODE", "agent_code", TEXT, note="public code writes the warehouse's here"),
        Field(f"{GOODS}/AGENT_NAME", "agent_name", TEXT, note="as AGENT_CODE"),
        Field(f"{GOODS}/DECL_TIME", "applied_at", MOMENT),
        Field(f"{GOODS}/NET_WT", "net_weight_kg", QUANTITY, note="kilograms inferred"),
        Field(f"{GOODS}/GROSS_WT", "gross_weight_kg", QUANTITY, note="kilograms inferred"),
        Field(f"{GOODS}/BAR_CODE", "bar_code", TEXT),
        Field(f"{GOODS}/NOTE_S", "remark", TEXT),
        Field(f"{GOODS}/BRAND", "goods_brand", TEXT),
        Field(f"{GOODS}/G_UNIT2", "second_unit", UNIT),
        Field(f"{GOODS}/IS_GIFT", "is_gift", YES, partly=UNSURE),
        Field(f"{GOODS}/SKU_NO", "goods_number", TEXT),
    ),
    message_type="BAA002",
    lacks={**ROUTED, **dict.fromkeys(NOT_IN_GOODS, "no element in BAA002")},
    source=PUBLIC,
)

# what is registered, type that says whether it was taken in, type of its review
ANSWERS = (
    (Registered.ENTERPRISE, "BAR002", "BAR004"),
    (Registered.GOODS, "BAR006", "BAR008"),
)
RECEIVED = ("accepted", "rejected", "first-review-passed")
"""Said by the first of the two types; a review that is not the last is no more than that it has come in."""

STATUSES = tuple(
    Form(
        kind=RegistrationStatus.KIND,
        variant=" ".join((number, *said)),
        body=RegistrationStatus,
        root=ROOT,
        schema="tianjin-customs/answer.xsd",
        rows=(
            *BEFORE_ANSWER,
            Constant(ANSWER, number, marks=True),
            *BEHIND_ANSWER,
            Implied("registered", registered),
            Field(f"{INFO}/FORM_ID", "application_number", TEXT, required=True, note="SEQ_ID of what is answered"),
            NOTICED,
            Field(f"{INFO}/FEEDBACK_FLAG", "outcome", Coded("outcome", "feedback"), required=True),
            Field(f"{INFO}/FEEDBACK_MESS", "remark", TEXT),
            ADDED,
        ),
        when=(
            When(name="registered", equals=registered),
            *(When(name="outcome", equals=outcome) for outcome in said),
        ),
        written=written,
        message_type=number,
        lacks={
            **ANSWERED,
            **dict.fromkeys(
                ["registration_number", "title", "attribute_6", "attribute_7"],
                "no element in the answers of this family",
            ),
        },
        source=f"{PUBLIC}; the element around an answer, and codes of FEEDBACK_FLAG from 61, are ours",
    )
    for registered, received, reviewed in ANSWERS
    for number, said, written in (
        (received, (), False),
        *((received, (outcome,), True) for outcome in RECEIVED),
        (reviewed, (), True),
    )
)

REGISTRATIONS = (ENTERPRISE_REGISTRATION, GOODS_REGISTRATION, *STATUSES)
