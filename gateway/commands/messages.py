"""`messages`: list them, show one, send one again to one receiver; over the operators' port."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

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
    segment,
)
from gateway.commands.showing import say, show, show_json, write
from gateway.routing.delivery import State

app = typer.Typer(no_args_is_help=True, help="List, show and replay messages.")

NumberArgument = Annotated[str, typer.Argument(help="Our number of the message.")]
COLUMNS = ("number", "received", "from", "their number", "kind", "to")


@app.command("ls")
@told
def ls(
    link: Annotated[str | None, typer.Option(help="Of the sender or of a receiver.")] = None,
    kind: Annotated[str | None, typer.Option(help="declaration, declaration-status …")] = None,
    state: Annotated[State | None, typer.Option(help="With a delivery in this state.")] = None,
    number: Annotated[str | None, typer.Option(help="Ours, the sender's, or one of ours to a receiver.")] = None,
    since: Annotated[str | None, typer.Option(help="Received at or after, e.g. 2014-10-15T08:00:00+08:00.")] = None,
    until: Annotated[str | None, typer.Option(help="Received before.")] = None,
    before: Annotated[str | None, typer.Option(help="Page on: only numbers below this.")] = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """List messages, the newest first.

    For example: eport-gateway messages ls --config gateway.toml --link tianjin --state dead
    """
    query = {
        "link": link,
        "kind": kind,
        "state": state,
        "number": number,
        "since": since,
        "until": until,
        "before": before,
        "limit": limit,
    }
    found = operations(config, url, token_file).get("/api/v1/messages", query)["messages"]
    if json:
        show_json(found)
    else:
        show(COLUMNS, map(_row, found), none="no message")


@app.command("show")
@told
def show_one(
    number: NumberArgument,
    document: Annotated[
        str, typer.Option(help="Print one, masked: received, receipt, or a link's name. The view is journalled.")
    ] = "",
    reason: Annotated[
        str | None, typer.Option(help="With --document: its bytes as they are, and why you need them.")
    ] = None,
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Show one message: its deliveries, its losses and what happened to it.

    For example: eport-gateway messages show 201410150000000001 --config gateway.toml
    """
    port = operations(config, url, token_file)
    path = f"/api/v1/messages/{segment(number)}"
    if document:
        why = f"?{urlencode({'reason': reason})}" if reason is not None else ""
        write(port.ask("GET", f"{path}/documents/{segment(document)}{why}"))
        return
    view = port.get(path)
    if json:
        show_json(view)
    else:
        tell(view)


@app.command("replay")
@told
def replay(
    number: NumberArgument,
    link: Annotated[str, typer.Option(help="To this receiver only.")],
    reason: ReasonOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Send a message's document to one receiver once more: the same number, the same bytes.

    For example: eport-gateway messages replay 201410150000000001 --link tianjin --reason "their table is mended"
    """
    port = operations(config, url, token_file)
    if sys.stdin.isatty() and not yes:
        typer.confirm(f"Send {number} to {link} again?", abort=True)
    port.post("/api/v1/replays", {"message": number, "link": link, "reason": reason})
    say(f"{number} goes to {link} again")


def _row(row: Mapping[str, Any]) -> tuple[object, ...]:
    states = ", ".join(f"{link}: {state}" for link, state in row["states"].items())
    return row["message"], row["received_at"], row["link"], row["number"], row["kind"], states


def tell(view: Mapping[str, Any]) -> None:
    """One message in full, but for its documents."""
    row = view["row"]
    facts = [(name, row[name]) for name in ("message", "party", "number", "link", "kind", "dialect", "received_at")]
    facts += [("answers", view["answers"])] if view["answers"] else []
    facts += [(f"bears {name}", number) for name, number in view["references"].items()]
    facts += sorted(view["notes"].items())
    show(("what", "value"), facts)
    typer.echo()
    columns = ("link", "number", "state", "attempts", "code", "reason")
    show(columns, [_delivery(one) for one in view["deliveries"]], none="no delivery")
    for link, losses in (("read", view["losses"]), *((one["link"], one["losses"]) for one in view["deliveries"])):
        for loss in losses:
            typer.echo(f"not carried, {link}: {loss}")
    typer.echo()
    show(("at", "what", "detail"), [(event["at"], event["what"], event["detail"]) for event in view["timeline"]])


def _delivery(one: Mapping[str, Any]) -> tuple[object, ...]:
    return one["link"], one["number"], one["state"], len(one["attempts"]), one["code"], one["reason"]
