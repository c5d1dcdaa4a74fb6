"""Risk, credit, licences, pre-decisions and aid: one meaning each. Everything is made up.

They are about the Pinggu import of 2014-10-15; the credit level of 2026 is of the scheme that exists since then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from gateway.model.aid import Aid, AidAnswer, AidReply, AidRequest, Exhibit, LeadTransfer
from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert, RiskLevel
from gateway.model.credit import CreditScheme, CreditUpdate
from gateway.model.kind import Kind
from gateway.model.licences import LicenceLine, LicenceState, LicenceStatus, LicenceWriteOff, WrittenOff
from gateway.model.message import Message
from gateway.model.predecision import PreDecision, PreDecisionSubject


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Of October 2014, in UTC."""
    return datetime(2014, 10, day, hour, minute, tzinfo=UTC)


TEN = at(15, 2)


def said(number: str, body: Kind, sent_at: datetime = TEN) -> Message:
    return Message(
        number=number,
        answer_to=f"A{number}",
        sent_at=sent_at,
        sender="DXPENT0000000202",
        receivers=("DXPENT0000000110", "DXPENT0000000401"),
        body=body,
    )


RISK_ALERT = said(
    "2014101500000801",
    RiskAlert(
        alert_number="FX-2014-0801",
        issuing_office="0202",
        recipients=("0110", "0401"),
        issued_at=at(15, 2),
        acknowledge_by=at(15, 2, 30),
        expires_at=at(30, 16),
        purpose="防范不合格冻品入境",
        legal_basis="《进出口商品检验法》第六条",
        level=RiskLevel.HIGH,
        title="冻牛肉风险预警",
        description="某厂冻去骨牛肉检出示例项目超标",
        measure="命中即扣留,逐批抽样送检",
        hs_codes=("0202", "02062900"),
        origin_countries=("AUS", "NZL"),
        enterprises=("91110108551385082Q",),
        laboratories=("天津某某检测中心",),
    ),
)

CONTROL_ORDER = said(
    "2014101500000802",
    ControlOrder(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        control_number="BK-2014-0802",
        issuing_office="0202",
        recipients=("0110",),
        issued_at=at(15, 2, 5),
        expires_at=at(22, 16),
        purpose="核查冻品原产地",
        legal_basis="《海关法》第六条",
        instruction="开箱查验,核对封志",
        location="新港某某查验场",
        bill_number="COSU6098765430",
        container_numbers=("CSQU3054383",),
        hs_codes=("0202300090",),
        enterprises=("91110108551385082Q", "91110117MA00123456"),
        remark="依据预警布控",
    ),
)

CONTROL_LIFT = said(
    "2014101500000803",
    ControlLift(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        control_number="BK-2014-0802",
        alert_number="FX-2014-0801",
        issuing_office="0200",
        ordering_office="0202",
        recipients=("0110",),
        lifted_at=at(16, 1),
        reason="查验无异常",
        legal_basis="《海关法》第六条",
        remark="同时解除预警",
    ),
    at(16, 1),
)

CREDIT_UPDATE = said(
    "2014101500000804",
    CreditUpdate(
        uscc="91110108551385082Q",
        scheme=CreditScheme.CIQ2013,
        level="B",
        effective_from=date(2014, 10, 16),
        effective_until=date(2015, 10, 15),
        issuer="某某检验检疫局",
        enterprise_name="北京某某食品有限公司",
        customs_code="1101960001",
        ciq_code="1100600001",
        decided_at=at(15, 1),
        on_serious_list=False,
        under_case=True,
        reason="年度评定",
    ),
)

CREDIT_2026 = Message(
    number="2026040100000804",
    sent_at=datetime(2026, 3, 31, 16, 0, tzinfo=UTC),
    body=CreditUpdate(
        uscc="91110108551385082Q",
        scheme=CreditScheme.GAC282,
        level="严重失信",
        effective_from=date(2026, 4, 1),
        issuer="某某海关",
        on_serious_list=True,
    ),
)

