"""When the checker's own process stood still, and the ports that it plays with it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from tests.soak.history import Standstill

LOOK_S = 0.05
STILL = timedelta(seconds=0.5)
"""Half of what the gateway waits for an answer: a shorter one makes it give nothing up."""


async def watch(found: list[Standstill]) -> None:
    """Until cancelled."""
    while True:
        before = datetime.now(UTC)
        await asyncio.sleep(LOOK_S)
        after = datetime.now(UTC)
        if after - before > STILL:
            found.append(Standstill(began=before, ended=after))
