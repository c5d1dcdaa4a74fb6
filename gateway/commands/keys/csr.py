"""`keys csr`: ask an authority for a certificate of a key of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.keys.files import PassphraseOption, passphrase_of, read_private
from gateway.commands.showing import say, write
from gateway.trust.keys import signing_key
from gateway.trust.requests import Subject, request


@told
def csr(
    key: Annotated[Path, typer.Option(help="Private key: PEM, or PKCS #12.", exists=True, dir_okay=False)],
    name: Annotated[str, typer.Option(help="Common name (CN).")],
    organization: Annotated[str, typer.Option(help="O.")] = "",
    unit: Annotated[str, typer.Option(help="OU.")] = "",
    country: Annotated[str, typer.Option(help="C, two letters.")] = "",
    passphrase_file: PassphraseOption = None,
) -> None:
    """Print a certificate request (PKCS #10, PEM) for a key, signed by it.

    For example: eport-gateway keys csr --key keys/gateway.key.pem --name gateway --organization 北京 --country CN
    """
    subject = Subject(common_name=name, organization=organization, unit=unit, country=country)
    private = signing_key(read_private(key, passphrase_of(passphrase_file)))
    try:
        made = request(private, subject)
    except ValueError as error:
        say(f"no name that a certificate can have: {error}")
        raise typer.Exit(Exit.UNREADABLE) from None
    write(made)
