"""What an operator's token allows: to read what is restricted is a right of its own, with a token of its own."""

from __future__ import annotations

import hmac

from aiohttp import web

from gateway.model import faults
from gateway.service.operations.desk import DESK

RESTRICTED = "restricted"
"""To read alerts, controls and enforcement aid as they are. Roles of other kinds are no token's yet."""


def has_token(request: web.Request) -> bool:
    """Whether it bears one of the tokens."""
    return _bears(request, request.app[DESK].token) or may_read_restricted(request)


def may_read_restricted(request: web.Request) -> bool:
    """Whether its token has the right; without such a token nobody has."""
    token = request.app[DESK].restricted_token
    return bool(token) and _bears(request, token)


def require_restricted(request: web.Request) -> None:
    """Raise RIGHT_MISSING."""
    if not may_read_restricted(request):
        raise faults.RIGHT_MISSING.error("the token that reads what is restricted is needed", value=RESTRICTED)


def _bears(request: web.Request, token: str) -> bool:
    """Whatever bytes a header holds, aiohttp reads as text; those that are none come as surrogates."""
    sent = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
    return hmac.compare_digest(sent, f"Bearer {token}".encode())
