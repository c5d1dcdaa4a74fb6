"""An authority's list of revoked certificates, put beside its certificate in place of an older one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from cryptography import x509

from gateway.commands.showing import say
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.trust_folders import read_pin
from gateway.trust.revocation import RevocationList, read_list

MARK = b"-----BEGIN X509 CRL-----"
NAME_CHARS = 16


def is_list(encoded: bytes) -> bool:
    """Whether it is a list, in PEM or DER, and no certificate."""
    if MARK in encoded:
        return True
    try:
        x509.load_der_x509_crl(encoded)
    except ValueError:
        return False
    return True


def import_list(encoded: bytes, folder: Path) -> None:
    """Write it as <its key>.crl. Raises TRUST_UNUSABLE for an older one, and one that nobody in this folder signed."""
    authorities = [read_pin(file) for file in sorted(folder.glob("*.pem"))]
    found = read_list(encoded, authorities)
    named = found.issuer_name + found.spki
    file = folder / f"{hashlib.sha256(named).hexdigest()[:NAME_CHARS]}.crl"
    if file.exists() and read_list(file.read_bytes(), authorities).age > found.age:
        raise faults.TRUST_UNUSABLE.error("an older list than the one that is there, which stays", place=_at(file))
    _replace(file, found)
    say(f"{file}: {found.issuer}, of {found.this_update.isoformat()}, holds until {found.next_update.isoformat()}")


def _replace(file: Path, found: RevocationList) -> None:
    """At once: a gateway that reads it meanwhile sees the old list or the new one."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".list-", delete=False) as made:
        made.write(found.der)
    Path(made.name).chmod(0o644)
    os.replace(made.name, file)


def _at(file: Path) -> Place:
    return Place(path=str(file))
