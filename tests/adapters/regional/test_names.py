"""In our own dialect an element is called as our model calls what it says, so that no two can change places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.regional import DIALECT
from gateway.translation.conditions import MESSAGE
from gateway.translation.form import Field, Form, Group, Inline, Nested, Repeated, Row

VALUE = "."
"""A record of one attribute is the text of its element."""


def pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.removeprefix(MESSAGE).split("_"))


def named(rows: tuple[Row, ...]) -> Iterator[Field | Repeated | Group | Nested]:
    for row in rows:
        assert not isinstance(row, Inline), "a record of ours has an element of its own"
        if isinstance(row, Field | Repeated | Group | Nested):
            yield row
        if isinstance(row, Group | Nested):
            yield from named(row.rows)


def called(row: Field | Repeated | Group | Nested) -> str:
    """The step of a path that is the attribute's; `Head/` is the message's, and within a tuple's stand its items."""
    steps = row.path.removeprefix("Head/").split("/")
    if isinstance(row, Group | Repeated):
        _item = steps.pop()
    assert len(steps) == 1, row.path
    return steps[0]


@pytest.mark.parametrize("form", DIALECT.forms, ids=lambda form: form.root)
def test_an_element_is_called_as_the_model_calls_it(form: Form) -> None:
    differing = [(row.path, row.name) for row in named(form.rows) if called(row) not in (VALUE, pascal(row.name))]
    assert differing == []


@pytest.mark.parametrize("form", DIALECT.forms, ids=lambda form: form.root)
def test_a_root_is_called_as_its_kind(form: Form) -> None:
    assert form.root == form.message_type == "".join(word.capitalize() for word in form.kind.split("-"))
    assert form.schema == f"regional/{form.kind}.xsd"
    assert form.lacks == {}
