"""Every sample of every dialect and envelope, made bad by chance: a receipt or an acceptance, never an error of ours.

The seed of a failure is in its message: `mutant(document, Random(seed))` makes the document again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from random import Random

import pytest
import pytest_asyncio
import structlog

from adapters import DIALECTS, ENVELOPES
from gateway.document.parse import parse
from gateway.model import faults
from gateway.routing.delivery import Outcome
from gateway.service.judging import judge
from gateway.service.transports.transport import Answer, Reply
from tests.service.every_dialect import INSIDE, Everyone, enveloped, everyone, heard_by_all
from tests.service.mutants import mutant, receipts_of

DIALECT_NAMES = [dialect.name for dialect in DIALECTS]
ENVELOPE_NAMES = [envelope.name for envelope in ENVELOPES]
TIMES, ENVELOPE_TIMES, RECEIPT_TIMES, SLOW_TIMES = 400, 250, 400, 1000
AT_ONCE = 25
"""So many are accepted together, and share a commit."""
RECEIPTS = {"dxp-sv": "dxp"}
NOT_HERE = (faults.NOT_DECLARED.code, faults.NUMBER_TAKEN.code)
"""A sample of a draft; and number 107 of a consultation, which two ports have."""
in_one_loop = pytest.mark.asyncio(loop_scope="module")
Made = Callable[[str, int], tuple[bytes, str | None]]
"""The document of a seed and a count, and the label beside it."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Everyone]:
    async with everyone(tmp_path_factory.mktemp("everyone"), to=("regional", "hebei-dec")) as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody_is_unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard_by_all(monkeypatch)


async def survive(here: Everyone, link: str, made: Made, times: int) -> list[Answer]:
    """Each is answered, none of it is our fault, and what was accepted is a document or a refusal for each receiver."""
    answers: list[Answer] = []
    with structlog.testing.capture_logs() as logs:
        for first in range(0, times, AT_ONCE):
            seeds = [(f"{link} {count}", count) for count in range(first, min(first + AT_ONCE, times))]
            sent = [made(seed, count) for seed, count in seeds]
            batch = await asyncio.gather(*(here.gateway.exchange.accept(link, *one) for one in sent))
            answers += batch
            for (seed, _), answer in zip(seeds, batch, strict=True):
                assert answer.code != faults.OURS.code, (seed, logs[-2:])
                assert parse(answer.receipt, header=answer.charset).root is not None, seed
    assert [log for log in logs if log["event"] in ("our-fault", "refusal-unwritten")] == []
    dead = await here.gateway.journal.dead(10_000)
    assert [one for one in dead if one.code == faults.OURS.code] == []
    return answers


def turn(here: Everyone, dialect: str, count: int) -> bytes:
    """Every sample, one after the other."""
    return here.documents[dialect][count % len(here.documents[dialect])]


def plain(here: Everyone, dialect: str, seed: str, count: int) -> tuple[bytes, str | None]:
    chance = Random(seed)  # noqa: S311
    return mutant(here.fresh(dialect, turn(here, dialect, count), count), chance)


def wrapped(here: Everyone, name: str, seed: str, count: int) -> tuple[bytes, str | None]:
    """Bad outside, or bad inside."""
    chance, dialect = Random(seed), INSIDE[name]  # noqa: S311
    document = here.fresh(dialect, turn(here, dialect, count), count)
    if chance.random() < 0.3:
        return enveloped(here, name, mutant(document, chance)[0], count), None
    return mutant(enveloped(here, name, document, count), chance)


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
@in_one_loop
async def test_every_good_sample_is_accepted(here: Everyone, dialect: str) -> None:
    for count, document in enumerate(here.documents[dialect], 90_000 + 1000 * DIALECT_NAMES.index(dialect)):
        answer = await here.gateway.exchange.accept(dialect, here.fresh(dialect, document, count), None)
        assert answer.code in ("0000", *NOT_HERE), (document[:600].decode(answer.charset), answer)


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
@in_one_loop
async def test_hundreds_of_bad_documents_of_each_dialect_are_answered(here: Everyone, dialect: str) -> None:
    answers = await survive(here, dialect, lambda seed, count: plain(here, dialect, seed, count), TIMES)
    assert any(answer.accepted for answer in answers), "some were still good"
    assert len({answer.code for answer in answers}) > 8, "they are bad in many ways"


@pytest.mark.parametrize("name", ENVELOPE_NAMES)
@in_one_loop
async def test_bad_documents_in_each_envelope_are_answered(here: Everyone, name: str) -> None:
    answers = await survive(here, f"in-{name}", lambda seed, count: wrapped(here, name, seed, count), ENVELOPE_TIMES)
    assert any(answer.accepted for answer in answers), "some were still good"
    assert len({answer.code for answer in answers}) > 8, "they are bad in many ways"


@pytest.mark.parametrize("name", [*DIALECT_NAMES, *ENVELOPE_NAMES])
@in_one_loop
async def test_a_bad_answer_of_each_peer_is_an_outcome(here: Everyone, name: str) -> None:
    link = f"in-{name}" if name in ENVELOPE_NAMES else name
    terms, at = here.gateway.adapters[link].terms, datetime(2014, 10, 15, 1, tzinfo=UTC)
    for count in range(RECEIPT_TIMES):
        chance = Random(f"receipt {name} {count}")  # noqa: S311
        raw, charset = mutant(chance.choice(receipts_of(RECEIPTS.get(name, name))), chance)
        outcome = judge(Reply(receipt=raw, charset=charset), b"<a/>", terms, number="7", at=at, on=date(2014, 10, 15))
        assert isinstance(outcome, Outcome)
        assert outcome.code != faults.OURS.code, count


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2014-10-15", "2018-10-15", "2026-10-15"])
@pytest.mark.parametrize("name", [*DIALECT_NAMES, *ENVELOPE_NAMES])
async def test_more_are_answered_with_everybody_listening(
    tmp_path_factory: pytest.TempPathFactory, name: str, day: str
) -> None:
    async with everyone(tmp_path_factory.mktemp("everyone"), day=day) as here:
        if name in ENVELOPE_NAMES:
            await survive(
                here, f"in-{name}", lambda seed, count: wrapped(here, name, f"{day} {seed}", count), SLOW_TIMES
            )
        else:
            await survive(here, name, lambda seed, count: plain(here, name, f"{day} {seed}", count), SLOW_TIMES)
