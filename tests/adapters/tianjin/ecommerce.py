"""What the samples of Tianjin's cross-border platform mean, but for its declarations of goods of trade."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples import ecommerce

MEANINGS: Mapping[str, Meaning] = {
    "declaration.130.xml": Meaning(message=ecommerce.ITEM_LIST, variant="130"),
    "declaration-status.230.xml": Meaning(message=ecommerce.PARCEL_RELEASED, variant="230"),
    "declaration-status.230-partly.xml": Meaning(message=ecommerce.PARCEL_PARTLY_RELEASED, variant="230"),
    "declaration-status.231.xml": Meaning(message=ecommerce.PARCEL_QUARANTINE_FAILED, variant="231"),
    "declaration-status.236.xml": Meaning(message=ecommerce.PARCEL_EXAM_ORDERED, variant="236"),
    "enterprise-registration.xml": Meaning(message=ecommerce.ENTERPRISE_REGISTRATION, partly=frozenset({"uscc"})),
    "goods-registration.xml": Meaning(message=ecommerce.GOODS_REGISTRATION),
    "registration-status.200.xml": Meaning(message=ecommerce.REGISTERED, variant="200"),
    "registration-status.210.xml": Meaning(message=ecommerce.GOODS_REFUSED, variant="210"),
    "registration-status.201.xml": Meaning(message=ecommerce.LOCKED, variant="201 locked"),
    "registration-status.211.xml": Meaning(message=ecommerce.GOODS_UNLOCKED, variant="211 locked"),
    "trade-order.xml": Meaning(message=ecommerce.TRADE_ORDER),
    "waybill.xml": Meaning(message=ecommerce.WAYBILL),
    "payment.xml": Meaning(message=ecommerce.PAYMENT),
    "trade-document-status.350.xml": Meaning(message=ecommerce.ORDER_STORED, variant="350"),
    "trade-document-status.351.xml": Meaning(message=ecommerce.WAYBILL_STORED, variant="351"),
    "trade-document-status.352.xml": Meaning(message=ecommerce.PAYMENT_NOT_STORED, variant="352"),
    "traceability-code.xml": Meaning(message=ecommerce.TRACEABILITY_CODE, variant="228"),
    "notice.xml": Meaning(message=ecommerce.NOTICE, variant="500"),
    "consultation.xml": Meaning(message=ecommerce.CONSULTATION),
    "consultation-status.xml": Meaning(message=ecommerce.CONSULTATION_ANSWERED, variant="552"),
}
