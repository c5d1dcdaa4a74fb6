"""What is lost on the way: names that one dialect says and another of the same kind cannot."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.model.kinds import KINDS
from gateway.translation.coverage import Passage, forms_of, passages
from gateway.translation.form import Dialect
from scripts.printed.markdown import quoted, section, table


def lost_toward_others(dialect: Dialect, kind: str, dialects: Sequence[Dialect]) -> str:
    """A table for each other dialect; from all forms that are read to each form that is written."""
    parts = [_toward(one) for one in passages(dialects, kind) if one.origin is dialect]
    return section("What is lost toward other dialects", "\n\n".join(parts))


def counts(dialects: Sequence[Dialect], kind: str) -> str:
    """How many names are lost, from row to column."""
    ways = list(passages(dialects, kind))
    targets = list(dict.fromkeys((one.target.name, one.form.variant) for one in ways))
    rows = [
        [name, *(_count(ways, name, target) for target in targets)]
        for name in dict.fromkeys(one.origin.name for one in ways)
    ]
    return table(["from", *(" ".join(target) for target in targets)], rows)


def spoken(dialects: Sequence[Dialect]) -> str:
    """Which dialect has a form of which kind."""
    rows = ([kind.KIND, *(_spoken(dialect, kind.KIND) for dialect in dialects)] for kind in KINDS)
    return table(["kind", *(dialect.name for dialect in dialects)], rows)


def _spoken(dialect: Dialect, kind: str) -> str:
    forms = forms_of(dialect, kind)
    if not forms:
        return ""
    words = ", ".join(dict.fromkeys(form.variant for form in forms if form.written)) or "read only"
    return f"[{words}]({dialect.name}.{kind}.md)"


def _count(ways: Sequence[Passage], origin: str, target: tuple[str, str]) -> str:
    found = [one for one in ways if one.origin.name == origin and (one.target.name, one.form.variant) == target]
    return f"{len(found[0].lost)} of {len(found[0].said)}" if found else "-"


def _toward(one: Passage) -> str:
    reasons: dict[str, list[str]] = {}
    for name in one.lost:
        reasons.setdefault(one.reason(name), []).append(quoted(name))
    body = table(("our names", "why"), ((", ".join(names), reason) for reason, names in reasons.items()))
    title = f"{one.target.name} `{one.form.variant}`: {len(one.lost)} of {len(one.said)} names"
    return section(title, body or "Nothing.", level=3)
