"""`trace`: what happened to one message, in the order of time, with what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    Operations,
    TokenOption,
    UrlOption,
    operations,
    segment,
)
from gateway.commands.showing import say, show, show_json

FOUND_MAX = 20
ANSWERS_MAX = 10
"""An answer to an answer is rare, a circle impossible; this bounds it all the same."""
COLUMNS = ("at", "message", "what", "detail")


@told
def trace(
    number: Annotated[
        str, typer.Argument(metavar="ID", help="Our number, the sender's, or one of ours to a receiver.")
    ],
    json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Tell what happened to a message, and to the message that it answers.

    For example: eport-gateway trace BJ20141015000001 --config gateway.toml
    """
    port = operations(config, url, token_file)
    views = traced(port, number)
    if not views:
        say(f"no message of ours, of a sender or to a receiver bears the number {number}")
        raise typer.Exit(Exit.INPUT)
    events = [
        {"at": event["at"], "message": view["row"]["message"], "what": event["what"], "detail": event["detail"]}
        for view in views
        for event in view["timeline"]
    ]
    events.sort(key=lambda event: event["at"])
    if json:
        show_json(events)
    else:
        show(COLUMNS, [[event[column] for column in COLUMNS] for event in events])


def traced(port: Operations, number: str) -> list[Mapping[str, Any]]:
    """The messages that a number names, and those they answer."""
    rows = port.get("/api/v1/messages", {"number": number, "limit": FOUND_MAX})["messages"]
    wanted, views = [row["message"] for row in rows], dict[str, Mapping[str, Any]]()
    while wanted and len(views) < FOUND_MAX + ANSWERS_MAX:
        message = wanted.pop()
        if message not in views:
            views[message] = port.get(f"/api/v1/messages/{segment(message)}")
            wanted += [views[message]["answers"]] if views[message]["answers"] else []
    return list(views.values())
