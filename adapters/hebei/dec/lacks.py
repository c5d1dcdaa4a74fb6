"""What neither form can say, or one of them cannot, and why. Dropped with a named loss, never in silence."""

from __future__ import annotations

from adapters.hebei.dec.source import NOT_BEFORE_2018, NOT_IN_CUSTOMS

NEITHER = (
    "subject trade_order_number waybill_number payment_number logistics_code logistics_name platform_code platform_name"
    " message.answer_to message.sender message.receivers declaration_number inspection_number"
    " split_bill_number delivery_order_number sample_number customs_office release_office special_passage"
    " inspection_category"
    " declaration_type ecommerce_code destination_area arrival_date total_value_usd"
    " total_value_cny special_requirements claim_period situation_code situation_level contract_cancelled"
    " software technical_registration stock_flag waste_flag packing_flag sheet_types goods.hs_name"
    " goods.inspection_type goods.weight goods.weight_unit goods.record_id goods.enterprise_code"
    " goods.goods_registration goods.goods_number goods.remark goods.packages goods.containers"
    " containers.business_type"
)
ONLY_2017 = "payment_mode contact_person contact_phone contact_email"
ONLY_48 = (
    "correlation_number correlation_reason inspection_bill_number destination_office certificate_office specials"
    " check_flow tax_administration surety declarant_ciq_code declarant_person owner_ciq_code consignee_ciq_code"
    " consignee_name_en consignee_address consignor_ciq_code consignor_name_en consignor_address departure_port"
    " entry_port goods_place original_container departure_date unloading_date marks certificates qualifications users"
    " other_packages goods.ciq_code goods.ciq_name goods.name_en goods.goods_spec goods.goods_model goods.goods_brand"
    " goods.origin_place goods.rcep_origin goods.destination_area goods.purpose goods.attributes goods.ingredients"
    " goods.quality_period goods.valid_until goods.produced goods.batch_number goods.un_number goods.dangerous_name"
    " goods.dangerous_pack_kind goods.dangerous_pack_spec goods.not_dangerous goods.foreign_manufacturer"
    " goods.manufacturer_number goods.manufacturer_name goods.control_explanation goods.permits containers.shared"
    " containers.goods_lines"
)
ONLY_LATER = "statements two_stage transit.containers.seal_count electronic_documents.goods_lines"
DECLARANT = "the transit names who declares it by ApplCodeScc alone"
OF_TRANSIT = {"transit.declarant_code": DECLARANT, "transit.declarant_name": DECLARANT}
LACKS_48 = {
    **dict.fromkeys(NEITHER.split(), NOT_IN_CUSTOMS),
    **dict.fromkeys(ONLY_2017.split(), "an element of the form until 2018, gone with 4.8"),
    **OF_TRANSIT,
    "district": "stands in each line of goods since 4.8",
    "qualifications.organisation": "the qualification has a kind and a number",
    "users.name": "the using organisation is named by its contact alone",
    "other_packages.material": "PackType says kind and material in one code",
    "other_packages.auxiliary": "PackType says kind and material in one code",
}
LACKS_2017 = {
    **dict.fromkeys(NEITHER.split(), NOT_IN_CUSTOMS),
    **dict.fromkeys(ONLY_48.split(), NOT_BEFORE_2018),
    **OF_TRANSIT,
    **dict.fromkeys(ONLY_LATER.split(), "an element of later interfaces"),
    "goods.district": "stands in the head until 4.8",
}
