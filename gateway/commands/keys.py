"""`keys new`: a private key and a certificate signed by itself, for parties that exchange theirs by hand."""

from __future__ import annotations

import os
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.showing import say
from gateway.service.materials import read_passphrase
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.keys import load_key, new_key

SERIAL_BITS = 127  # RFC 5280 allows 159; peers print it as KeyName
DAYS_MAX = 3660
NOT_IN_FILES = re.compile(r"[^\w.-]+")

app = typer.Typer(no_args_is_help=True, help="Make signing keys.")


@app.callback()
def keys() -> None:
    """Signing keys."""


@app.command("new")
@told
def new(
    algorithm: Annotated[Algorithm, typer.Option(help="sm2 for sm2-sm3, rsa and p256 for their profiles.")],
    name: Annotated[str, typer.Option(help="Common name of the certificate; the files are named after it.")],
    out: Annotated[Path, typer.Option(help="Folder, made if it is not there.", file_okay=False)],
    days: Annotated[int, typer.Option(help="How long the certificate is valid.", min=1, max=DAYS_MAX)] = 365,
    passphrase_file: Annotated[
        Path | None, typer.Option(help="Lock the key by the one line of this file.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Write <name>.key.pem, readable by you alone, and <name>.crt.pem; nothing is overwritten.

    For example: eport-gateway keys new --algorithm sm2 --name tianjin --days 365 --out keys/
    """
    stem = NOT_IN_FILES.sub("-", name).strip("-.") or algorithm.value
    key_file, certificate_file = out / f"{stem}.key.pem", out / f"{stem}.crt.pem"
    for path in (key_file, certificate_file):
        if path.exists():
            say(f"{path} is there already and stays as it is: name another folder, or move it away")
            raise typer.Exit(Exit.INPUT)
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    key_pem = new_key(algorithm, passphrase)
    certificate_pem = _certificate(key_pem, passphrase, name, days)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(key_file, key_pem, 0o600)
    _write(certificate_file, certificate_pem, 0o644)
    certificate = read_pem(certificate_pem)
    say(f"{key_file}: keep it secret")
    say(f"{certificate_file}: give it to your peers; serial {certificate.serial_hex}")
    say(f"  valid until {certificate.not_after.isoformat()}; SHA-256 {certificate.fingerprint}")


def _certificate(key_pem: bytes, passphrase: bytes | None, name: str, days: int) -> bytes:
    now = datetime.now(UTC).replace(microsecond=0)
    return self_signed(
        load_key(key_pem, passphrase),
        name,
        serial=secrets.randbits(SERIAL_BITS) | 1,
        not_before=now,
        not_after=now + timedelta(days=days),
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    """Never over another file, and never readable by others in between."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
