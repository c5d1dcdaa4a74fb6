"""What is lost on the way: names that one dialect says and another of the same kind cannot."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.translation.form import Dialect, Form
from scripts.printed.markdown import quoted, section, table
from scripts.printed.rows import said_names

NO_REASON = "said by no row of this form, or only under a condition"


def lost_toward_others(dialect: Dialect, kind: str, dialects: Sequence[Dialect]) -> str:
    """A table for each other dialect; from all forms that are read to each form that is written."""
    said = {name for form in _of(dialect, kind) for name in said_names(form)}
    parts = [_toward(said, form, other) for other in dialects if other is not dialect for form in _written(other, kind)]
    return section("What is lost toward other dialects", "\n\n".join(part for part in parts if part))


def counts(dialects: Sequence[Dialect], kind: str) -> str:
    """How many names are lost, from row to column."""
    targets = [(other, form) for other in dialects for form in _written(other, kind)]
    rows = [[dialect.name, *(_count(dialect, kind, other, form) for other, form in targets)] for dialect in dialects]
    return table(["from", *(f"{other.name} {form.variant}" for other, form in targets)], rows)


def _count(dialect: Dialect, kind: str, other: Dialect, form: Form) -> str:
    if dialect is other:
        return "-"
    said = {name for one in _of(dialect, kind) for name in said_names(one)}
    return f"{len(said - said_names(form))} of {len(said)}"


def _toward(said: set[str], form: Form, other: Dialect) -> str:
    lost = sorted(said - said_names(form))
    reasons: dict[str, list[str]] = {}
    for name in lost:
        reasons.setdefault(form.lacks.get(name, NO_REASON), []).append(quoted(name))
    body = table(("our names", "why"), ((", ".join(names), reason) for reason, names in reasons.items()))
    return section(f"{other.name} `{form.variant}`: {len(lost)} of {len(said)} names", body, level=3)


def _of(dialect: Dialect, kind: str) -> list[Form]:
    return [form for form in dialect.forms if form.kind == kind]


def _written(dialect: Dialect, kind: str) -> list[Form]:
    """Those that differ in what they can say."""
    found: list[Form] = []
    for form in _of(dialect, kind):
        if form.written and not any(said_names(form) == said_names(other) for other in found):
            found.append(form)
    return found
