"""`keys import`: what an authority sent back for a key of ours, a peer's certificate, a list of revoked ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.keys.files import (
    PRIVATE,
    PUBLIC,
    PassphraseOption,
    is_pkcs12,
    passphrase_of,
    read_private,
    refuse_those_there,
    stem_of,
    write_new,
)
from gateway.commands.keys.import_list import import_list, is_list
from gateway.commands.showing import say
from gateway.trust.answers import Answer, answer_for, certificates_in, pem
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.keys import Private, pem_of, signing_key
from gateway.trust.pkcs12 import read_pkcs12

FINGERPRINT_CHARS = 16


@told
def import_(
    file: Annotated[
        Path, typer.Argument(help="Certificates (PEM, DER, PKCS #7), PKCS #12, or a CRL.", exists=True, dir_okay=False)
    ],
    out: Annotated[Path, typer.Option(help="keys/, trust/<party>/ or authorities/<name>/.", file_okay=False)],
    key: Annotated[
        Path | None, typer.Option(help="Our key that the certificate is of.", exists=True, dir_okay=False)
    ] = None,
    name: Annotated[str, typer.Option(help="What our files are named after; else as the certificate.")] = "",
    passphrase_file: PassphraseOption = None,
    expect_sha256: Annotated[str, typer.Option(help="Of the peer's certificate, as told by telephone.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Believe the peer's certificate without asking.")] = False,
) -> None:
    """Take in our own certificate (with --key, or PKCS #12), a peer's, or an authority's list; nothing is overwritten.

    For example: eport-gateway keys import answer.p7b --key keys/gateway.key.pem --name gateway-2027 --out keys/
    """
    passphrase = passphrase_of(passphrase_file)
    if is_pkcs12(file):
        _bundle(file, passphrase, name, out)
    elif key:
        found = certificates_in(file.read_bytes())
        _ours(read_private(key, passphrase), found, name, out, passphrase, key)
    elif is_list(file.read_bytes()):
        import_list(file.read_bytes(), out)
    else:
        _theirs(certificates_in(file.read_bytes()), out, expect_sha256, yes)


def _bundle(file: Path, passphrase: bytes | None, name: str, out: Path) -> None:
    bundle = read_pkcs12(file.read_bytes(), passphrase)
    found = [read_certificate(one) for one in (bundle.certificate, *bundle.others) if one]
    _ours(bundle.private, tuple(found), name, out, passphrase)


def _ours(
    private: Private,
    found: tuple[Certificate, ...],
    name: str,
    out: Path,
    passphrase: bytes | None,
    key: Path | None = None,
) -> None:
    """<name>.key.pem, under the same passphrase, <name>.crt.pem, and <name>.chain.pem if there is one."""
    answer = answer_for(signing_key(private).spki, found)
    stem = stem_of(name or answer.certificate.subject, answer.certificate.serial_hex)
    key_file = out / f"{stem}.key.pem"
    files = {out / f"{stem}.crt.pem": (pem(answer.certificate), PUBLIC)}
    if answer.chain:
        files[out / f"{stem}.chain.pem"] = (b"".join(map(pem, answer.chain)), PUBLIC)
    if key is None or key.resolve() != key_file.resolve():
        files[key_file] = (pem_of(private, passphrase), PRIVATE)
    refuse_those_there(files)
    write_new(out, files)
    _tell(answer.certificate)
    for path in files:
        say(str(path))
    _warn_of_impostors(answer, found)
    if not answer.certificate.may_sign:
        say("warning: its key usage allows no signatures: of a pair, this is the half for encryption")


def _warn_of_impostors(answer: Answer, found: tuple[Certificate, ...]) -> None:
    """Of an authority that bears the name and did not sign: openssl signs SM2 under an empty id unless told."""
    top = (answer.certificate, *answer.chain)[-1]
    named = [one for one in found if one.subject_name == top.issuer_name and one not in (top, *answer.chain)]
    if named and top.subject_name != top.issuer_name:
        why = (
            "does not verify, so that no peer will believe it by that authority; of SM2, under the id 1234567812345678"
        )
        say(f"warning: the signature of {top.issuer} on {top.subject} {why}")


def _theirs(found: tuple[Certificate, ...], out: Path, expected: str, yes: bool) -> None:
    """Every certificate of the file is shown first; one that was not expected, or not agreed to, is not written."""
    for one in found:
        _tell(one)
    if expected and [_plain(expected)] != [one.fingerprint for one in found]:
        say("this is NOT the certificate that was expected: nothing was written. Ask your peer by another way")
        raise typer.Exit(Exit.INPUT)
    files = {out / f"{one.fingerprint[:FINGERPRINT_CHARS]}.pem": (pem(one), PUBLIC) for one in found}
    refuse_those_there(files)
    if not (expected or yes or typer.confirm(f"Believe it in {out}?", err=True)):
        raise typer.Exit(Exit.INPUT)
    write_new(out, files)
    for path in files:
        say(str(path))


def _plain(fingerprint: str) -> str:
    """As we write it: openssl prints colons and capitals."""
    return fingerprint.replace(":", "").strip().lower()


def _tell(one: Certificate) -> None:
    say(f"{one.subject}, issued by {one.issuer}; {one.algorithm} of {one.key_bits} bits; serial {one.serial_hex}")
    say(f"  valid from {one.not_before.isoformat()} until {one.not_after.isoformat()}; SHA-256 {one.fingerprint}")
