"""Evidence in SQLite: the contract, and what a hostile hand in the file cannot do unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.evidence.records import digest
from gateway.evidence.statements import BatchStatement, proven, read_batch, sealed
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.journal import Journal, open_journal
from tests.service.evidence_contract import EvidenceContract, verified
from tests.service.journal.chain import TRUST, Clock, tampered, three_days
from tests.trust.made import party


class TestEvidence(EvidenceContract):
    """On SQLite."""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Where the hostile operator's hands reach: a journal in a file."""
    return f"sqlite:///{tmp_path / 'journal.sqlite'}"


async def found_at(journal: Journal) -> str:
    with pytest.raises(GatewayError) as caught:
        await verified(journal)
    assert caught.value.fault is faults.EVIDENCE_WRONG
    return str(caught.value.place)


OTHER_LINK = "UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'beijing-http', 'hebei-http') AS BLOB)"
SWAPPED = (
    "UPDATE record SET place = -1 WHERE batch = 4 AND place = 0",
    "UPDATE record SET place = 0 WHERE batch = 4 AND place = 1",
    "UPDATE record SET place = 1 WHERE batch = 4 AND place = -1",
)
BODIES_SWAPPED = (
    "CREATE TEMP TABLE held AS SELECT * FROM record WHERE batch = 4 AND place IN (0, 2)",
    "UPDATE record SET (body, message, at) = (SELECT body, message, at FROM held WHERE place = 2)"
    " WHERE batch = 4 AND place = 0",
    "UPDATE record SET (body, message, at) = (SELECT body, message, at FROM held WHERE place = 0)"
    " WHERE batch = 4 AND place = 2",
)
HACKS: dict[str, tuple[tuple[str, ...], str]] = {
    "bodies are changed": ((OTHER_LINK,), "batch 1"),
    "a record is deleted": (("DELETE FROM record WHERE batch = 4 AND place = 2",), "batch 4, record"),
    "the last record of a batch is deleted": (("DELETE FROM record WHERE batch = 4 AND place = 5",), "batch 4"),
    "a whole batch's records are deleted": (("DELETE FROM record WHERE batch = 4",), "batch 4"),
    "a record is put in": (
        (
            "INSERT INTO record (at, what, body, batch, place)"
            " SELECT at, what, body, batch, 6 FROM record WHERE id = 20",
        ),
        "record 37",
    ),
    "a record is put in at the end": (
        (
            "UPDATE batch SET last = 37 WHERE number = 6",
            "INSERT INTO record (at, what, message, body, batch, place)"
            " SELECT at, what, message, body, 6, 6 FROM record WHERE id = 36",
        ),
        "batch 6",
    ),
    "places are swapped": (SWAPPED, "batch 4, record"),
    "bodies are swapped": (BODIES_SWAPPED, "batch 4"),
    "a record is hidden from its message": (("UPDATE record SET message = NULL WHERE id = 20",), "batch 4, record 20"),
    "a record is given another kind": (("UPDATE record SET what = 'act' WHERE id = 20",), "batch 4, record 20"),
    "a record is unsealed": (("UPDATE record SET batch = NULL, place = NULL WHERE id = 24",), "batch 4"),
    "a record is moved to another batch": (("UPDATE record SET batch = 5 WHERE id = 24",), "batch 4"),
    "a record is moved to no batch": (("UPDATE record SET batch = 99, place = 0 WHERE id = 36",), "batch 6"),
    "a batch is removed": (("DELETE FROM batch WHERE number = 4",), "batch 4"),
    "the last batch is removed": (("DELETE FROM batch WHERE number = 6",), "day"),
    "the first batch is removed": (("DELETE FROM batch WHERE number = 1",), "batch 1"),
    "a batch is removed and the rest renumbered": (
        ("DELETE FROM batch WHERE number = 4", "UPDATE batch SET number = number - 1 WHERE number > 4"),
        "batch 4",
    ),
    "a statement is another batch's": (
        ("UPDATE batch SET statement = (SELECT statement FROM batch WHERE number = 5) WHERE number = 4",),
        "batch 4",
    ),
    "a statement has another byte": (
        ("UPDATE batch SET statement = CAST(replace(CAST(statement AS TEXT), '<Count>6', '<Count>7') AS BLOB)",),
        "batch 1",
    ),
    "a digest is another": (("UPDATE batch SET digest = 'sm3:00' WHERE number = 4",), "batch 4"),
    "a batch is of another day": (("UPDATE batch SET day = '2026-06-03' WHERE number = 4",), "batch 4"),
    "a day is removed": (("DELETE FROM sealed_day WHERE day = '2026-06-02'",), "day 2026-06-03"),
    "the first day is removed": (("DELETE FROM sealed_day WHERE day = '2026-06-01'",), "day 2026-06-02"),
    "a day is renamed": (("UPDATE sealed_day SET day = '2026-05-31' WHERE day = '2026-06-01'",), "day 2026-05-31"),
    "a day's digest is another": (("UPDATE sealed_day SET digest = 'x' WHERE day = '2026-06-01'",), "day 2026-06-01"),
    "a day's statement is another's": (
        ("UPDATE sealed_day SET statement = (SELECT statement FROM sealed_day WHERE day = '2026-06-02')",),
        "day 2026-06-01",
    ),
}


@pytest.mark.parametrize("hack", HACKS)
async def test_a_hostile_hand_is_found(file: str, hack: str) -> None:
    statements, place = HACKS[hack]
    async with open_journal(file) as journal:
        await three_days(journal, Clock())
        await verified(journal)
        tampered(file, *statements)
        assert (await found_at(journal)).startswith(place)


@pytest.mark.parametrize(("key", "place"), [("another", "batch 4"), ("gateway", "batch 5")])
async def test_a_statement_signed_once_more_is_found(file: str, key: str, place: str) -> None:
    """By the gateway's own key too: it can make other statements, but fits them into none that stand."""
    async with open_journal(file) as journal:
        await three_days(journal, Clock())
        forged = sealed(await _stated(journal, 4), party(name=key).signer)
        tampered(file, f"UPDATE batch SET statement = X'{forged.hex()}', digest = '{digest(forged)}' WHERE number = 4")  # noqa: S608
        assert await found_at(journal) == place


async def _stated(journal: Journal, number: int) -> BatchStatement:
    (part,) = await journal.evidence.batches(number, 1)
    return read_batch(proven(part.statement, TRUST, party="gateway").content)
