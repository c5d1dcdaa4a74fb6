"""A notary that is killed: `python -m tests.service.journal.sealing URL FIRST STEP COUNT`.

It says its certificate on stdout, then what was accepted, and kills itself at the COUNT-th STEP of the writer.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from itertools import count

from gateway.service.journal.journal import open_journal
from tests.service.journal.chain import GATEWAY, Clock, notary
from tests.service.journal.crashing import killer, say
from tests.service.journal.material import acceptance


async def main(url: str, first: int, step: str, at: int) -> None:
    clock = Clock()
    say("certificate", GATEWAY.certificate.der.hex())
    async with open_journal(url, observe=killer(step, at)) as journal:
        own = notary(journal, clock)
        for n in count(first):
            await journal.accept(acceptance(n))
            say("accepted", n)
            await own.turn()
            clock.at += timedelta(hours=11)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
