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
from gateway.service.journal.evidence.tables import MATERIAL, RECORD
from gateway.service.journal.retention_tables import LEFT, RETIRED
from gateway.service.journal.tables import MESSAGE


def refuse_other(connection: Connection, message: str | None, body: bytes, place: str) -> None:
    """Of the record of an acceptance: everything that was kept with the message. EVIDENCE_WRONG for other bytes.

    Of one whose originals left, what stays: the answer that it got, and by whose terms it was read and written.

    Attempts and acts name what belongs to the same deliveries: one look at each message is enough.
    """
    said = json.loads(body)
    if said["what"] == "accepted":
        missing = {one for one in _named(said) if one} - set(_kept(connection, str(message), said))
        if missing and has_left(connection, str(message)):
            missing -= {said["received"], *(one["document"] for one in said["deliveries"])}
        if missing:
            reason = f"what it names is not there, or was changed: {', '.join(sorted(missing))}"
            raise faults.EVIDENCE_WRONG.error(reason, place=Place(path=place))


def has_left(connection: Connection, message: str) -> bool:
    """Whether its originals left the journal, nothing stands in their place, and a record says who took them out."""
    query = select(MESSAGE.c.raw).join(RETIRED, RETIRED.c.message == MESSAGE.c.id).where(MESSAGE.c.id == message)
    if connection.execute(query).scalar() != b"":
        return False
    acts = select(RECORD.c.body).where(RECORD.c.message == message, RECORD.c.what == "act")
    return any(json.loads(body)["verb"] in LEFT for body in connection.execute(acts).scalars())


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
