"""A fresh journal for each test, on each engine that is there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from gateway.service.journal.journal import Journal, open_journal
from tests.private_postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def journal_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place for a journal, on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'journal.sqlite'}"
        return
    with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
async def journal(journal_url: str) -> AsyncIterator[Journal]:
    async with open_journal(journal_url) as opened:
        yield opened
