"""The container of one message: ASiC-E (ETSI EN 319 162-1), written from a dossier and read back into one.

Only files that the journal gives are read; all others (trace, timeline, manifest, …) are laid out again and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gateway.evidence import archive, layout, signatures
from gateway.evidence.dossier import Dossier
from gateway.evidence.signatures import Signed
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

MIMETYPE = b"application/vnd.etsi.asic-e+zip"
MANIFEST = "META-INF/manifest.xml"
MANIFEST_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
OURS = frozenset({archive.MIMETYPE, MANIFEST, signatures.FILE})
"""Files that the signature does not name: their bytes follow from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What stands in a container; nothing of it is verified."""

    files: Mapping[str, bytes]
    """All that the signature names."""
    signature: bytes


def write(material: Dossier, signer: Signer) -> bytes:
    """The container, signed at `material.made_at`. Raises EVIDENCE_UNREADABLE for a dossier without its acceptance."""
    return packed(layout.files_of(material), signer, material.made_at)


def packed(files: Mapping[str, bytes], signer: Signer, at: datetime) -> bytes:
    """A container of any files, signed at the moment `at`. EVIDENCE_UNREADABLE beyond the bounds of `archive`."""
    seal = signatures.signature(files, signer, at)
    return archive.packed({**files, **_around(files), signatures.FILE: seal})


def read(container: bytes) -> Contents:
    """Take it apart, trusting nothing: `signed` comes next, and then `dossier`. EVIDENCE_UNREADABLE, EVIDENCE_WRONG."""
    members = archive.unpacked(container)
    files = {name: content for name, content in members.items() if name not in OURS}
    if members.get(archive.MIMETYPE) != MIMETYPE or signatures.FILE not in members:
        raise faults.EVIDENCE_UNREADABLE.error("it is no container: mimetype or signature is another's, or missing")
    if members.get(MANIFEST) != _around(files)[MANIFEST]:
        raise _wrong("it does not list the files that are there", MANIFEST)
    return Contents(files=files, signature=members[signatures.FILE])


def signed(contents: Contents, trust: TrustStore, *, party: str) -> Signed:
    """Who signed exactly these files; raises what `signatures.signed` does."""
    return signatures.signed(contents.signature, contents.files, trust, party=party)


def dossier(contents: Contents) -> Dossier:
    """What the files hold. Raises EVIDENCE_UNREADABLE; EVIDENCE_WRONG for one that does not follow from the others."""
    found = layout.dossier_of(contents.files, signatures.made_at(contents.signature))
    _refuse_other(contents.files, layout.files_of(found))
    return found


def _around(files: Mapping[str, bytes]) -> dict[str, bytes]:
    rows = {"/": MIMETYPE.decode(), **{name: signatures.media_type(name) for name in sorted(files)}}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in rows.items()
    )
    head = f'<manifest:manifest xmlns:manifest="{MANIFEST_NAMESPACE}" manifest:version="1.2">'
    manifest = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{entries}</manifest:manifest>'
    return {archive.MIMETYPE: MIMETYPE, MANIFEST: manifest.encode()}


def _refuse_other(files: Mapping[str, bytes], again: Mapping[str, bytes]) -> None:
    """What another release tells strangers may differ from what ours does; nothing else."""
    for name in sorted(files.keys() | again.keys() - {layout.README}):
        if name not in again:
            raise _wrong("nothing in the records says what this file is", name)
        if name not in files:
            raise _wrong("this file is missing", name)
        if files[name] != again[name] and name != layout.README:
            raise _wrong("this file does not say what the records say", name)


def _wrong(reason: str, name: str) -> GatewayError:
    return faults.EVIDENCE_WRONG.error(reason, place=Place(path=name))
