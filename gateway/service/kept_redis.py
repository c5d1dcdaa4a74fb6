"""The private Redis of a running gateway: started, watched, and started anew when it dies. Never a reason to stop."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event, Thread

import structlog

from gateway.service.config import Config
from gateway.service.private_redis import PrivateRedis, PrivateRedisError

LOG = structlog.get_logger()
POLL_S = 0.2
SQLITE = "sqlite:///"
AGAIN_S = (0.0, 0.5, 2.0, 10.0, 30.0)
"""Pauses before the first, second … start of a server that did not start; one that started begins anew."""


class KeptRedis(AbstractContextManager[str]):
    """Gives its URL, which holds whether the server runs or not: while it does not, the journal does the work."""

    def __init__(self, folder: Path) -> None:
        self._server = PrivateRedis(folder)
        self._stopping = Event()
        # Not a pool's: the server lives as long as the thread that started it.
        self._thread = Thread(target=self._watch, name="private-redis", daemon=True)
        self._failures = 0

    def __enter__(self) -> str:
        self._start()
        self._thread.start()
        return self._server.url

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        self._server.close()

    def _watch(self) -> None:
        while not self._stopping.wait(self._pause_s()):
            code = self._server.ended()
            if code is not None:
                LOG.error("private-redis-died", code=code)
            if self._server.pid is None:
                self._start()

    def _pause_s(self) -> float:
        return max(POLL_S, AGAIN_S[min(self._failures, len(AGAIN_S) - 1)])

    def _start(self) -> None:
        try:
            self._server.start()
        except (PrivateRedisError, OSError) as error:
            self._failures += 1
            LOG.error("private-redis-does-not-start", reason=str(error), again_in_s=self._pause_s())
            return
        self._failures = 0
        LOG.info("private-redis", version=self._server.version)


def redis_folder(config: Config) -> Path:
    """Beside a journal that is a file, where the disk is known to be ours; else in the folder that was named."""
    if config.journal.startswith(SQLITE):
        return Path(config.journal.removeprefix(SQLITE)).resolve().parent / "redis"
    return config.state.resolve() / "redis"
