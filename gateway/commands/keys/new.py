"""`keys new`: a private key and a certificate signed by itself, for parties that exchange theirs by hand."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.keys.files import PRIVATE, PUBLIC, passphrase_of, refuse_those_there, stem_of, write_new
from gateway.commands.showing import say
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.keys import RSA_BITS, load_key, new_key

SERIAL_BITS = 127  # RFC 5280 allows 159; peers print it as KeyName
DAYS_MAX = 3660
BITS_MIN, BITS_MAX = 2048, 8192  # the profiles' floor (NIST SP 800-131A); beyond, signing takes longer than a document


@told
def new(
    algorithm: Annotated[Algorithm, typer.Option(help="sm2 for sm2-sm3, rsa and p256 for their profiles.")],
    name: Annotated[str, typer.Option(help="Common name of the certificate; the files are named after it.")],
    out: Annotated[Path, typer.Option(help="Folder, made if it is not there.", file_okay=False)],
    days: Annotated[int, typer.Option(help="How long the certificate is valid.", min=1, max=DAYS_MAX)] = 365,
    bits: Annotated[int, typer.Option(help="Of an RSA key.", min=BITS_MIN, max=BITS_MAX)] = RSA_BITS,
    passphrase_file: Annotated[
        Path | None, typer.Option(help="Lock the key by the one line of this file.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Write <name>.key.pem, readable by you alone, and <name>.crt.pem; nothing is overwritten.

    For example: eport-gateway keys new --algorithm sm2 --name tianjin --days 365 --out keys/
    """
    stem = stem_of(name, algorithm.value)
    key_file, certificate_file = out / f"{stem}.key.pem", out / f"{stem}.crt.pem"
    refuse_those_there((key_file, certificate_file))
    passphrase = passphrase_of(passphrase_file)
    key_pem = new_key(algorithm, passphrase, bits=bits)
    certificate_pem = _certificate(key_pem, passphrase, name, days)
    write_new(out, {key_file: (key_pem, PRIVATE), certificate_file: (certificate_pem, PUBLIC)})
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
