"""A bundle: one file, an ASiC-E container as evidence is, of a manifest and what it names; signed whole, or refused.

It is sealed against change, not against reading: who must not read it must not get the medium.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gateway.evidence import container
from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.carrying import manifest as manifests
from gateway.service.carrying.manifest import Manifest, invalid
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

BROKEN = frozenset({faults.EVIDENCE_UNREADABLE, faults.EVIDENCE_WRONG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a file says; nothing of it is believed before `prove`."""

    manifest: Manifest
    contents: container.Contents
    digest: str
    """Of the whole file."""

    def content(self, file: str) -> bytes:
        """The bytes of a file that the manifest names."""
        return self.contents.files[file]


def write(manifest: Manifest, contents: Mapping[str, bytes], signer: Signer) -> bytes:
    """The file, signed at `manifest.made_at`. CARRY_INVALID where it grows beyond what a container holds."""
    try:
        return container.packed({manifests.FILE: manifests.written(manifest), **contents}, signer, manifest.made_at)
    except GatewayError as error:
        raise _told(error) from None


def read(raw: bytes) -> Bundle:
    """Take a file apart, and see that it holds what its manifest says and nothing else. CARRY_INVALID."""
    try:
        contents = container.read(raw)
    except GatewayError as error:
        raise _told(error) from None
    if manifests.FILE not in contents.files:
        raise invalid("it is no bundle that is carried: the manifest is missing", manifests.FILE)
    manifest = manifests.read(contents.files[manifests.FILE])
    _refuse_others(manifest, contents.files)
    return Bundle(manifest=manifest, contents=contents, digest=digest(raw))


def prove(bundle: Bundle, trust: TrustStore, *, party: str, now: datetime) -> None:
    """CARRY_INVALID unless it is as it was signed; CARRY_FOREIGN unless `party` signed it, whose key is good today.

    The moment that a signature claims is the signer's word, so that of a key that was stolen proves nothing.
    """
    try:
        signed = container.signed(bundle.contents, trust, party=party)
        trust.party_of(signed.certificate, now)
    except GatewayError as error:
        raise _told(error) from None


def _refuse_others(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    named = [one.file for one in manifest.items if one.file]
    if len(set(named)) < len(named) or len({one.number for one in manifest.items}) < len(manifest.items):
        raise invalid("it names something twice", manifests.FILE)
    for name in sorted(files.keys() ^ {manifests.FILE, *named}):
        raise invalid("the file is not there" if name in named else "the manifest does not name this file", name)
    for one in manifest.items:
        if one.file and digest(files[one.file]) != one.digest:
            raise invalid("the file is not the one that the manifest names", one.file)


def _told(error: GatewayError) -> GatewayError:
    """In the channel's own codes; whose turn it is where a list of revoked certificates is away stays as it is."""
    if error.fault in BROKEN:
        return faults.CARRY_INVALID.error(error.reason, place=error.place, value=error.value)
    if error.fault is faults.REVOCATION_UNKNOWN:
        return error
    return faults.CARRY_FOREIGN.error(error.reason, place=error.place, value=error.value)
