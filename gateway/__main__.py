"""The command `eport-gateway`."""

from __future__ import annotations

import typer

from gateway.commands.demo.run import demo
from gateway.commands.serve import serve, worker

app = typer.Typer(
    name="eport-gateway",
    help="Carries customs and inspection messages between the e-ports of Beijing, Tianjin and Hebei.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo)
app.command()(serve)
app.command(hidden=True)(worker)


def main() -> None:
    """Run it."""
    app()


if __name__ == "__main__":
    main()
