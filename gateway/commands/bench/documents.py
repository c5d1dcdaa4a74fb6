"""Documents to measure with: a declaration of Beijing's, with as many goods lines as its size asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from adapters import DIALECTS, ENVELOPES
from gateway.commands.demo.identities import Identity, new_identity
from gateway.commands.reading import tables
from gateway.document.charset import encode
from gateway.model.declaration import ClearanceMode, Declaration, Direction, Special
from gateway.model.goods import GoodsLine
from gateway.model.message import Message
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal

DAY = date(2014, 10, 15)
NUMBER = "201410150000000001"
ADDRESSES = ("DXPGTW0000000001", "DXPENT0000000202")
LINE = GoodsLine(
    number=1,
    hs_code="0202300090",
    name="冻去骨牛肉",
    quantity=Decimal("18000"),
    unit="KGM",
    unit_price=Decimal("5.2"),
    total_value=Decimal("93600"),
    currency="USD",
    origin_country="AUS",
)
BODY = Declaration(
    direction=Direction.IMPORT,
    declaration_number="BJ20141015000001",
    contract_number="BJ-AU-2014-0815",
    bill_number="COSU6098765430",
    declaration_office="0110",
    port_office="0202",
    destination_office="0110",
    certificate_office="0110",
    clearance_mode=ClearanceMode.REGIONAL,
    specials=(Special.DIRECT_RELEASE,),
    trade_mode="0110",
    declarant_customs_code="1101910001",
    declarant_ciq_code="1100910001",
    declarant_name="北京某某报关有限公司",
    consignee_name="北京某某食品有限公司",
    trade_country="AUS",
    route_country="AUS",
    transport_mode="2",
    transport_name="XIN TIAN JIN",
    voyage_number="045W",
    remark="冷链运输,温度不高于-18℃ <A&B>",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document as Beijing sealed it, the terms of its link, and those of the link to Tianjin, in an envelope."""

    raw: bytes
    content: bytes
    """Its canonical bytes without the seal."""
    sender: Terms
    receiver: Terms
    identity: Identity

    @property
    def at(self) -> datetime:
        """Within the certificate's time."""
        return self.identity.signer.certificate.not_after


def case(kilobytes: float, profile: str) -> Case:
    """A document of at least so many kB before it is sealed."""
    identity = new_identity("beijing", profile)
    sender, receiver = _terms("beijing-ciq", identity, ""), _terms("tianjin-ciq", identity, ADDRESSES[1])
    count = 1
    while len(content := _content(sender, count)) < kilobytes * 1024:
        count += 1
    raw = encode(seal(content, identity.signer).decode(), "UTF-8")
    return Case(raw=raw, content=content, sender=sender, receiver=receiver, identity=identity)


def _content(terms: Terms, count: int) -> bytes:
    goods = tuple(replace(LINE, number=at) for at in range(1, count + 1))
    message = Message(number=NUMBER, sent_at=datetime(2014, 10, 15, 1, tzinfo=UTC), body=replace(BODY, goods=goods))
    return terms.translator.write(message, on=DAY).document


def _terms(dialect: str, identity: Identity, address: str) -> Terms:
    found = next(one for one in DIALECTS if one.name == dialect)
    envelope = EnvelopeTranslator(ENVELOPES[0], tables().codes, tables().schemas) if address else None
    signer = identity.signer
    return Terms(
        party="beijing",
        translator=tables().translator(found),
        envelope=envelope,
        profile=PROFILES[signer.profile.name],
        signers={signer.profile.name: signer},
        trust=TrustStore.of([("beijing", signer.certificate)]),
        our_address=ADDRESSES[0],
        address=address,
    )
