"""`deadletters`: deliveries that wait for an operator."""

from __future__ import annotations

from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.operations import ConfigOption, JsonOption, LimitOption, TokenOption, UrlOption, operations
from gateway.commands.showing import show, show_json

COLUMNS = ("dead_at", "message", "link", "number", "kind", "attempts", "code", "reason")

app = typer.Typer(no_args_is_help=True, help="List what waits for an operator.")


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
