"""Several workers and the private Redis they share: started, watched, started anew when one dies, stopped."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import structlog

from gateway.service.config import Config
from gateway.service.kept_redis import KeptRedis, redis_folder
from gateway.service.private_redis import find_server
from gateway.service.tied_child import tied_to_us

LOG = structlog.get_logger()
RESTART_S = (0.1, 0.5, 2.0, 5.0, 10.0)
POLL_S = 0.2
STOP_S = 20.0
STEADY_S = 60.0


def redis_of(config: Config) -> AbstractContextManager[str]:
    """The URL in force: the configured one; "" for "none", or where no server binary is found (said in the log)."""
    if config.redis not in ("", "none"):
        return nullcontext(config.redis)
    if config.redis == "none" or find_server() is None:
        LOG.warning("no-redis", detail="the journal alone moves the mailboxes", wanted=config.redis or "private")
        return nullcontext("")
    return KeptRedis(redis_folder(config))


def supervise(command: Callable[[int], Sequence[str]], workers: int) -> int:
    """Run `command(index)` for each worker until SIGTERM or SIGINT; a dead one starts anew, ever later. Exit code."""
    watch = _Watch(command, workers)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, watch.stop)
    return watch.run()


class _Watch:
    def __init__(self, command: Callable[[int], Sequence[str]], workers: int) -> None:
        self._command = command
        self._children: dict[int, subprocess.Popen[bytes]] = {}
        self._deaths = [0] * workers
        self._born = [0.0] * workers
        self._next = [0.0] * workers
        self._stopping = False

    def stop(self, *_: object) -> None:
        self._stopping = True

    def run(self) -> int:
        while not self._stopping:
            now = time.monotonic()
            for index in range(len(self._deaths)):
                self._look_after(index, now)
            time.sleep(POLL_S)
        return self._end()

    def _look_after(self, index: int, now: float) -> None:
        child = self._children.get(index)
        if child is not None and child.poll() is None:
            return
        if child is not None:
            self._bury(index, child, now)
        elif now >= self._next[index]:
            self._children[index] = subprocess.Popen(tied_to_us(self._command(index)))
            self._born[index] = now

    def _bury(self, index: int, child: subprocess.Popen[bytes], now: float) -> None:
        del self._children[index]
        self._deaths[index] = 0 if now - self._born[index] > STEADY_S else self._deaths[index] + 1
        wait_s = RESTART_S[min(self._deaths[index], len(RESTART_S) - 1)]
        self._next[index] = now + wait_s
        LOG.error("worker-died", worker=index, code=child.returncode, again_in_s=wait_s)

    def _end(self) -> int:
        """A worker that had not begun to listen to SIGTERM ends by it, and that is well."""
        for child in self._children.values():
            child.terminate()
        codes = [_ended(child) for child in self._children.values()]
        return max((abs(code) for code in codes if code != -signal.SIGTERM), default=0)


def _ended(child: subprocess.Popen[bytes]) -> int:
    try:
        return child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()
