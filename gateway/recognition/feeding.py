"""结关 in the registry: each step as an entry, and the records that a message makes due beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from gateway.model.feeds import FeedRecord
from gateway.recognition.clearing import Known, Step, known, step
from gateway.recognition.entries import Entry, Registry
from gateway.recognition.feeds import feeds, lacks
from gateway.recognition.gathering import Kept

STEP: TypeAdapter[Step] = TypeAdapter(Step)
BILL = "bill:"
"""A bill may hold several declarations: it says of none that it is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """What one accepted message adds to the registry, and the records to be sent beside it, each with its own entry."""

    entries: tuple[Entry, ...] = ()
    records: tuple[tuple[FeedRecord, Entry], ...] = ()
    lacking: Mapping[str, str] | None = None
    """By kind, why a record that is due cannot be made."""


def says(body: object) -> bool:
    """Whether a message says anything of closing, so that the registry is to be asked."""
    return step(body) is not None


def subjects(aliases: Iterable[str]) -> tuple[str, ...]:
    """Under which the steps of one declaration are found: numbers as the exchange scopes them, whoever said them."""
    return tuple(sorted(f"cleared:{alias}" for alias in aliases if not alias.startswith(BILL)))


def led_to(kept: Iterable[Kept]) -> frozenset[str]:
    """Every subject of these steps: an amendment and an answer may bear other numbers than the declaration."""
    return frozenset(name for one in kept if one.entry.registry is Registry.CLEARING for name in one.entry.subjects)


def feeding(body: object, kept: Sequence[Kept], under: Collection[str], on: date, wanted: Collection[str]) -> Fed:
    """`kept`: what is found under `under` and all that it leads to; `wanted`: kinds that somebody is subscribed to."""
    said = step(body)
    if said is None:
        return Fed()
    names = sorted(led_to(kept) | set(under))
    before = told(kept, on)
    records = [record for record in feeds(body, before) if record.KIND in wanted]
    return Fed(
        entries=(_entry(said, names, on),),
        records=tuple((record, _entry(made, names, on)) for record in records if (made := step(record))),
        lacking={kind: why for kind, why in lacks(body, before).items() if kind in wanted},
    )


def told(kept: Iterable[Kept], on: date) -> Known:
    """What the steps come to, in the order in which they came."""
    return known(_steps(sorted(kept, key=lambda one: one.number)), on)


def _steps(kept: Iterable[Kept]) -> Iterator[tuple[Step, date]]:
    for one in kept:
        if one.entry.registry is Registry.CLEARING:
            yield STEP.validate_python(dict(one.entry.said["step"])), date.fromisoformat(one.entry.said["on"])


def _entry(said: Step, names: Sequence[str], on: date) -> Entry:
    content: dict[str, Any] = {"step": STEP.dump_python(said, mode="json"), "on": on.isoformat()}
    return Entry(registry=Registry.CLEARING, subjects=tuple(names), said=content)
