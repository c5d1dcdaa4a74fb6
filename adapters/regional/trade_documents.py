"""The order, the waybill and the payment of one parcel, and the answers to them."""

from __future__ import annotations

from adapters.regional.source import (
    ANSWERED,
    COUNTRY,
    CURRENCY,
    DIRECTION,
    HEAD,
    MOMENT,
    NAMESPACE,
    OFFICE,
    OURS,
    PACKAGING,
    QUANTITY,
    SPARE,
    TRANSPORT_MODE,
    UNIT,
    YES,
)
from gateway.model.ecommerce import (
    Payment,
    TradeAct,
    TradeDocument,
    TradeDocumentStatus,
    TradeOrder,
    TradeOrderLine,
    Waybill,
)
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Group
from gateway.translation.shapes import words

ACT = Field("Act", "act", words(TradeAct), required=True)
TRADE_ORDER_NUMBER = Field("TradeOrderNumber", "trade_order_number", TEXT, max_length=64)
SAID = (
    Field("Office", "office", OFFICE),
    Field("RecordId", "record_id", TEXT, max_length=64),
    Field("AppliedAt", "applied_at", MOMENT),
)
PLATFORM = (
    Field("PlatformCode", "platform_code", TEXT, max_length=32),
    Field("PlatformName", "platform_name", TEXT, max_length=255),
)
ECOMMERCE = (
    Field("EcommerceCode", "ecommerce_code", TEXT, max_length=32),
    Field("EcommerceName", "ecommerce_name", TEXT, max_length=255),
)
PAYMENT_AGENCY = (
    Field("PaymentAgencyCode", "payment_agency_code", TEXT, max_length=32),
    Field("PaymentAgencyName", "payment_agency_name", TEXT, max_length=255),
)
CONSIGNOR = (
    Field("ConsignorName", "consignor_name", TEXT, max_length=255),
    Field("ConsignorAddress", "consignor_address", TEXT, max_length=255),
    Field("ConsignorCountry", "consignor_country", COUNTRY),
)
REMARK = Field("Remark", "remark", TEXT, max_length=4000)

LINE = (
    Field("Number", "number", INTEGER, required=True),
    Field("Name", "name", TEXT, required=True, max_length=255),
    Field("GoodsNumber", "goods_number", TEXT, max_length=64),
    Field("GoodsRegistration", "goods_registration", TEXT, max_length=64),
    Field("HsCode", "hs_code", TEXT, max_length=13),
    Field("BarCode", "bar_code", TEXT, max_length=64),
    Field("ShelfName", "shelf_name", TEXT, max_length=255),
    Field("Specification", "specification", TEXT, max_length=255),
    Field("GoodsBrand", "goods_brand", TEXT, max_length=255),
    Field("Description", "description", TEXT, max_length=4000),
    Field("Quantity", "quantity", QUANTITY),
    Field("Unit", "unit", UNIT),
    Field("PackageKind", "package_kind", PACKAGING),
    Field("UnitPrice", "unit_price", QUANTITY),
    Field("TotalValue", "total_value", QUANTITY),
    Field("Currency", "currency", CURRENCY),
    Field("OriginCountry", "origin_country", COUNTRY),
    Field("Purpose", "purpose", TEXT, max_length=255),
    Field("IsGift", "is_gift", YES),
    Field("GiftPrice", "gift_price", QUANTITY),
    REMARK,
)

TRADE_ORDER = Form(
    kind=TradeOrder.KIND,
    variant="1",
    body=TradeOrder,
    root="TradeOrder",
    namespace=NAMESPACE,
    schema="regional/trade-order.xsd",
    rows=(
        *HEAD,
        Field("TradeOrderNumber", "trade_order_number", TEXT, required=True, max_length=64),
        ACT,
        *SAID,
        Field("Direction", "direction", DIRECTION),
        Field("BatchNumber", "batch_number", TEXT, max_length=64),
        Field("StockFlag", "stock_flag", TEXT, max_length=32),
        *PLATFORM,
        *ECOMMERCE,
        Field("AgentCode", "agent_code", TEXT, max_length=32),
        *PAYMENT_AGENCY,
        Field("PaymentNumber", "payment_number", TEXT, max_length=64),
        Field("BuyerName", "buyer_name", TEXT, max_length=255),
        Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
        Field("ConsigneeAddress", "consignee_address", TEXT, max_length=255),
        Field("ConsigneeDistrict", "consignee_district", TEXT, max_length=255),
        Field("ConsigneeCountry", "consignee_country", COUNTRY),
        *CONSIGNOR,
        Field("TradeCountry", "trade_country", COUNTRY),
        Field("GoodsValue", "goods_value", QUANTITY),
        Field("Freight", "freight", QUANTITY),
        Field("Discount", "discount", QUANTITY),
        Field("DiscountRemark", "discount_remark", TEXT, max_length=4000),
        Field("Tax", "tax", QUANTITY),
        Field("Paid", "paid", QUANTITY),
        Field("Currency", "currency", CURRENCY),
        REMARK,
        Group("Goods/Line", "goods", TradeOrderLine, LINE),
    ),
    message_type="TradeOrder",
    source=OURS,
)

