"""Key files: read by what they are, written so that nothing is lost and nobody else reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import Exit
from gateway.commands.showing import say
from gateway.service.materials import read_passphrase
from gateway.trust.keys import Private, load_private
from gateway.trust.pkcs12 import read_pkcs12

NOT_IN_FILES = re.compile(r"[^\w.-]+")
PKCS12 = (".p12", ".pfx")
PRIVATE, PUBLIC = 0o600, 0o644
PassphraseOption = Annotated[
    Path | None, typer.Option(help="The key's passphrase, the one line of this file.", exists=True, dir_okay=False)
]


def stem_of(name: str, otherwise: str) -> str:
    """What files are named after."""
    return NOT_IN_FILES.sub("-", name).strip("-.") or otherwise


def passphrase_of(file: Path | None) -> bytes | None:
    """Its one line. Raises CONFIGURATION."""
    return read_passphrase(file) if file else None


def read_private(file: Path, passphrase: bytes | None) -> Private:
    """The key of a PEM or PKCS #12 file, by its name. Raises KEY_UNUSABLE, OSError."""
    encoded = file.read_bytes()
    return read_pkcs12(encoded, passphrase).private if is_pkcs12(file) else load_private(encoded, passphrase)


def is_pkcs12(file: Path) -> bool:
    """By its name."""
    return file.suffix.lower() in PKCS12


def refuse_those_there(files: Iterable[Path]) -> None:
    """End with 1 before anything is written if one of them is there."""
    for path in files:
        if path.exists():
            say(f"{path} is there already and stays as it is: name another folder, or move it away")
            raise typer.Exit(Exit.INPUT)


def write_new(folder: Path, files: Mapping[Path, tuple[bytes, int]]) -> None:
    """Content and mode by path; never over another file, and never readable by others in between."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, (content, mode) in files.items():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
