"""The engine that needs nothing: mutation by chance, of whatever fared otherwise than all before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.fuzz.targets import Target
from tests.fuzz.trying import attempt, bounded_memory, bounded_time, corpus_of

POOL = 2_000
Try = Callable[[Target, bytes], str]


@dataclass(slots=True, kw_only=True)
class Findings:
    """What a run amounts to."""

    inputs: int = 0
    failure: BaseException | None = None
    failing: bytes = b""
    interesting: dict[str, bytes] = field(default_factory=dict)
    """By what became of it, the shortest input."""


def fuzz(
    target: Target,
    *,
    seed: int,
    seconds: float,
    most: int | None = None,
    note: Callable[[bytes], None] | None = None,
) -> Findings:
    """Until the time or the number of inputs is over, or an input fails. The same seed tries the same inputs.

    `note` is told the input that is being tried: of one that never comes back nobody else could tell.
    """
    chance, findings = Random(f"{seed} {target.name}"), Findings()  # noqa: S311
    pool = [*target.seeds(), *(path.read_bytes() for path in corpus_of(target))]
    deadline = time.monotonic() + seconds
    with bounded_memory():
        for data in pool:
            take(target, data, findings)
        while not findings.failure and time.monotonic() < deadline and findings.inputs != most:
            data = target.mutate(chance.choice(pool), chance)
            if note:
                note(data)
            if take(target, data, findings) and len(pool) < POOL:
                pool.append(data)
    return findings


def take(target: Target, data: bytes, findings: Findings) -> bool:
    """Whether it fared as none before."""
    findings.inputs += 1
    try:
        with bounded_time():
            fared = attempt(target, data)
    except BaseException as failure:
        if isinstance(failure, KeyboardInterrupt | SystemExit):
            raise
        findings.failure, findings.failing = failure, data
        return False
    known = findings.interesting.get(fared)
    if known is None or len(data) < len(known):
        findings.interesting[fared] = data
    return known is None
