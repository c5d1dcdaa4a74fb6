"""`retention`: what is over leaves the journal, what a hold names stays; on the journal itself, beside a gateway."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.evidence import store
from gateway.commands.operations import JsonOption, ReasonOption, operator
from gateway.commands.showing import say, show, show_json
from gateway.service.config import Config
from gateway.service.config_file import load_config
from gateway.service.journal.records import Act
from gateway.service.journal.retention.views import Hold, Target
from gateway.service.retention.archive_file import verified
from gateway.service.retention.running import Report
from gateway.service.retention.site import alone, opened, refuse_doubtful, retention_of

HELP = """Take out what is kept no longer, and hold what an investigation needs.

For example: eport-gateway retention plan --config gateway.toml
"""
app = typer.Typer(no_args_is_help=True, add_completion=False, help=HELP)

ConfigOption = Annotated[Path, typer.Option(envvar="EPORT_CONFIG", help="gateway.toml: it names journal and terms.")]
HELD = ("hold", "kind", "target", "since", "by", "reason")


@app.command()
@told
def plan(config: ConfigOption, json: JsonOption = False) -> None:
    """Tell what a run would take out now, and which holds stand; nothing is changed.

    For example: eport-gateway retention plan --config gateway.toml
    """
    report, holds = asyncio.run(_planned(load_config(config)))
    if json:
        show_json({**_plain(report), "holds": [{**asdict(one), "at": one.at.isoformat()} for one in holds]})
        return
    _tell(report, "would be destroyed")
    show(HELD, [(one.number, one.kind, one.target, one.at, one.actor, one.reason) for one in holds], none="no hold")


@app.command()
@told
def run(
    config: ConfigOption,
    reason: ReasonOption,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="Though no message came for three months.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: JsonOption = False,
) -> None:
    """Archive and destroy what is over; ask first on a terminal. A run that was interrupted is simply run again.

    For example: eport-gateway retention run --config gateway.toml --reason "yearly" --yes
    """
    if sys.stdin.isatty() and not yes:
        typer.confirm("Take out for good what the plan says?", abort=True)
    report = asyncio.run(_run(load_config(config), reason, doubt=not clock_is_right))
    if json:
        show_json(_plain(report))
    else:
        _tell(report, "destroyed")


@app.command()
@told
def hold(
    kind: Annotated[Target, typer.Argument(help="What is named.")],
    target: Annotated[str, typer.Argument(help="Our number of a message; an alias as bill:COSU1/045W; a party.")],
    config: ConfigOption,
    reason: ReasonOption,
) -> None:
    """Keep everything of a consignment or a party, whatever its terms, until the hold is let go.

    For example: eport-gateway retention hold alias bill:COSU1/045W --reason "case 12" --config gateway.toml
    """
    number = asyncio.run(_held(load_config(config), kind, target, _act("hold", f"{kind} {target}", reason)))
    say(f"hold {number} on {kind} {target}")


@app.command()
@told
def release(
    number: Annotated[int, typer.Argument(help="Of the hold, as plan lists it.", min=1)],
    config: ConfigOption,
    reason: ReasonOption,
) -> None:
    """Let a hold go: the terms are in force again.

    For example: eport-gateway retention release 3 --reason "case 12 is closed" --config gateway.toml
    """
    found = asyncio.run(_released(load_config(config), number, _act("release-hold", f"hold {number}", reason)))
    say(f"hold {number} on {found.kind} {found.target} is let go")


@app.command()
@told
def restore(
    message: Annotated[str, typer.Argument(metavar="ID", help="Our number of the message, 18 digits.")],
    config: ConfigOption,
    reason: ReasonOption,
) -> None:
    """Put the originals of a message back into the journal, to show them or to export its evidence.

    The next run takes them out again; hold the message if it must not.

    For example: eport-gateway retention restore 201410150000000001 --reason "case 12" --config gateway.toml
    """
    say(f"{message} is restored from {asyncio.run(_restored(load_config(config), message, reason))}")


@app.command()
@told
def verify(
    file: Annotated[Path, typer.Argument(help="A file of an archive.", exists=True, dir_okay=False)],
    trust: Annotated[Path, typer.Option(help="Folder of <party>/*.pem that you trust.", file_okay=False, exists=True)],
    gateway: Annotated[str, typer.Option(help="The folder of the gateway's certificates in it.")] = "gateway",
) -> None:
    """Check a file of an archive, offline: exit 0 if every original in it is as it was sealed.

    For example: eport-gateway retention verify 2029-06.001.zip --trust trust/
    """
    stated = verified(file, store(trust), party=gateway)
    say(f"good: {stated.members} originals of {stated.messages} messages, sealed at {stated.at.isoformat()}")


async def _planned(config: Config) -> tuple[Report, list[Hold]]:
    async with opened(config) as journal:
        return await retention_of(config, journal, _now()).plan(), list(await journal.holds())


async def _run(config: Config, reason: str, *, doubt: bool) -> Report:
    with alone(config.retention.archive_folder):
        async with opened(config) as journal:
            now = _now()
            if doubt:
                await refuse_doubtful(journal, now)
            return await retention_of(config, journal, now).run(operator(), reason)


async def _held(config: Config, kind: Target, target: str, act: Act) -> int:
    async with opened(config) as journal:
        return await journal.hold(kind, target, act)


async def _released(config: Config, number: int, act: Act) -> Hold:
    async with opened(config) as journal:
        return await journal.release(number, act)


async def _restored(config: Config, message: str, reason: str) -> str:
    async with opened(config) as journal:
        return await retention_of(config, journal, _now()).restore(message, operator(), reason)


def _act(verb: str, target: str, reason: str) -> Act:
    return Act(at=_now(), actor=operator(), verb=verb, target=target, reason=reason)


def _now() -> datetime:
    return datetime.now(UTC)


def _plain(report: Report) -> dict[str, object]:
    return {**asdict(report), "messages": {fate.value: count for fate, count in report.messages.items()}}


def _tell(report: Report, destroyed: str) -> None:
    show(("messages", "what"), [(n, fate) for fate, n in sorted(report.messages.items())], none="no message is over")
    for name in report.files:
        say(f"{name}: written")
    for name in report.destroyed:
        say(f"{name}: {destroyed}")
    for name in report.kept:
        say(f"{name}: stays, though its time is over: a hold, new messages, or another folder")
    if report.refusals:
        say(f"{report.refusals} old refusals dropped")
