"""What the forms of the dialects can say of one kind, and so what is lost from one dialect to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gateway.translation.form import Constant, Dialect, Field, Form, Group, Ignored, Implied, Inline, Nested, Row

NO_REASON = "said by no row of this form, or only under a condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with the places around it spelt out."""

    path: str
    name: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """From all that one dialect can say of a kind to one form of another dialect."""

    origin: Dialect
    target: Dialect
    form: Form
    said: frozenset[str]
    lost: tuple[str, ...]

    def reason(self, name: str) -> str:
        """Why a name is lost."""
        return self.form.lacks.get(name, NO_REASON)


def lines(rows: tuple[Row, ...], path: str = "", name: str = "") -> Iterator[Line]:
    """Every row, those of records behind the record's own."""
    for row in rows:
        here = path + getattr(row, "path", "")
        called = name + getattr(row, "name", "")
        yield Line(path=here, name=called, row=row)
        if isinstance(row, Field) and row.tail:
            yield Line(path=path + row.tail.path, name=called, row=row)
        if isinstance(row, Group | Nested):
            yield from lines(row.rows, f"{here}/", f"{called}.")
        elif isinstance(row, Inline):
            yield from lines(row.rows, path, f"{called}.")


def said_names(form: Form) -> frozenset[str]:
    """Our names that the form or its envelope's keys can say."""
    silent = (Constant, Ignored, Implied)
    return frozenset(line.name for line in lines((*form.rows, *form.keys)) if not isinstance(line.row, silent))


def forms_of(dialect: Dialect, kind: str) -> list[Form]:
    """All forms of a kind."""
    return [form for form in dialect.forms if form.kind == kind]


def written_forms(dialect: Dialect, kind: str) -> list[Form]:
    """Those written that differ in what they can say."""
    found: list[Form] = []
    for form in forms_of(dialect, kind):
        if form.written and not any(said_names(form) == said_names(other) for other in found):
            found.append(form)
    return found


def passages(dialects: Sequence[Dialect], kind: str) -> Iterator[Passage]:
    """Every way of a kind from a dialect that reads it to a form of another that writes it."""
    for origin in dialects:
        said = frozenset(name for form in forms_of(origin, kind) for name in said_names(form))
        for target in (one for one in dialects if said and one is not origin):
            for form in written_forms(target, kind):
                lost = tuple(sorted(said - said_names(form)))
                yield Passage(origin=origin, target=target, form=form, said=said, lost=lost)
