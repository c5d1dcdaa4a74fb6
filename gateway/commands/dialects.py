"""`dialects`: what is spoken here, form by form, and what each form cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from adapters import DIALECTS, ENVELOPES
from gateway.commands.ending import told
from gateway.commands.reading import dialect_named
from gateway.commands.showing import show, show_json
from gateway.translation.coverage import Passage, passages
from gateway.translation.form import Dialect, Form

COLUMNS = ("dialect", "port", "kind", "variant", "root", "written", "charsets", "MsgType", "not carried")
PASSAGE = ("kind", "from", "to", "variant", "lost", "of")
LOSSES = ("dialect", "kind", "variant", "our name", "why it is not carried")

KindOption = Annotated[str, typer.Option(metavar="KIND", help="Of this kind only.")]
NameOption = Annotated[str, typer.Option(metavar="NAME", help="Of this dialect only; in a matrix, from it and to it.")]


@told
def dialects(
    losses: Annotated[bool, typer.Option("--losses", help="List what each form cannot carry, and why.")] = False,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="How much is lost from each dialect to each other; with --losses, what.")
    ] = False,
    kind: KindOption = "",
    dialect: NameOption = "",
    json: Annotated[bool, typer.Option("--json", help="For machines; everything.")] = False,
) -> None:
    """List dialects and their forms: kind, variant, dates, charsets, MsgType, and how much each cannot carry.

    For example: eport-gateway dialects --matrix --losses --kind declaration --dialect tianjin-customs
    """
    kinds = dict.fromkeys(form.kind for one in DIALECTS for form in one.forms)
    if kind and kind not in kinds:
        raise typer.BadParameter(f"{kind!r}: there are {', '.join(kinds)}", param_hint="--kind")
    chosen = [dialect_named(dialect)] if dialect else DIALECTS
    forms = [(one, form) for one in chosen for form in one.forms if kind in ("", form.kind)]
    if json:
        show_json([_told(one, form) for one, form in forms])
    elif matrix:
        _show_matrix([kind] if kind else list(kinds), dialect, losses)
    elif losses:
        rows = [
            (one.name, form.kind, form.variant, name, reason)
            for one, form in forms
            for name, reason in sorted(form.lacks.items())
        ]
        show(LOSSES, rows)
    else:
        show(COLUMNS, [_row(one, form) for one, form in forms])


def _show_matrix(kinds: Sequence[str], dialect: str, losses: bool) -> None:
    """With what is lost a line a name: side by side the names of a declaration would fill pages."""
    ways = [
        (kind, way)
        for kind in kinds
        for way in passages(DIALECTS, kind)
        if dialect in ("", way.origin.name, way.target.name)
    ]
    if losses:
        rows = [(*_passage(kind, way)[:4], name, way.reason(name)) for kind, way in ways for name in way.lost]
        show((*PASSAGE[:4], *LOSSES[3:]), rows)
    else:
        show(PASSAGE, [_passage(kind, way) for kind, way in ways])


def _passage(kind: str, way: Passage) -> tuple[object, ...]:
    return (kind, way.origin.name, way.target.name, way.form.variant, len(way.lost), len(way.said))


def _row(dialect: Dialect, form: Form) -> tuple[object, ...]:
    """Any document with a MsgType may travel in any envelope."""
    charsets = " ".join(dialect.charsets)
    name = (dialect.name, dialect.port, form.kind, form.variant, form.root)
    return (*name, _when(form), charsets, form.message_type, len(form.lacks))


def _when(form: Form) -> str:
    """Every form is read on every day; this is when it is written."""
    if not form.written:
        return "only read"
    since = "" if form.since == date.min else f"from {form.since}"
    until = "" if form.until == date.max else f"until {form.until}"
    return " ".join(word for word in (since, until) if word) or "always"


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
