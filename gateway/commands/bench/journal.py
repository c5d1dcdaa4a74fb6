"""The journal's group commit beside a bare SQLite commit of the same bytes, batched alike."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from gateway.commands.bench.documents import Case
from gateway.commands.bench.measuring import Row, row
from gateway.commands.bench.steps import whole
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Acceptance, NewDelivery

BATCH = 64
"""Documents on their way at once, as under load; every commit is durable (synchronous=FULL)."""
BARE = "CREATE TABLE bare (id INTEGER PRIMARY KEY, number TEXT UNIQUE, raw BLOB, receipt BLOB, document BLOB)"


def journal_row(case: Case, *, rounds: int) -> Row:
    """CPU of one acceptance, all threads; on a disk that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="eport-bench-") as folder:
        floors, ours = asyncio.run(_rounds(Path(folder), case, rounds))
    return row("journal, group commit", len(case.raw), floors, ours)


async def _rounds(folder: Path, case: Case, rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    floors, ours, receipt = list[float](), list[float](), whole(case)
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL").close()
        bare.execute("PRAGMA synchronous = FULL").close()
        bare.execute(BARE).close()
        async with open_journal(f"sqlite:///{folder / 'journal.sqlite'}") as journal:
            for turn in range(rounds + 1):
                floors.append(_bare(bare, turn, case.raw, receipt))
                ours.append(await _journal(journal, turn, case.raw, receipt))
    return floors[1:], ours[1:]  # the first round fills caches


def _bare(connection: sqlite3.Connection, turn: int, raw: bytes, receipt: bytes) -> float:
    began = time.process_time()
    rows = [(f"{turn}-{at}", raw, receipt, raw) for at in range(BATCH)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO bare (number, raw, receipt, document) VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    return (time.process_time() - began) / BATCH


async def _journal(journal: Journal, turn: int, raw: bytes, receipt: bytes) -> float:
    began = time.process_time()
    await asyncio.gather(*(journal.accept(_acceptance(turn * BATCH + at, raw, receipt)) for at in range(BATCH)))
    return (time.process_time() - began) / BATCH


def _acceptance(at: int, raw: bytes, receipt: bytes) -> Acceptance:
    """One receiver, one bill, as most documents have."""
    delivery = NewDelivery(link="tianjin", party="tianjin", number=f"20141016{at:010d}", document=raw)
    return Acceptance(
        message=f"20141015{at:010d}",
        party="beijing",
        number=f"BJ{at}",
        link="beijing",
        kind="declaration",
        dialect="beijing-ciq",
        received_at=datetime.now(UTC),
        raw=raw,
        content=f"sm3:{at:064x}",
        receipt=receipt,
        aliases=frozenset({f"bill:COSU{at}/045W"}),
        deliveries=(delivery,),
    )
