"""`dialects`: what is spoken here, form by form, and what each form cannot say."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from adapters import DIALECTS, ENVELOPES
from gateway.commands.ending import told
from gateway.commands.showing import show, show_json
from gateway.translation.coverage import Passage, passages
from gateway.translation.form import Dialect, Form

COLUMNS = ("dialect", "port", "kind", "variant", "root", "written", "charsets", "envelope", "not carried")

PASSAGE = ("kind", "from", "to", "variant", "lost", "of", "our names")


@told
def dialects(
    losses: Annotated[bool, typer.Option("--losses", help="List what each form cannot carry, and why.")] = False,
    matrix: Annotated[bool, typer.Option("--matrix", help="How much is lost from each dialect to each other.")] = False,
    json: Annotated[bool, typer.Option("--json", help="For machines; everything.")] = False,
) -> None:
    """List dialects and their forms: kind, variant, dates, charsets, envelope, and how much each cannot carry.

    For example: eport-gateway dialects --losses
    """
    forms = [(dialect, form) for dialect in DIALECTS for form in dialect.forms]
    if json:
        show_json([_told(dialect, form) for dialect, form in forms])
    elif matrix:
        show(PASSAGE, [_passage(kind, one) for kind in _kinds() for one in passages(DIALECTS, kind)])
    elif losses:
        rows = [
            (dialect.name, form.kind, form.variant, name, reason)
            for dialect, form in forms
            for name, reason in sorted(form.lacks.items())
        ]
        show(("dialect", "kind", "variant", "our name", "why it is not carried"), rows)
    else:
        show(COLUMNS, [_row(dialect, form) for dialect, form in forms])


def _kinds() -> list[str]:
    return list(dict.fromkeys(form.kind for dialect in DIALECTS for form in dialect.forms))


def _passage(kind: str, one: Passage) -> tuple[object, ...]:
    return (kind, one.origin.name, one.target.name, one.form.variant, len(one.lost), len(one.said), " ".join(one.lost))


def _row(dialect: Dialect, form: Form) -> tuple[object, ...]:
    charsets, envelope = " ".join(dialect.charsets), _envelope(form)
    return (
        dialect.name,
        dialect.port,
        form.kind,
        form.variant,
        form.root,
        _when(form),
        charsets,
        envelope,
        len(form.lacks),
    )


def _when(form: Form) -> str:
    """Every form is read on every day; this is when it is written."""
    if not form.written:
        return "only read"
    since = "" if form.since == date.min else f"from {form.since}"
    until = "" if form.until == date.max else f"until {form.until}"
    return " ".join(word for word in (since, until) if word) or "always"


def _envelope(form: Form) -> str:
    """Any document may travel in an envelope that knows a type for it."""
    return " ".join(f"{one.name} {form.message_type}" for one in ENVELOPES) if form.message_type else ""


def _told(dialect: Dialect, form: Form) -> dict[str, object]:
    return {
        "dialect": dialect.name,
        "port": dialect.port,
        "kind": form.kind,
        "variant": form.variant,
        "root": form.root,
        "namespace": form.namespace,
        "written": form.written,
        "since": None if form.since == date.min else form.since.isoformat(),
        "until": None if form.until == date.max else form.until.isoformat(),
        "charset": dialect.charset,
        "charsets": dialect.charsets,
        "envelopes": [one.name for one in ENVELOPES] if form.message_type else [],
        "message_type": form.message_type,
        "not_carried": dict(sorted(form.lacks.items())),
        "source": form.source,
    }
