"""Together the samples of a kind say everything that our own dialect can say of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.regional import DIALECT
from gateway.model.kind import Kind
from gateway.translation.form import Field, Form, Group, Nested, Repeated, Row
from tests.adapters.contract import flat, unnumbered
from tests.adapters.regional.test_regional import TestRegional as Regional

SAID = [(one.message.body.KIND, set(map(unnumbered, flat(one.message)))) for one in Regional.samples.values()]


def names(rows: tuple[Row, ...], prefix: str = "") -> Iterator[str]:
    """What stands in an amendment is a kind of its own, with samples of its own."""
    for row in rows:
        if isinstance(row, Field | Repeated) and not row.name.startswith("message."):
            yield prefix + row.name
        elif isinstance(row, Group | Nested) and not issubclass(row.record, Kind):
            yield from names(row.rows, f"{prefix}{row.name}.")


@pytest.mark.parametrize("form", DIALECT.forms, ids=lambda form: form.root)
def test_some_sample_says_each_attribute(form: Form) -> None:
    said = {name for kind, found in SAID if kind == form.kind for name in found}
    assert set(names(form.rows)) - said == set()
