"""The messages that all samples mean: one meaning in many wordings. Every name and number is made up.

The declaration is the Pinggu import of 2014-10-15: declared at 平谷 (0110), landed at 新港 (0202).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from gateway.model.attachments import (
    AttachedDocument,
    Charge,
    DocumentLine,
    ElectronicDocument,
    Qualification,
    RequestedCertificate,
    Statement,
    TwoStageRequest,
    User,
)
from gateway.model.declaration import ClearanceMode, Declaration, Direction, Special
from gateway.model.goods import Container, GoodsContainer, GoodsLine, GoodsPackage, GoodsPermit
from gateway.model.message import Envelope, Key, Message, Receipt
from gateway.model.movement import Transit, TransitBill, TransitContainer, TransitContainerGoods
from gateway.model.status import DeclarationStatus, Stage

BUSINESS_DATE = date(2014, 10, 15)
AFTER_MERGER = date(2018, 10, 15)

BEEF = GoodsLine(
    number=1,
    hs_code="0202300090",
    name="冻去骨牛肉",
    ciq_code="0202300090999",
    ciq_name="冻去骨牛肉(其他)",
    hs_name="其他冻去骨牛肉",
    name_en="Frozen boneless beef",
    inspection_type="P/Q",
    specification="冷冻|20千克/箱|无品牌",
    goods_spec="20千克/箱",
    goods_model="A级",
    goods_brand="无品牌",
    quantity=Decimal(18000),
    unit="KGM",
    first_quantity=Decimal(18000),
    first_unit="KGM",
    second_quantity=Decimal(900),
    second_unit="120",
    weight=Decimal(18000),
    weight_unit="KGM",
    unit_price=Decimal("5.2"),
    total_value=Decimal(93600),
    currency="USD",
    origin_country="AUS",
    origin_place="036001",
    destination_country="CHN",
    rcep_origin="AUS",
    district="11179",
    destination_area="110117",
    duty_mode="1",
    use="05",
    purpose="99",
    attributes="11,19",
    ingredients="牛肉100%",
    quality_period="730",
    valid_until=date(2016, 8, 31),
    produced="2014-08-28,2014-09-01",
    batch_number="AU20140901",
    un_number="UN0000",
    dangerous_name="非危险货物",
    dangerous_pack_kind="3",
    dangerous_pack_spec="20KG",
    not_dangerous=True,
    foreign_manufacturer="Example Meat Works Pty Ltd",
    manufacturer_number="0648",
    manufacturer_name="示例肉类加工厂",
    manual_item="1",
    product_number="P0001",
    product_version="1",
    work_fee_usd=Decimal("12.5"),
    control_explanation="0001",
    record_id="2014101500000001001",
    enterprise_code="1100600001",
    goods_registration="ICIP1100001401",
    goods_number="NR-0001",
    remark="冷冻保存 -18℃",
    packages=(GoodsPackage(kind="4M", count=900, material="纸", auxiliary=False),),
    permits=(GoodsPermit(kind="325", number="AQ1400110001", line=1, quantity=Decimal(18000), unit="KGM"),),
    containers=(
        GoodsContainer(
            container_number="CSQU3054383",
            quantity=Decimal(900),
            unit="120",
            weight=Decimal(18000),
            weight_unit="KGM",
        ),
    ),
)

MUTTON = replace(
    BEEF,
    number=2,
    hs_code="0204420000",
    name="冻带骨绵羊肉",
    ciq_code="0204420000999",
    ciq_name="冻带骨绵羊肉(其他)",
    hs_name="其他冻带骨绵羊肉",
    name_en="Frozen bone-in mutton",
    specification="冷冻|20千克/箱|带骨",
    quantity=Decimal(9000),
    first_quantity=Decimal(9000),
    second_quantity=Decimal(450),
    weight=Decimal(9000),
    unit_price=Decimal("4.1"),
    total_value=Decimal(36900),
    ingredients="绵羊肉100%",
    batch_number="AU20140902",
    manual_item="2",
    product_number="P0002",
    record_id="2014101500000001002",
    goods_registration="ICIP1100001402",
    goods_number="NR-0002",
    packages=(GoodsPackage(kind="4M", count=450, material="纸", auxiliary=False),),
    permits=(GoodsPermit(kind="325", number="AQ1400110001", line=2, quantity=Decimal(9000), unit="KGM"),),
    containers=(
        GoodsContainer(
            container_number="CSQU3054383",
            quantity=Decimal(450),
            unit="120",
            weight=Decimal(9000),
            weight_unit="KGM",
        ),
    ),
)

INVOICE = ElectronicDocument(
    number="EDOC2014101400000001",
    code="00000001",
    form="US",
    file_name="INV-2014-0815.pdf",
    owner_code="1101960001",
    owner_name="北京某某食品有限公司",
    signer="1101910001",
    signed_at=datetime(2014, 10, 14, 2, 0, tzinfo=UTC),
    size=20480,
    goods_lines=(1, 2),
    resend_reason="扫描件不清晰",
)

TRANSIT = Transit(
    preentry_number="TRN201410150000001",
    number="0202201410150001",
    cargo_list_number="CL20141015000001",
    flag="1",
    transport_mode="4",
    transport_id="1100000000001",
    transport_name="京A00000",
    voyage_number="20141015001",
    carrier_code="MA001234X",
    carrier_name="北京某某货运有限公司",
    declarant_code="1101910001",
    declarant_uscc="91110105MA00456784",
    declarant_name="北京某某报关有限公司",
    paperless=True,
    electronic_seal=True,
    valid_until=datetime(2014, 10, 17, 16, 0, tzinfo=UTC),
    remark="经京津高速公路",
    bills=(
        TransitBill(
            transport_mode="2",
            transport_id="XTJ0001",
            transport_name="XIN TIAN JIN",
            voyage_number="045W",
            bill_number="COSU6098765430",
            passage_date=date(2014, 10, 13),
        ),
    ),
    containers=(
        TransitContainer(
            number="CSQU3054383",
            sequence=1,
            model="111",
            seal_number="TJ0000001",
            seal_count=1,
            transport_name="京A00000",
            weight_kg=Decimal(12500),
        ),
    ),
    container_goods=(
        TransitContainerGoods(
            container_number="CSQU3054383", goods_line=1, quantity=Decimal(900), weight_kg=Decimal(18000)
        ),
        TransitContainerGoods(
            container_number="CSQU3054383", goods_line=2, quantity=Decimal(450), weight_kg=Decimal(9000)
        ),
    ),
)
"""By road from 新港 to 平谷."""

BODY = Declaration(
    direction=Direction.IMPORT,
    declaration_number="BJ20141015000001",
    unified_number="201410150000000001",
    entry_number="011020141000000016",
    inspection_number="110110214000001",
    preentry_number="PRE201410150001",
    correlation_number="110110214000000",
    correlation_reason="01",
    contract_number="BJ-AU-2014-0815",
    bill_number="COSU6098765430",
    split_bill_number="COSU6098765430A",
    inspection_bill_number="COSU609876543",
    delivery_order_number="DO20141015001",
    manual_number="B01104500001",
    licence_number="14-11-000001",
    approval_number="APPR0001",
    related_entry_number="011020141000000015",
    related_manual_number="B01104500002",
    sample_number="S0001",
    declaration_office="0110",
    port_office="0202",
    destination_office="0110",
    certificate_office="0110",
    customs_office="0110",
    clearance_mode=ClearanceMode.REGIONAL,
    release_office="0110",
    specials=(Special.DIRECT_RELEASE,),
    special_passage="0",
    inspection_category="13",
    declaration_type="FI",
    entry_type="M",
    declaration_mode="3",
    transit_relation="1",
    bill_type="1",
    trade_mode="0110",
    terms_of_trade="1",
    levy_nature="101",
    payment_mode="1",
    promises="0011",
    check_flow="0",
    tax_administration="0",
    surety="0",
    declarant_customs_code="1101910001",
    declarant_uscc="91110105MA00456784",
    declarant_ciq_code="1100910001",
    declarant_name="北京某某报关有限公司",
    declarant_person="某甲",
    declarant_person_certificate="1100000001",
    contact_person="某乙",
    contact_phone="010-00000000",
    contact_email="someone@example.com",
    recorder_code="110000001",
    recorder_uscc="91110105MA00456784",
    recorder_name="北京某某报关有限公司",
    recorder_operator="某丙",
    recorder_operator_number="0000000000001",
    operator_card="8600000000001",
    owner_customs_code="1101960002",
    owner_uscc="91110117MA00123456",
    owner_ciq_code="1100600002",
    owner_name="北京某某冷链配送有限公司",
    consignee_customs_code="1101960001",
    consignee_uscc="91110108551385082Q",
    consignee_ciq_code="1100600001",
    consignee_name="北京某某食品有限公司",
    consignee_name_en="Beijing Example Foods Co., Ltd.",
    consignee_address="北京市平谷区某某路1号",
    consignor_customs_code="1101960003",
    consignor_uscc="91120118300001234Y",
    consignor_ciq_code="1200600001",
    consignor_name="示例肉类出口公司",
    consignor_name_en="Example Meat Exports Pty Ltd",
    consignor_address="1 Example Street, Melbourne",
    ecommerce_code="1100960001",
    trade_country="AUS",
    route_country="AUS",
    transport_mode="2",
    transport_name="XIN TIAN JIN",
    voyage_number="045W",
    departure_port="036147",
    stopover_port="036225",
    entry_port="120202",
    arrival_port="120202",
    destination_area="110117",
    district="11179",
    goods_place="平谷国际陆港1号库",
    original_container=True,
    declared_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC),
    departure_date=date(2014, 9, 20),
    arrival_date=date(2014, 10, 13),
    unloading_date=date(2014, 10, 14),
    passage_date=date(2014, 10, 13),
    package_count=1350,
    package_kind="4M",
    gross_weight_kg=Decimal(28500),
    net_weight_kg=Decimal(27000),
    total_value_usd=Decimal(130500),
    total_value_cny=Decimal(802575),
    freight=Charge(mark="3", amount=Decimal(3200), currency="USD"),
    insurance=Charge(mark="3", amount=Decimal("391.5"), currency="USD"),
    other_charge=Charge(mark="3", amount=Decimal(100), currency="USD"),
    marks="N/M",
    remark="冷藏集装箱 & 温度 < -18℃",
    special_requirements="优先查验",
    claim_period="90",
    situation_code="0",
    situation_level="0",
    contract_cancelled="0",
    software="G1",
    technical_registration="REG0001",
    stock_flag="B",
    waste_flag="0",
    packing_flag="1",
    sheet_types="21",
    certificates=(RequestedCertificate(code="21", originals=1, copies=2),),
    documents=(
        AttachedDocument(code="7", number="AQ1400110001"),
        AttachedDocument(code="A", number="110110214000001000"),
    ),
    document_lines=(
        DocumentLine(kind="Y03", number="C14AU0000001", goods_line=1, document_line=1),
        DocumentLine(kind="Y03", number="C14AU0000001", goods_line=2, document_line=2),
    ),
    electronic_documents=(
        INVOICE,
        replace(
            INVOICE, number="EDOC2014101400000002", code="00000004", file_name="BJ-AU-2014-0815.pdf", goods_lines=(1,)
        ),
    ),
    qualifications=(Qualification(kind="411", number="1100001", organisation="北京某某食品有限公司"),),
    statements=(Statement(code="101040"),),
    users=(User(name="北京某某冷链配送有限公司", contact="某丁", phone="010-00000001"),),
    other_packages=(GoodsPackage(kind="4M", count=1350, material="纸", auxiliary=False),),
    transit=TRANSIT,
    two_stage=TwoStageRequest(transfer=True, transfer_site="CNPGU010001", conditional_leave=False, merged_check=False),
    containers=(
        Container(
            number="CSQU3054383",
            model="111",
            count=1,
            weight_kg=Decimal(3900),
            shared=False,
            goods_lines=(1, 2),
            business_type="1",
        ),
    ),
    goods=(BEEF, MUTTON),
)

DECLARATION = Message(
    number="2014101500000001",
    answer_to="533",
    sent_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC),
    body=BODY,
)
"""Every attribute of the body is set. No sender, no receivers: their names differ from dialect to dialect."""

LEAN_BODY = Declaration(
    direction=Direction.IMPORT,
    declaration_number="BJ20141015000002",
    unified_number="201410150000000002",
    declaration_office="0110",
    port_office="0202",
    destination_office="0110",
    certificate_office="0110",
    trade_mode="0110",
    trade_country="AUS",
    route_country="AUS",
    transport_mode="2",
    bill_number="COSU6098765431",
    contract_number="BJ-AU-2014-0816",
    declarant_name="北京某某报关有限公司",
    consignee_name="北京某某食品有限公司",
    declared_at=datetime(2014, 10, 15, 1, 5, tzinfo=UTC),
    goods=(
        GoodsLine(
            number=1,
            hs_code="0202300090",
            name="冻去骨牛肉",
            quantity=Decimal(1000),
            unit="KGM",
            unit_price=Decimal("5.2"),
            total_value=Decimal(5200),
            currency="USD",
            origin_country="AUS",
        ),
    ),
)

LEAN_DECLARATION = Message(
    number="2014101500000002",
    sent_at=datetime(2014, 10, 15, 1, 5, tzinfo=UTC),
    body=LEAN_BODY,
)
"""What a sender fills in who fills in little."""

RELEASED_BODY = DeclarationStatus(
    outcome="released",
    stage=Stage.REVIEW,
    direction=Direction.IMPORT,
    in_reply_to="201410150000000001",
    declaration_number="BJ20141015000001",
    unified_number="201410150000000001",
    entry_number="011020141000000016",
    inspection_number="110110214000001",
    ledger_number="114000000000001",
    clearance_number="110110214000001000",
    receipt_number="R201410150001",
    receipt_type="220",
    office="0202",
    noticed_at=datetime(2014, 10, 15, 8, 30, tzinfo=UTC),
    title="放行",
    remark="放行成功",
    passage_date=datetime(2014, 10, 13, 0, 0, tzinfo=UTC),
    declared_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC),
    attribute_6="A6",
    attribute_7="A7",
)


def status(number: str, body: DeclarationStatus = RELEASED_BODY, /, **changes: object) -> Message:
    """An answer like the release, but for `changes`."""
    return Message(
        number=number,
        sent_at=datetime(2014, 10, 15, 8, 30, tzinfo=UTC),
        body=replace(body, **changes),  # type: ignore[arg-type]
    )


RELEASED = status("2014101508300001")
PARTLY_RELEASED = status("2014101508300002", outcome="partly-released", title="部分放行", remark="第2项未放行")
REJECTED = status("2014101508300003", outcome="rejected", title="退单", remark="商品编码有误")
EXAM_ORDERED = status("2014101508300004", outcome="exam-ordered", stage=Stage.CHECK, title="待查验", remark="查验指令")
QUARANTINE_PASSED = status("2014101508300005", outcome="quarantine-passed", stage=Stage.QUARANTINE, title="检疫合格")
IMPORTED = status("2014101508300006", outcome="submitted", stage=Stage.IMPORT, title="成功", remark="导入成功")
NOT_IMPORTED = status(
    "2014101508300007", outcome="upload-failed", stage=Stage.IMPORT, title="失败", remark="合同号为空"
)

ENVELOPE = Envelope(
    number="2014101500000001",
    sender="DXPENT0000000110",
    receivers=("DXPENT0000000202",),
    created_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC),
    message_type="120",
    data=b"<RequestMessage></RequestMessage>",
    file_name="120_2014101500000001.xml",
    keys=(Key(name="DECL_NO", value="BJ20141015000001"),),
    identity="M2014101500000001",
)

ACCEPTED = Receipt(
    number="2014101500000001",
    accepted=True,
    digest="sm3:" + "0f" * 32,
    reason="accepted",
    at=datetime(2014, 10, 15, 1, 0, 1, tzinfo=UTC),
    gateway_number="G2014101500000001",
    original=ENVELOPE,
    receiver="DXPENT0000000110",
)

REFUSED = replace(
    ACCEPTED,
    accepted=False,
    code="4204",
    official="0002",
    reason="country/ciq has no such code",
    losses=(),
)
