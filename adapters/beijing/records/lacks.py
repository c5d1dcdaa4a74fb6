"""What the inspection family cannot say of a declaration, and why."""

from __future__ import annotations

OF_CUSTOMS = """
    unified_number entry_number preentry_number inspection_bill_number manual_number licence_number approval_number
    related_entry_number related_manual_number declaration_type entry_type declaration_mode transit_relation bill_type
    terms_of_trade levy_nature payment_mode promises check_flow tax_administration surety recorder_code recorder_uscc
    recorder_name recorder_operator recorder_operator_number operator_card owner_customs_code owner_uscc owner_ciq_code
    owner_name district passage_date package_count package_kind gross_weight_kg net_weight_kg freight insurance
    other_charge remark other_packages transit electronic_documents document_lines statements two_stage draft
    goods.specification goods.second_quantity goods.second_unit goods.destination_country goods.rcep_origin
    goods.district goods.destination_area goods.duty_mode goods.use goods.manual_item goods.product_number
    goods.product_version goods.work_fee_usd goods.control_explanation containers.weight_kg
"""
OF_ENTERPRISES = "contact_email consignee_customs_code consignor_customs_code"
OF_TIANJIN = """
    subject trade_order_number waybill_number payment_number logistics_code logistics_name platform_code platform_name
    sample_number ecommerce_code stock_flag waste_flag packing_flag sheet_types
    goods.enterprise_code goods.goods_registration goods.goods_number goods.remark containers.business_type
"""

LACKS = {
    "message.answer_to": "an answer names EntDeclNo, the declaration's own number",
    "message.sent_at": "no element; the envelope's CreatTime says it",
    "message.sender": "no element; the envelope and the certificate say it",
    "message.receivers": "no element; the envelope says it",
    **dict.fromkeys(OF_CUSTOMS.split(), "customs' own: the inspection family has no element for it"),
    **dict.fromkeys(OF_ENTERPRISES.split(), "this family names the enterprise by its inspection code and its name"),
    **dict.fromkeys(OF_TIANJIN.split(), "an element of Tianjin's cross-border platform alone"),
    "documents": "customs' supervision documents (随附单证); ITF_DCL_IO_DECL_ATT lists papers by other codes",
    "special_passage": "SpecPassFlag says the specials that it has positions for",
    "containers.goods_lines": "each goods line names its containers instead (goods.containers)",
    "goods.permits.unit": "LicWrtofQty is counted in the unit of the permit",
}
