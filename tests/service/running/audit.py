"""The books at the end of a test: what the journal holds against what senders were told and receivers got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import create_engine, text

from gateway.routing.delivery import State
from gateway.service.config_file import load_config
from gateway.service.journal.records import Filter
from gateway.service.journal.views import MessageView
from tests.service.running.scene import Scene

EVERYTHING = Filter(limit=10_000)


async def audit(scene: Scene, told: Mapping[str, bytes]) -> list[MessageView]:
    """Every message that a sender has a receipt for, and no other, stands once, with that receipt; nothing is lost.

    `told`: by message id. Returns the messages in the order in which they were accepted.
    """
    async with scene.journal() as journal:
        rows = await journal.messages(EVERYTHING)
        views = [view for row in reversed(rows) if (view := await journal.message(row.message))]
        invariant = await journal.invariant()
    assert invariant.holds, invariant
    assert {view.row.number: view.receipt for view in views} == told
    assert len(views) == len(told), "a message was accepted twice"
    assert_gapless(scene)
    return views


def nothing_waits(scene: Scene) -> bool:
    """Whether every delivery has come to an end, beside a gateway that runs."""
    return _rows(scene, "SELECT count(*) FROM delivery WHERE state = 'waiting'") == [(0,)]


def _rows(scene: Scene, query: str) -> list[tuple[Any, ...]]:
    engine = create_engine(load_config(scene.region.config).journal)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]
    finally:
        engine.dispose()


def assert_gapless(scene: Scene) -> None:
    """Positions 1, 2, 3 … for each receiver and consignment."""
    rows = _rows(
        scene,
        "SELECT link, consignment, min(position), max(position), count(DISTINCT position), count(*)"
        " FROM position GROUP BY link, consignment",
    )
    assert rows
    assert all((first, last, different) == (1, number, number) for *_, first, last, different, number in rows), rows


def assert_delivered_once(views: Sequence[MessageView], scene: Scene, link: str = "hebei") -> None:
    """Each has one delivery, delivered, and came as new exactly once, under its number, as the journal keeps it."""
    deliveries = [one for view in views for one in view.deliveries if one.link == link]
    assert len(deliveries) == len(views)
    assert [one.state for one in deliveries] == [State.DELIVERED] * len(views)
    peer = {"hebei": scene.hebei, "beijing": scene.beijing}[link]
    assert {one.number: one.raw for one in peer.taken} == {one.number: one.document for one in deliveries}
