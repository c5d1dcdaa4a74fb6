"""Every certificate that a configuration names, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from gateway.commands.checking_trust import EXPIRES_SOON_DAYS
from gateway.commands.keys.files import passphrase_of
from gateway.model.errors import GatewayError
from gateway.service.config import Config, Key
from gateway.service.trust_folders import CERTIFICATE, LIST, TLS, read_pin
from gateway.trust.answers import certificates_in
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.pkcs12 import read_pkcs12
from gateway.trust.revocation import RevocationList, read_list

US = "us"


class Standing(StrEnum):
    """Of one certificate at a moment."""

    VALID = "valid"
    SOON = "soon"
    """Valid, and ends within EXPIRES_SOON_DAYS."""
    EXPIRED = "expired"
    EARLY = "not yet"
    REVOKED = "revoked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One certificate, or why there is none to show."""

    owner: str
    """Ourselves, a party, or an authority."""
    use: str
    file: Path
    certificate: Certificate | None = None
    note: str = ""


def inventory(config: Config) -> Iterator[Found]:
    """Ours, the parties', the authorities'. Passphrases are read for PKCS #12 alone."""
    for key in config.keys:
        note = f"signs from {key.sign_from.isoformat()}" if key.sign_from else ""
        yield _ours(key, note)
    if tls := config.listen.tls:
        yield _read(US, "tls", tls.certificate_file, _first)
    for party in _folders(config.trust):
        yield from (_read(party.name, "signs", file, read_pin) for file in _pems(party))
        yield from (_read(party.name, TLS, file, read_pin) for file in _pems(party / TLS))
    for authority in _folders(config.authorities):
        yield from (_read(authority.name, "vouches", file, read_pin) for file in _pems(authority))


def revocations(config: Config) -> tuple[RevocationList, ...]:
    """Every list that its own folder's authorities signed; what is wrong with the others, `check` tells."""
    found = []
    for folder in (*_folders(config.trust), *_folders(config.authorities)):
        authorities = [one for file in _pems(folder) if (one := _read("", "", file, read_pin).certificate)]
        for file in sorted(folder.glob(f"*{LIST}")):
            try:
                found.append(read_list(file.read_bytes(), authorities))
            except (GatewayError, OSError):
                continue
    return tuple(found)


def standing(one: Certificate | None, lists: Iterable[RevocationList], now: datetime) -> Standing:
    """The worst that is true of it at `now` (aware)."""
    if one is None:
        return Standing.UNREADABLE
    if any(each.issuer_name == one.issuer_name and each.entry(one) for each in lists):
        return Standing.REVOKED
    if now > one.not_after:
        return Standing.EXPIRED
    if now < one.not_before:
        return Standing.EARLY
    return Standing.SOON if (one.not_after - now).days < EXPIRES_SOON_DAYS else Standing.VALID


def _ours(key: Key, note: str) -> Found:
    if key.certificate_file:
        return _read(US, key.profile, key.certificate_file, read_pin, note)
    assert key.key_file is not None  # noqa: S101  (see Key)
    return _read(US, key.profile, key.key_file, lambda file: _in_pkcs12(file, key.passphrase_file), note)


def _in_pkcs12(file: Path, passphrase_file: Path | None) -> Certificate:
    return read_certificate(read_pkcs12(file.read_bytes(), passphrase_of(passphrase_file)).certificate or b"")


def _first(file: Path) -> Certificate:
    """Of a server's file, the authorities come after it."""
    return certificates_in(file.read_bytes())[0]


def _read(owner: str, use: str, file: Path, read: Callable[[Path], Certificate], note: str = "") -> Found:
    try:
        return Found(owner=owner, use=use, file=file, certificate=read(file), note=note)
    except GatewayError as error:
        return Found(owner=owner, use=use, file=file, note=error.reason)
    except OSError as error:
        return Found(owner=owner, use=use, file=file, note=error.strerror or "unreadable")


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _pems(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{CERTIFICATE}"))
