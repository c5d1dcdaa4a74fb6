"""What a list of Guangzhou has no word for, and why."""

from __future__ import annotations

CHOSEN = "clearance_mode release_office specials special_passage destination_office certificate_office customs_office"
TRADE = """
    preentry_number correlation_number correlation_reason contract_number split_bill_number inspection_bill_number
    delivery_order_number related_entry_number related_manual_number sample_number inspection_category
    declaration_type entry_type declaration_mode transit_relation bill_type levy_nature payment_mode promises check_flow
    tax_administration surety declarant_uscc declarant_person_certificate contact_person contact_email recorder_code
    recorder_uscc recorder_operator_number operator_card owner_customs_code owner_uscc owner_ciq_code owner_name
    consignee_customs_code consignee_uscc consignee_ciq_code consignor_customs_code consignor_uscc consignor_ciq_code
    trade_country stopover_port entry_port arrival_port district goods_place original_container departure_date
    arrival_date unloading_date marks special_requirements claim_period situation_code situation_level
    contract_cancelled software technical_registration waste_flag packing_flag sheet_types certificates
    documents document_lines electronic_documents qualifications statements users other_packages transit two_stage
    containers
"""
GOODS = """
    ciq_code ciq_name name_en inspection_type goods_spec goods_model origin_place destination_country rcep_origin
    district destination_area duty_mode use purpose attributes ingredients quality_period valid_until produced un_number
    dangerous_name dangerous_pack_kind dangerous_pack_spec not_dangerous foreign_manufacturer manufacturer_number
    manufacturer_name manual_item product_number product_version work_fee_usd control_explanation record_id
    enterprise_code permits containers
"""

LACKS = {
    "message.answer_to": "a document is answered by its own MessageID",
    "draft": "OpType has no word for a draft, and it is not written for one",
    "total_value_usd": "all amounts are in yuan",
    "stock_flag": "TradeMode tells it where it is told: 1210 is 备货, 9610 集货",
    "insurance": "InsurRate has no mark of an amount or a rate",
    "other_charge": "OtherRate has no mark of an amount or a rate",
    **dict.fromkeys(CHOSEN.split(), "of the region's reform: no element in a list of Guangzhou"),
    **dict.fromkeys(TRADE.split(), "of goods of trade: no element in a list of one parcel"),
    **{f"goods.{name}": "no element in a line of a list" for name in GOODS.split()},
    "goods.weight_unit": "GrossWeight has no unit, and is inferred to be of kilograms",
    "goods.packages": "one kind of packing beside a count: our lines may have several",
}
