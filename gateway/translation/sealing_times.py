"""When a document says it was made, against the time of the certificate that sealed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from gateway.model import faults
from gateway.model.errors import Place
from gateway.model.message import Message
from gateway.translation.terms import Terms
from gateway.trust.certificates import Certificate, read_certificate

TOLERANCE = timedelta(hours=1)
"""Clocks differ, and a new certificate is used at once; our own figure."""
NOTE = "signing-time"


def outside(stated: datetime | None, certificate: Certificate) -> str:
    """How a stated moment (aware) contradicts the certificate; "" if it does not, or none is stated."""
    if stated is None:
        return ""
    if certificate.not_before - stated > TOLERANCE:
        return f"made {stated.isoformat()}, before its certificate began at {certificate.not_before.isoformat()}"
    if stated - certificate.not_after > TOLERANCE:  # one without an end ends with the year 9999
        return f"made {stated.isoformat()}, after its certificate ended at {certificate.not_after.isoformat()}"
    return ""


def doubted_time(
    message: Message, created_at: datetime | None, notes: Mapping[str, str], terms: Terms
) -> dict[str, str]:
    """A note where a layer is older or newer than its certificate; SIGNING_TIME_WRONG on a strict link.

    `created_at` is the envelope's. Elsewhere it is carried: a document may bear the date of the business, not its own.
    """
    outer = notes.get("chain", "")
    layers = ((created_at, outer), (message.sent_at, notes.get("document.chain", "") or outer))
    for stated, chain in layers:
        encoded = terms.trust.material(chain.split(" ")[0])
        reason = outside(stated, read_certificate(encoded)) if encoded else ""
        if reason and terms.strict:
            raise faults.SIGNING_TIME_WRONG.error(reason, place=Place(path="signing time"))
        if reason:
            return {NOTE: reason}
    return {}
