"""One level of one enterprise under one scheme."""

from __future__ import annotations

from adapters.regional.source import DAY, HEAD, MOMENT, NAMESPACE, OURS, YES
from gateway.model.credit import CreditScheme, CreditUpdate
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form
from gateway.translation.shapes import words

CREDIT_UPDATE = Form(
    kind=CreditUpdate.KIND,
    variant="1",
    body=CreditUpdate,
    root="CreditUpdate",
    namespace=NAMESPACE,
    schema="regional/credit-update.xsd",
    rows=(
        *HEAD,
        Field("Uscc", "uscc", TEXT, required=True, max_length=18),
        Field("Scheme", "scheme", words(CreditScheme), required=True),
        Field("Level", "level", TEXT, required=True, max_length=4),
        Field("EffectiveFrom", "effective_from", DAY, required=True),
        Field("EffectiveUntil", "effective_until", DAY),
        Field("Issuer", "issuer", TEXT, required=True, max_length=255),
        Field("EnterpriseName", "enterprise_name", TEXT, max_length=255),
        Field("CustomsCode", "customs_code", TEXT, max_length=10),
        Field("CiqCode", "ciq_code", TEXT, max_length=10),
        Field("DecidedAt", "decided_at", MOMENT),
        Field("OnSeriousList", "on_serious_list", YES),
        Field("UnderCase", "under_case", YES),
        Field("Reason", "reason", TEXT, max_length=4000),
    ),
    message_type="CreditUpdate",
    source=f"{OURS}; levels as the orders of their schemes word them",
)
