"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples import customs, ecommerce

MEANINGS: Mapping[str, Meaning] = {
    "enterprise-registration.xml": Meaning(message=ecommerce.ENTERPRISE_REGISTRATION),
    "goods-registration.xml": Meaning(message=ecommerce.GOODS_REGISTRATION),
    "registration-status.xml": Meaning(message=ecommerce.REGISTERED),
    "registration-status.unlocked.xml": Meaning(message=ecommerce.GOODS_UNLOCKED),
    "trade-order.xml": Meaning(message=ecommerce.TRADE_ORDER),
    "waybill.xml": Meaning(message=ecommerce.WAYBILL),
    "payment.xml": Meaning(message=ecommerce.PAYMENT),
    "tax-notice.xml": Meaning(message=customs.TAX_NOTICE),
    "trade-document-status.xml": Meaning(message=ecommerce.ORDER_STORED),
    "traceability-code.xml": Meaning(message=ecommerce.TRACEABILITY_CODE),
    "notice.xml": Meaning(message=ecommerce.NOTICE),
    "consultation.xml": Meaning(message=ecommerce.CONSULTATION),
    "consultation-status.xml": Meaning(message=ecommerce.CONSULTATION_ANSWERED),
}
