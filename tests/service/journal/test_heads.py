"""The queries that run all the time never read what is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.dialects import sqlite

from gateway.service.journal import heads, listing
from gateway.service.journal.engine import engines
from gateway.service.journal.journal import open_journal
from gateway.service.journal.records import Mailbox
from tests.service.journal.material import NOW, acceptance, accepted, delivered


@pytest.fixture
async def reading(tmp_path: Path) -> AsyncIterator[Connection]:
    """A journal in which much is over and little waits, its statistics taken."""
    url = f"sqlite:///{tmp_path / 'journal.sqlite'}"
    async with open_journal(url) as journal:
        mailboxes = await accepted(journal, *(acceptance(n, f"bill:{n % 3}") for n in range(90)))
        for _ in range(29):
            for mailbox in mailboxes:
                await delivered(journal, mailbox)
        await journal._write(lambda connection: connection.exec_driver_sql("ANALYZE").rowcount)
    opened = engines(url, readers=1, wait_s=1)
    with opened.reading.connect() as connection:
        yield connection
    opened.dispose()


def plan(connection: Connection, sql: str) -> list[str]:
    return [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]


def test_due_walks_the_index_of_waiting_deliveries_only(reading: Connection) -> None:
    written = heads.due_query(NOW, 100).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    steps = plan(reading, str(written))
    assert "SCAN delivery USING INDEX delivery_waiting_due" in steps
    assert [step for step in steps if step.startswith("SCAN") and "delivery_waiting_due" not in step] == []
    assert any("SEARCH earlier USING INDEX position_open" in step.replace("COVERING ", "") for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_a_head_is_found_without_walking_what_was_delivered(reading: Connection) -> None:
    query = heads.head_query(Mailbox(link="tianjin", consignment=1))
    written = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    seen = plan(reading, str(written))
    assert any("position USING" in step and "position_open" in step for step in seen)
    assert not any(step.startswith("SCAN") or "TEMP B-TREE" in step for step in seen)


def test_the_figures_for_metrics_read_indexes_only(reading: Connection) -> None:
    assert sum(listing.counts(reading).values()) == 90
    steps = plan(reading, "SELECT link, state, count(*) FROM delivery GROUP BY link, state")
    assert steps == ["SCAN delivery USING COVERING INDEX delivery_link_state"]


def test_how_long_a_link_waits_is_read_from_what_waits(reading: Connection) -> None:
    steps = plan(reading, str(listing.OLDEST_WAITING.compile(dialect=sqlite.dialect())))
    assert [step.replace("COVERING ", "") for step in steps] == ["SCAN delivery USING INDEX delivery_waiting_age"]
