"""What of the configured links works and is hardly meant: each word names the links and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from gateway.service.catalogue import Catalogue
from gateway.service.config import Link
from gateway.service.legacy import MEANINGS
from gateway.translation.form import Dialect
from gateway.translation.subscribed import NAMES


def link_warnings(links: Sequence[Link], catalogue: Catalogue, on: date) -> Iterator[str]:
    """In the order of the links; `on` is the business date."""
    subscribed = {
        form.kind for one in catalogue.dialects for form in one.forms if getattr(form.body, "SUBSCRIBED", False)
    }
    for first, second in combinations(links, 2):
        if first.party == second.party:
            yield from _twice(first, second, subscribed)
    for link in links:
        for profile in dict.fromkeys((link.profile, link.document_profile)):
            if profile in MEANINGS:
                yield f"link {link.name}: {profile} {MEANINGS[profile]}"
        for kind in sorted((link.receives & NAMES.keys()) - {feed.kind for feed in link.feeds}):
            yield f"link {link.name}: receives {kind} and has no [[feeds]] of it, so it sees only what must be in it"
        if dialect := catalogue.dialect(link.dialect):
            yield from _unwritten(link, dialect, on)


def _twice(first: Link, second: Link, subscribed: set[str]) -> Iterator[str]:
    """A party is delivered to once: over the first link of it that is concerned (`routes.receivers`)."""
    shared = any(one.startswith(other) or other.startswith(one) for one in first.offices for other in second.offices)
    kinds = {kind for kind in first.receives & second.receives if shared or kind in subscribed}
    if kinds:
        names = ", ".join(sorted(kinds))
        what = f"one party, and both receive {names}"
        yield f"links {first.name}, {second.name}: {what}; {second.name} gets only what names it as its receiver"


def _unwritten(link: Link, dialect: Dialect, on: date) -> Iterator[str]:
    """A form is read on every day, and written on its own days only."""
    for kind in sorted(link.receives):
        forms = [form for form in dialect.forms if form.kind == kind and form.written]
        if forms and not any(form.since <= on <= form.until for form in forms):
            days = ", ".join(sorted({f"{form.since} to {form.until}" for form in forms}))
            yield f"link {link.name}: receives {kind}, and {dialect.name} is written {days}; on {on} it is refused"
