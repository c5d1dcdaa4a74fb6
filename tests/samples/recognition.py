"""Results, and what other offices make of them: one meaning each. Every name and number is made up.

Beijing (0110) inspects the Pinggu import and tells the region; Hebei (0402) uses the result and hears that it is
revoked. The transfer is an export of peaches from 平谷 through 新港.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from gateway.model.alerts import RiskLevel
from gateway.model.certified import CertifiedGoods
from gateway.model.declaration import Direction
from gateway.model.goods import Container
from gateway.model.inspection_transfer import Changeable, InspectionTransfer, IssuedCertificate
from gateway.model.laboratory_report import LaboratoryReport
from gateway.model.message import Message
from gateway.model.recognition import (
    Condition,
    ConditionName,
    Consequence,
    RecognisedItem,
    Recognition,
    RecognitionDecision,
)
from gateway.model.release_mode import DirectMode, Fact, Fired, Location, ReleaseMode, ReleaseModeDecision, Tier
from gateway.model.results import (
    Conclusion,
    Exclusion,
    InspectedItem,
    InspectionResult,
    Laboratory,
    Reinspection,
    ReinspectionLevel,
    ReinspectionStage,
    ResultRevocation,
    TransferBar,
)
from tests.samples.orders import BEIJING, NUMBERS, TIANJIN

HEBEI = "DXPENT0000000402"

BEEF = CertifiedGoods(
    number=1,
    hs_code="0202300090",
    name="冻去骨牛肉",
    ciq_code="999",
    origin_country="AUS",
    batch_number="AU20140901",
    quantity=Decimal(18000),
    unit="KGM",
    weight_kg=Decimal(18000),
    total_value=Decimal(93600),
    currency="USD",
)
MUTTON = CertifiedGoods(number=2, hs_code="0204420000", name="冻带骨绵羊肉")

INSPECTION_RESULT_BODY = InspectionResult(
    **NUMBERS,
    result_number="JG2014102000001",
    issuing_office="0110",
    recipients=("0202", "0402"),
    issued_at=datetime(2014, 10, 20, 2, 0, tzinfo=UTC),
    valid_until=date(2015, 4, 19),
    conclusion=Conclusion.ON_CONDITION,
    condition="第2项重新加贴中文标签后方可销售",
    direction=Direction.IMPORT,
    certificate_number="110110214000001-1",
    certificate_kind="21",
    sampled_at=datetime(2014, 10, 16, 1, 0, tzinfo=UTC),
    tested_at=datetime(2014, 10, 18, 8, 0, tzinfo=UTC),
    laboratory=Laboratory(
        name="某某食品检测实验室",
        code="LAB-BJ-01",
        accreditation="L0001",
        accredited_from=date(2013, 1, 1),
        accredited_until=date(2015, 12, 31),
        accredited_items=("SN-SAL", "SN-LAB"),
    ),
    inspectors=("0110-041", "0110-042"),
    enterprise_uscc="91110108551385082Q",
    enterprise_name="北京某某食品有限公司",
    package_count=1350,
    package_kind="4M",
    seal_numbers=("AU123456",),
    container_numbers=("CSQU3054383",),
    exclusions=(Exclusion.EXCEPTED_GOODS,),
    transfer_bars=(TransferBar.CERTIFIED_AT_PORT,),
    supersedes="JG2014101800009",
    remark="冷冻保存",
    goods=(BEEF, MUTTON),
    items=(
        InspectedItem(
            item="沙门氏菌",
            item_code="SN-SAL",
            goods_line=1,
            conclusion=Conclusion.CONFORMING,
            standard="GB 4789.4",
            edition="2010",
            method="培养法",
            value="未检出",
            unit="/25g",
            limit="不得检出",
        ),
        InspectedItem(item="标签", item_code="SN-LAB", goods_line=2, conclusion=Conclusion.ON_CONDITION),
    ),
)
INSPECTION_RESULT = Message(
    number="2014102002000001",
    answer_to="JG-1",
    sent_at=datetime(2014, 10, 20, 2, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN, HEBEI),
    body=INSPECTION_RESULT_BODY,
)
CONFORMING = replace(
    INSPECTION_RESULT,
    number="2014102002000002",
    body=InspectionResult(
        declaration_number="BJ20141015000001",
        result_number="JG2014102000002",
        issuing_office="0110",
        issued_at=datetime(2014, 10, 20, 2, 0, tzinfo=UTC),
        conclusion=Conclusion.CONFORMING,
        goods=(MUTTON,),
    ),
)

LABORATORY_REPORT = Message(
    number="2026090102000009",
    answer_to="CX-9",
    sent_at=datetime(2026, 9, 1, 2, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN,),
    body=LaboratoryReport(
        declaration_number="BJ20260901000009",
        unified_number="202609010000000009",
        entry_number="011020261000000096",
        inspection_number="110110226000009",
        report_number="BG-2026-0009",
        office="0110",
        recipients=("0202",),
        laboratory_code="LAB-CX-01",
        laboratory_name="某某纺织检测中心",
        issued_at=datetime(2026, 8, 20, 2, 0, tzinfo=UTC),
        valid_until=date(2027, 8, 19),
        sampled_at=datetime(2026, 8, 10, 1, 0, tzinfo=UTC),
        tested_at=datetime(2026, 8, 18, 8, 0, tzinfo=UTC),
        withdrawn=True,
        enterprise_uscc="91110108551385082Q",
        enterprise_name="北京某某服装有限公司",
        photographs=("sm3:" + "7a" * 32,),
        remark="样品编号有误，撤回",
        goods=(
            CertifiedGoods(
                number=1,
                hs_code="6104430000",
                name="合成纤维制女式连衣裙",
                ciq_code="101",
                origin_country="ITA",
                batch_number="IT2026-08",
                quantity=Decimal(1200),
                unit="011",
                weight_kg=Decimal("480.5"),
                total_value=Decimal(36000),
                currency="EUR",
            ),
        ),
        items=(
            InspectedItem(
                item="甲醛含量",
                item_code="FZ-HCHO",
                goods_line=1,
                conclusion=Conclusion.CONFORMING,
                standard="GB 18401",
                edition="2010",
                method="水萃取法",
                value="未检出",
                unit="mg/kg",
                limit="75",
            ),
        ),
    ),
)

RESULT_REVOCATION = Message(
    number="2014102303000001",
    answer_to="CX-1",
    sent_at=datetime(2014, 10, 23, 3, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN, HEBEI),
    body=ResultRevocation(
        **NUMBERS,
        result_number="JG2014102000001",
        issuing_office="0110",
        recipients=("0202", "0402"),
        revoked_at=datetime(2014, 10, 23, 3, 0, tzinfo=UTC),
        revoked_by="0110-050",
        reason="样品混淆，检测结果无效",
        legal_basis="进出口商品检验法",
        measure="已放行的货物暂停销售并召回",
        superseded_by="JG2014102300003",
        remark="另行通知",
    ),
)

REINSPECTION_BODY = Reinspection(
    **NUMBERS,
    result_number="JG2014102000001",
    conducting_office="0100",
    recipients=("0110", "0202"),
    stage=ReinspectionStage.CONCLUDED,
    level=ReinspectionLevel.SUPERIOR,
    reinspection_number="FY2014102500001",
    applicant_uscc="91110108551385082Q",
    applicant_name="北京某某食品有限公司",
    result_received_at=datetime(2014, 10, 20, 3, 0, tzinfo=UTC),
    apply_by=date(2014, 11, 4),
    applied_at=datetime(2014, 10, 25, 1, 0, tzinfo=UTC),
    goods_untouched=True,
    conclude_by=date(2014, 12, 24),
    concluded_at=datetime(2014, 11, 20, 8, 0, tzinfo=UTC),
    upheld=False,
    new_result_number="JG2014112000004",
    grounds="对标签项目的结论有异议",
    reason="标签符合规定",
    remark="原结果作废",
)
REINSPECTION = Message(
    number="2014112008000001",
    answer_to="FY-1",
    sent_at=datetime(2014, 11, 20, 8, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(BEIJING, TIANJIN),
    body=REINSPECTION_BODY,
)
APPLIED = replace(
    REINSPECTION,
    number="2014102501000001",
    body=Reinspection(
        result_number="JG2014102000001",
        conducting_office="0100",
        stage=ReinspectionStage.APPLIED,
        applied_at=datetime(2014, 10, 25, 1, 0, tzinfo=UTC),
        grounds="对标签项目的结论有异议",
    ),
)

REVOKED_LATER_BODY = RecognitionDecision(
    **NUMBERS,
    result_number="JG2014102000001",
    deciding_office="0402",
    outcome=Recognition.REVOKED_LATER,
    decided_at=datetime(2014, 10, 23, 3, 5, tzinfo=UTC),
    decided_by="0402-007",
    decision_number="RD2014102300001",
    in_reply_to="201410230000000001",
    used_for="HB20141022000003",
    reason="原结果已撤销",
    answer_by=date(2014, 10, 30),
    consequence=Consequence.HELD,
    pack="2014",
    recognised_items=(
        RecognisedItem(item="沙门氏菌", goods_line=1, item_code="SN-SAL"),
        RecognisedItem(item="标签"),
    ),
    conditions=(
        Condition(name=ConditionName.SAME_GOODS, holds=True, evidence="批号AU20140901，数量9000不超过18000"),
        Condition(name=ConditionName.RESULT_STANDS, holds=False, evidence="撤销通知2014102303000001"),
    ),
    remark="货物已扣留",
)
REVOKED_LATER = Message(
    number="2014102303050001",
    answer_to="RD-1",
    sent_at=datetime(2014, 10, 23, 3, 5, 5, tzinfo=UTC),
    sender=HEBEI,
    receivers=(BEIJING,),
    body=REVOKED_LATER_BODY,
)


def decision(number: str, **said: object) -> Message:
    """What Hebei said of the result at first."""
    body = RecognitionDecision(
        result_number="JG2014102000001",
        deciding_office="0402",
        decided_at=datetime(2014, 10, 22, 1, 0, tzinfo=UTC),
        in_reply_to="201410200000000001",
        **said,  # type: ignore[arg-type]
    )
    return replace(REVOKED_LATER, number=number, body=body)


RECOGNISED = decision(
    "2014102201000001",
    outcome=Recognition.RECOGNISED,
    conditions=tuple(Condition(name=name, holds=True) for name in ConditionName),
)
PARTIAL = decision(
    "2014102201000002",
    outcome=Recognition.PARTIAL,
    reason="标签项目不在实验室认可范围内",
    recognised_items=(RecognisedItem(item="沙门氏菌", goods_line=1, item_code="SN-SAL"),),
    conditions=(Condition(name=ConditionName.LABORATORY_ACCREDITED, holds=False, evidence="L0001，无SN-LAB"),),
)
REFUSED = decision(
    "2014102201000003",
    outcome=Recognition.REFUSED,
    decision_number="RD2014102200003",
    reason="封志号不符",
    answer_by=date(2014, 10, 29),
    conditions=(Condition(name=ConditionName.IDENTITY_KEPT, holds=False, evidence="AU123456，实际AU123465"),),
)

RELEASE_MODE_DECISION_BODY = ReleaseModeDecision(
    **NUMBERS,
    deciding_office="0402",
    recipients=("0202", "0110"),
    mode=ReleaseMode.VERIFICATION,
    location=Location.DESTINATION,
    decided_at=datetime(2014, 10, 22, 1, 5, tzinfo=UTC),
    decided_by="0402-007",
    decision_number="FS2014102200002",
    supersedes="FS2014102200001",
    provisional=False,
    accepted_on=date(2014, 10, 22),
    direct_mode=DirectMode.IMPORT_THROUGH,
    site="秦皇岛某某冷库",
    sampling_percent=Decimal("2.5"),
    draw=137,
    draw_date=date(2014, 10, 22),
    drawn=True,
    leave_on_sampling=True,
    tier=Tier.T3,
    risk=RiskLevel.MEDIUM,
    pack="2014",
    matrix="matrix-2014-1",
    approved_by="某某局",
    result_number="JG2014102000001",
    remark="抽中",
    facts=(
        Fact(name="credit/91110108551385082Q/CIQ2013", value="B", version="3"),
        Fact(name="risk/0202300090", value="medium"),
    ),
    trace=(
        Fired(rule="matrix", fact="medium × T3", effect="sampling", source="matrix-2014-1"),
        Fired(rule="recognised-result", fact="JG2014102000001", effect="verification"),
        Fired(rule="draw"),
    ),
)
RELEASE_MODE_DECISION = Message(
    number="2014102201050001",
    answer_to="FS-1",
    sent_at=datetime(2014, 10, 22, 1, 5, 5, tzinfo=UTC),
    sender=HEBEI,
    receivers=(TIANJIN, BEIJING),
    body=RELEASE_MODE_DECISION_BODY,
)

INSPECTION_TRANSFER_BODY = InspectionTransfer(
    declaration_number="BJ20141015000007",
    unified_number="201410150000000007",
    entry_number="011020140000000076",
    inspection_number="110110214000007",
    transfer_number="ZD2014101500001",
    sending_office="0110",
    receiving_office="0202",
    direction=Direction.EXPORT,
    issued_at=datetime(2014, 10, 15, 3, 0, tzinfo=UTC),
    valid_until=date(2014, 10, 29),
    clearance_number="110110214000007000",
    result_number="JG2014101500007",
    consignor_uscc="911101085513800180",
    consignor_name="北京某某果品有限公司",
    consignee_uscc="91110108551385082Q",
    consignee_name="示例水果株式会社",
    contract_number="BJ-JP-2014-0031",
    bill_number="COSU6098765777",
    trade_country="JPN",
    route_country="JPN",
    transport_mode="2",
    transport_name="XIN TIAN JIN",
    voyage_number="046E",
    sailing_date=date(2014, 10, 18),
    seal_numbers=("CN000777",),
    total_value=Decimal(24000),
    currency="USD",
    package_count=800,
    package_kind="4M",
    gross_weight_kg=Decimal("8400.5"),
    port_may_change=tuple(Changeable),
    agreement="可改装至同航次另一冷藏箱",
    certificates=(
        IssuedCertificate(code="18", number="110110214000007-1", issued_on=date(2014, 10, 15), originals=1, copies=2),
        IssuedCertificate(code="20", number="110110214000007-2"),
    ),
    containers=(
        Container(
            number="CBHU3202732",
            model="221",
            count=1,
            weight_kg=Decimal(2900),
            shared=False,
            goods_lines=(1,),
            business_type="1",
        ),
    ),
    goods=(
        CertifiedGoods(
            number=1,
            hs_code="0809300000",
            name="鲜桃",
            ciq_code="999",
            origin_country="CHN",
            batch_number="PG20141014",
            quantity=Decimal(8000),
            unit="KGM",
            weight_kg=Decimal(8000),
            total_value=Decimal(24000),
            currency="USD",
        ),
    ),
    remark="冷藏",
)
INSPECTION_TRANSFER = Message(
    number="2014101503000001",
    answer_to="ZD-1",
    sent_at=datetime(2014, 10, 15, 3, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN,),
    body=INSPECTION_TRANSFER_BODY,
)
