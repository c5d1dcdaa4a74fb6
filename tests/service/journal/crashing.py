"""A worker that is killed: `python -m tests.service.journal.crashing URL FIRST STEP COUNT`.

It says on stdout what the journal told it, each word after the journal answered, and kills itself at the COUNT-th STEP.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from itertools import count

from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Accepted, Claimed, Learned
from tests.service.journal.material import LEASE_S, NOW, acceptance, concluded

DAY = date(2014, 10, 15)


def killer(step: str, at: int) -> Callable[[str], None]:
    steps = count(1)

    def observe(now: str) -> None:
        if now == step and next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return observe


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def carry(journal: Journal, n: int) -> None:
    """One message, its aliases overlapping with its neighbours', and one step of what waits in its mailbox."""
    (number,) = await journal.numbers(1, DAY)
    say("number", number)
    learned = Learned(party="tianjin", name="in_reply_to", number=number, message=number)
    sent = acceptance(
        n, f"bill:{n // 3}", f"no:{n // 4}", links=("tianjin", "hebei"), message=number, learned=(learned,)
    )
    result = await journal.accept(sent)
    assert isinstance(result, Accepted)
    say("accepted", number)
    claim = await journal.claim(result.mailboxes[0], "one", NOW, LEASE_S)
    if isinstance(claim, Claimed):
        say("claimed", f"{claim.delivery_id}/{claim.attempt}")
        await concluded(journal, claim)
        say("delivered", claim.delivery_id)


async def main(url: str, first: int, step: str, at: int) -> None:
    async with open_journal(url, observe=killer(step, at)) as journal:
        for n in count(first, 5):
            await asyncio.gather(*(carry(journal, n + i) for i in range(5)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
