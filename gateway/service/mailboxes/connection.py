"""How we talk to Redis: bounded in time and number, no hidden retries, one error for all that goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from gateway.service.mailboxes.interface import AwayError, Report
from gateway.service.mailboxes.keys import PROBE

ANSWER_S = 0.5
CONNECTIONS = 16
OLDEST = (6, 2)
UNKNOWN = "unknown"


def connect(url: str) -> Redis:
    """Make a client; it connects at its first command. Raises ValueError for an address of no known form."""
    # A pool of our own does not retry; the client's would, thrice and seconds apart, where the journal serves at once.
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=ANSWER_S,
        socket_timeout=ANSWER_S,
        socket_connect_timeout=ANSWER_S,
        protocol=2,
    )
    return Redis.from_pool(pool)


@contextmanager
def away() -> Iterator[None]:
    """Tell every failure of Redis as AwayError: lost, slow, loading, read-only, out of memory, or a broken script."""
    try:
        yield
    except (RedisError, OSError) as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error


async def take_write(client: Redis) -> None:
    """Write something short-lived, which a server that is full, loading or a replica refuses. Raises AwayError."""
    with away():
        await client.set(PROBE, b"", px=1000)


async def read_report(client: Redis) -> Report:
    """What the server says of itself. Raises AwayError."""
    with away():
        info = await client.info("server")
    version = str(info.get("valkey_version") or info.get("redis_version", UNKNOWN))
    name = "valkey" if "valkey_version" in info else "redis"
    appendonly = await _setting(client, "appendonly")
    policy = await _setting(client, "maxmemory-policy")
    return Report(
        version=f"{name} {version}",
        appendonly=appendonly,
        maxmemory_policy=policy,
        warnings=tuple(_warnings(name, version, policy)),
    )


async def _setting(client: Redis, name: str) -> str:
    """One setting; hosted servers forbid the question."""
    try:
        told: dict[Any, Any] = await client.config_get(name)
    except (RedisError, OSError):
        return UNKNOWN
    return str(told.get(name, UNKNOWN))


def _warnings(name: str, version: str, policy: str) -> Iterator[str]:
    if _numbers(version) < OLDEST:
        yield f"{name} {version} is older than {'.'.join(map(str, OLDEST))}: the journal alone will do the work"
    if policy.startswith("allkeys"):
        yield f"maxmemory-policy {policy} throws mailboxes away when memory is short: set noeviction or volatile-ttl"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