WAYBILL = Form(
    kind=Waybill.KIND,
    variant="1",
    body=Waybill,
    root="Waybill",
    namespace=NAMESPACE,
    schema="regional/waybill.xsd",
    rows=(
        *HEAD,
        Field("WaybillNumber", "waybill_number", TEXT, required=True, max_length=64),
        ACT,
        TRADE_ORDER_NUMBER,
        *SAID,
        Field("Direction", "direction", DIRECTION),
        Field("MainWaybillNumber", "main_waybill_number", TEXT, max_length=64),
        Field("BillNumber", "bill_number", TEXT, max_length=64),
        Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
        Field("TransportMode", "transport_mode", TRANSPORT_MODE),
        Field("TransportName", "transport_name", TEXT, max_length=255),
        Field("LogisticsCode", "logistics_code", TEXT, max_length=32),
        Field("LogisticsName", "logistics_name", TEXT, max_length=255),
        *PLATFORM,
        Field("Freight", "freight", QUANTITY),
        Field("Insurance", "insurance", QUANTITY),
        Field("Currency", "currency", CURRENCY),
        Field("GoodsName", "goods_name", TEXT, max_length=255),
        Field("ParcelInformation", "parcel_information", TEXT, max_length=4000),
        Field("PackageCount", "package_count", INTEGER),
        Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
        Field("NetWeightKg", "net_weight_kg", QUANTITY),
        *CONSIGNOR,
        Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
        Field("ConsigneeProvince", "consignee_province", TEXT, max_length=255),
        Field("ConsigneeCity", "consignee_city", TEXT, max_length=255),
        Field("ConsigneeDistrict", "consignee_district", TEXT, max_length=255),
        Field("ConsigneeAddress", "consignee_address", TEXT, max_length=255),
        Field("ConsigneeCountry", "consignee_country", COUNTRY),
        REMARK,
    ),
    message_type="Waybill",
    source=OURS,
)

PAYMENT = Form(
    kind=Payment.KIND,
    variant="1",
    body=Payment,
    root="Payment",
    namespace=NAMESPACE,
    schema="regional/payment.xsd",
    rows=(
        *HEAD,
        Field("PaymentNumber", "payment_number", TEXT, required=True, max_length=64),
        ACT,
        TRADE_ORDER_NUMBER,
        *SAID,
        *PAYMENT_AGENCY,
        *PLATFORM,
        *ECOMMERCE,
        Field("PayerName", "payer_name", TEXT, max_length=255),
        Field("Amount", "amount", QUANTITY),
        Field("Currency", "currency", CURRENCY),
        Field("PaidAt", "paid_at", MOMENT),
        REMARK,
    ),
    message_type="Payment",
    source=OURS,
)

TRADE_DOCUMENT_STATUS = Form(
    kind=TradeDocumentStatus.KIND,
    variant="1",
    body=TradeDocumentStatus,
    root="TradeDocumentStatus",
    namespace=NAMESPACE,
    schema="regional/trade-document-status.xsd",
    rows=(
        *HEAD,
        Field("Outcome", "outcome", Coded("outcome", "canonical"), required=True),
        Field("Document", "document", words(TradeDocument), required=True),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        TRADE_ORDER_NUMBER,
        Field("WaybillNumber", "waybill_number", TEXT, max_length=64),
        Field("PaymentNumber", "payment_number", TEXT, max_length=64),
        *ANSWERED,
        *SPARE,
    ),
    message_type="TradeDocumentStatus",
    source=f"{OURS}. Outcomes: config/codes/outcome.csv",
)
