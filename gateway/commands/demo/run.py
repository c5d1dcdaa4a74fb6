"""`demo`: the three-region run on real transports; live progress, a closing table, an exit code to be trusted."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from gateway.commands.demo.region import lay_region
from gateway.commands.demo.scene import Scene, scene
from gateway.commands.demo.steps import STEPS, Outcome, Step
from gateway.commands.ending import Exit, told

LOG_TAIL = 20
WIDTH = 132
SETTING = "Three e-ports on loopback, keys made on the spot (SM2), journal SQLite, a private Redis where there is one."


@told
def demo(
    as_json: Annotated[bool, typer.Option("--json", help="Rows as JSON.")] = False,
    keep: Annotated[Path | None, typer.Option(help="Keep the region in this empty folder.", file_okay=False)] = None,
) -> None:
    """Run three simulated e-ports around a real gateway; exit 0 only if every expected outcome was observed."""
    console = Console(stderr=as_json, width=None if sys.stdout.isatty() else WIDTH)
    if keep and keep.is_dir() and any(keep.iterdir()):
        raise typer.BadParameter("this folder is not empty", param_hint="--keep")
    folder = keep or Path(tempfile.mkdtemp(prefix="eport-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        outcomes = asyncio.run(_play(folder, console))
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    if as_json:
        typer.echo(json.dumps([asdict(one) | {"good": one.good} for one in outcomes], ensure_ascii=False, indent=1))
    else:
        console.print(_table(outcomes))
    failed = sum(not one.good for one in outcomes)
    console.print(f"{len(outcomes) - failed} of {len(outcomes)} expected outcomes were observed at the receiving end.")
    if failed:
        raise typer.Exit(Exit.OURS)


async def _play(folder: Path, console: Console) -> list[Outcome]:
    region = lay_region(folder, redis="")
    log = folder / "gateway.log"
    outcomes: list[Outcome] = []
    console.print(SETTING)
    try:
        async with scene(region, log) as stage:
            for step in STEPS:
                outcomes += await _act(step, stage, console)
    except Exception:
        console.print("\n".join(log.read_text(encoding="utf-8").splitlines()[-LOG_TAIL:]) if log.exists() else "no log")
        raise
    return outcomes


async def _act(step: Step, stage: Scene, console: Console) -> list[Outcome]:
    """One step; what does not come in time is an outcome too, and the next step goes on."""
    console.print(f"[bold]{(step.__doc__ or '').strip()}[/bold]")
    outcomes: list[Outcome] = []
    try:
        async for outcome in step(stage):
            outcomes.append(outcome)
            mark = "[green]✓[/green]" if outcome.good else "[red]✗[/red]"
            console.print(f"  {mark} {outcome.sent}: {outcome.seen} ({outcome.seconds * 1000:.0f} ms)")
    except TimeoutError:
        late = Outcome(
            step=step.__name__, sent="what comes next", way="-", expected="in time", seen="nothing came", seconds=0.0
        )
        outcomes.append(late)
        console.print(f"  [red]✗[/red] {late.seen}")
    return outcomes


def _table(outcomes: list[Outcome]) -> Table:
    table = Table(title="eport-gateway demo", title_justify="left")
    for column in ("step", "sent", "way", "expected", "seen"):
        table.add_column(column, overflow="fold")
    table.add_column("ms", justify="right")
    table.add_column("")
    for one in outcomes:
        mark = "[green]✓[/green]" if one.good else "[red]✗[/red]"
        table.add_row(one.step, one.sent, one.way, one.expected, one.seen, f"{one.seconds * 1000:.0f}", mark)
    return table
