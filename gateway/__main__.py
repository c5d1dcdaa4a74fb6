"""The command `eport-gateway`."""

from __future__ import annotations

import sys
import traceback

import typer

from gateway.commands.ending import Exit, tell
from gateway.commands.verbs import Verbs
from gateway.model import faults

app = typer.Typer(
    name="eport-gateway",
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(help="Carries customs and inspection messages between the e-ports of Beijing, Tianjin and Hebei.")
def gateway() -> None:
    """Every verb has its own --help, with an example."""


def main() -> None:
    """Run it; what nobody foresaw is our fault, and its traceback helps whoever mends it."""
    try:
        app()
    except Exception as error:
        traceback.print_exc()
        tell(faults.OURS.error(f"{type(error).__name__} in this program: please report the lines above"))
        sys.exit(Exit.OURS)


if __name__ == "__main__":
    main()
