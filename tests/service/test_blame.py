"""What is told of our own mistakes holds where, and never what about."""

from __future__ import annotations

import asyncio
import gc

from structlog.testing import capture_logs

from gateway.service import blame

SECRET = "a made-up document"


async def test_what_nobody_awaits_is_told_without_its_text_or_a_traceback() -> None:
    asyncio.get_running_loop().set_exception_handler(blame.of_loop)

    async def breaks() -> None:
        raise ValueError(SECRET)

    with capture_logs() as logs:
        task = asyncio.ensure_future(breaks())
        await asyncio.wait([task])
        del task
        gc.collect()
        await asyncio.sleep(0)
    (row,) = logs
    assert (row["event"], row["error"]) == ("our-fault", "ValueError")
    assert SECRET not in str(row)


async def test_what_has_no_error_is_told_by_the_loops_own_word() -> None:
    with capture_logs() as logs:
        blame.of_loop(asyncio.get_running_loop(), {"message": "Unclosed thing", "thing": SECRET})
    assert [(row["event"], row["error"]) for row in logs] == [("our-fault", "Unclosed thing")]
