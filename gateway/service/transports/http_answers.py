"""Reading what HTTP says: a document or not, when to come back, and in plain words why nothing came."""

from __future__ import annotations

import errno
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

RETRY_AFTER_MOST_S = 86400.0
"""Nobody parks our mailboxes for longer than a day by a header."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
PAGES = (b"<!doctype html", b"<html")

REASONS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.InvalidURL, "the address is no URL"),
    (aiohttp.ClientConnectorDNSError, "the host name is not known"),
    (aiohttp.ClientConnectorCertificateError, "its TLS certificate is not trusted"),
    (aiohttp.ClientConnectorSSLError, "no TLS connection could be agreed"),
    (aiohttp.ServerDisconnectedError, "it closed the connection without an answer; it may have arrived"),
    (aiohttp.ClientPayloadError, "its answer broke off; it may have arrived"),
    (aiohttp.ClientResponseError, "its answer is not proper HTTP; it may have arrived"),
)
"""First match wins: aiohttp's families overlap."""
CERTIFICATE_REASONS = {
    9: "its TLS certificate is not valid yet",
    10: "its TLS certificate has expired",
    62: "its TLS certificate is for another host",
    64: "its TLS certificate is for another host (it does not name this IP address)",
    66: "its TLS certificate has too short a key",
    68: "its TLS certificate is signed with SHA-1 or weaker",
}
"""X509_V_ERR_… of OpenSSL's x509_vfy.h."""
REFUSED_US = "it refused our TLS certificate, or asks for one"
ALERTS = frozenset(
    {
        "TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "TLSV1_ALERT_UNKNOWN_CA",
        "TLSV1_ALERT_ACCESS_DENIED",
        *(f"SSLV3_ALERT_{what}" for what in ("BAD_CERTIFICATE", "CERTIFICATE_EXPIRED", "CERTIFICATE_UNKNOWN")),
        *("SSLV3_ALERT_CERTIFICATE_REVOKED", "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE", "SSLV3_ALERT_HANDSHAKE_FAILURE"),
    }
)
"""OpenSSL's names of what a server says (RFC 8446, 6.2) to a client's certificate, or to none."""
ERRNOS = {
    errno.ECONNREFUSED: "the port is closed (connection refused)",
    errno.ECONNRESET: "the connection was reset; it may have arrived",
    errno.EPIPE: "the connection was closed while sending; it may have arrived",
    errno.EHOSTUNREACH: "there is no way to the host",
    errno.ENETUNREACH: "there is no way to its network",
}


def is_document(body: bytes) -> bool:
    """Whether this may be a receipt, by its bytes: old servers label XML as text/html, and proxies send pages."""
    head = body.removeprefix(BYTE_ORDER_MARK).lstrip()[:16].lower()
    return head.startswith(b"<") and not head.startswith(PAGES)


def retry_after_s(text: str | None, now: datetime) -> float | None:
    """Seconds from now, 0 … RETRY_AFTER_MOST_S, of seconds or an HTTP date (RFC 9110 §10.2.3); None if neither."""
    if text is None:
        return None
    text = text.strip()
    # isdigit alone takes full-width digits, and float takes "nan"
    wait_s = float(text) if text.isascii() and text.isdigit() else _seconds_until(text, now)
    return None if wait_s is None else min(max(wait_s, 0.0), RETRY_AFTER_MOST_S)


def _seconds_until(text: str, now: datetime) -> float | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()


def plain_reason(error: Exception) -> str:
    """Say in words of an operator what aiohttp, OpenSSL or the system said."""
    if said := _of_tls(error):
        return said
    for family, reason in REASONS:
        if isinstance(error, family):
            return reason
    code = getattr(error, "errno", None)
    known = ERRNOS.get(code) if code is not None else None
    return known or f"the connection failed ({type(error).__name__})"


def _of_tls(error: Exception) -> str:
    """What TLS found wrong with one side's certificate, wherever aiohttp keeps it; "" for nothing of the kind."""
    found = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error.__cause__ or error
    if isinstance(found, ssl.SSLCertVerificationError):
        return CERTIFICATE_REASONS.get(found.verify_code, "")
    reason = found.reason if isinstance(found, ssl.SSLError) else " ".join(map(str, error.args))
    return REFUSED_US if any(alert in (reason or "") for alert in ALERTS) else ""
