"""The parts of the configuration about keys, certificates, TLS and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from gateway.service.transport_config import Seconds, Section

SealName = Literal["sm2-sm3", "rsa-sha256", "ecdsa-p256-sha256", "rsa-pss-sha256"]
"""Profiles that we sign under."""
LegacyName = Literal["legacy-rsa-sha1", "legacy-ukey-sm2-sha1"]
"""Profiles that are only verified; a link that has one names in `seal` what we sign under."""


class Pkcs11(Section):
    """A key in a token (PKCS #11); its PIN stands in the key's passphrase_file."""

    module: Path
    """The provider's library, as /usr/lib/softhsm/libsofthsm2.so."""
    token: str
    """The token's label."""
    label: str
    """The private key's label in it."""


class Key(Section):
    """A signing key of ours. Of several for one profile the one whose time came last signs: so keys are rotated."""

    profile: SealName
    key_file: Path | None = None
    """PEM, or PKCS #12 (.p12, .pfx); readable by the service alone. None: the key is in a token."""
    pkcs11: Pkcs11 | None = None
    certificate_file: Path | None = None
    """PEM; of the same key, or the gateway refuses to start. Needed unless a PKCS #12 file holds it."""
    passphrase_file: Path | None = None
    """One line, passphrase or PIN; None: the key has none."""
    sign_from: AwareDatetime | None = None
    """From this moment on it signs, if its certificate is valid; None: at once. Give its certificate out before."""

    @model_validator(mode="after")
    def _in_one_place(self) -> Key:
        if (self.key_file is None) == (self.pkcs11 is None):
            raise ValueError("a key is in key_file or in pkcs11, one of the two")
        if self.certificate_file is None and not self.holds_certificate:
            raise ValueError("certificate_file is needed: only a PKCS #12 file holds its own")
        return self

    @property
    def holds_certificate(self) -> bool:
        """Whether the key's file is PKCS #12, by its name."""
        return self.key_file is not None and self.key_file.suffix.lower() in (".p12", ".pfx")


class ServerTls(Section):
    """TLS on the exchange port, 1.2 or later. Its files are looked at again when they change."""

    certificate_file: Path
    """PEM: our server certificate and the authorities between it and the root."""
    key_file: Path
    """PEM."""
    passphrase_file: Path | None = None


class Revocation(Section):
    """What lists of revoked certificates (*.crl beside the certificates of an authority) must be like."""

    required: bool = False
    """Every authority must have a list; False: one without a list is believed, one with a stale list is not."""
    grace_h: float = Field(24.0, ge=0)
    """So long after its next update was due a list is still believed, and warned of; then nothing it covers is."""


class Evidence(Section):
    """The signed chain over what was accepted and delivered."""

    profile: SealName | None = None
    """Which of our keys signs it; None: the first one."""
    batch_s: Seconds = 10.0
    """Records are sealed together so often; until then they wait unsigned."""
    timestamp_url: str = Field("", pattern=r"^(https?://.+)?$")
    """Of a time-stamping authority (RFC 3161) for each day's root; "": none."""
    timestamp_authorities: Path | None = None
    """PEM: the authority's certificates, needed with timestamp_url."""

    @model_validator(mode="after")
    def _checked(self) -> Evidence:
        if self.timestamp_url and self.timestamp_authorities is None:
            raise ValueError("timestamp_authorities is needed: a stamp that nobody can check is worth nothing")
        return self
