"""`python -m tests.soak --seed 1 --seconds 60`: exit 0 only if nothing that may not be was found."""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway.service.journal.views import MessageView
from tests.soak.books import history_of, views_of
from tests.soak.checking import taken, violations
from tests.soak.history import History, readable
from tests.soak.load import Book, Senders
from tests.soak.stage import WORKERS, Stage, stage
from tests.soak.standing import watch
from tests.soak.trouble import Trouble

SENDERS = 6
SETTLE_S = 120.0
LOOK_S = 0.2
SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run amounts to: its figures, all that was found, and the history around that."""

    figures: dict[str, Any]
    found: list[str]
    story: list[str]


async def soak(engine: str, seed: int, seconds: float) -> Run:
    """Play, heal, wait until nothing waits, and look at the books."""
    book = Book()
    async with stage(engine) as scenery:
        await scenery.serve()
        until = time.monotonic() + seconds
        senders = Senders(scenery.scene, book, random.Random(seed), until)  # noqa: S311  (a run is to be repeated)
        trouble = Trouble(scenery, random.Random(seed + 1))  # noqa: S311
        watching = asyncio.create_task(watch(scenery.standstills))
        async with asyncio.TaskGroup() as tasks:
            for number in range(SENDERS):
                tasks.create_task(senders.work(chr(ord("A") + number)))
            tasks.create_task(trouble.work(until))
        await trouble.heal()
        ended = await _settled(scenery)
        watching.cancel()
        assert scenery.gateway is not None
        await scenery.gateway.stop()
        views = await views_of(scenery.scene)
        history = await history_of(scenery, book, views)
        found = [*([] if ended else ["deliveries still wait after all was mended"]), *book.faults, *violations(history)]
        figures = _figures(scenery, book, trouble, views, history) | {"seed": seed, "engine": engine}
        return Run(figures=figures | {"violations": found[:SHOWN]}, found=found, story=readable(history, found))


async def _settled(scenery: Stage) -> bool:
    end = time.monotonic() + SETTLE_S
    while time.monotonic() < end:
        async with scenery.scene.journal() as journal:
            counts = await journal.counts()
        if not any(count for (_, state), count in counts.items() if state in ("waiting", "dead")):
            return True
        await asyncio.sleep(LOOK_S)
    return False


def _figures(
    scenery: Stage, book: Book, trouble: Trouble, views: Sequence[MessageView], history: History
) -> dict[str, Any]:
    scene = scenery.scene
    states = Counter(one.state.value for view in views for one in view.deliveries)
    arrivals = {name: len(peer.arrivals) for name, peer in (("hebei", scene.hebei), ("beijing", scene.beijing))}
    return {
        "accepted": len(views),
        "deliveries": dict(states),
        "arrivals": arrivals,
        "as_new": {port: len(taken(history, port)) for port in ("hebei", "beijing")},
        "copies": book.copies,
        "conflicts_refused": book.conflicts,
        "tries_without_an_answer": book.retries,
        "stopped_lines": len(book.stopped),
        "chain": history.audited.said,
        "faults": trouble.done,
        "ports_stood_still_s": [round((one.ended - one.began).total_seconds(), 1) for one in scenery.standstills],
        "workers": WORKERS,
        "python": platform.python_version(),
    }


def main() -> int:
    """Print one JSON, and on failure the history before it."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--result", type=Path, help="also write it here")
    told = parser.parse_args()
    began = time.monotonic()
    run = asyncio.run(soak(told.engine, told.seed, told.seconds))
    result = run.figures | {"seconds": round(time.monotonic() - began, 1)}
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if run.found:
        print("history:", *run.story, sep="\n  ")
    print(text)
    if told.result:
        told.result.write_text(text + "\n", encoding="utf-8")
    print(f"soak: {result['accepted']} accepted, {len(run.found)} violations", file=sys.stderr)
    return int(bool(run.found))


if __name__ == "__main__":
    sys.exit(main())
