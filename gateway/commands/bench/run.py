"""`bench`: what each step costs on this machine, beside what no design can avoid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from gateway.commands.bench.documents import case
from gateway.commands.bench.journal import journal_row
from gateway.commands.bench.machine import machine
from gateway.commands.bench.measuring import Row, measure
from gateway.commands.bench.steps import steps
from gateway.commands.ending import told
from gateway.commands.showing import show, show_json
from gateway.commands.signing import ProfileName
from gateway.trust.self_test import self_test

COLUMNS = ("step", "kB", "floor us", "ours us", "ours / floor")
KILOBYTES_MAX = 1024
PREFERRED = ProfileName("sm2-sm3")


@told
def bench(
    sizes: Annotated[str, typer.Option(help="Of the documents, in kB.")] = "4,20",
    profile: Annotated[ProfileName, typer.Option(help="Seals are made and verified under it.")] = PREFERRED,
    rounds: Annotated[int, typer.Option(help="Floor and ours take turns so often.", min=3, max=99)] = 7,
    seconds: Annotated[float, typer.Option(help="Of measuring, in all.", min=0.1, max=600)] = 6.0,
    json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Measure each step's CPU beside its own floor; ratios are sound, microseconds are this machine's.

    For example: eport-gateway bench --sizes 4,20 --profile sm2-sm3
    """
    self_test()
    wanted, name = _sizes(sizes), profile.value
    rows = list(_rows(wanted, name, rounds, seconds))
    if json:
        show_json({"machine": machine(), "profile": name, "rounds": rounds, "rows": list(map(asdict, rows))})
        return
    show(("machine", name), machine().items())
    typer.echo()
    show(COLUMNS, [tuple(asdict(row).values()) for row in rows])


def _rows(sizes: list[float], profile: str, rounds: int, seconds: float) -> Iterator[Row]:
    for size in sizes:
        made = case(size, profile)
        pairs = steps(made)
        for pair in pairs:
            yield measure(pair, size=len(made.raw), rounds=rounds, seconds=seconds / len(sizes) / len(pairs))
        yield journal_row(made, rounds=rounds)


def _sizes(text: str) -> list[float]:
    try:
        sizes = [float(part) for part in text.split(",")]
    except ValueError:
        sizes = []
    if not sizes or not all(0 < size <= KILOBYTES_MAX for size in sizes):
        raise typer.BadParameter(f"{text!r}: numbers up to {KILOBYTES_MAX} with commas between", param_hint="--sizes")
    return sizes
