"""`keys new|csr|import|ls`."""

from __future__ import annotations

import typer

from gateway.commands.keys.csr import csr
from gateway.commands.keys.importing import import_
from gateway.commands.keys.ls import ls
from gateway.commands.keys.new import new
from gateway.service.hardening import keep_out_of_dumps

app = typer.Typer(no_args_is_help=True, help="Make, request, import and list keys and certificates.")


@app.callback()
def keys() -> None:
    """Signing keys and certificates."""
    keep_out_of_dumps()


app.command("new")(new)
app.command("csr")(csr)
app.command("import")(import_)
app.command("ls")(ls)
