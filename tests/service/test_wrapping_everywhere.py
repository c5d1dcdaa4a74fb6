"""Signature wrapping against the whole exchange, on a signed link of every dialect and in every envelope."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import structlog

from gateway.document.parse import parse
from gateway.model import faults
from gateway.service.refusing import SECURITY
from tests.service.every_dialect import enveloped, heard_by_all
from tests.service.signed_dialects import ENVELOPED, LINKS, Signed, signed_dialects
from tests.trust.wrapping import ATTACKS, code, has_id, sealed, wrapped

in_one_loop = pytest.mark.asyncio(loop_scope="module")
LOGGED = {"event", "log_level", "link", "code", "place"}
NOT_HERE = (faults.NOT_DECLARED.code,)
"""A draft that nobody declared: understood, and so well past every layer that is attacked here."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Signed]:
    async with signed_dialects(tmp_path_factory.mktemp("signed")) as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody_is_unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard_by_all(monkeypatch)


def good(here: Signed, link: str, count: int) -> bytes:
    """A document that the link may send, sealed; in its envelope, if it has one."""
    document = here.document(link, count)
    if link in ENVELOPED:
        document = enveloped(here.everyone, link.removeprefix("in-"), document, count)
    return sealed(document, here.signers[link], by_id=False)


@pytest.mark.parametrize("link", LINKS)
@in_one_loop
async def test_each_is_refused_noted_and_the_original_still_taken(here: Signed, link: str) -> None:
    count = 70_000 + LINKS.index(link)
    document, accept = good(here, link, count), here.gateway.exchange.accept
    with structlog.testing.capture_logs() as logs:
        for attack in ATTACKS:
            bad = wrapped(document, attack)
            answer = await accept(link, bad, None)
            assert answer.code == code(attack, has_id=has_id(document)), (attack, answer.receipt)
            assert not answer.accepted
            assert parse(answer.receipt, header=answer.charset).root is not None
            [kept] = await here.gateway.journal.refusals(1, link=link)
            noted = answer.code in {fault.code for fault in SECURITY}
            assert (kept.code, kept.party, kept.security) == (answer.code, "", noted), attack
            assert noted or answer.code == faults.DIGEST_MISMATCH.code
    assert len(logs) == len(ATTACKS)
    assert {frozenset(log) for log in logs} == {frozenset(LOGGED)}, "no payload, no traceback"
    before = await accept(link, document, None)
    assert before.code in ("0000", *NOT_HERE), before.receipt
    for attack in ATTACKS:
        assert not (await accept(link, wrapped(document, attack), None)).accepted, "nor as a copy of it"
    again = await accept(link, document, None)
    assert (again.code, again.copy) == (before.code, before.accepted)
