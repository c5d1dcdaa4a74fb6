"""TLS as we speak it on both sides: 1.2 or later, forward secret, with authenticated ciphers."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.materials import read_passphrase
from gateway.service.transport_config import ClientTls
from gateway.service.trust_config import ServerTls

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20:@SECLEVEL=2"
"""Of TLS 1.2; those of 1.3 are all of this kind. Level 2 (OpenSSL): RSA of 2048 bits, no SHA-1 in certificates."""
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL's x509_vfy.h, which `ssl` has no name for."""
TOLD = {
    "KEY_VALUES_MISMATCH": "the key is not the certificate's",
    "EE_KEY_TOO_SMALL": "its key is too short: RSA of 2048 bits at least",
    "CA_MD_TOO_WEAK": "it is signed with SHA-1 or weaker",
}
UNREADABLE = "the key cannot be read: no PEM, not whole, or another passphrase"
NO_CERTIFICATE = "it holds no whole certificate in PEM"
UNSPOKEN = "TLS knows RSA and elliptic curves such as P-256 here, and no SM2"


class LiveContext(ssl.SSLContext):
    """Hands each new connection the context that is in force; connections that are open keep theirs.

    Loading into one context for ever would forget nothing: neither a removed pin, nor the old certificate where the
    new one has a key of another kind; and a half-written pair would leave it with neither. It bears no certificate
    itself, so an event loop that did not ask here would connect nobody.
    """

    current: ssl.SSLContext

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        """As `ssl.SSLContext.wrap_bio`, which asyncio calls once for each connection."""
        return self.current.wrap_bio(incoming, outgoing, server_side, server_hostname, session)


def live(current: ssl.SSLContext) -> LiveContext:
    """One for a listener, with what is in force first."""
    context = LiveContext(ssl.PROTOCOL_TLS_SERVER)
    context.current = current
    return context


def server_context(tls: ServerTls, asked_for: Iterable[bytes] | None) -> ssl.SSLContext:
    """For the exchange port. `asked_for`: certificates (DER) that clients may show or be issued by; None: none.

    That a certificate has ended is not looked at here but at each request (`Channels`), whose refusal says so to both
    sides; an alert in the handshake would be seen by nobody here. Raises KEY_UNUSABLE, CONFIGURATION.
    """
    context = _bounded(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    # A ticket's key would live as long as the process and open what was recorded; and nothing resumed outlives its pin.
    context.options |= ssl.OP_NO_TICKET | ssl.OP_CIPHER_SERVER_PREFERENCE
    context.num_tickets = 0
    _show(context, tls.certificate_file, tls.key_file, tls.passphrase_file)
    if asked_for is not None:
        context.verify_mode = ssl.CERT_OPTIONAL
        context.verify_flags |= ssl.VerifyFlags(NO_CHECK_TIME)
        if known := b"".join(asked_for):
            context.load_verify_locations(cadata=known)
    return context


def client_context(tls: ClientTls | None) -> ssl.SSLContext:
    """For deliveries. Certificate, time and host name are checked, of a pinned one too: a file may pin several.

    Raises KEY_UNUSABLE, TRUST_UNUSABLE, CONFIGURATION.
    """
    context = _bounded(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    if tls is None or tls.server_certificates is None:
        context.load_default_certs()
    else:
        _trust(context, tls.server_certificates)
    if tls is not None and tls.certificate_file and tls.key_file:
        _show(context, tls.certificate_file, tls.key_file, tls.passphrase_file)
    return context


def _bounded(context: ssl.SSLContext) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    # A certificate that is itself pinned needs no authority above it.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def _show(context: ssl.SSLContext, certificate_file: Path, key_file: Path, passphrase_file: Path | None) -> None:
    passphrase = read_passphrase(passphrase_file) if passphrase_file else b""
    _open(key_file)
    _certified(certificate_file)
    try:
        # As a function, or OpenSSL would ask the terminal for the passphrase of a key that we have none for.
        context.load_cert_chain(certificate_file, key_file, lambda: passphrase)
    except (ssl.SSLError, ValueError) as error:
        raise faults.KEY_UNUSABLE.error(_told(error), place=Place(path=str(key_file))) from None
    except OSError as error:
        raise unreadable(certificate_file, error) from None


def _trust(context: ssl.SSLContext, file: Path) -> None:
    _open(file)
    try:
        context.load_verify_locations(cafile=file)
    except ssl.SSLError:
        raise faults.TRUST_UNUSABLE.error("it holds no certificate in PEM", place=Place(path=str(file))) from None
    except OSError as error:
        raise unreadable(file, error) from None


def _certified(file: Path) -> None:
    """OpenSSL says of the pair that it cannot be read, and not which of the two."""
    _open(file)
    try:
        first = x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (ValueError, x509.InvalidVersion):
        raise faults.KEY_UNUSABLE.error(NO_CERTIFICATE, place=Place(path=str(file))) from None
    try:
        first.public_key()
    except (UnsupportedAlgorithm, ValueError):
        raise faults.KEY_UNUSABLE.error(UNSPOKEN, place=Place(path=str(file))) from None


def _open(file: Path) -> None:
    """OpenSSL does not say which file it could not read."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise unreadable(file, error) from None


def unreadable(file: Path, error: OSError) -> GatewayError:
    """CONFIGURATION, with the file and the system's word."""
    return faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(file)))


def _told(error: ssl.SSLError | ValueError) -> str:
    return TOLD.get(getattr(error, "reason", None) or "", UNREADABLE)
