"""`new-dialect`: from one real declaration to a table, a schema, a sample and a test, in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters import DIALECTS
from gateway.commands.ending import Exit, told
from gateway.commands.scaffold.files import Names, new_files, registered
from gateway.commands.scaffold.guessing import Guesser
from gateway.commands.scaffold.outline import outline
from gateway.commands.scaffold.tables import RECORDS
from gateway.commands.showing import say
from gateway.document.parse import parse
from gateway.model.declaration import Declaration

REGISTER = Path("adapters", "__init__.py")


@told
def new_dialect(
    port: Annotated[str, typer.Argument(help="The port, one word of small letters: its folder below adapters/.")],
    sample: Annotated[typer.FileBinaryRead, typer.Option(help="One real declaration of the port; - reads it here.")],
    name: Annotated[str, typer.Option(help="The dialect's name behind the port's: <port>-<name>.")] = "dec",
    root: Annotated[Path, typer.Option(help="The checkout.", file_okay=False)] = Path(),
) -> None:
    """Draw a new dialect from one document; nothing that is there is overwritten. Then follow docs/adding-a-port.md.

    For example: eport-gateway new-dialect hainan --sample declaration.xml
    """
    if not (port.isidentifier() and port.islower() and name.replace("-", "_").isidentifier()):
        raise typer.BadParameter("a port is one word of small letters, a name words joined by -", param_hint="PORT")
    if not (root / REGISTER).is_file():
        raise typer.BadParameter(f"there is no {REGISTER} in it: name the checkout", param_hint="--root")
    names = Names(port=port, dialect=f"{port}-{name}")
    document = parse(sample.read()).root
    guesser = Guesser(DIALECTS, Declaration.KIND, Declaration, RECORDS)
    files = new_files(names, document, outline(document), guesser)
    if there := [path for path in files if (root / path).exists()]:
        say(f"{there[0]} is there already, and nothing was written")
        raise typer.Exit(Exit.INPUT)
    _write(root, files, names)
    say(f"next: .venv/bin/pytest {list(files)[-1]}, and docs/adding-a-port.md")


def _write(root: Path, files: dict[Path, str], names: Names) -> None:
    package = Path("adapters", names.port, "__init__.py")
    known = {} if (root / package).exists() else {package: f'"""{names.port.capitalize()}\'s dialects."""\n'}
    register = registered((root / REGISTER).read_text(encoding="utf-8"), names)
    for path, text in {**known, **files, REGISTER: register}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        say(str(path))
