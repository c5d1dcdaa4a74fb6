"""A fresh journal for each test, on each engine that is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.service.journal.journal import Journal, open_journal


@pytest.fixture
def journal_url(tmp_path: Path) -> str:
    """SQLite; another engine becomes a parameter of this fixture."""
    return f"sqlite:///{tmp_path / 'journal.sqlite'}"


@pytest.fixture
async def journal(journal_url: str) -> AsyncIterator[Journal]:
    async with open_journal(journal_url) as opened:
        yield opened
