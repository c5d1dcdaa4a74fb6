"""What is read from disk once at start: code tables, schemas, our keys, and the certificates we trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.resources import data_folder
from gateway.service.config import Config, Key, Link, Listen, Pkcs11
from gateway.service.trust_folders import read_pin as read_pin
from gateway.service.trust_folders import read_trust as read_trust
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.form import Dialect
from gateway.translation.schema import Schemas, read_schemas
from gateway.translation.translator import Translator
from gateway.trust.certificates import Certificate, read_certificate, read_pem
from gateway.trust.keys import SigningKey, load_key, signing_key
from gateway.trust.md5_prefix import KEY_CHARS
from gateway.trust.pkcs12 import read_pkcs12
from gateway.trust.profiles import PROFILES
from gateway.trust.self_test import self_test
from gateway.trust.signer import Signer
from gateway.trust.signers import Planned
from gateway.trust.token import token_key
from gateway.trust.token_provider import TokenKey
from gateway.trust.trust_store import TrustStore

TOKEN_CHARS = 16


class Tokens(TypedDict):
    """By what operators show what they may."""

    token: str
    restricted_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """As read at start; the code keeper adds what messages bring, the trust keeper what changes on disk."""

    codes: Codes
    schemas: Schemas
    signers: Mapping[str, Signer]
    trust: TrustStore
    shared_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Of legacy links, by the link's name."""
    _translators: dict[str, Translator] = field(init=False, default_factory=dict, repr=False)

    def translator(self, dialect: Dialect) -> Translator:
        """Of these codes, made once for all links that speak the dialect; copies with other codes make their own."""
        if dialect.name not in self._translators:
            self._translators[dialect.name] = Translator(dialect, self.codes, self.schemas)
        return self._translators[dialect.name]


def read_materials(config: Config, trust: TrustStore, signers: Mapping[str, Signer]) -> Materials:
    """With what the trust keeper read. Raises CRYPTO_MISSING, CODES_INVALID; CONFIGURATION for an unreadable file."""
    self_test()
    return Materials(
        codes=read_codes(data_folder("config") / "codes"),
        schemas=read_schemas(data_folder("xsd")),
        signers=signers,
        trust=trust,
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


def read_restricted_token(listen: Listen) -> str:
    """That of those who read what is restricted, "" where there is none. CONFIGURATION where it is everybody's."""
    path = listen.restricted_token_file
    token = read_token(path) if path else ""
    if path and token == read_token(listen.ops_token_file):
        raise faults.CONFIGURATION.error("it is the ops token, which everybody has", place=Place(path=str(path)))
    return token


def read_tokens(listen: Listen) -> Tokens:
    """What operators show, as the desk takes it. Raises what reading each of them raises."""
    return {"token": read_token(listen.ops_token_file), "restricted_token": read_restricted_token(listen)}


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
    """A key of ours with its certificate. Raises KEY_UNUSABLE, KEY_AWAY, CERTIFICATE_UNREADABLE; CONFIGURATION."""
    file = str(key.key_file or key.certificate_file)
    try:
        private, certificate = _key_and_certificate(key)
        return Signer(profile=PROFILES[key.profile], key=private, certificate=certificate)
    except GatewayError as error:
        place = error.place if str(error.place) else Place(path=file)
        raise error.fault.error(error.reason, place=place, value=error.value) from None


def _key_and_certificate(key: Key) -> tuple[SigningKey, Certificate]:
    """A certificate_file goes before the one in a PKCS #12 file: it may be the renewed one."""
    passphrase = read_passphrase(key.passphrase_file) if key.passphrase_file else None
    written = read_pem(_bytes(key.certificate_file)) if key.certificate_file else None
    if key.key_file is None:
        assert key.pkcs11 is not None and written is not None  # noqa: S101  (see Key)
        return token_key(_in_token(key.pkcs11, passphrase), written.spki), written
    if not key.holds_certificate:
        assert written is not None  # noqa: S101  (see Key)
        return load_key(_bytes(key.key_file), passphrase), written
    bundle = read_pkcs12(_bytes(key.key_file), passphrase)
    if written is None and bundle.certificate is None:
        raise faults.KEY_UNUSABLE.error("it holds no certificate of its key: name one in certificate_file")
    return signing_key(bundle.private), written or read_certificate(bundle.certificate or b"")


def _in_token(at: Pkcs11, pin: bytes | None) -> TokenKey:
    return TokenKey(
        module=str(at.module),
        token=at.token,
        label=at.label,
        pin=None if pin is None else pin.decode("utf-8", errors="replace"),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(path))) from None
