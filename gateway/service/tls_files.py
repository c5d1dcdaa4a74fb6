"""The files that TLS stands on: who may show which client certificate, and when each certificate ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from cryptography import x509

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.config import Config, HttpTransport, Link
from gateway.service.tls_contexts import unreadable
from gateway.service.transport_config import ClientTls
from gateway.service.trust_folders import read_pin
from gateway.trust.certificates import Certificate, serial_hex
from gateway.trust.revocation import RevocationList, newest, read_list
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Believed

T = TypeVar("T")
FOLDER = "tls"
"""Below trust/<party>: certificates that sign documents vouch for no connection, and the other way round."""
Stamp = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """When a certificate that TLS stands on ends."""

    owner: str
    """tls-server, tls-client-<link> (ours), tls-receiver-<link>, tls-<party> (theirs)."""
    subject: str
    serial_hex: str
    not_before: datetime
    not_after: datetime

    @property
    def is_ours(self) -> bool:
        """Whether it is for us to renew."""
        return self.owner == "tls-server" or self.owner.startswith("tls-client-")

    def days_left(self, at: datetime) -> int:
        """Whole days from `at` (aware); negative when it has ended."""
        return (self.not_after - at).days

    def is_valid(self, at: datetime) -> bool:
        """Whether `at` (aware) lies in its time."""
        return self.not_before <= at <= self.not_after


class Kept(Generic[T]):
    """What is made of files: made anew when they change. While they cannot be used, what was made before stays."""

    def __init__(self, files: Callable[[], Iterable[Path]], make: Callable[[], T]) -> None:
        self._files = files
        self._make = make
        self._seen = stamp(files())
        self.value = make()
        self.problem: GatewayError | None = None

    def look(self) -> bool:
        """Whether it was made anew. After a failure it is tried each time: files are written one after the other."""
        try:
            seen = stamp(self._files())  # before they are read: what is written meanwhile is seen next time
            if seen == self._seen and self.problem is None:
                return False
            self.value = self._make()
        except GatewayError as error:
            self.problem = error
            return False
        self._seen, self.problem = seen, None
        return True


def stamp(files: Iterable[Path]) -> Stamp:
    """What changes when one of the files does; one that is not there has no row."""
    return tuple(_stamps(files))


def _stamps(files: Iterable[Path]) -> Iterator[tuple[str, int, int, int, int]]:
    for file in files:
        try:
            found = file.stat()
        except OSError:
            continue
        # ctime: a copy may keep the other three, and one that may be read at last changed only its mode
        yield str(file), found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def pin_files(config: Config) -> tuple[Path, ...]:
    """`trust/<party>/tls/*.{pem,crl}` of the parties of links that ask for a client certificate, and of no others."""
    parties = sorted({link.party for link in config.links if asks(link)})
    return tuple(file for party in parties for file in sorted(_listed(config.trust / party / FOLDER)))


def read_pins(config: Config) -> TrustStore:
    """Whose client certificates we know, and which are revoked. Raises TRUST_UNUSABLE, CONFIGURATION."""
    files = pin_files(config)
    pins = [(_party(file), read_pin(file)) for file in files if file.suffix.lower() == ".pem"]
    lists: dict[str, list[RevocationList]] = {}
    for file in files:
        if file.suffix.lower() == ".crl":
            beside = [pin for party, pin in pins if party == _party(file)]
            lists.setdefault(_party(file), []).append(_read_list(file, beside))
    try:
        return TrustStore.of(
            pins,
            lists={party: newest(several) for party, several in lists.items()},
            believed=Believed(required=config.revocation.required, grace=timedelta(hours=config.revocation.grace_h)),
        )
    except GatewayError as error:  # one certificate of two parties: the store knows no folders
        raise error.fault.error(error.reason, place=Place(path=str(config.trust / "*" / FOLDER))) from None


def has_pin(config: Config, party: str) -> bool:
    """Whether one can be read for this party, whatever is wrong with those of others."""
    found = False
    for file in pin_files(config):
        if _party(file) == party and file.suffix == ".pem":
            with suppress(GatewayError):
                found = bool(read_pin(file)) or found
    return found


def _read_list(file: Path, beside: Iterable[Certificate]) -> RevocationList:
    try:
        return read_list(file.read_bytes(), beside)
    except OSError as error:
        raise unreadable(file, error) from None
    except GatewayError as error:
        raise error.fault.error(error.reason, place=Place(path=str(file))) from None


def _party(file: Path) -> str:
    return file.parent.parent.name


def asks(link: Link) -> bool:
    """Whether the link's documents must come under a client certificate."""
    return link.client_certificate == "required"


def client_tls(link: Link) -> ClientTls | None:
    """The `[transport.tls]` of a link, if it has any."""
    return link.transport.tls if isinstance(link.transport, HttpTransport) else None


def is_https(link: Link) -> bool:
    """Whether deliveries to it go over TLS."""
    return isinstance(link.transport, HttpTransport) and link.transport.url.startswith("https://")


def client_files(tls: ClientTls | None) -> tuple[Path, ...]:
    """What a client context is made of."""
    if tls is None:
        return ()
    files = (tls.server_certificates, tls.certificate_file, tls.key_file, tls.passphrase_file)
    return tuple(file for file in files if file)


def endings(config: Config) -> Iterator[Ending]:
    """Of every certificate that TLS stands on; what cannot be read is passed over, `tls_faults` names it."""
    with suppress(GatewayError):
        yield from _all_endings(config)


def _all_endings(config: Config) -> Iterator[Ending]:
    if config.listen.tls:
        yield from _endings("tls-server", config.listen.tls.certificate_file)
    for link in config.links:
        if tls := client_tls(link):
            yield from _endings(f"tls-client-{link.name}", tls.certificate_file)
            yield from _endings(f"tls-receiver-{link.name}", tls.server_certificates)
    for file in pin_files(config):
        if file.suffix.lower() == ".pem":
            yield from _endings(f"tls-{_party(file)}", file)


def _endings(owner: str, file: Path | None) -> Iterator[Ending]:
    try:
        found = x509.load_pem_x509_certificates(file.read_bytes()) if file else []
    except (OSError, ValueError, x509.InvalidVersion):
        return
    for one in found:
        yield Ending(
            owner=owner,
            subject=one.subject.rfc4514_string(),
            serial_hex=serial_hex(one.serial_number),
            not_before=one.not_valid_before_utc,
            not_after=one.not_valid_after_utc,
        )


def _listed(folder: Path) -> list[Path]:
    """A folder that is not there pins nobody."""
    try:
        return [file for file in folder.iterdir() if file.suffix.lower() in (".pem", ".crl")]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from None


def ending_fault(one: Ending) -> GatewayError:
    """CERTIFICATE_EXPIRED, for one of ours that every peer refuses now."""
    reason = f"valid from {one.not_before.isoformat()} to {one.not_after.isoformat()}"
    return faults.CERTIFICATE_EXPIRED.error(reason, place=Place(path=one.owner), value=one.subject)
