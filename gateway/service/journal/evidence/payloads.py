"""Whether the bytes beside the chain are those that its records name: records hold digests, and never a payload."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.journal.evidence.dossiers import sent
from gateway.service.journal.evidence.tables import MATERIAL
from gateway.service.journal.tables import MESSAGE


def refuse_other(connection: Connection, message: str | None, body: bytes, place: str) -> None:
    """Of the record of an acceptance: everything that was kept with the message. EVIDENCE_WRONG for other bytes.

    Attempts and acts name what belongs to the same deliveries: one look at each message is enough.
    """
    said = json.loads(body)
    if said["what"] == "accepted":
        missing = {one for one in _named(said) if one} - set(_kept(connection, str(message), said))
        if missing:
            reason = f"what it names is not there, or was changed: {', '.join(sorted(missing))}"
            raise faults.EVIDENCE_WRONG.error(reason, place=Place(path=place))


def _named(said: dict[str, Any]) -> Iterator[str | None]:
    yield from (said["received"], said["receipt"], said["codes"], said["sender_terms"])
    for one in said["deliveries"]:
        yield from (one["document"], one["terms"])


def _kept(connection: Connection, message: str, said: dict[str, Any]) -> Iterator[str]:
    row = connection.execute(select(MESSAGE.c.raw, MESSAGE.c.receipt).where(MESSAGE.c.id == message)).first()
    yield from map(digest, row or ())
    for one in sent(connection, message):
        yield from map(digest, (one.document, *one.earlier))
    names = (said["codes"], said["sender_terms"], *(one["terms"] for one in said["deliveries"]))
    rows = connection.execute(select(MATERIAL.c.bytes).where(MATERIAL.c.digest.in_([one for one in names if one])))
    yield from map(digest, rows.scalars())
