"""What is wrong with a table, told before a document meets it: above all, that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING

from gateway.model.errors import GatewayError
from gateway.translation.codes import Codes
from gateway.translation.conditions import default, defaults
from gateway.translation.form import (
    Coded,
    Constant,
    Dialect,
    EnvelopeDialect,
    Field,
    Form,
    Group,
    Ignored,
    Implied,
    Inline,
    Nested,
    Repeated,
    Row,
)
from gateway.translation.layout import LayoutError, layout
from gateway.translation.unsaid import Named, attributes, is_message
from gateway.translation.writing import Writer


def faults_of(form: Form, codes: Codes) -> list[str]:
    """Every fault of a form's table, in words; none if it can be read and written and is complete."""
    found = [*_of_rows(form, form.body, form.rows, "", codes), *_of_lacks(form)]
    for row in form.keys:
        found += _of_codec(row, codes)
    if getattr(form.body, "KIND", form.kind) != form.kind:
        found.append(f"its kind is {form.kind}, its body's {form.body.__name__}")
    return [*found, *_of_making(form, codes)]


def faults_of_dialect(dialect: Dialect | EnvelopeDialect, codes: Codes) -> list[str]:
    """Every fault of a dialect's forms, each with the form it is of."""
    forms = (*dialect.forms, dialect.receipt) if isinstance(dialect, Dialect) else (dialect.message, dialect.receipt)
    found = [f"{form.kind} {form.variant}: {fault}" for form in forms for fault in faults_of(form, codes)]
    names = Counter((form.kind, form.variant) for form in forms)
    found += [f"{kind} {variant}: there are {count} of it" for (kind, variant), count in names.items() if count > 1]
    if isinstance(dialect, Dialect):
        found += _alike(dialect.forms)
    return found


def _alike(forms: tuple[Form, ...]) -> Iterator[str]:
    """Forms of one look are read by the first of them: they must have the same rows."""
    first: dict[object, Form] = {}
    for form in forms:
        other = first.setdefault((form.root, form.namespace, marks_of(form), form.has), form)
        if other.rows != form.rows:
            yield f"{form.kind} {form.variant} looks like {other.kind} {other.variant} and has other rows"


def marks_of(form: Form) -> frozenset[tuple[str, str]]:
    """By which a form is told from others of its root."""
    return frozenset((row.path, row.text) for row in form.rows if isinstance(row, Constant) and row.marks)


def _of_rows(form: Form, record: type, rows: tuple[Row, ...], prefix: str, codes: Codes) -> Iterator[str]:
    """Of one record: its attributes have rows or reasons, and its rows attributes."""
    of_message = not prefix and is_message(form)
    known = attributes(record, of_message=of_message)
    named: list[Named] = [row for row in rows if not isinstance(row, Constant | Ignored)]
    named += form.keys if not prefix else ()
    said = {row.name for row in named}
    yield from (f"{prefix}{name} is no attribute of {record.__name__}" for name in sorted(said - known.keys()))
    for name, value in known.items():
        lacking = f"{prefix}{name}" in form.lacks
        if name not in said and value is MISSING:
            yield f"{prefix}{name} cannot be read, and without it there is no {record.__name__}"
        if name not in said and not lacking:
            yield f"{prefix}{name} has no row and no reason in lacks"
        if lacking and any(row.name == name and _unconditional(row) for row in named):
            yield f"{prefix}{name} has a row and stands in lacks"
    for row in rows:
        yield from _of_row(form, record, row, prefix, codes)


def _unconditional(row: Named) -> bool:
    return getattr(row, "when", None) is None and not getattr(row, "partly", "") and not isinstance(row, Implied)


def _of_row(form: Form, record: type, row: Row, prefix: str, codes: Codes) -> Iterator[str]:
    when = getattr(row, "when", None)
    if when is not None and when.name not in defaults(record):
        try:
            default(form.body, when.name)
        except KeyError:
            yield f"{when.name}, on which a row of {record.__name__} depends, is no attribute"
    if isinstance(row, Field | Repeated):
        yield from _of_codec(row, codes)
    elif isinstance(row, Group | Inline | Nested):
        yield from _of_rows(form, row.record, row.rows, f"{prefix}{row.name}.", codes)
        inner = [one for one in row.rows if isinstance(one, Constant) and one.marks]
        yield from (f"{one.path} marks the form, but not on its top" for one in inner)


def _of_codec(row: Field | Repeated, codes: Codes) -> Iterator[str]:
    if isinstance(row.codec, Coded):
        family = codes.families.get(row.codec.family)
        if family is None or row.codec.column not in family.columns:
            yield f"{row.path}: there is no code table {row.codec.family} with a column {row.codec.column}"


def _of_lacks(form: Form) -> list[str]:
    known = {*_names(form.body, form.rows, ""), *attributes(form.body, of_message=is_message(form))}
    return [f"lacks names {name}, which no record of its rows has" for name in form.lacks if name not in known]


def _names(record: type, rows: tuple[Row, ...], prefix: str) -> Iterator[str]:
    yield from (f"{prefix}{name}" for name in defaults(record))
    for row in rows:
        if isinstance(row, Group | Inline | Nested):
            yield from _names(row.record, row.rows, f"{prefix}{row.name}.")


def _of_making(form: Form, codes: Codes) -> list[str]:
    """What only shows when it is compiled: one path as two things, an element opened twice."""
    try:
        layout(form.rows, form.namespace)
        Writer(form, codes).root()
    except (LayoutError, KeyError, GatewayError) as error:
        return [str(error)]
    return []
