"""`aid`: enforcement aid that nobody has acknowledged; what it says is not told."""

from __future__ import annotations

from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.operations import ConfigOption, JsonOption, LimitOption, TokenOption, UrlOption, operations
from gateway.commands.showing import show, show_json

COLUMNS = ("due_at", "overdue", "message", "kind", "link", "since")

app = typer.Typer(no_args_is_help=True, help="List enforcement aid that is to be acknowledged.")


@app.callback()
def aid() -> None:
    """Enforcement aid."""


@app.command("ls")
@told
def ls(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    limit: LimitOption = 50,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """List alerts, requests and leads that a receiver has not acknowledged, the first due first.

    For example: eport-gateway aid ls --config gateway.toml --overdue
    """
    query = {"limit": limit, "overdue": "true" if overdue else None}
    found = operations(config, url, token_file).get("/api/v1/aid", query)["aid"]
    if json:
        show_json(found)
    else:
        rows = [["yes" if row[name] is True else row[name] or "" for name in COLUMNS] for row in found]
        show(COLUMNS, rows, none="nothing is overdue" if overdue else "nothing waits to be acknowledged")
