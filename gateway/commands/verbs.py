"""The verbs, each loaded when it is called: `healthcheck` and `translate` need not wait for what `serve` imports."""

from __future__ import annotations

from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

VERBS = {
    "demo": "demo.run:demo",
    "serve": "serve:serve",
    "check": "check:check",
    "dialects": "dialects:dialects",
    "validate": "validate:validate",
    "translate": "translate:translate",
    "decide": "decide:decide",
    "draw": "draw:draw",
    "packs": "packs:app",
    "sign": "signing:sign",
    "verify": "signing:verify",
    "messages": "messages:app",
    "trace": "trace:trace",
    "deadletters": "deadletters:app",
    "replay": "replay:app",
    "aid": "aid:app",
    "links": "links:app",
    "carry": "carry:app",
    "evidence": "evidence:app",
    "reconcile": "reconcile:reconcile",
    "retention": "retention:app",
    "statistics": "statistics:statistics",
    "keys": "keys.app:app",
    "new-dialect": "new_dialect:new_dialect",
    "bench": "bench.run:bench",
    "healthcheck": "healthcheck:healthcheck",
    "worker": "serve:worker",
}
"""Module below gateway.commands, and in it a function, or a Typer of several; in the order of the help."""
HIDDEN = frozenset({"worker"})


class Verbs(TyperGroup):
    """The program's verbs by VERBS."""

    def __init__(self, **attributes: object) -> None:
        super().__init__(**attributes)  # type: ignore[arg-type]  # whatever typer hands on
        self.commands = dict.fromkeys(VERBS, TyperCommand(None))  # names only: for the list, and for "did you mean"

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """Load one verb."""
        return load(cmd_name) if cmd_name in VERBS else None


def load(verb: str) -> TyperCommand | TyperGroup:
    """Import what a verb needs, and make its command."""
    module, _, name = VERBS[verb].partition(":")
    found = getattr(import_module(f"gateway.commands.{module}"), name)
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = verb
        return group
    one = typer.Typer(add_completion=False)
    one.command(verb, hidden=verb in HIDDEN)(found)
    made = get_command(one)
    assert isinstance(made, TyperCommand)  # noqa: S101  (one function makes one command)
    return made
