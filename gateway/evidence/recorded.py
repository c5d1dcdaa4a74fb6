"""Records read back, as far as a verifier goes by them. What is not as `records` has it raises one of BROKEN."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gateway.evidence.dossier import Dossier, Proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """To whom the acceptance led, in which bytes."""

    link: str
    party: str
    number: str
    document: str | None
    """Digest; None: it could not be written for this receiver, `code` and `reason` say why."""
    code: str
    reason: str
    losses: tuple[str, ...]
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The decision at the door."""

    message: str
    at: datetime
    link: str
    party: str
    number: str
    kind: str
    dialect: str
    content: str
    received: str
    receipt: str
    header: str | None
    on: date
    notes: Mapping[str, str]
    losses: tuple[str, ...]
    answers: str | None
    origin: Mapping[str, Any] | None
    tables: str
    codes: str
    sender_terms: str
    deliveries: tuple[Delivery, ...]
    certificates: frozenset[str]
    """Digests of those that the seals on it were believed by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """An attempt or an act after it."""

    what: str
    message: str | None
    at: datetime
    number: str
    """The outgoing number that it is about; "" if none."""
    document: str | None
    attempt: int = 0
    verdict: str = ""
    code: str = ""
    receipt: str | None = None


def accepted_of(body: bytes) -> Accepted:
    """The acceptance."""
    said = json.loads(body)
    plain = ("message", "link", "party", "number", "kind", "dialect", "content", "received", "receipt")
    named = ("tables", "codes", "sender_terms")
    return Accepted(
        **{name: _text(said[name]) for name in (*plain, *named)},
        at=moment_of(said["at"]),
        header=None if said["header"] is None else _text(said["header"]),
        on=date.fromisoformat(said["on"]),
        notes={_text(name): _text(value) for name, value in said["notes"].items()},
        losses=_texts(said["losses"]),
        answers=None if said["answers"] is None else _text(said["answers"]),
        origin=None if said["origin"] is None else dict(said["origin"]),
        deliveries=tuple(_delivery(one) for one in said["deliveries"]),
        certificates=frozenset(_text(one["certificate"]) for one in said["proof"].values()),
    )


def later_of(dossier: Dossier) -> tuple[tuple[str, Later], ...]:
    """All but the acceptance, each with the name of its file."""
    return tuple(_later(dossier.records))


def moment_of(text: str) -> datetime:
    """Aware; ValueError for any other."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"a moment without its offset: {text}")
    return at


def _later(records: Sequence[Proven]) -> Iterator[tuple[str, Later]]:
    for number, one in enumerate(records, 1):
        said = json.loads(one.body)
        if said["what"] != "accepted":
            yield f"chain/records/{number:04d}.json", _later_of(said)


def _later_of(said: Mapping[str, Any]) -> Later:
    receipt, document = said.get("receipt"), said.get("document")
    about = said["number"] if said["what"] == "attempt" else said["target"] if document else ""
    return Later(
        what=_text(said["what"]),
        message=None if said["message"] is None else _text(said["message"]),
        at=moment_of(said["at"]),
        number=_text(about),
        document=None if document is None else _text(document),
        attempt=int(said.get("attempt", 0)),
        verdict=_text(said.get("verdict", "")),
        code=_text(said.get("code", "")),
        receipt=None if receipt is None else _text(receipt),
    )


def _delivery(said: Mapping[str, Any]) -> Delivery:
    document = said["document"]
    return Delivery(
        **{name: _text(said[name]) for name in ("link", "party", "number", "code", "reason", "terms")},
        document=None if document is None else _text(document),
        losses=_texts(said["losses"]),
    )


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError("no list")
    return tuple(map(_text, said))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"no text: {said!r}")
    return said
