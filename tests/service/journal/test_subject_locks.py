"""On PostgreSQL a revocation and what rests on its result, sent by two parties at once, see each other all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from gateway.recognition.entries import Entry, Registry, entries
from gateway.routing.delivery import State
from gateway.service.journal import acceptance as accepting
from gateway.service.journal.journal import open_journal
from gateway.service.journal.records import Acceptance
from tests.private_postgres import fresh_database
from tests.service.journal.material import acceptance, document, our_number
from tests.service.journal.test_stopping import REVOKED

RESULT = acceptance(1, "result_number:beijing:R1", links=())
REVOCATION = acceptance(2, "bill:A", kind="result-revocation", stops=True, entries=entries(REVOKED))
RECOGNITION = acceptance(
    3,
    "bill:B",
    kind="recognition-decision",
    party="tianjin",
    answers=our_number(1),
    rests_on="R1",
    entries=(Entry(registry=Registry.RECOGNITION, subjects=("R1",), said={"number": "R1"}),),
    deliveries=(document("hebei", 300, releases=True),),
)
WAITS = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
STATE = text("SELECT state FROM delivery WHERE message = :message")


@pytest.fixture
async def engine(postgres_server: str) -> AsyncIterator[Engine]:
    with fresh_database(postgres_server) as url:
        async with open_journal(url) as journal:
            await journal.accept(RESULT)
        made = create_engine(url)
        yield made
        made.dispose()


def accept(engine: Engine, one: Acceptance) -> None:
    with engine.begin() as connection:
        accepting.accept(connection, one)


def until_it_waits(connection: Connection, other: Future[None]) -> None:
    """Until the other stands before a lock, or is through."""
    while not other.done() and not connection.execute(WAITS).scalar_one():
        pass


@pytest.mark.parametrize(
    ("first", "second"), [(REVOCATION, RECOGNITION), (RECOGNITION, REVOCATION)], ids=["revoked", "recognised"]
)
async def test_whichever_commits_first_what_rests_on_the_result_is_never_sent(
    engine: Engine, first: Acceptance, second: Acceptance
) -> None:
    with ThreadPoolExecutor(1) as threads, engine.connect() as looking:
        with engine.begin() as connection:
            accepting.accept(connection, first)
            other = threads.submit(accept, engine, second)
            until_it_waits(looking, other)
        other.result()
        looking.rollback()
        assert looking.execute(STATE, {"message": RECOGNITION.message}).scalar_one() == State.SUPERSEDED


async def test_messages_about_other_results_do_not_wait(engine: Engine) -> None:
    with engine.begin() as connection:
        accepting.accept(connection, REVOCATION)
        accept(engine, acceptance(4, "bill:C", rests_on="R2"))
