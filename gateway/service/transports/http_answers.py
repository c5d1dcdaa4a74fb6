"""Reading what HTTP says: a document or not, when to come back, and in plain words why nothing came."""

from __future__ import annotations

import errno
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
    """Say in words of an operator what aiohttp or the system said."""
    for family, reason in REASONS:
        if isinstance(error, family):
            return reason
    code = getattr(error, "errno", None)
    known = ERRNOS.get(code) if code is not None else None
    return known or f"the connection failed ({type(error).__name__})"
