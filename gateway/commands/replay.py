"""`replay`: send dead letters again, many at once; each row is an act of its own in the journal."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    LimitOption,
    Operations,
    ReasonOption,
    TokenOption,
    UrlOption,
    operations,
    segment,
)
from gateway.commands.showing import say, show, show_json
from gateway.model.errors import SenderError, SetupError

MOST = 500
"""What the operators' port lists at once; a further run takes the next."""
SAMPLE = 5
COLUMNS = ("message", "link", "result", "reason")

LinkOption = Annotated[str | None, typer.Option(help="To this receiver only.")]
CodeOption = Annotated[str | None, typer.Option(help="That died of this code only.")]
PerSecondOption = Annotated[float, typer.Option(help="How many a second at most.", min=0.01, max=1000)]

app = typer.Typer(no_args_is_help=True, help="Send dead letters again, many at once.")


@app.callback()
def replay() -> None:
    """Replay in bulk."""


@app.command("plan")
@told
def plan(
    link: LinkOption = None,
    code: CodeOption = None,
    limit: LimitOption = MOST,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Say what a run with the same filter would send, a sample of it, and what it cannot send; nothing is changed.

    For example: eport-gateway replay plan --link hebei --code 4506 --config gateway.toml
    """
    found = _letters(operations(config, url, token_file), link, code)
    said = planned(found[:limit], more=max(0, len(found) - limit))
    if json:
        show_json(said)
        return
    rows = [[row[name] for name in ("message", "link", "code", "dead_at")] for row in said["sample"]]
    show(("message", "link", "code", "dead_at"), rows, none="no dead letter to send again")
    for line in (f"{said['count']} to send again", *said["warnings"]):
        say(line)


@app.command("run")
@told
def run(
    reason: ReasonOption,
    link: LinkOption = None,
    code: CodeOption = None,
    limit: LimitOption = MOST,
    per_second: PerSecondOption = 10.0,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Send dead letters again in their own places, the oldest first; what was done is told however the run ends.

    For example: eport-gateway replay run --link hebei --code 4506 --reason "their table is mended" --per-second 5
    """
    port = operations(config, url, token_file)
    letters = [one for one in _letters(port, link, code)[:limit] if one["writable"]]
    if letters and sys.stdin.isatty() and not yes:
        typer.confirm(f"Send {len(letters)} again?", abort=True)
    rows: list[Mapping[str, str]] = []
    try:
        for row in results(port, letters, reason):
            rows.append(row)
            if len(rows) < len(letters):
                time.sleep(1 / per_second)
    finally:  # Ctrl-C or a gateway gone: what is left is a dead letter still, and a second run takes it
        _report(rows, len(letters), json)
    if any(row["result"] == "refused" for row in rows):
        raise typer.Exit(Exit.INPUT)


def planned(letters: Sequence[Mapping[str, Any]], *, more: int) -> dict[str, Any]:
    """Count, sample and warnings of a run over these dead letters; `more` match and are behind the limit."""
    able = [one for one in letters if one["writable"]]
    warnings = [f"{n} died of {code}: mend the cause first" for code, n in sorted(Counter(_codes(able)).items())]
    if unable := len(letters) - len(able):
        warnings.append(f"{unable} have no document and are left out: have the message sent anew, or skip them")
    if more:
        warnings.append(f"{more} more match: run again after this")
    return {"count": len(able), "sample": able[:SAMPLE], "warnings": warnings}


def results(port: Operations, letters: Sequence[Mapping[str, Any]], reason: str) -> Iterator[Mapping[str, str]]:
    """Send each again: sent, duplicate (it is no dead letter any more) or refused. GATEWAY_AWAY ends it."""
    for letter in letters:
        message, link = str(letter["message"]), str(letter["link"])
        try:
            result, why = _again(port, message, link, reason)
        except (SenderError, SetupError) as error:
            result, why = "refused", str(error)
        yield {"message": message, "link": link, "result": result, "reason": why}


def _again(port: Operations, message: str, link: str, reason: str) -> tuple[str, str]:
    """Looks first: what was delivered meanwhile would be sent a second time, behind what followed it."""
    deliveries = port.get(f"/api/v1/messages/{segment(message)}")["deliveries"]
    state = next(one["state"] for one in reversed(deliveries) if one["link"] == link)
    if state != "dead":
        return "duplicate", f"it is {state} meanwhile"
    port.post("/api/v1/replays", {"message": message, "link": link, "reason": reason})
    return "sent", ""


def _letters(port: Operations, link: str | None, code: str | None) -> list[Mapping[str, Any]]:
    found = port.get("/api/v1/deadletters", {"link": link, "limit": MOST})["deadletters"]
    return [one for one in found if code in (None, one["code"])]


def _report(rows: Sequence[Mapping[str, str]], of: int, json: bool) -> None:
    counts = Counter(row["result"] for row in rows)
    if json:
        show_json({"planned": of, "results": dict(counts), "rows": rows})
    else:
        show(COLUMNS, [[row[name] for name in COLUMNS] for row in rows], none="no dead letter to send again")
    parts = [f"{counts[result]} {result}" for result in ("sent", "duplicate", "refused")]
    say(", ".join([*parts, f"{of - len(rows)} not reached"]))


def _codes(letters: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(one["code"]) for one in letters]
