"""Who is named in the head of DecMessage 4.8.

TradeCode and its like are the domestic party: the consignee of an import, the consignor of an export.
"""

from __future__ import annotations

from adapters.hebei.dec.source import EXPORT, IMPORT
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field

ENTERPRISES = (
    Field("DecHead/TradeCode", "consignee_customs_code", TEXT, max_length=18, when=IMPORT),
    Field("DecHead/TradeCode", "consignor_customs_code", TEXT, max_length=18, when=EXPORT),
    Field("DecHead/TradeCoScc", "consignee_uscc", TEXT, max_length=18, when=IMPORT),
    Field("DecHead/TradeCoScc", "consignor_uscc", TEXT, max_length=18, when=EXPORT),
    Field("DecHead/TradeCiqCode", "consignee_ciq_code", TEXT, max_length=10, when=IMPORT),
    Field("DecHead/TradeCiqCode", "consignor_ciq_code", TEXT, max_length=10, when=EXPORT),
    Field("DecHead/TradeName", "consignee_name", TEXT, max_length=100, when=IMPORT),
    Field("DecHead/TradeName", "consignor_name", TEXT, max_length=100, when=EXPORT),
    Field("DecHead/DomesticConsigneeEname", "consignee_name_en", TEXT, max_length=400, when=IMPORT),
    Field("DecHead/DomesticConsigneeEname", "consignor_name_en", TEXT, max_length=400, when=EXPORT),
    # 境外收发货人: Cname and Addr serve both directions, Code and Ename have an element for each.
    Field("DecHead/OverseasConsignorCode", "consignor_customs_code", TEXT, max_length=50, when=IMPORT),
    Field("DecHead/OverseasConsignorCname", "consignor_name", TEXT, max_length=150, when=IMPORT),
    Field("DecHead/OverseasConsignorCname", "consignee_name", TEXT, max_length=150, when=EXPORT),
    Field("DecHead/OverseasConsignorEname", "consignor_name_en", TEXT, max_length=100, when=IMPORT),
    Field("DecHead/OverseasConsignorAddr", "consignor_address", TEXT, max_length=100, when=IMPORT),
    Field("DecHead/OverseasConsignorAddr", "consignee_address", TEXT, max_length=100, when=EXPORT),
    Field("DecHead/OverseasConsigneeCode", "consignee_customs_code", TEXT, max_length=50, when=EXPORT),
    Field("DecHead/OverseasConsigneeEname", "consignee_name_en", TEXT, max_length=400, when=EXPORT),
    Field("DecHead/OwnerCode", "owner_customs_code", TEXT, max_length=18),
    Field("DecHead/OwnerCodeScc", "owner_uscc", TEXT, max_length=18),
    Field("DecHead/OwnerCiqCode", "owner_ciq_code", TEXT, max_length=10),
    Field("DecHead/OwnerName", "owner_name", TEXT, max_length=100),
    Field("DecHead/AgentCode", "declarant_customs_code", TEXT, max_length=10),
    Field("DecHead/AgentCodeScc", "declarant_uscc", TEXT, max_length=18),
    Field("DecHead/DeclCiqCode", "declarant_ciq_code", TEXT, max_length=10),
    Field("DecHead/AgentName", "declarant_name", TEXT, max_length=100),
    Field("DecHead/DeclareName", "declarant_person", TEXT, max_length=50),
    Field("DecHead/CopCode", "recorder_code", TEXT, max_length=9),
    Field("DecHead/CopCodeScc", "recorder_uscc", TEXT, max_length=18),
    Field("DecHead/CopName", "recorder_name", TEXT, max_length=70),
    Field("DecHead/TypistNo", "recorder_operator_number", TEXT, max_length=30),
    Field("DecHead/InputerName", "recorder_operator", TEXT, max_length=32),
)
