"""By what a message was judged: the trace that its record bears, and the materials that the trace names by digest.

Terms, code tables and the program's own are the same for thousands of messages: each is put into bytes once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gateway.evidence.agreed import agreed
from gateway.evidence.records import digest
from gateway.evidence.tables import codes_bytes, tables_digest
from gateway.service.adapter import Adapter, Sender
from gateway.service.journal.records import Material, Origin, Trace
from gateway.service.planning import Plan
from gateway.translation.codes import Codes
from gateway.translation.terms import Terms
from gateway.trust.trust_store import TrustStore

LAYERS = {"outer": "", "document": "document."}
"""By the layer's name in records, the prefix of its notes."""
Named = tuple[str, Material]
"""A material under its digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one message is judged by, taken at once: none of it may change on the message's way."""

    codes: Codes
    header: str | None
    on: date


@dataclass(slots=True, kw_only=True)
class Tracer:
    """One a worker."""

    release: str
    tables: str = field(default_factory=tables_digest)
    _terms: dict[str, tuple[Terms, Named]] = field(default_factory=dict)
    _codes: tuple[Codes, Named] | None = None

    def trace(self, made: Plan, adapters: Mapping[str, Adapter], ground: Ground) -> Trace:
        """Of one message; `adapters` are those that it was planned with."""
        sender = self._of_terms(made.sender)
        receivers = {one.delivery.link: self._of_terms(adapters[one.delivery.link]) for one in made.written}
        codes = self._of_codes(ground.codes)
        proof = {name: found for name, prefix in LAYERS.items() if (found := _proof(made.taken.notes, prefix))}
        return Trace(
            header=ground.header,
            on=ground.on,
            release=self.release,
            tables=self.tables,
            codes=codes[0],
            sender_terms=sender[0],
            terms={link: name for link, (name, _) in receivers.items()},
            origin=_origin(made.origin),
            proof=proof,
            materials=dict([sender, *receivers.values(), codes, *_certificates(proof, made.sender.terms.trust)]),
        )

    def _of_terms(self, adapter: Sender) -> Named:
        known = self._terms.get(adapter.name)
        if known is None or known[0] is not adapter.terms:
            known = self._terms[adapter.name] = adapter.terms, _named("terms", agreed(adapter.name, adapter.terms))
        return known[1]

    def _of_codes(self, codes: Codes) -> Named:
        if self._codes is None or self._codes[0] is not codes:
            self._codes = codes, _named("codes", codes_bytes(codes))
        return self._codes[1]


def _named(kind: str, content: bytes) -> Named:
    return digest(content), Material(kind=kind, content=content)


def _proof(notes: Mapping[str, str], prefix: str) -> dict[str, object]:
    """By whom the seal on a layer was believed; empty where nothing was sealed."""
    chain = notes.get(f"{prefix}chain", "").split()
    lists = notes.get(f"{prefix}lists", "").split()
    return {"certificate": chain[0], "chain": chain, "lists": lists} if chain else {}


def _certificates(proof: Mapping[str, Mapping[str, object]], trust: TrustStore) -> Iterator[Named]:
    for layer in proof.values():
        for kind in ("chain", "lists"):
            for name in layer[kind]:  # type: ignore[attr-defined]
                content = trust.material(name)
                if content is not None:
                    yield name, Material(kind="certificate" if kind == "chain" else "list", content=content)


def _origin(origin: Origin | None) -> dict[str, object] | None:
    if origin is None:
        return None
    same = {name: getattr(origin, name) for name in ("message", "party", "link", "number")}
    return {**same, "references": dict(origin.references)}
