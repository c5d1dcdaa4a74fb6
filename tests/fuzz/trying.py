"""Trying one input: what it amounts to, and what is a failure. The same for every engine, and for the kept corpus."""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import FrameType

from gateway.model import faults
from gateway.model.errors import GatewayError
from tests.fuzz.targets import LIMIT_BYTES, Target

CORPUS = Path(__file__).parent / "corpus"
KEPT_BYTES = 2_000
"""Longer inputs are not kept …"""
KEPT_OF_ONE = 40_000
"""… nor more than these bytes of one target."""
SECONDS_EACH = 10
WORD = re.compile(r"\b[a-z]+\b")
MEMORY_BYTES = 3 * 2**30


class OursError(AssertionError):
    """An input made us say that the mistake is ours."""


class TooSlowError(AssertionError):
    """An input took longer than anybody may make us work."""


def attempt(target: Target, data: bytes) -> str:
    """What became of it, as a word that is the same for inputs that fare alike. Raises what a target must not raise."""
    if len(data) > LIMIT_BYTES:
        return "long"
    try:
        return target.run(data) or "accepted"
    except GatewayError as error:
        if error.fault is faults.OURS:
            raise OursError(f"{error}") from error
        return way(error.fault.code, error.reason)


def way(code: str, reason: str) -> str:
    """The code, and the first of our words; those of libxml2 are half the sender's."""
    return code if code == faults.NOT_XML.code else f"{code} {' '.join(WORD.findall(reason)[:3])}"


@contextmanager
def bounded_memory() -> Iterator[None]:
    """More than MEMORY_BYTES of addresses and the process gets a MemoryError, which is a failure."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@contextmanager
def bounded_time(seconds: float = SECONDS_EACH) -> Iterator[None]:
    """One input that takes longer raises TooSlowError."""

    def late(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, left)  # whoever watches over the whole test goes on


def corpus_of(target: Target) -> list[Path]:
    """What was kept of earlier runs."""
    return sorted((CORPUS / target.name).glob("*"))


def keep(target: Target, data: bytes, folder: Path = CORPUS) -> Path | None:
    """Write an input into the corpus, if there is room for it."""
    into = folder / target.name
    into.mkdir(parents=True, exist_ok=True)
    if len(data) > KEPT_BYTES or sum(path.stat().st_size for path in into.iterdir()) + len(data) > KEPT_OF_ONE:
        return None
    path = into / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path
