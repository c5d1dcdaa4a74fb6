"""`sign` and `verify`: one document and its seal, under a profile, without a service."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from lxml import etree

from gateway.commands.ending import told
from gateway.commands.reading import DocumentArgument
from gateway.commands.showing import say, write
from gateway.document.canonical import canonical
from gateway.document.charset import encode
from gateway.document.parse import Document, parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.hardening import keep_out_of_dumps
from gateway.service.materials import read_passphrase
from gateway.service.trust_folders import read_pin, read_trust
from gateway.trust import dsig
from gateway.trust.certificates import read_certificate, read_pem
from gateway.trust.keys import load_key
from gateway.trust.profiles import PROFILES, SEALING
from gateway.trust.signature_shape import read_shape
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import scope, seal_canonical
from gateway.trust.xmldsig_verify import verify_read

SealName = StrEnum("SealName", {name: name for name in SEALING})  # type: ignore[misc]  # the profiles there are
ProfileName = StrEnum("ProfileName", {name: name for name in PROFILES})  # type: ignore[misc]  # with the legacy ones
SealOption = Annotated[SealName, typer.Option(help="Which algorithms; nothing is signed by a legacy profile.")]
ProfileOption = Annotated[ProfileName, typer.Option(help="Which algorithms; nothing else is accepted.")]


@told
def sign(
    file: DocumentArgument,
    profile: SealOption,
    key: Annotated[Path, typer.Option(help="Private key, PKCS #8 PEM.", exists=True, dir_okay=False)],
    cert: Annotated[Path, typer.Option(help="Its certificate, PEM.", exists=True, dir_okay=False)],
    passphrase_file: Annotated[Path | None, typer.Option(help="One line.", exists=True, dir_okay=False)] = None,
) -> None:
    """Print the document, canonical, with an enveloped signature as the last child of its root.

    For example: eport-gateway sign --profile sm2-sm3 --key me.key.pem --cert me.crt.pem declaration.xml
    """
    keep_out_of_dumps()
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    signer = Signer(
        profile=PROFILES[profile.value],
        key=load_key(key.read_bytes(), passphrase),
        certificate=read_pem(cert.read_bytes()),
    )
    document = parse(file.read())
    if next(document.root.iter(dsig.SIGNATURE), None) is not None:
        raise faults.SIGNATURE_SHAPE.error("it bears a signature already")
    sealed = seal_canonical(canonical(document.root), scope(document.root), signer)
    write(encode(sealed.decode(), document.charset, references=True, signed=True))


@told
def verify(
    file: DocumentArgument,
    profile: ProfileOption,
    trust: Annotated[
        Path, typer.Option(help="Folder of <party>/*.pem, or of <party>.pem.", exists=True, file_okay=False)
    ],
    party: Annotated[str, typer.Option(help="Who must have sealed it; anybody trusted if not said.")] = "",
    content: Annotated[bool, typer.Option("--content", help="Print the bytes that the seal covers.")] = False,
) -> None:
    """Check a seal: exit 0 good (who, by which certificate, until when), 1 refused, 2 unreadable.

    For example: eport-gateway verify --profile sm2-sm3 --trust trust/ --party tianjin answer.xml
    """
    raw, pins, now = file.read(), trusted(trust), datetime.now(UTC)
    named = party or _sealer(parse(raw).root, pins, now)
    read = partial(_read, raw)
    found, _ = verify_read(read, PROFILES[profile.value], pins, party=named, at=now)
    if content:
        write(found.content)
        return
    certificate = found.certificate
    say(f"good: sealed by {found.party} under {found.profile}")
    say(f"  certificate {certificate.serial_hex} of {certificate.subject}, issued by {certificate.issuer}")
    say(f"  valid until {certificate.not_after.isoformat()}; SHA-256 {certificate.fingerprint}")


def _read(raw: bytes, published: bool) -> Document:
    return parse(raw, published=published)


def trusted(folder: Path) -> TrustStore:
    """The certificates of a folder, each file `<party>/*.pem` or `<party>.pem`. Raises TRUST_UNUSABLE."""
    single = [(path.stem, read_pin(path)) for path in sorted(folder.glob("*.pem"))]
    return TrustStore.of([*single, *read_trust(folder).pins.values()])


def _sealer(root: etree._Element, trust: TrustStore, at: datetime) -> str:
    """Whom the certificate names; "" where it cannot be said, and `verify` will say why."""
    try:
        certificate = read_certificate(dsig.from_base64(read_shape(root).certificate))
        return trust.party_of(certificate, at)
    except (GatewayError, ValueError):
        return ""
