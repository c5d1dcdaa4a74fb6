"""One container made ready to be judged: its records read, its terms made again, and whom the stranger trusts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography import x509
from lxml import etree

from gateway.document.parse import parse
from gateway.evidence.agreed import Agreed, Words, terms_of
from gateway.evidence.checks import wrong
from gateway.evidence.dossier import Dossier, Sent
from gateway.evidence.layout import trace_of
from gateway.evidence.recorded import Accepted, Delivery, Later, accepted_of, later_of
from gateway.evidence.tables import codes_of
from gateway.translation.form import Dialect, EnvelopeDialect
from gateway.translation.schema import Schemas
from gateway.translation.taking import open_bytes
from gateway.translation.terms import Terms
from gateway.trust.md5_prefix import CHARS
from gateway.trust.profiles import Profile
from gateway.trust.trust_store import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """What the stranger brings: whom it believes, and our program's tables."""

    store: TrustStore
    gateway: str = "gateway"
    """The party in `store` whose certificates are the gateway's."""
    stamps: Sequence[x509.Certificate] = ()
    """Of time-stamping authorities."""
    dialects: tuple[Dialect, ...]
    envelopes: tuple[EnvelopeDialect, ...]
    schemas: Schemas


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the checks go by."""

    dossier: Dossier
    trusted: Trusted
    accepted: Accepted
    later: tuple[tuple[str, Later], ...]
    """With the name of each one's file."""
    sender: Agreed
    receivers: Mapping[str, Agreed]

    def sent(self, delivery: Delivery) -> Sent:
        """What was given out under a number. EVIDENCE_WRONG where it is not there."""
        for one in self.dossier.sent:
            if (one.link, one.number) == (delivery.link, delivery.number):
                return one
        raise wrong("the document is not there", place_of(delivery))


def case_of(dossier: Dossier, trusted: Trusted) -> Case:
    """Raises EVIDENCE_UNREADABLE, EVIDENCE_WRONG for a material that is not there, and BROKEN for odd records."""
    accepted = accepted_of(trace_of(dossier))
    words = Words(
        dialects={one.name: one for one in trusted.dialects},
        envelopes={one.name: one for one in trusted.envelopes},
        codes=codes_of(_material(dossier, accepted.codes, "the code tables")),
        schemas=trusted.schemas,
        trust=trusted.store,
    )
    return Case(
        dossier=dossier,
        trusted=trusted,
        accepted=accepted,
        later=later_of(dossier),
        sender=_agreed(dossier, accepted.sender_terms, accepted.link, words),
        receivers={one.link: _agreed(dossier, one.terms, one.link, words) for one in accepted.deliveries},
    )


def _agreed(dossier: Dossier, name: str, link: str, words: Words) -> Agreed:
    found = terms_of(_material(dossier, name, f"the terms of {link}"), words)
    if found.link != link:
        raise wrong(f"the terms of {link} are those of {found.link}")
    return found


def _material(dossier: Dossier, name: str, what: str) -> bytes:
    if name not in dossier.materials:
        raise wrong(f"{what} are not there: no file has the digest {name}")
    return dossier.materials[name]


def place_of(delivery: Delivery) -> str:
    """The file of a document that we sent."""
    return f"sent/{delivery.link}/{delivery.number}.xml"


def ours(agreed: Agreed, gateway: str) -> Terms:
    """How our own documents on a link are read: our seal, where theirs is another's."""
    terms = agreed.terms
    return replace(
        terms, party=gateway, profile=_seal(terms, terms.profile), document_profile=_seal(terms, terms.document_profile)
    )


def _seal(terms: Terms, profile: Profile | None) -> Profile | None:
    return terms.seal if profile and profile.receive_only and terms.seal else profile


def bare(document: bytes, agreed: Agreed, way: str) -> bytes:
    """Without the md5 prefix, if what goes this way (received, sent) bears one."""
    return document[CHARS:] if agreed.prefixed in ("both", way) else document


def layers(document: bytes, terms: Terms, at: datetime) -> tuple[etree._Element, ...]:
    """What each seal of ours on a document covers, the outermost first. Raises what parse and trust raise."""
    root = covered(document, terms, at)
    data = _data(root, terms, at)
    if data is None:
        return (root,)
    return root, open_bytes(data, terms.document_profile, terms, at)[0]


def unverified(document: bytes, terms: Terms, at: datetime) -> tuple[etree._Element, ...]:
    """The same layers with their Signatures, as they stand."""
    root = outermost(document, terms)
    data = _data(root, terms, at)
    if data is None:
        return (root,)
    return root, parse(data, limit=terms.limit_bytes, default=terms.unlabelled).root


def covered(document: bytes, terms: Terms, at: datetime) -> etree._Element:
    """What our outermost seal covers."""
    return open_bytes(document, terms.profile, terms, at, header=terms.outer_charset())[0]


def outermost(document: bytes, terms: Terms) -> etree._Element:
    """The outermost layer as it stands."""
    return parse(document, limit=terms.limit_bytes, header=terms.outer_charset(), default=terms.unlabelled).root


def _data(root: etree._Element, terms: Terms, at: datetime) -> bytes | None:
    return terms.envelope.read(root, on=at.date())[0].data if terms.envelope else None
