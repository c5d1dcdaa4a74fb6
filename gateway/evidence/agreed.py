"""The terms of one link as canonical JSON, and back: what was agreed when a document was taken or given. No secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from gateway.document.charset import Believed
from gateway.evidence.broken import BROKEN, unreadable
from gateway.evidence.records import encoded
from gateway.translation.codes import Codes
from gateway.translation.form import Dialect, EnvelopeDialect
from gateway.translation.schema import Schemas
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.md5_prefix import Md5Prefix
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

PLAIN = {one.name: one.type for one in fields(Terms) if one.type in ("str", "bool", "int")}
"""Said as they are, with their types."""
SEALS = tuple(one.name for one in fields(Terms) if one.type == "Profile | None")
"""Said by the profile's name."""
TYPES = {"str": str, "bool": bool, "int": int}
BELIEVED = {one.value: one for one in Believed}
PREFIXED = {(True, True): "both", (True, False): "received", (False, True): "sent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Terms as they were agreed, for who wants to take and give by them once more."""

    link: str
    terms: Terms
    prefixed: str = ""
    """Which documents bear the md5 prefix: both, received, sent. Its key is not here, so nobody can check it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What terms are made of again: the dialects there are, the tables that were in force, and whom to trust."""

    dialects: Mapping[str, Dialect]
    envelopes: Mapping[str, EnvelopeDialect]
    codes: Codes
    schemas: Schemas
    trust: TrustStore
    signers: Mapping[str, Signer] = field(default_factory=dict)


def agreed(link: str, terms: Terms) -> bytes:
    """Everything that a link's documents depend on, but for keys, certificates and the tables."""
    said: dict[str, object] = {name: getattr(terms, name) for name in PLAIN}
    said |= {name: profile.name if (profile := getattr(terms, name)) else None for name in SEALS}
    said |= {
        "link": link,
        "dialect": terms.translator.dialect.name,
        "envelope": terms.envelope.dialect.name if terms.envelope else None,
        "believed": terms.believed.value,
        "constants": dict(terms.constants),
        "shows": {kind: sorted(names) for kind, names in terms.shows.items()},
        "prefixed": _prefixed(terms.prefix),
    }
    return encoded(said)


def terms_of(data: bytes, words: Words) -> Agreed:
    """The terms again, without the shared key. Raises EVIDENCE_UNREADABLE for what this release does not know."""
    try:
        said = json.loads(data)
        return _agreed(said, words)
    except BROKEN as error:
        raise unreadable("terms of a link", error) from None


def _agreed(said: Mapping[str, Any], words: Words) -> Agreed:
    same: dict[str, Any] = {name: _plain(name, said[name]) for name in PLAIN}
    same |= {name: _profile(said[name]) for name in SEALS}
    envelope = said["envelope"]
    terms = Terms(
        **same,
        translator=Translator(words.dialects[said["dialect"]], words.codes, words.schemas),
        envelope=EnvelopeTranslator(words.envelopes[envelope], words.codes, words.schemas) if envelope else None,
        believed=BELIEVED[said["believed"]],
        constants={str(path): str(value) for path, value in said["constants"].items()},
        # Evidence of releases without feeds does not say it.
        shows={str(kind): frozenset(map(str, names)) for kind, names in said.get("shows", {}).items()},
        signers=words.signers,
        trust=words.trust,
    )
    return Agreed(link=str(said["link"]), terms=terms, prefixed=str(said["prefixed"]))


def _plain(name: str, value: object) -> Any:  # noqa: ANN401  (as PLAIN says)
    if type(value) is not TYPES[str(PLAIN[name])]:
        raise ValueError(f"{name} is {value!r}")
    return value


def _profile(name: str | None) -> Profile | None:
    return None if name is None else PROFILES[name]


def _prefixed(prefix: Md5Prefix | None) -> str:
    return PREFIXED.get((prefix.received, prefix.sent), "") if prefix else ""
