"""A page for each dialect and kind: elements, constants, what is ignored, envelope keys, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gateway.translation.coverage import Line, lines
from gateway.translation.form import Constant, Dialect, EnvelopeDialect, Form, Ignored, Implied
from scripts.printed.markdown import page, quoted, section, table
from scripts.printed.matrix import lost_toward_others
from scripts.printed.rows import condition, condition_of, value_of

HIDDEN = "named in a loss, its value never shown"


def kind_page(dialect: Dialect, kind: str, dialects: Sequence[Dialect]) -> str:
    """All forms of one kind in one dialect; variants that differ in nothing but their words are told together."""
    forms = [form for form in (*dialect.forms, dialect.receipt) if form.kind == kind]
    head = f"Dialect `{dialect.name}`, charsets {', '.join(dialect.charsets)} (written: {dialect.charset})."
    parts = [head, _variants(forms), *(form_section(form) for form in _distinct(forms))]
    return page(f"{dialect.name}: {kind}", _module(dialect), *parts, lost_toward_others(dialect, kind, dialects))


def envelope_page(envelope: EnvelopeDialect) -> str:
    """An envelope and its receipt."""
    parts = [form_section(envelope.message), form_section(envelope.receipt)]
    return page(f"Envelope {envelope.name}", "adapters/national", *parts)


def form_section(form: Form) -> str:
    """One form."""
    every = list(lines(form.rows))
    parts = (
        f"Source: {form.source}. Schema: [`xsd/{form.schema}`](../../xsd/{form.schema}).",
        _head(form),
        section("Elements", _elements(every), level=3),
        section("Keys in the envelope (BizKey)", _keys(form), level=3),
        section("Read without an element", _implied(every), level=3),
        section("Constants", _constants(every), level=3),
        section("Read past, with a named loss where not empty", _ignored(every), level=3),
        section("Cannot be said here", _lacking(form), level=3),
    )
    return section(f"`{form.variant}`", "\n\n".join(part for part in parts if part))


def _variants(forms: Iterable[Form]) -> str:
    heads = ("variant", "root", "written", "for", "MsgType")
    return table(
        heads, ((form.variant, quoted(form.root), _written(form), _for(form), form.message_type) for form in forms)
    )


def _distinct(forms: Sequence[Form]) -> list[Form]:
    """One of those that have the same rows, the written one first."""
    found: list[Form] = []
    for form in sorted(forms, key=lambda form: not form.written):
        if not any(form.rows == other.rows for other in found):
            found.append(form)
    return found


def _head(form: Form) -> str:
    where = f", namespace `{form.namespace}`" if form.namespace else ", no namespace"
    return f"Root `{form.root}`{where}."


def _written(form: Form) -> str:
    if not form.written:
        return "read only"
    spans = [f"since {form.since}"] * (form.since != date.min) + [f"until {form.until}"] * (form.until != date.max)
    return ", ".join(spans) or "yes"


def _for(form: Form) -> str:
    return ", ".join(condition(when) for when in form.when)


def _elements(every: Iterable[Line]) -> str:
    heads = ("element", "our name", "value", "length", "must", "only where", "note")
    silent = (Constant, Ignored, Implied)
    return table(heads, (_element(line) for line in every if not isinstance(line.row, silent)))


def _element(line: Line) -> tuple[str, ...]:
    row = line.row
    length, partly = getattr(row, "max_length", None), getattr(row, "partly", "")
    note = "; ".join(part for part in (getattr(row, "note", ""), partly and f"partly: {partly}") if part)
    must = "yes" if getattr(row, "required", False) else ""
    return (quoted(line.path), quoted(line.name), value_of(row), str(length or ""), must, condition_of(row), note)


def _keys(form: Form) -> str:
    rows = ((quoted(row.path), quoted(row.name), value_of(row), row.note) for row in form.keys)
    return table(("key", "our name", "value", "note"), rows)


def _implied(every: Iterable[Line]) -> str:
    found = [line for line in every if isinstance(line.row, Implied)]
    rows = (
        (quoted(line.name), _shown(line.row), condition_of(line.row), getattr(line.row, "note", "")) for line in found
    )
    return table(("our name", "value", "only where", "note"), rows)


def _shown(row: object) -> str:
    value = getattr(row, "value", None)
    return quoted(str(getattr(value, "value", value)))


def _constants(every: Iterable[Line]) -> str:
    rows = [(line.path, line.row) for line in every if isinstance(line.row, Constant)]
    heads = ("element", "text", "tells the form", "note")
    return table(heads, ((quoted(path), quoted(row.text), "yes" * row.marks, row.note) for path, row in rows))


def _ignored(every: Iterable[Line]) -> str:
    rows = [(line.path, line.row) for line in every if isinstance(line.row, Ignored)]
    return table(("element", "why", ""), ((quoted(path), row.reason, HIDDEN * row.secret) for path, row in rows))


def _lacking(form: Form) -> str:
    reasons: dict[str, list[str]] = {}
    for name, reason in form.lacks.items():
        reasons.setdefault(reason, []).append(quoted(name))
    return table(("our names", "why"), ((", ".join(names), reason) for reason, names in reasons.items()))


def _module(dialect: Dialect) -> str:
    return f"adapters/{dialect.port}"
