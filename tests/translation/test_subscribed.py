"""A subscriber sees what a record must hold and what its subscription names, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.feeds import FeedEvent
from gateway.translation.subscribed import AMOUNTS, LINES, NAMES, narrowed
from tests.samples.feeds import CODE_TABLE, FX_DECLARATION, TAX_EXPORT_CLEARED

TAX: Any = TAX_EXPORT_CLEARED.body
FX: Any = FX_DECLARATION.body
MUST = {"entry_number", "office", "event", "version", "closed_on", "enterprise_uscc"}


def seen(body: Any) -> set[str]:
    """The names of what it says."""
    own = {one.name for one in fields(body) if one.name != LINES and getattr(body, one.name) is not None}
    lines = getattr(body, LINES, ())
    return own | {
        f"{LINES}.{one.name}" for line in lines for one in fields(line) if getattr(line, one.name) is not None
    }


def test_without_a_subscription_only_what_must_be_is_seen() -> None:
    lines = {f"{LINES}.{name}" for name in ("record_number", "goods_line", "hs_code")}
    assert seen(narrowed(TAX, {})) == MUST | lines
    assert seen(narrowed(FX, {})) == MUST | {"direction"}
    assert seen(narrowed(FX, {"tax-export-cleared": {"remark"}})) == MUST | {"direction"}, "of another kind"


def test_what_is_named_is_seen_with_its_value() -> None:
    shows = {TAX.KIND: {"currency", "lines.fob_value"}, FX.KIND: {"terms_of_trade"}}
    made: Any = narrowed(TAX, shows)
    assert [line.fob_value for line in made.lines] == [line.fob_value for line in TAX.lines]
    assert (made.currency, made.enterprise_name, made.lines[0].name) == ("USD", None, None)
    assert seen(narrowed(FX, shows)) == MUST | {"direction", "terms_of_trade"}


def test_everything_named_is_everything_told() -> None:
    assert narrowed(TAX, NAMES) == TAX
    assert narrowed(FX, NAMES) == FX


def test_what_cancels_says_which_record_it_cancels() -> None:
    gone = replace(TAX, event=FeedEvent.CANCEL, lines=())
    assert seen(narrowed(gone, {})) == MUST


def test_what_is_no_feed_is_left_as_it_is() -> None:
    assert narrowed(CODE_TABLE.body, {}) is CODE_TABLE.body


def test_a_name_that_a_subscription_may_give_is_optional_in_the_record() -> None:
    for body in (TAX, FX):
        assert NAMES[body.KIND].isdisjoint(MUST | {LINES})
    assert {name for name in AMOUNTS if any(name in names for names in NAMES.values())} == set(AMOUNTS)


@pytest.mark.parametrize("body", [TAX, FX])
@given(data=st.data())
def test_nothing_is_seen_that_is_not_named(body: Any, data: st.DataObject) -> None:
    named = data.draw(st.sets(st.sampled_from(sorted(NAMES[body.KIND]))))
    if named & set(AMOUNTS):
        named.add("currency")
    assert seen(narrowed(body, {body.KIND: named})) & NAMES[body.KIND] <= named
