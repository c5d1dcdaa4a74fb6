"""The one thread of a worker that writes: everything of one turn in one commit, each piece in its own savepoint."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from gateway.model import faults
from gateway.service.journal.engine import told

T = TypeVar("T")
Work = Callable[[Connection], T]
"""Runs inside the transaction, and again if its batch failed: it changes nothing but the journal."""

BATCH = 256
"""Pieces of work in one commit: bounds how long the first of them waits."""


class BeginError(Exception):
    """No transaction could be begun: whoever tries next waits as long, so the whole batch gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work and who waits for it."""

    work: Work[Any]
    future: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one job."""

    value: Any = None
    error: Exception | None = None


class Writer:
    """Takes work from the event loop; a future resolves only after the COMMIT of its work has returned.

    `observe` is called in the thread at "begin", "written" (before the COMMIT) and "committed".
    """

    def __init__(self, engine: Engine, observe: Callable[[str], None]) -> None:
        self._engine = engine
        self._observe = observe
        self._turn: list[Job] = []
        self._queue: SimpleQueue[list[Job] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="journal-writer", daemon=True)
        self._closed = False
        self._thread.start()

    async def write(self, work: Work[T]) -> T:
        """The work's result, durable; JOURNAL_AWAY where the engine could not, else what the work raised."""
        if self._closed:
            raise faults.JOURNAL_AWAY.error("the journal is closed")
        loop = asyncio.get_running_loop()
        job = Job(work=work, future=loop.create_future())
        if not self._turn:
            loop.call_soon(self._hand_over)
        self._turn.append(job)
        result: T = await job.future
        return result

    async def close(self) -> None:
        """Finish what was given, then end the thread; harmless when repeated."""
        if self._closed:
            return
        self._closed = True
        self._hand_over()
        self._queue.put(None)
        with ThreadPoolExecutor(1) as waiting:
            await asyncio.get_running_loop().run_in_executor(waiting, self._thread.join)
        await asyncio.sleep(0)  # the last results were handed to the loop just now: let them arrive

    def _hand_over(self) -> None:
        jobs, self._turn = self._turn, []
        if jobs:
            self._queue.put(jobs)

    def _run(self) -> None:
        while (jobs := self._queue.get()) is not None:
            last = self._drain(jobs)
            for start in range(0, len(jobs), BATCH):
                self._finish(jobs[start : start + BATCH])
            if last:
                return

    def _drain(self, jobs: list[Job]) -> bool:
        """Add what was queued meanwhile; True at the end of all work."""
        while len(jobs) < BATCH:
            try:
                more = self._queue.get_nowait()
            except Empty:
                return False
            if more is None:
                return True
            jobs.extend(more)
        return False

    def _finish(self, jobs: Sequence[Job]) -> None:
        results = self._commit(jobs)
        jobs[0].future.get_loop().call_soon_threadsafe(_tell, jobs, results)

    def _commit(self, jobs: Sequence[Job]) -> Sequence[Result]:
        try:
            return self._together(jobs)
        except BeginError as error:
            return [Result(error=_cause(error))] * len(jobs)
        except Exception as error:
            return [Result(error=told(error))] if len(jobs) == 1 else self._one_by_one(jobs)

    def _together(self, jobs: Sequence[Job]) -> Sequence[Result]:
        with self._engine.connect() as connection:
            try:
                connection.begin()
            except Exception as error:
                raise BeginError from error
            self._observe("begin")
            results = [_in_savepoint(connection, job.work) for job in jobs]
            self._observe("written")
            connection.commit()
        self._observe("committed")
        return results

    def _one_by_one(self, jobs: Sequence[Job]) -> Sequence[Result]:
        results: list[Result] = []
        for job in jobs:
            try:
                results.extend(self._together([job]))
            except BeginError as error:
                return [*results, *[Result(error=_cause(error))] * (len(jobs) - len(results))]
            except Exception as error:
                results.append(Result(error=told(error)))
        return results


def _in_savepoint(connection: Connection, work: Work[Any]) -> Result:
    savepoint = connection.begin_nested()
    try:
        value = work(connection)
        savepoint.commit()
    except Exception as error:
        savepoint.rollback()  # raises where the engine dropped the whole transaction: then the batch failed
        return Result(error=told(error))
    return Result(value)


def _cause(error: BeginError) -> Exception:
    return told(error.__cause__) if isinstance(error.__cause__, Exception) else error


def _tell(jobs: Sequence[Job], results: Sequence[Result]) -> None:
    for job, result in zip(jobs, results, strict=True):
        if job.future.done():  # cancelled: the work stands all the same
            continue
        if result.error is None:
            job.future.set_result(result.value)
        else:
            job.future.set_exception(result.error)
