from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from gateway.model.errors import AgainError
from gateway.service.journal import writer as writers
from gateway.service.journal.engine import Engines, engines
from gateway.service.journal.journal import open_journal
from gateway.service.journal.records import Accepted
from gateway.service.journal.writer import Writer
from tests.service.journal.material import NOW, acceptance, accepted, our_number


class Steps(list[str]):
    """What the writer said, and what to do then."""

    broken_at: str = ""
    breaks: int = 0

    def __call__(self, step: str) -> None:
        self.append(step)
        if step == self.broken_at and self.breaks:
            self.breaks -= 1
            raise OSError(f"broken at {step}")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Engines]:
    made = engines(f"sqlite:///{tmp_path / 'rows.sqlite'}", readers=1, wait_s=0.05)
    with made.writing.begin() as connection:
        connection.execute(text("CREATE TABLE row (n INTEGER PRIMARY KEY CHECK (n < 100))"))
    yield made
    made.dispose()


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
async def writer(opened: Engines, steps: Steps) -> AsyncIterator[Writer]:
    made = Writer(opened.writing, steps)
    yield made
    await made.close()


def put(n: int) -> writers.Work[int]:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO row VALUES (:n)"), {"n": n})
        return n

    return work


def rows(opened: Engines) -> list[int]:
    with opened.reading.connect() as connection:
        return list(connection.execute(text("SELECT n FROM row ORDER BY n")).scalars())


async def test_what_is_written_in_one_turn_is_one_commit(writer: Writer, opened: Engines, steps: Steps) -> None:
    assert await asyncio.gather(*(writer.write(put(n)) for n in range(20))) == list(range(20))
    assert steps == ["begin", "written", "committed"]
    assert rows(opened) == list(range(20))


async def test_a_commit_is_bounded(writer: Writer, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "BATCH", 8)
    await asyncio.gather(*(writer.write(put(n)) for n in range(20)))
    assert steps.count("committed") == 3


async def test_the_result_is_told_after_the_commit_only(opened: Engines) -> None:
    seen: list[tuple[str, bool]] = []
    futures: list[asyncio.Task[int]] = []
    writer = Writer(opened.writing, lambda step: seen.append((step, futures[0].done())))
    futures.append(asyncio.ensure_future(writer.write(put(1))))
    await futures[0]
    assert seen == [("begin", False), ("written", False), ("committed", False)]
    await writer.close()


async def test_one_bad_row_costs_only_itself(writer: Writer, opened: Engines) -> None:
    results = await asyncio.gather(*(writer.write(put(n)) for n in (1, 100, 2, 2, 3)), return_exceptions=True)
    assert [result if isinstance(result, int) else type(result) for result in results] == [
        1,
        AgainError,
        2,
        AgainError,
        3,
    ]
    assert rows(opened) == [1, 2, 3]


async def test_work_that_raises_leaves_nothing_of_itself(writer: Writer, opened: Engines) -> None:
    def half(connection: Connection) -> None:
        put(7)(connection)
        raise LookupError("half way")

    results = await asyncio.gather(writer.write(put(1)), writer.write(half), return_exceptions=True)
    assert isinstance(results[1], LookupError)
    assert rows(opened) == [1]


@pytest.mark.parametrize("step", ["begin", "written"])
async def test_a_batch_that_fails_is_retried_row_by_row(
    writer: Writer, opened: Engines, steps: Steps, step: str
) -> None:
    steps.broken_at, steps.breaks = step, 1
    assert await asyncio.gather(*(writer.write(put(n)) for n in range(3))) == [0, 1, 2]
    assert steps.count("committed") == 3
    assert rows(opened) == [0, 1, 2]


async def test_a_row_that_fails_alone_is_told_and_the_others_stand(
    writer: Writer, opened: Engines, steps: Steps
) -> None:
    steps.broken_at, steps.breaks = "written", 2
    results = await asyncio.gather(*(writer.write(put(n)) for n in range(3)), return_exceptions=True)
    assert isinstance(results[0], OSError)
    assert rows(opened) == [1, 2]


async def test_work_that_ends_the_transaction_costs_only_itself(writer: Writer, opened: Engines) -> None:
    """As SQLite does on some I/O errors: the savepoints of the others are gone with it."""

    def rollback(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise LookupError("the engine gave up")

    results = await asyncio.gather(
        writer.write(put(1)), writer.write(rollback), writer.write(put(2)), return_exceptions=True
    )
    assert (results[0], results[2]) == (1, 2)
    assert isinstance(results[1], Exception)
    assert rows(opened) == [1, 2]


async def test_a_lock_that_lasts_is_away_for_the_whole_batch_at_once(
    writer: Writer, opened: Engines, tmp_path: Path, steps: Steps
) -> None:
    other = engines(f"sqlite:///{tmp_path / 'rows.sqlite'}", readers=1, wait_s=1)
    waits: list[Connection] = []

    @event.listens_for(opened.writing, "engine_connect")
    def tried(connection: Connection) -> None:
        waits.append(connection)

    with other.writing.begin():
        results = await asyncio.gather(*(writer.write(put(n)) for n in range(50)), return_exceptions=True)
    assert {type(result) for result in results} == {AgainError}
    assert (steps, len(waits)) == ([], 1)
    assert await writer.write(put(1)) == 1
    other.dispose()


async def test_a_caller_that_goes_away_does_not_stop_the_work(writer: Writer, opened: Engines) -> None:
    gone = asyncio.ensure_future(writer.write(put(1)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await writer.write(put(2)) == 2
    assert gone.cancelled()
    assert rows(opened) == [1, 2]


async def test_closing_finishes_what_was_given_and_takes_no_more(opened: Engines, steps: Steps) -> None:
    writer = Writer(opened.writing, steps)
    given = [asyncio.ensure_future(writer.write(put(n))) for n in range(5)]
    await asyncio.sleep(0)
    await writer.close()
    await writer.close()
    assert await asyncio.gather(*given) == [0, 1, 2, 3, 4]
    with pytest.raises(AgainError, match="closed"):
        await writer.write(put(9))


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes: the kernel refuses the write, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_is_away_and_leaves_the_journal_usable(tmp_path: Path) -> None:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        await accepted(journal, acceptance(1))
        big = replace(acceptance(2), raw=b"x" * 2_000_000)
        with full_disk(1_000_000):
            with pytest.raises(AgainError) as caught:
                await journal.accept(big)
            still = await journal.identity("beijing", "BJ1")
        assert caught.value.fault.code == "4901"
        assert still is not None
        assert await journal.identity("beijing", "BJ2") is None
        assert isinstance(await journal.accept(big), Accepted)
        assert (await journal.invariant()).holds


async def test_a_database_that_is_full_costs_only_what_does_not_fit(tmp_path: Path) -> None:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        await journal._write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 200").scalar())
        big = replace(acceptance(2), raw=b"x" * 2_000_000)
        results = await asyncio.gather(
            *(journal.accept(one) for one in (acceptance(1), big, acceptance(3))), return_exceptions=True
        )
        assert [type(result) for result in results] == [Accepted, AgainError, Accepted]
        assert await journal.message(our_number(3)) is not None


async def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        pass
    assert not await journal.healthy()
    for call in (journal.identity("beijing", "BJ1"), journal.accept(acceptance(1)), journal.due(NOW, 1)):
        with pytest.raises(AgainError, match="closed"):
            await call
