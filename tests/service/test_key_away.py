"""A token that is pulled out while the gateway runs costs a sender a retry, and no document and no delivery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gateway.model import faults
from gateway.routing.delivery import State
from gateway.trust.algorithms import Scheme
from gateway.trust.signer import Signer
from tests.service.laid import Laid, laid


class Token:
    """Signs as the key it was made from, while it is there."""

    def __init__(self, signer: Signer) -> None:
        self._key = signer.key
        self.away = False

    def sign(self, message: bytes, scheme: Scheme) -> bytes:
        if self.away:
            raise faults.KEY_AWAY.error("the token does not answer (DeviceRemoved)")
        return self._key.sign(message, scheme)


@contextmanager
def pulled_out(region: Laid, *links: str) -> Iterator[None]:
    """Of these links; the same key for all, as a rule."""
    adapters = region.gateway.adapters
    assert isinstance(adapters, dict)
    before = dict(adapters)
    for name in links or tuple(adapters):
        terms = adapters[name].terms
        tokens = {profile: Token(signer) for profile, signer in terms.signers.items()}
        signers = {
            profile: replace(signer, key=replace(signer.key, sign=tokens[profile].sign))
            for profile, signer in terms.signers.items()
        }
        adapters[name] = replace(adapters[name], terms=replace(terms, signers=signers))
        for token in tokens.values():
            token.away = True
    yield
    adapters.update(before)


async def test_a_document_is_refused_for_now_and_taken_when_the_token_is_back(tmp_path: Path) -> None:
    async with laid(tmp_path) as region:
        raw = region.good("beijing", "2014101500000001")
        with pulled_out(region):
            answer = await region.accept("beijing", raw)
        assert (answer.accepted, answer.code, answer.status) == (False, faults.KEY_AWAY.code, 503)
        assert answer.retry_after_s
        assert b"Signature" not in answer.receipt
        assert (await region.accept("beijing", raw)).accepted


SECOND = """\
name = "second"
party = "hebei"
dialect = "tianjin-ciq"
profile = "none"
offices = ["02"]
receives = ["declaration"]
transport = { kind = "folder", root = "second", business_type = "Plain" }
"""
"""Receives what Tianjin does, unsigned."""


async def test_a_key_that_is_away_for_one_of_two_receivers_makes_no_dead_letter(tmp_path: Path) -> None:
    async with laid(tmp_path, second=SECOND) as region:
        raw = region.good("beijing", "2014101500000001")
        with pulled_out(region, "tianjin"):
            answer = await region.accept("beijing", raw)
        assert (answer.accepted, answer.code) == (False, faults.KEY_AWAY.code)
        assert (await region.accept("beijing", raw)).accepted
        counts = await region.gateway.journal.counts()
        assert set(counts) == {("tianjin", State.WAITING), ("second", State.WAITING)}


async def test_what_is_refused_anyway_is_told_so_unsigned(tmp_path: Path) -> None:
    async with laid(tmp_path) as region:
        with pulled_out(region):
            answer = await region.accept("quiet", region.good("beijing", "2014101500000002"))
        assert (answer.accepted, answer.code) == (False, faults.KIND_NOT_ALLOWED.code)
        assert b"Signature" not in answer.receipt
