"""The other side's statement of a day, read again from the message that brought it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from gateway.model.watch import Reconcile
from gateway.translation.taking import open_document, understand
from gateway.translation.terms import Terms


def of_day(came: Iterable[tuple[bytes, datetime]], terms: Terms, day: date) -> Reconcile | None:
    """The first of `came` that states this day; None: there is none. Raises what reading an original raises.

    Of one whose original left the journal no bytes are left, and nothing can be compared.
    """
    for raw, at in ((raw, at) for raw, at in came if raw):
        opened = open_document(raw, terms, header=None, at=at, on=at.date())
        body = understand(opened, terms, on=at.date()).message.body
        if isinstance(body, Reconcile) and body.day == day:
            return body
    return None
