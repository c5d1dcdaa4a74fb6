"""The layout of a form, and the contradictions in it."""

from __future__ import annotations

import pytest

from gateway.translation.codecs import TEXT
from gateway.translation.form import Constant, Field, Group, Ignored, Implied, Inline, Nested, Repeated, Row
from gateway.translation.layout import Kind, LayoutError, layout, paths_of
from tests.translation.invented import ROWS, Item, Price


def field(path: str) -> Field:
    return Field(path, "name", TEXT)


def test_every_path_has_a_slot_and_a_node_with_its_namespace() -> None:
    scope = layout((field("Head/Id"), field("@v"), field("Head/@at"), Repeated("Tags/Tag", "t", TEXT)), "urn:x")
    assert scope.slots == {"Head/Id": 0, "@v": 1, "Head/@at": 2, "Tags/Tag": 3}
    assert set(scope.top.children) == {"{urn:x}Head", "{urn:x}Tags"}
    assert scope.top.attributes == {"v": 1}
    head = scope.top.children["{urn:x}Head"]
    assert (head.kind, head.attributes, head.slot < 0) == (Kind.BRANCH, {"at": 2}, True)
    assert head.children["{urn:x}Id"].plain


def test_records_stand_in_the_scope_of_their_rows_but_groups_in_their_own() -> None:
    inline = Inline("price", Price, (field("Price"),))
    nested = Nested("Office", "office", Price, (field("@code"), Group("Item", "items", Item, (field("."),))))
    scope = layout((inline, nested, Implied("x", 1), Constant("C", "c")), None)
    assert set(scope.slots) == {"Price", "Office/@code", "Office/Item", "C"}
    inner = scope.top.children["Office"].children["Item"].scope
    assert inner is not None
    assert inner.slots == {".": 0}
    assert inner.top.kind is Kind.LEAF


@pytest.mark.parametrize(
    "rows",
    [
        (field("A"), field("A/B")),
        (field("A/B"), field("A")),
        (field("A"), Repeated("A", "a", TEXT)),
        (Ignored("A", "no"), field("A/B")),
        (Group("A", "a", Item, (field("B"),)), field("A/B")),
    ],
)
def test_a_path_that_is_two_things_is_refused(rows: tuple[Row, ...]) -> None:
    with pytest.raises(LayoutError, match="A"):
        layout(rows, None)


def test_the_paths_of_rows_include_their_containers() -> None:
    paths = set(paths_of(ROWS))
    assert {"Head", "Head/Id", "Goods/Line/Stamps/Stamp/Code", "Office/Name", "Head/Price"} <= paths
