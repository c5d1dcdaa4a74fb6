"""The `[transport]` of a link: one section for each kind there is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Seconds = Annotated[float, Field(gt=0)]


class Section(BaseModel):
    """A part of the configuration; immutable, and closed to keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ClientTls(Section):
    """How we connect to an https address, TLS 1.2 or later."""

    server_certificates: Path | None = None
    """PEM: whom the receiver's certificate must be, or be issued by; None: whom the system trusts."""
    certificate_file: Path | None = None
    """PEM: our client certificate; None: we show none."""
    key_file: Path | None = None
    """PEM."""
    passphrase_file: Path | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> ClientTls:
        if (self.certificate_file is None) != (self.key_file is None):
            raise ValueError("certificate_file and key_file go together")
        return self


class HttpTransport(Section):
    """POST both ways; the peer's address is where deliveries go, our exchange port is where documents come in."""

    kind: Literal["http"]
    url: str = Field(pattern=r"^https?://")
    """Where deliveries are posted to; redirects are not followed."""
    form_field: str = Field("", pattern=r"^([A-Za-z][A-Za-z0-9_]{0,31})?$")
    """Documents travel both ways as this field of a form, url-encoded (Guangzhou: messageText); "": as the body."""
    tls: ClientTls | None = None
    """Whom we trust and who we are at an https address; None: the system's authorities, and no certificate of ours."""

    @model_validator(mode="after")
    def _tls_is_https(self) -> HttpTransport:
        if self.tls is not None and not self.url.startswith("https://"):
            raise ValueError("tls is for https addresses")
        return self


class FolderTransport(Section):
    """The import client's folders, we being the client: root/business_type/{OutBox,SentBox,FailBox,InBox}."""

    kind: Literal["folder"]
    root: Path
    """On a local disk or a mounted share; not writable for everyone."""
    business_type: str = Field("Deccus001", pattern=r"^[A-Za-z0-9_]{1,32}$")
    """The folder of the boxes below root."""
    poll_s: Seconds = 1.0
    """How often OutBox is looked at."""
    settle_s: float = Field(0.5, ge=0)
    """A file is taken when its size and time have not changed for so long."""
