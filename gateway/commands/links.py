"""`links`: how each stands; test the way, pause and resume it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from gateway.commands.ending import told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    ReasonOption,
    TokenOption,
    UrlOption,
    operations,
    segment,
)
from gateway.commands.showing import say, show, show_json

COLUMNS = ("link", "party", "dialect", "envelope", "profile", "state", "deliveries")
NameArgument = Annotated[str, typer.Argument(help="The link's name.")]

app = typer.Typer(no_args_is_help=True, help="See, test, pause and resume links.")


@app.command("ls")
@told
def ls(
    json: JsonOption = False, config: ConfigOption = None, url: UrlOption = "", token_file: TokenOption = None
) -> None:
    """List links with the deliveries in each state.

    For example: eport-gateway links ls --config gateway.toml
    """
    found = operations(config, url, token_file).get("/api/v1/links")["links"]
    if json:
        show_json(found)
    else:
        show(COLUMNS, map(_row, found), none="no link")


@app.command("test")
@told
def test(name: NameArgument, config: ConfigOption = None, url: UrlOption = "", token_file: TokenOption = None) -> None:
    """Ask the gateway whether it reaches the other side; nothing is delivered.

    For example: eport-gateway links test tianjin --config gateway.toml
    """
    answer = operations(config, url, token_file).post(f"/api/v1/links/{segment(name)}/test", {})
    say(f"{name} can be reached: {answer['detail']}")


@app.command("pause")
@told
def pause(
    name: NameArgument,
    reason: ReasonOption,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Send nothing over a link until it is resumed, over restarts too; what comes in is still accepted.

    For example: eport-gateway links pause hebei --reason "their maintenance" --config gateway.toml
    """
    operations(config, url, token_file).post(f"/api/v1/links/{segment(name)}/pause", {"reason": reason})
    say(f"{name} is paused")


@app.command("resume")
@told
def resume(
    name: NameArgument,
    reason: ReasonOption,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Send again over a link that was paused.

    For example: eport-gateway links resume hebei --reason "they are back" --config gateway.toml
    """
    operations(config, url, token_file).post(f"/api/v1/links/{segment(name)}/resume", {"reason": reason})
    say(f"{name} sends again")


def _row(one: Mapping[str, Any]) -> tuple[object, ...]:
    counts = ", ".join(f"{count} {state}" for state, count in one["deliveries"].items() if count)
    state = "paused" if one["paused"] else "open"
    return one["name"], one["party"], one["dialect"], one["envelope"], one["profile"], state, counts or "none"
