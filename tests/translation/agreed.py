"""What was agreed with one e-port, for tests of taking in and giving out: keys made on the spot, real tables."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree

from adapters import DIALECTS, ENVELOPES
from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.schema import read_schemas
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from tests.samples.messages import BUSINESS_DATE
from tests.trust.made import AT, Party, party

ON = BUSINESS_DATE
SM2 = PROFILES["sm2-sm3"]
OURS, THEIRS, OTHERS = party(name="gateway"), party(name="them"), party(name="others")
TRUST = TrustStore.of([("them", THEIRS.certificate), ("others", OTHERS.certificate)])
OUR_TRUST = TrustStore.of([("gateway", OURS.certificate)])
__all__ = ["AT", "ON", "OTHERS", "OURS", "OUR_TRUST", "SM2", "THEIRS", "TRUST"]


@cache
def translator(name: str) -> Translator | EnvelopeTranslator:
    codes, schemas = read_codes(data_folder("config") / "codes"), read_schemas(data_folder("xsd"))
    for dialect in DIALECTS:
        if dialect.name == name:
            return Translator(dialect, codes, schemas)
    return EnvelopeTranslator(next(one for one in ENVELOPES if one.name == name), codes, schemas)


def terms(dialect: str, envelope: str = "", **also: Any) -> Terms:
    """Ours with an e-port that signs as `THEIRS`."""
    fields: dict[str, Any] = {
        "party": "them",
        "translator": translator(dialect),
        "envelope": translator(envelope) if envelope else None,
        "profile": SM2,
        "signers": {SM2.name: OURS.signer},
        "trust": TRUST,
        "our_address": ADDRESSES["gateway"],
        "address": ADDRESSES["hebei"],
    }
    return Terms(**fields | also)


def theirs(ours: Terms) -> Terms:
    """The same as they see it: what we give out can be taken in with it."""
    return replace(
        ours,
        party="gateway",
        signers={SM2.name: THEIRS.signer},
        trust=OUR_TRUST,
        our_address=ours.address,
        address=ours.our_address,
        our_node=ours.node,
        node=ours.our_node,
    )


def sealed(text: str, by: Party = THEIRS) -> bytes:
    return seal(text.encode(), by.signer)


def beijing(number: str = "7", **changes: str) -> str:
    values = {"declaration": "D7", "bill": "B7", "port": "120202", "remark": "x", "unit": "035", "origin": "036"}
    return fill("beijing-declaration", number=number, **{**values, **changes})


def hebei(number: str = "7", bill: str = "B7") -> str:
    return fill("hebei-declaration", number=number, bill=bill, trader="秦皇岛某某食品有限公司")


def enveloped(data: bytes, number: str = "E7", receiver: str = ADDRESSES["gateway"]) -> str:
    coded = base64.b64encode(data).decode()
    names = {"sender": ADDRESSES["hebei"], "receiver": receiver, "kind": "SWDEC001"}
    return fill("dxp-message", number=number, data=coded, **names)


def inner(envelope: bytes) -> bytes:
    """The business document that a DxpMsg carries."""
    return base64.b64decode(etree.fromstring(envelope).findtext(".//{*}Data") or "")
