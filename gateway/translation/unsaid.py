"""What a form has no element for: every such value of a record becomes a named loss when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from gateway.model.message import Message
from gateway.translation.conditions import MESSAGE, defaults, is_empty
from gateway.translation.emitting import Emit, Writing
from gateway.translation.form import Constant, Field, Form, Group, Ignored, Implied, Inline, Nested, Repeated, Row
from gateway.translation.losses import NO_ELEMENT
from gateway.translation.saying import Spot, holds

NO_PLACE = "no element has a place for it"
Named = Field | Group | Inline | Nested | Repeated | Implied
Says = Callable[[Writing, Any, Any], bool]
"""Whether the rows say this value of this record."""


def unsaid(form: Form, record: type, rows: tuple[Row, ...], prefix: str) -> Emit:
    """Names what the rows of one scope do not say; writes nothing. `prefix` is the scope's name in `lacks`."""
    checks = list(_checks(form, record, rows, prefix, ()))

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        for check in checks:
            check(run, record)

    return emit


Check = Callable[[Writing, Any], None]


def _checks(form: Form, record: type, rows: tuple[Row, ...], prefix: str, chain: tuple[str, ...]) -> Iterator[Check]:
    spot, top = Spot(record, chain, "", ""), not (prefix or chain)
    named = [row for row in (*rows, *(form.keys if top else ())) if not isinstance(row, Constant | Ignored)]
    never: list[tuple[str, object, str]] = []
    for name, default in attributes(record, of_message=top and is_message(form)).items():
        saying = [row for row in named if row.name == name]
        reason = form.lacks.get(prefix + spot.name(name), _reason(saying))
        if shared := [row for row in saying if isinstance(row, Field) and row.share]:
            yield _check_shared(spot, name, shared)
        elif not saying and not name.startswith(MESSAGE):
            never.append((name, default, reason))
        elif not any(isinstance(row, Repeated | Inline | Nested) or _always(row) for row in saying):
            yield _check(spot, name, _says(saying, record, default), reason)
    if never:
        yield _check_all(spot, never)
    for row in rows:
        if isinstance(row, Inline | Nested):
            yield from _checks(form, row.record, row.rows, prefix, (*chain, row.name))


def is_message(form: Form) -> bool:
    """Envelopes and receipts are records without a Message around them."""
    return hasattr(form.body, "references")


def attributes(record: type, *, of_message: bool) -> dict[str, Any]:
    """The names that rows may have, with their defaults."""
    around = {f"{MESSAGE}{name}": value for name, value in defaults(Message).items() if name != "body"}
    return {**defaults(record), **(around if of_message else {})}


def _always(row: Named) -> bool:
    return isinstance(row, Field | Group) and row.when is None


def _reason(saying: list[Named]) -> str:
    """Where rows are there and do not hold, they say why; a value that is not the implied one is told so."""
    implied = [row.value for row in saying if isinstance(row, Implied)]
    if implied:
        return f"it is always read as {' or '.join(map(str, implied))}"
    held = [f"{row.when.name} is {row.when.equals}" for row in saying if isinstance(row, Field | Group) and row.when]
    return f"it is said only where {' or '.join(held)}" if held else NO_ELEMENT


def _says(rows: list[Named], record: type, default: object) -> Says:
    """An element that holds says all; of what is implied, the first that holds says its own; else the default is."""
    elements = [holds(row.when, record) for row in rows if isinstance(row, Field | Group)]
    implied = [(holds(row.when, record), row.value) for row in rows if isinstance(row, Implied)]

    def says(run: Writing, owner: Any, value: Any) -> bool:  # noqa: ANN401
        if any(element(run, owner) for element in elements):
            return True
        return next((bool(value == one) for condition, one in implied if condition(run, owner)), bool(value == default))

    return says


def _check_all(spot: Spot, never: list[tuple[str, object, str]]) -> Check:
    """What no row ever says: mostly it is not there, and one comparison tells so."""
    owner_of, get = spot.owner(), attrgetter(*(name for name, _, _ in never), "__class__")
    usual = tuple(default for _, default, _ in never)

    def check(run: Writing, record: Any) -> None:  # noqa: ANN401
        owner = owner_of(record)
        if owner is None or (values := get(owner)[:-1]) == usual:
            return
        for value, (name, default, reason) in zip(values, never, strict=True):
            if value != default and not is_empty(value):
                run.lose(spot.name(name), "", value, reason)

    return check


def _check_shared(spot: Spot, name: str, rows: list[Field]) -> Check:
    """Of a tuple that several elements hold together, what none of those that hold now can say."""
    owner_of, shares = spot.owner(), [(holds(row.when, spot.record), row.share) for row in rows]

    def check(run: Writing, record: Any) -> None:  # noqa: ANN401
        owner = owner_of(record)
        if owner is None:
            return
        said = {one for condition, share in shares if condition(run, owner) for one in share}
        if left := tuple(one for one in getattr(owner, name) if one not in said):
            run.lose(spot.name(name), "", left, NO_PLACE)

    return check


def _check(spot: Spot, name: str, says: Says, reason: str) -> Check:
    own, of_message, owner_of = name.removeprefix(MESSAGE), name.startswith(MESSAGE), spot.owner()

    def check(run: Writing, record: Any) -> None:  # noqa: ANN401
        owner = owner_of(record)
        if owner is None:
            return
        value = getattr(run.message if of_message else owner, own)
        if is_empty(value) or says(run, owner, value):
            return
        run.lose(name if of_message else spot.name(name), "", value, reason)

    return check
