"""`deadletters`: deliveries that wait for an operator."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    LimitOption,
    ReasonOption,
    TokenOption,
    UrlOption,
    operations,
)
from gateway.commands.showing import say, show, show_json

COLUMNS = ("dead_at", "message", "link", "number", "kind", "attempts", "code", "reason")

app = typer.Typer(no_args_is_help=True, help="List what waits for an operator, and give it up.")


@app.callback()
def deadletters() -> None:
    """Dead letters."""


@app.command("ls")
@told
def ls(
    link: Annotated[str | None, typer.Option(help="To this receiver only.")] = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """List dead letters, the oldest first: what is parked longest holds back most.

    For example: eport-gateway deadletters ls --config gateway.toml --link hebei
    """
    port = operations(config, url, token_file)
    found = port.get("/api/v1/deadletters", {"link": link, "limit": limit})["deadletters"]
    if json:
        show_json(found)
    else:
        show(COLUMNS, [[row[column] for column in COLUMNS] for row in found], none="no dead letter")


@app.command("skip")
@told
def skip(
    number: Annotated[str, typer.Argument(help="Our number of the message.")],
    link: Annotated[str, typer.Option(help="The receiver that will not get it.")],
    reason: ReasonOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Give up a dead letter for good, and free what waits behind it.

    For example: eport-gateway deadletters skip 201410150000000001 --link hebei --reason "sent by hand"
    """
    port = operations(config, url, token_file)
    if sys.stdin.isatty() and not yes:
        typer.confirm(f"Give up {number} to {link} for good?", abort=True)
    port.post("/api/v1/skips", {"message": number, "link": link, "reason": reason})
    say(f"{number} to {link} is skipped")
