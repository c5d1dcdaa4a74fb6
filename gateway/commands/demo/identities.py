"""Keys and certificates made on the spot, for the gateway and for three e-ports that exist nowhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.keys import load_key, new_key
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer

SERIAL_BITS = 63
LIFE = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A party's key, its certificate, and the signer made of them."""

    key_pem: bytes
    certificate_pem: bytes
    signer: Signer


def new_identity(name: str, profile: str, *, life: timedelta = LIFE) -> Identity:
    """A self-signed identity, valid since yesterday; a negative `life` ends before it began to be used."""
    chosen = PROFILES[profile]
    now = datetime.now(UTC).replace(microsecond=0)
    key_pem = new_key(chosen.algorithm)
    key = load_key(key_pem)
    certificate_pem = self_signed(
        key,
        name,
        serial=secrets.randbits(SERIAL_BITS) | 1 << SERIAL_BITS,
        not_before=min(now, now + life) - timedelta(days=1),
        not_after=now + life,
    )
    signer = Signer(profile=chosen, key=key, certificate=read_pem(certificate_pem))
    return Identity(key_pem=key_pem, certificate_pem=certificate_pem, signer=signer)


def write_private(path: Path, content: bytes) -> None:
    """A file that only its owner reads."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
