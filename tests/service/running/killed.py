"""A worker that kills itself, as power loss would, when it reaches a step for the first time."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from functools import partial
from pathlib import Path

from gateway.commands.logging import set_up_logging
from gateway.commands.serve import CATALOGUE
from gateway.service import worker
from gateway.service.config_file import load_config
from gateway.service.journal.journal import open_journal
from gateway.service.metrics import Metrics

FROZEN_S = 0.4
"""Longer than the margin by which a lease outlasts a send."""


class Killer:
    """An observer that counts as in production, until its step is reached.

    `step` is a step of exchange or courier, or "STEP/POINT": the first time after STEP that the journal's writer
    reaches POINT, so within the transaction that follows. "STEP/freeze" holds it up there, once, instead.
    """

    def __init__(self, step: str) -> None:
        self._step, _, self._point = step.partition("/")
        self._armed = False
        self._metrics: Metrics | None = None

    def watching(self, metrics: Metrics) -> Killer:
        self._metrics = metrics
        return self

    def step(self, name: str, link: str) -> None:
        assert self._metrics is not None
        self._metrics.step(name, link)
        if name == self._step and not self._point:
            die()
        if name == self._step and self._point == "freeze" and not self._armed:
            time.sleep(FROZEN_S)  # the whole process, as when its machine is
        self._armed = self._armed or name == self._step

    def event(self, name: str, link: str, **facts: str) -> None:
        assert self._metrics is not None
        self._metrics.event(name, link, **facts)

    def writer(self, point: str) -> None:
        if self._armed and point == self._point:
            die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run_and_die(config: Path, redis: str, step: str) -> None:
    killer = Killer(step)
    worker.open_journal = partial(open_journal, observe=killer.writer)  # type: ignore[attr-defined]
    set_up_logging()
    asyncio.run(worker.run_worker(load_config(config), CATALOGUE, redis=redis, observer=killer.watching))
