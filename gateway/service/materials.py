"""What is read from disk once at start: code tables, schemas, our keys, and the certificates we trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gateway.model import faults
from gateway.model.errors import Place, SenderError
from gateway.resources import data_folder
from gateway.service.config import Config, Key, Link
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.schema import Schemas, read_schemas
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.keys import load_key
from gateway.trust.md5_prefix import KEY_CHARS
from gateway.trust.profiles import PROFILES
from gateway.trust.self_test import self_test
from gateway.trust.signer import Signer
from gateway.trust.signers import Planned
from gateway.trust.trust_store import TrustStore

TOKEN_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """As read at start; the code keeper adds to the tables what messages bring."""

    codes: Codes
    schemas: Schemas
    signers: Mapping[str, Signer]
    trust: TrustStore
    shared_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Of legacy links, by the link's name."""


def read_materials(config: Config) -> Materials:
    """Raises CRYPTO_MISSING, CODES_INVALID, KEY_UNUSABLE, TRUST_UNUSABLE; CONFIGURATION for an unreadable file."""
    self_test()
    return Materials(
        codes=read_codes(data_folder("config") / "codes"),
        schemas=read_schemas(data_folder("xsd")),
        signers={key.profile: read_signer(key) for key in config.keys},
        trust=read_trust(config.trust),
        shared_keys=read_shared_keys(config.links),
    )


def read_shared_keys(links: Sequence[Link]) -> dict[str, bytes]:
    """Of legacy links, by the link's name. Raises CONFIGURATION, where two parties have one key too."""
    keys: dict[str, bytes] = {}
    parties: dict[bytes, str] = {}
    for link in links:
        if link.shared_key_file:
            key = keys[link.name] = read_shared_key(link.shared_key_file)
            if parties.setdefault(key, link.party) != link.party:
                reason = f"it is {parties[key]}'s key too, and each of them could speak as the other"
                raise faults.CONFIGURATION.error(reason, place=Place(path=f"link {link.name}: shared_key_file"))
    return keys


def read_trust(folder: Path) -> TrustStore:
    """Every `<folder>/<party>/*.pem`. Raises TRUST_UNUSABLE with the file, CONFIGURATION for what cannot be read."""
    parties = sorted(path for path in _listed(folder) if path.is_dir())
    files = [file for party in parties for file in sorted(_listed(party)) if file.suffix == ".pem"]
    return TrustStore.of((file.parent.name, read_pin(file)) for file in files)


def read_pin(file: Path) -> Certificate:
    """One certificate of a trust folder. Raises what `read_trust` does."""
    try:
        return read_pem(_bytes(file))
    except SenderError as error:
        raise faults.TRUST_UNUSABLE.error(error.reason, place=Place(path=str(file))) from None


def read_secret(path: Path) -> str:
    """The one line of a secret file. The value never comes into a message."""
    lines = _bytes(path).decode("utf-8", errors="replace").split()
    if len(lines) != 1:
        raise faults.CONFIGURATION.error("a secret file holds one line without blanks", place=Place(path=str(path)))
    return lines[0]


def read_passphrase(path: Path) -> bytes:
    """The one line of a passphrase file, blanks within it included; an empty one would lock nothing."""
    lines = _bytes(path).splitlines()
    if len(lines) != 1 or not lines[0].strip():
        raise faults.CONFIGURATION.error("a passphrase file holds one line", place=Place(path=str(path)))
    return lines[0].strip()


def read_token(path: Path) -> str:
    """The ops token, of TOKEN_CHARS at least: it is all that stands between a local user and the operators' port."""
    token = read_secret(path)
    if len(token) < TOKEN_CHARS:
        reason = f"a token has {TOKEN_CHARS} characters at least; make one: openssl rand -hex 24"
        raise faults.CONFIGURATION.error(reason, place=Place(path=str(path)))
    return token


def read_shared_key(path: Path) -> bytes:
    """The key of a legacy link, of KEY_CHARS at least; it never comes into a message."""
    key = read_secret(path)
    if len(key) < KEY_CHARS:
        reason = f"a shared key has {KEY_CHARS} characters at least; agree on one: openssl rand -hex 24"
        raise faults.CONFIGURATION.error(reason, place=Place(path=str(path)))
    return key.encode()


def read_signers(keys: Iterable[Key]) -> dict[str, tuple[Planned, ...]]:
    """Every key of ours with its certificate, by profile. Raises what `read_signer` does; `signing_at` chooses."""
    found: dict[str, tuple[Planned, ...]] = {}
    for key in keys:
        one = Planned(signer=read_signer(key), sign_from=key.sign_from)
        found[key.profile] = (*found.get(key.profile, ()), one)
    return found


def read_signer(key: Key) -> Signer:
    """A key of ours with its certificate. Raises KEY_UNUSABLE, CERTIFICATE_UNREADABLE; CONFIGURATION for a file."""
    passphrase = read_passphrase(key.passphrase_file) if key.passphrase_file else None
    assert key.key_file is not None and key.certificate_file is not None  # noqa: S101
    return Signer(
        profile=PROFILES[key.profile],
        key=load_key(_bytes(key.key_file), passphrase),
        certificate=read_pem(_bytes(key.certificate_file)),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(path))) from None


def _listed(folder: Path) -> Iterable[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(folder))) from None