LICENCE_STATUS = said(
    "2014101500000805",
    LicenceStatus(
        licence_number="AQ1400110001",
        licence_kind="325",
        agency="某某局",
        state=LicenceState.SUSPENDED,
        as_of=at(15, 0, 30),
        recipients=("0110", "0202"),
        holder_uscc="91110108551385082Q",
        holder_name="北京某某食品有限公司",
        valid_from=date(2014, 9, 1),
        valid_until=date(2015, 2, 28),
        remark="暂停使用",
        lines=(
            LicenceLine(
                number=1,
                hs_code="0202300090",
                name="冻去骨牛肉",
                quantity=Decimal(20000),
                remaining=Decimal("2000.5"),
                unit="KGM",
            ),
            LicenceLine(
                number=2,
                hs_code="0204420000",
                name="冻带骨绵羊肉",
                quantity=Decimal(10000),
                remaining=Decimal(0),
                unit="KGM",
            ),
        ),
    ),
)

LICENCE_WRITE_OFF = said(
    "2014101500000806",
    LicenceWriteOff(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        licence_number="AQ1400110001",
        licence_kind="325",
        office="0110",
        written_off_at=at(15, 9),
        reversed=True,
        remark="改单后冲回",
        lines=(
            WrittenOff(number=1, quantity=Decimal(18000), unit="KGM", goods_line=2),
            WrittenOff(number=2, quantity=Decimal("9000.25"), unit="KGM", goods_line=1),
        ),
    ),
    at(15, 9),
)

PRE_DECISION = said(
    "2014101500000807",
    PreDecision(
        decision_number="YC-2014-0807",
        subject=PreDecisionSubject.ORIGIN,
        issuing_office="0110",
        recipients=("0202", "0401"),
        decided_at=at(10, 7),
        identification=True,
        valid_from=date(2014, 10, 11),
        valid_until=date(2017, 10, 10),
        withdrawn=True,
        applicant_uscc="91110108551385082Q",
        applicant_name="北京某某食品有限公司",
        goods_name="冻去骨牛肉",
        specification="20千克/箱",
        hs_code="0202300090",
        origin_country="AUS",
        value=Decimal("5.2"),
        currency="USD",
        legal_basis="《海关法》第四十一条",
        text="原产地为澳大利亚",
    ),
)

EXHIBITS = (
    Exhibit(name="提单.pdf", digest="sm3:" + "1a" * 32, media_type="application/pdf"),
    Exhibit(name="照片.jpg", digest="sm3:" + "2b" * 32, media_type="image/jpeg"),
)

AID_REQUEST = said(
    "2014101500000808",
    AidRequest(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        case_number="XZ-2014-0808",
        requesting_office="0202",
        recipients=("0110",),
        purpose="核查货物真实去向",
        legal_basis="《海关法》第六条",
        aid=Aid.JOINT_EXAMINATION,
        subject="联合查验请求",
        requested_at=at(15, 3),
        acknowledge_by=at(15, 15),
        due_by=at(18, 9),
        expires_at=at(31, 16),
        details="请在平谷库内共同开箱",
        enterprise_uscc="91110108551385082Q",
        enterprise_name="北京某某食品有限公司",
        exhibits=EXHIBITS,
    ),
)

AID_REPLY = said(
    "2014101500000809",
    AidReply(
        case_number="XZ-2014-0808",
        replying_office="0110",
        answer=AidAnswer.PARTLY_GRANTED,
        replied_at=at(15, 8),
        expires_at=at(31, 16),
        in_reply_to="2014101500000808",
        reason="部分单证不在本关",
        findings="箱体完好,封志一致",
        exhibits=EXHIBITS[:1],
    ),
    at(15, 8),
)

LEAD_TRANSFER = said(
    "2014101500000810",
    LeadTransfer(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        case_number="XS-2014-0810",
        sending_office="0202",
        recipients=("0110", "0401"),
        purpose="后续稽查",
        legal_basis="《海关稽查条例》第二条",
        subject="价格申报线索",
        transferred_at=at(17, 6),
        acknowledge_by=at(18, 6),
        expires_at=at(31, 16),
        lead="发票金额与合同不符",
        enterprise_uscc="91110117MA00123456",
        enterprise_name="北京某某冷链配送有限公司",
        exhibits=EXHIBITS[1:],
    ),
    at(17, 6),
)
