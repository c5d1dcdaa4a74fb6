"""The command `eport-gateway`."""

from __future__ import annotations

import sys
import traceback
from codecs import lookup
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eport-gateway {version('eport-gateway')}")
        raise typer.Exit


@app.callback(help="Carries customs and inspection messages between the e-ports of Beijing, Tianjin and Hebei.")
def gateway(
    _: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Every verb has its own --help, with an example."""


def main() -> None:
    """Run it; what nobody foresaw is our fault, and its traceback helps whoever mends it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(errors="backslashreplace")  # a terminal of GBK has no ✓, and that is no reason to end
    try:
        app()
    except Exception as error:
        traceback.print_exc()
        tell(faults.OURS.error(f"{type(error).__name__} in this program: please report the lines above"))
        sys.exit(Exit.OURS)


if __name__ == "__main__":
    main()
