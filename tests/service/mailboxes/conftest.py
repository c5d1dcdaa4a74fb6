"""The three kinds of mailboxes, and a server to ill-treat."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from gateway.service.mailboxes.journal_mailboxes import JournalMailboxes
from gateway.service.mailboxes.motion import Motion
from gateway.service.private_redis import PrivateRedis, PrivateRedisError
from tests.conftest import without_redis
from tests.service.mailboxes.worlds import LINKS, DictJournal, World, opened


@pytest.fixture
def private_redis() -> Iterator[PrivateRedis]:
    """A server to be killed, stopped or filled."""
    try:
        server = PrivateRedis()
    except PrivateRedisError as missing:
        without_redis(str(missing))
    with server:
        yield server


@pytest.fixture(params=["redis", "journal", "motion"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    journal = DictJournal()
    async with AsyncExitStack() as stack:
        if request.param == "journal":
            alone = JournalMailboxes(journal)
            yield World(alone, alone, journal)
            return
        url = request.getfixturevalue("redis_url")
        first, second = await opened(stack, url), await opened(stack, url)
        if request.param == "redis":
            yield World(first, second, journal)
            return
        one, other = (Motion(redis, JournalMailboxes(journal), LINKS) for redis in (first, second))
        yield World(await stack.enter_async_context(one), await stack.enter_async_context(other), journal)
