"""Containers of messages that were really planned, sealed and answered, without a journal and without a port."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters import DIALECTS, ENVELOPES
from gateway.evidence import container, merkle
from gateway.evidence.agreed import agreed
from gateway.evidence.case import Trusted
from gateway.evidence.dossier import Dossier, Proven, SealedBatch, SealedDay, Sent, SentReceipt
from gateway.evidence.records import digest, encoded, moment
from gateway.evidence.statements import BatchStatement, DayStatement, sealed
from gateway.evidence.tables import codes_bytes, tables_digest
from gateway.resources import data_folder
from gateway.service.adapter import Adapter
from gateway.service.planning import Plan, Written, plan
from gateway.service.surroundings import Surroundings
from gateway.service.worker import Gateway
from gateway.translation import receipts
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.losses import in_brief
from gateway.translation.schema import Schemas, read_schemas
from gateway.translation.taking import open_document, understand
from gateway.translation.terms import Terms
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

SCHEMAS: Schemas = read_schemas(data_folder("xsd"))
CODES: Codes = read_codes(data_folder("config") / "codes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One message, from what came to what went out."""

    raw: bytes
    header: str | None
    made: Plan
    receipt: bytes
    terms: dict[str, Terms]
    """By link."""


async def planned(
    gateway: Gateway, link: str, raw: bytes, world: Surroundings, *, header: str | None = None
) -> Planned:
    """As the exchange does it. Raises what makes it refused."""
    adapter, on = gateway.adapters[link], world.today()
    opened = open_document(raw, adapter.terms, header=header, at=world.now(), on=on)
    taken = understand(opened, adapter.terms, on=on)
    made = await plan(taken, adapter, gateway.adapters, gateway.journal, world)
    receipt = receipts.told(raw, taken, adapter.terms, envelope=opened.envelope, at=made.at)
    receipt = replace(receipt, gateway_number=made.message, losses=in_brief(made.losses()))
    terms = {name: one.terms for name, one in gateway.adapters.items()}
    return Planned(raw=raw, header=header, made=made, receipt=receipts.word(receipt, adapter.terms, on=on), terms=terms)


def dossier(one: Planned, world: Surroundings, peers: dict[str, Signer], seal: Signer) -> Dossier:
    """What the journal would give: whoever has a signer has answered, the records are sealed, and their day is over."""
    sent = [_sent(written, one, world, peers) for written in one.made.written]
    bodies = [_accepted(one, world), *(body for _, found in sent for body in found)]
    leaves = [merkle.leaf(body) for body in bodies]
    at, day = one.made.at + timedelta(seconds=9), (one.made.at + timedelta(seconds=9)).date()
    batch = sealed(
        BatchStatement(
            number=1, at=at, day=day, previous="", first=1, last=len(bodies), count=len(bodies),
            root=f"sm3:{merkle.root(leaves).hex()}",
        ),
        seal,
    )  # fmt: skip
    root = merkle.root([merkle.leaf(bytes.fromhex(digest(batch).removeprefix("sm3:")))])
    over = DayStatement(
        day=day, at=at, previous="", first=1, last=1, count=1, root=f"sm3:{root.hex()}", tip=digest(batch)
    )
    return Dossier(
        message=one.made.message,
        received=one.raw,
        receipt=one.receipt,
        sent=tuple(found for found, _ in sent),
        records=tuple(
            Proven(body=body, batch=1, index=place, path=merkle.path(leaves, place))
            for place, body in enumerate(bodies)
        ),
        batches=(SealedBatch(number=1, statement=batch, day=day, index=0, path=()),),
        days=(SealedDay(day=day, statement=sealed(over, seal)),),
        materials=_materials(one),
        made_at=one.made.at + timedelta(minutes=1),
    )


def contained(one: Planned, world: Surroundings, peers: dict[str, Signer], seal: Signer) -> bytes:
    return container.write(dossier(one, world, peers, seal), seal)


def trusted(certified: dict[str, Signer], **more: Any) -> Trusted:
    """A stranger who has these parties' certificates."""
    store = TrustStore.of((party, signer.certificate) for party, signer in certified.items())
    return Trusted(store=store, dialects=DIALECTS, envelopes=ENVELOPES, schemas=SCHEMAS, **more)


def _accepted(one: Planned, world: Surroundings) -> bytes:
    made, plain = one.made, one.made.acceptance(one.raw, one.receipt)
    same = ("message", "link", "party", "number", "kind", "dialect", "content", "answers")
    origin = made.origin
    return encoded(
        {name: getattr(plain, name) for name in same}
        | {
            "what": "accepted",
            "at": moment(made.at),
            "received": digest(one.raw),
            "receipt": digest(one.receipt),
            "header": one.header,
            "on": world.today().isoformat(),
            "notes": dict(plain.notes),
            "losses": plain.losses,
            "aliases": sorted(plain.aliases),
            "origin": origin
            and {name: getattr(origin, name) for name in ("message", "party", "link", "number", "references")},
            "release": "0.1.0",
            "tables": tables_digest(),
            "codes": digest(codes_bytes(CODES)),
            "sender_terms": digest(agreed(made.sender.name, made.sender.terms)),
            "proof": {},
            "deliveries": [_delivery(written, one.terms) for written in made.written],
        }
    )


def _delivery(written: Written, terms: dict[str, Terms]) -> dict[str, object]:
    one = written.delivery
    said = {name: getattr(one, name) for name in ("link", "party", "number", "code", "reason", "losses")}
    document = digest(one.document) if one.document else None
    return said | {"document": document, "terms": digest(agreed(one.link, terms[one.link]))}


def _materials(one: Planned) -> dict[str, bytes]:
    links = {one.made.sender.name, *(written.delivery.link for written in one.made.written)}
    found = [codes_bytes(CODES), *(agreed(link, one.terms[link]) for link in sorted(links))]
    return {digest(content): content for content in found}


def _sent(written: Written, one: Planned, world: Surroundings, peers: dict[str, Signer]) -> tuple[Sent, list[bytes]]:
    delivery = written.delivery
    plain = Sent(link=delivery.link, number=delivery.number, document=delivery.document)
    signer = peers.get(delivery.party)
    if signer is None or not delivery.document:
        return plain, []
    at = one.made.at + timedelta(seconds=3)
    terms = one.terms[delivery.link]
    theirs = replace(terms, signers={signer.profile.name: signer}, our_address=terms.address, address=terms.our_address)
    receipt = receipts.accepted(delivery.document, theirs, number=delivery.number, envelope=None, at=at)
    answer = receipts.word(receipt, theirs, on=world.today())
    body = encoded(
        {
            "what": "attempt", "message": one.made.message, "at": moment(at), "delivery": 1, "link": delivery.link,
            "number": delivery.number, "attempt": 1, "worker": "w", "began_at": moment(at),
            "document": digest(delivery.document), "verdict": "delivered", "code": "", "reason": "",
            "receipt": digest(answer),
        }
    )  # fmt: skip
    return replace(plain, receipts=(SentReceipt(attempt=1, receipt=answer),)), [body]


def now() -> datetime:
    return datetime.now(UTC)


def adapters_of(gateway: Gateway) -> dict[str, Adapter]:
    return dict(gateway.adapters)
