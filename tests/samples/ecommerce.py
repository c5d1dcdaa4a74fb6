"""Registrations, one parcel's three documents and its item list, notices and consultations: one meaning each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from gateway.model.declaration import Declaration, Direction, Subject
from gateway.model.ecommerce import (
    Payment,
    TraceabilityCode,
    TradeAct,
    TradeDocument,
    TradeDocumentStatus,
    TradeOrder,
    TradeOrderLine,
    Waybill,
)
from gateway.model.goods import GoodsLine
from gateway.model.message import Message
from gateway.model.notices import Consultation, ConsultationNature, ConsultationStatus, Notice
from gateway.model.registration import (
    Annex,
    EnterpriseRegistration,
    EnterpriseRole,
    GoodsRegistration,
    Registered,
    RegistrationAgent,
    RegistrationStatus,
    Website,
)
from gateway.model.status import Stage
from tests.samples.messages import status

MORNING = datetime(2014, 10, 15, 1, 0, tzinfo=UTC)
AFTERNOON = datetime(2014, 10, 15, 8, 30, tzinfo=UTC)


def asked(number: str, body: Any) -> Message:
    """What the platform says to an office."""
    return Message(
        number=number,
        answer_to=f"6{number[-3:]}",
        sent_at=MORNING,
        sender="DXPENT0000000001",
        receivers=("DXPGTW0000000001",),
        body=body,
    )


def told(number: str, body: Any) -> Message:
    """What an office says."""
    return Message(
        number=number,
        answer_to=f"6{number[-3:]}",
        sent_at=AFTERNOON,
        sender="DXPGTW0000000001",
        receivers=("DXPENT0000000001",),
        body=body,
    )


ENTERPRISE_REGISTRATION = asked(
    "2014101500000101",
    EnterpriseRegistration(
        application_number="C0000101",
        name="北京某某电子商务有限公司",
        office="0202",
        home_office="0110",
        name_en="Beijing Example E-Commerce Co., Ltd.",
        enterprise_code="D00000101",
        customs_code="1101960001",
        uscc="91110108551385082Q",
        organisation_code="551385082",
        registered_as=EnterpriseRole.ECOMMERCE,
        is_platform=True,
        is_ecommerce=True,
        is_logistics=False,
        is_storage=False,
        is_payment=False,
        is_supervision=False,
        is_agent=False,
        is_other=False,
        business_types=("BI", "NI"),
        address="北京市平谷区某某路1号",
        postcode="101200",
        employee_count=80,
        service_employee_count=12,
        fax="010-00000009",
        applied_at=MORNING,
        registered_at=datetime(2014, 9, 1, 1, 0, tzinfo=UTC),
        valid_until=datetime(2017, 7, 31, 1, 0, tzinfo=UTC),
        business_licence="110000000000001",
        licence_issuer="某某工商行政管理局",
        investment_country="HKG",
        legal_person="某甲",
        contact_person="某乙",
        contact_phone="010-00000000",
        contact_email="someone@example.com",
        website="https://shop.example.com",
        icp_number="京ICP备00000000号",
        shop_name="某某海外购",
        agent_code="1101910001",
        agent_name="北京某某报关有限公司",
        payment_licence="Z0000000000001",
        express_licence="国邮00000000A",
        warehouse_area="1200",
        site_certificate="JG00000001",
        remark="平谷试点",
        websites=(
            Website(url="https://shop.example.com", name="某某海外购", scope="食品"),
            Website(url="https://m.example.com", name="某某海外购手机版", scope="食品、日用品"),
        ),
        annexes=(
            Annex(name="营业执照.pdf", media_type="pdf", content=b"%PDF-made up", remark="副本"),
            Annex(name="章程.pdf", media_type="pdf", content=b"%PDF-made up too", remark="全文"),
        ),
        agents=(
            RegistrationAgent(
                code="1100910001",
                name="北京某某报关有限公司",
                contact_person="某丙",
                contact_phone="010-00000002",
                contact_email="agent@example.com",
                legal_person="某丁",
                organisation_code="L6005760X",
                country="CHN",
                address="北京市平谷区某某路2号",
            ),
        ),
    ),
)

GOODS_REGISTRATION = asked(
    "2014101500000102",
    GoodsRegistration(
        application_number="P0000102",
        name="婴儿配方奶粉",
        hs_code="1901101000",
        hs_name="供婴幼儿食用的零售包装配方奶粉",
        office="0202",
        direction=Direction.IMPORT,
        applied_at=MORNING,
        goods_registration="G00000102",
        goods_number="SKU-0001",
        bar_code="9300000000017",
        category="01",
        ecommerce_code="1100960001",
        ecommerce_name="北京某某电子商务有限公司",
        agent_code="1100910001",
        agent_name="北京某某报关有限公司",
        ingredients="生牛乳、乳清蛋白",
        specification="900克/罐",
        goods_brand="示例牌",
        origin_country="AUS",
        manufacturer_name="Example Dairy Pty Ltd",
        supplier="Example Trading Pty Ltd",
        unit="122",
        second_unit="KGM",
        smallest_unit="007",
        unit_price=Decimal("128.5"),
        currency="CNY",
        net_weight_kg=Decimal("0.9"),
        gross_weight_kg=Decimal("1.1"),
        tax_code="01010700",
        tax_name="食品",
        purpose="食用",
        is_gift=False,
        is_lawful=True,
        remark="一段",
        annexes=(Annex(name="标签.jpg", media_type="jpg", content=b"made up", remark="中文标签"),),
    ),
)

REGISTERED = told(
    "2014101508300101",
    RegistrationStatus(
        outcome="second-review-passed",
        registered=Registered.ENTERPRISE,
        in_reply_to="6101",
        application_number="C0000101",
        registration_number="1100960001",
        receipt_number="R0000101",
        receipt_type="200",
        office="0202",
        noticed_at=AFTERNOON,
        title="二级审核通过",
        remark="予以备案",
        attribute_6="A6",
        attribute_7="A7",
    ),
)


def registration(number: str, **changes: Any) -> Message:
    """Another answer to a registration."""
    return replace(REGISTERED, number=number, body=replace(REGISTERED.body, **changes))  # type: ignore[type-var]


GOODS_REFUSED = registration(
    "2014101508300102",
    outcome="first-review-failed",
    registered=Registered.GOODS,
    in_reply_to="6102",
    registration_number=None,
    receipt_type="210",
    title="一级审核否决",
    remark="标签不全",
)
LOCKED = registration(
    "2014101508300103", outcome="locked", registration_number=None, receipt_type="201", title="锁定", remark="企业注销"
)
GOODS_UNLOCKED = registration(
    "2014101508300104",
    outcome="unlocked",
    registered=Registered.GOODS,
    registration_number=None,
    receipt_type="211",
    title="解锁",
    remark="整改完成",
)

MILK = TradeOrderLine(
    number=1,
    name="婴儿配方奶粉",
    goods_number="SKU-0001",
    goods_registration="ICIP1200001501",
    hs_code="1901101000",
    bar_code="9300000000017",
    shelf_name="示例牌一段奶粉",
    specification="900克/罐",
    goods_brand="示例牌",
    description="适用于0至6个月",
    quantity=Decimal(2),
    unit="122",
    package_kind="4M",
    unit_price=Decimal("128.5"),
    total_value=Decimal(257),
    currency="CNY",
    origin_country="AUS",
    purpose="食用",
    is_gift=False,
    gift_price=Decimal(0),
    remark="易碎",
)
BIB = replace(
    MILK,
    number=2,
    name="围兜",
    goods_number="SKU-0002",
    goods_registration="ICIP1200001502",
    hs_code="6209200000",
    bar_code="9300000000024",
    shelf_name="示例牌围兜",
    specification="均码",
    description="棉制",
    quantity=Decimal(1),
    unit="011",
    unit_price=Decimal("19.9"),
    total_value=Decimal("19.9"),
    purpose="自用",
    is_gift=True,
    gift_price=Decimal("19.9"),
    remark="赠品",
)

TRADE_ORDER = asked(
    "2014101500000103",
    TradeOrder(
        trade_order_number="SO20141015000001",
        act=TradeAct.NEW,
        office="0202",
        direction=Direction.IMPORT,
        record_id="103",
        batch_number="B20141015",
        applied_at=MORNING,
        stock_flag="C",
        platform_code="1100960002",
        platform_name="某某海外购",
        ecommerce_code="1100960001",
        ecommerce_name="北京某某电子商务有限公司",
        agent_code="1100910001",
        payment_agency_code="1100970001",
        payment_agency_name="北京某某支付有限公司",
        payment_number="PAY20141015000001",
        buyer_name="某戊",
        consignee_name="某戊",
        consignee_address="天津市某某区某某路3号",
        consignee_district="120116",
        consignee_country="CHN",
        consignor_name="北京某某电子商务有限公司",
        consignor_address="北京市平谷区某某路1号",
        consignor_country="CHN",
        trade_country="AUS",
        goods_value=Decimal("276.9"),
        freight=Decimal(10),
        discount=Decimal("19.9"),
        discount_remark="赠品抵扣",
        tax=Decimal("25.7"),
        paid=Decimal("292.7"),
        currency="CNY",
        remark="工作日送货",
        goods=(MILK, BIB),
    ),
)

WAYBILL = asked(
    "2014101500000104",
    Waybill(
        waybill_number="EX0000000001",
        act=TradeAct.NEW,
        trade_order_number="SO20141015000001",
        office="0202",
        direction=Direction.IMPORT,
        record_id="104",
        applied_at=MORNING,
        main_waybill_number="EX0000000000",
        bill_number="COSU6098765431",
        voyage_number="045W",
        transport_mode="2",
        transport_name="XIN TIAN JIN",
        logistics_code="1200980001",
        logistics_name="天津某某速递有限公司",
        platform_code="1100960002",
        platform_name="某某海外购",
        freight=Decimal(10),
        insurance=Decimal("0.5"),
        currency="CNY",
        goods_name="婴儿配方奶粉",
        parcel_information="纸箱一件",
        package_count=1,
        gross_weight_kg=Decimal("2.4"),
        net_weight_kg=Decimal(2),
        consignor_name="北京某某电子商务有限公司",
        consignor_address="北京市平谷区某某路1号",
        consignor_country="CHN",
        consignee_name="某戊",
        consignee_province="天津市",
        consignee_city="天津市",
        consignee_district="某某区",
        consignee_address="天津市某某区某某路3号",
        consignee_country="CHN",
        remark="轻放",
    ),
)

PAYMENT = asked(
    "2014101500000105",
    Payment(
        payment_number="PAY20141015000001",
        act=TradeAct.NEW,
        trade_order_number="SO20141015000001",
        office="0202",
        record_id="105",
        applied_at=MORNING,
        payment_agency_code="1100970001",
        payment_agency_name="北京某某支付有限公司",
        platform_code="1100960002",
        platform_name="某某海外购",
        ecommerce_code="1100960001",
        ecommerce_name="北京某某电子商务有限公司",
        payer_name="某戊",
        amount=Decimal("292.7"),
        currency="CNY",
        paid_at=datetime(2014, 10, 15, 0, 30, tzinfo=UTC),
        remark="一次付清",
    ),
)

ORDER_STORED = told(
    "2014101508300105",
    TradeDocumentStatus(
        outcome="accepted",
        document=TradeDocument.ORDER,
        in_reply_to="6103",
        trade_order_number="SO20141015000001",
        waybill_number="EX0000000001",
        payment_number="PAY20141015000001",
        receipt_number="R0000103",
        receipt_type="350",
        office="0202",
        noticed_at=AFTERNOON,
        title="已入库",
        remark="入库成功",
        attribute_6="A6",
        attribute_7="A7",
    ),
)


def stored(number: str, **changes: Any) -> Message:
    """Another answer to one of the three documents."""
    return replace(ORDER_STORED, number=number, body=replace(ORDER_STORED.body, **changes))  # type: ignore[type-var]


WAYBILL_STORED = stored(
    "2014101508300106", document=TradeDocument.WAYBILL, in_reply_to="6104", receipt_type="351", remark="运单入库"
)
PAYMENT_NOT_STORED = stored(
    "2014101508300107",
    outcome="storing-failed",
    document=TradeDocument.PAYMENT,
    in_reply_to="6105",
    receipt_type="352",
    title="入库失败",
    remark="必填项不满足",
)

ITEM_LIST = asked(
    "2014101500000106",
    Declaration(
        direction=Direction.IMPORT,
        subject=Subject.PARCEL,
        declaration_number="PI20141015000001",
        unified_number="201410150000000106",
        trade_order_number="SO20141015000001",
        waybill_number="EX0000000001",
        payment_number="PAY20141015000001",
        declaration_office="0110",
        port_office="0202",
        declarant_ciq_code="1100910001",
        declarant_person="某甲",
        ecommerce_code="1100960001",
        logistics_code="1200980001",
        consignee_name="某戊",
        consignee_address="天津市某某区某某路3号",
        consignor_name="Example Trading Pty Ltd",
        consignor_address="2 Example Street, Sydney",
        declared_at=MORNING,
        stock_flag="C",
        goods=(
            GoodsLine(
                number=1,
                hs_code="1901101000",
                name="婴儿配方奶粉",
                quantity=Decimal(2),
                unit="122",
                unit_price=Decimal("128.5"),
                total_value=Decimal(257),
                currency="CNY",
                origin_country="AUS",
                record_id="106001",
                enterprise_code="1100960001",
                goods_registration="ICIP1200001501",
                goods_number="SKU-0001",
                remark="易碎",
            ),
        ),
    ),
)
PARCEL_RELEASED = status("2014101508300108", subject=Subject.PARCEL, receipt_type="230")
PARCEL_PARTLY_RELEASED = status(
    "2014101508300109", subject=Subject.PARCEL, receipt_type="230", outcome="partly-released", title="部分放行"
)
PARCEL_QUARANTINE_FAILED = status(
    "2014101508300110",
    subject=Subject.PARCEL,
    receipt_type="231",
    outcome="quarantine-failed",
    stage=Stage.QUARANTINE,
    title="检疫不合格",
)
PARCEL_EXAM_ORDERED = status(
    "2014101508300111",
    subject=Subject.PARCEL,
    receipt_type="236",
    outcome="exam-ordered",
    stage=Stage.CHECK,
    title="待查验",
)

TRACEABILITY_CODE = told(
    "2014101508300112",
    TraceabilityCode(
        declaration_number="BJ20141015000001",
        record_id="2014101500000001001",
        code_number="1",
        code="https://trace.example.com/c/0001",
        in_reply_to="533",
        office="0202",
        noticed_at=AFTERNOON,
    ),
)

NOTICE = told(
    "2014101508300113",
    Notice(
        notice_number="N20141015001",
        title="关于国庆后查验安排的公告",
        content="10月16日起: 100% 预约 & 先到先验。\n详见 https://ciq.example.com/?a=1+2",
        state="1",
        office="0202",
        noticed_at=AFTERNOON,
    ),
)
CONSULTATION = asked(
    "2014101500000107",
    Consultation(
        consultation_number="107",
        nature=ConsultationNature.COMPLAINT,
        question="备案三日未受理，请问原因？",
        office="0202",
    ),
)
CONSULTATION_ANSWERED = told(
    "2014101508300114",
    ConsultationStatus(
        outcome="answered",
        in_reply_to="6107",
        consultation_number="107",
        receipt_number="R0000107",
        receipt_type="552",
        office="0202",
        noticed_at=AFTERNOON,
        title="已回复",
        remark="已受理，请查收",
        attribute_6="A6",
        attribute_7="A7",
    ),
)
