"""Real processes, really killed: an acceptance is there whole or not at all, and what was told is true."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from gateway.service.journal.journal import open_journal
from tests.service.journal.crashing import DAY
from tests.service.journal.material import LEASE_S, acceptance, accepted, claimed, concluded, later

ROOT = Path(__file__).resolve().parents[3]
Told = dict[str, list[str]]


def worker(url: str, first: int, step: str, at: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.service.journal.crashing", url, str(first), step, str(at)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def heard(killed: subprocess.Popen[str], told: Told) -> None:
    """Take down what the worker said before it died, and see that it died of the kill."""
    assert killed.stdout is not None
    with killed.stdout:
        for line in killed.stdout:
            word, what = line.split()
            told[word].append(what)
    assert killed.wait() == -signal.SIGKILL


def check(path: Path, told: Told) -> None:
    database = sqlite3.connect(path)

    def ask(query: str) -> list[tuple[object, ...]]:
        return database.execute(query).fetchall()

    messages = {row[0] for row in ask("SELECT id FROM message")}
    assert set(told["accepted"]) <= messages
    assert messages == {row[0] for row in ask("SELECT message FROM identity")}
    assert messages == {row[0] for row in ask("SELECT message FROM learned")}
    assert ask("SELECT message FROM delivery GROUP BY message HAVING count(*) != 2") == []
    assert len(messages) * 2 == ask("SELECT count(*) FROM delivery JOIN document ON document.id = document")[0][0]
    assert ask("SELECT id FROM delivery WHERE id NOT IN (SELECT delivery FROM position)") == []
    counted = ask("SELECT min(position), max(position) - count(*) FROM position GROUP BY link, consignment")
    assert set(counted) <= {(1, 0)}
    assert ask("SELECT alias FROM alias WHERE consignment IS NULL") == []
    delivered = {str(row[0]) for row in ask("SELECT id FROM delivery WHERE state = 'delivered'")}
    assert set(told["delivered"]) <= delivered
    assert len(set(told["number"])) == len(told["number"])
    assert len(set(told["claimed"])) == len(told["claimed"])
    assert ask("PRAGMA integrity_check") == [("ok",)]
    database.close()


@pytest.mark.parametrize("step", ["begin", "written", "committed"])
async def test_a_worker_killed_at_any_step_leaves_all_or_nothing(tmp_path: Path, step: str) -> None:
    path, told = tmp_path / "journal.sqlite", defaultdict[str, list[str]](list)
    url = f"sqlite:///{path}"
    for life, at in enumerate((2, 3, 11)):
        heard(worker(url, life * 10_000, step, at), told)
        check(path, told)
    await goes_on(url, told)


async def test_a_worker_killed_from_outside_leaves_all_or_nothing(tmp_path: Path) -> None:
    path, told = tmp_path / "journal.sqlite", defaultdict[str, list[str]](list)
    url = f"sqlite:///{path}"
    together = [worker(url, life * 10_000, "never", 0) for life in (1, 2)]
    for one in together:
        assert one.stdout is not None
        for _ in range(150):
            assert one.stdout.readline()
    for one in together:
        one.kill()
    for one in together:
        heard(one, told)
    check(path, told)
    await goes_on(url, told)


async def goes_on(url: str, told: Told) -> None:
    """The next worker finds everything that waits, and delivers it in order."""
    async with open_journal(url) as journal:
        assert not set(await journal.numbers(3000, DAY)) & set(told["number"])
        await accepted(journal, acceptance(777_777, "bill:0", message="999999999999999999"))
        while found := await journal.due(later(LEASE_S), 500):
            for due in found:
                await concluded(journal, await claimed(journal, due.mailbox, later(LEASE_S)))
        invariant = await journal.invariant()
        assert invariant.holds
        assert set(invariant.by_state) == {"delivered"}
