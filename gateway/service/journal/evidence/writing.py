"""Writing a record in the transaction of what it tells: both are durable, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy import insert as plain_insert

from gateway.evidence.records import digest, encoded, moment
from gateway.service.journal.engine import insert
from gateway.service.journal.evidence.tables import MATERIAL, RECORD
from gateway.service.journal.records import Acceptance, Act, Attempt, Claimed, Material, NewDelivery, Trace


def accepted(connection: Connection, acceptance: Acceptance) -> None:
    """The decision with its trace: what came, by whose rules it was read, and what goes to whom."""
    trace = acceptance.trace
    same = ("link", "party", "number", "kind", "dialect", "content", "answers")
    said = {name: getattr(acceptance, name) for name in same} | {
        "received": trace.received or digest(acceptance.raw),
        "receipt": digest(acceptance.receipt),
        "notes": dict(acceptance.notes),
        "losses": acceptance.losses,
        "aliases": sorted(acceptance.aliases),
        "header": trace.header,
        "on": trace.on.isoformat() if trace.on else None,
        "origin": trace.origin,
        "release": trace.release,
        "tables": trace.tables,
        "codes": trace.codes,
        "sender_terms": trace.sender_terms,
        "proof": trace.proof,
        "deliveries": [_delivery(one, trace) for one in acceptance.deliveries],
    }
    _write(connection, "accepted", acceptance.message, acceptance.received_at, said)


def attempted(connection: Connection, claimed: Claimed, attempt: Attempt) -> None:
    """What was sent to whom, and what came back."""
    outcome = attempt.outcome
    said = {
        "delivery": claimed.delivery_id,
        "link": claimed.link,
        "number": claimed.number,
        "attempt": claimed.attempt,
        "worker": attempt.worker,
        "began_at": moment(attempt.began_at),
        "document": digest(attempt.sent or claimed.document),
        "verdict": outcome.verdict,
        "code": outcome.code,
        "reason": outcome.reason,
        "receipt": digest(outcome.receipt) if outcome.receipt else None,
    }
    _write(connection, "attempt", claimed.message, attempt.ended_at, said)


def acted(connection: Connection, act: Act, message: str | None, document: bytes | None = None) -> None:
    """Who did what and why; of a new seal also the digest of the bytes under it."""
    said: dict[str, object] = {"actor": act.actor, "verb": act.verb, "target": act.target, "reason": act.reason}
    if document is not None:
        said["document"] = digest(document)
    _write(connection, "act", message, act.at, said)


def acted_upon(connection: Connection, act: Act, messages: Sequence[str]) -> None:
    """The same act upon each of these messages."""
    facts = {"actor": act.actor, "verb": act.verb, "target": act.target, "reason": act.reason, "what": "act"}
    rows = [{"message": one, "body": encoded({**facts, "message": one, "at": moment(act.at)})} for one in messages]
    same = {"what": "act", "at": act.at, "batch": None, "place": None}
    connection.execute(plain_insert(RECORD), [row | same for row in rows])


def keep(connection: Connection, materials: Iterable[tuple[str, Material]], at: datetime) -> None:
    """Keep what records name by digest, once for all."""
    rows = [{"digest": name, "kind": one.kind, "bytes": one.content, "at": at} for name, one in materials]
    if rows:
        connection.execute(insert(connection, MATERIAL).on_conflict_do_nothing(), rows)


def _delivery(one: NewDelivery, trace: Trace) -> dict[str, object]:
    return {
        "link": one.link,
        "party": one.party,
        "number": one.number,
        "document": digest(one.document) if one.document else None,
        "code": one.code,
        "reason": one.reason,
        "losses": one.losses,
        "terms": trace.terms.get(one.link),
    }


def _write(connection: Connection, what: str, message: str | None, at: datetime, said: Mapping[str, object]) -> None:
    body = encoded({**said, "what": what, "message": message, "at": moment(at)})
    row = {"what": what, "message": message, "at": at, "body": body, "batch": None, "place": None}
    connection.execute(plain_insert(RECORD), row)
