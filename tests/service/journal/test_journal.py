"""The contract, on SQLite."""

from __future__ import annotations

from tests.service.journal_contract import JournalContract


class TestJournalOnSQLite(JournalContract):
    pass
