"""kill -9 of the notary at any step: the chain is whole, holds every record once, and goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gateway.service.journal.journal import open_journal
from gateway.trust.certificates import read_certificate
from gateway.trust.trust_store import TrustStore
from tests.service.journal.chain import GATEWAY, Clock, notary


def life(url: str, first: int, step: str, at: int) -> tuple[bytes, int]:
    """The certificate that a notary signed by until it was killed, and how many messages it said were accepted."""
    words = [sys.executable, "-m", "tests.service.journal.sealing", url, str(first), step, str(at)]
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert done.returncode == -9, done.stderr.decode()
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    accepted = sum(word == "accepted" for word, *_ in lines)
    return bytes.fromhex(lines[0][1]), accepted


STEPS = (("written", 2), ("written", 3), ("committed", 2), ("begin", 2), ("written", 7), ("committed", 7))
"""A turn commits an acceptance and a batch, and each third one a day: of a first life the 7th commit."""


async def test_a_notary_killed_at_any_step_leaves_a_chain_that_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'journal.sqlite'}"
    lives = [life(url, number * 1000, step, at) for number, (step, at) in enumerate(STEPS, 1)]
    trust = TrustStore.of(
        ("gateway", certificate) for certificate in (GATEWAY.certificate, *(read_certificate(der) for der, _ in lives))
    )
    async with open_journal(url) as journal:
        await journal.evidence.verify_chain(trust, party="gateway")
        clock = Clock()
        clock.passes(days=90)
        await notary(journal, clock).turn()
        found = await journal.evidence.verify_chain(trust, party="gateway")
    assert found.unsealed == 0
    assert found.records >= sum(accepted for _, accepted in lives)
    assert found.records - sum(accepted for _, accepted in lives) <= len(lives)
    assert found.days >= 1
