"""A subscription says what its link may see; a feed goes one way."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gateway.service.config import Link

TAX = {"kind": "tax-export-cleared"}


def link(*feeds: dict[str, Any], **changes: Any) -> Link:
    given = {
        "name": "tax",
        "party": "tax",
        "dialect": "regional",
        "profile": "none",
        "offices": ("01",),
        "receives": {"tax-export-cleared", "fx-declaration"},
        "transport": {"kind": "folder", "root": "boxes"},
        "feeds": feeds,
        **changes,
    }
    return Link.model_validate(given)


def test_a_link_is_told_of_the_offices_that_its_subscription_names() -> None:
    made = link({**TAX, "offices": ["01", "0202"], "fields": ["currency", "lines.fob_value"]})
    assert made.route().told_of == {"tax-export-cleared": ("01", "0202")}
    assert link(TAX).route().told_of == {}


@pytest.mark.parametrize(
    ("feeds", "changes", "said"),
    [
        ([TAX, TAX], {}, "comes twice"),
        ([TAX], {"receives": {"fx-declaration"}}, "not in receives"),
        ([TAX], {"may_send": {"heartbeat", "fx-declaration"}}, "may not send fx-declaration"),
        ([{**TAX, "fields": ["total_value"]}], {}, "has no total_value"),
        ([{**TAX, "fields": ["enterprise_uscc"]}], {}, "has no enterprise_uscc"),
        ([{**TAX, "fields": ["lines.fob_value"]}], {}, "name currency too"),
        ([{"kind": "declaration"}], {}, "tax-export-cleared"),
    ],
)
def test_what_goes_both_ways_or_names_what_is_not_there_is_refused(
    feeds: list[dict[str, Any]], changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        link(*feeds, **changes)


def test_a_subscriber_may_say_that_it_is_alive() -> None:
    assert link(TAX, may_send={"heartbeat"}).may_send == {"heartbeat"}
