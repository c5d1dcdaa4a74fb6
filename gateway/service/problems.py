"""What is wrong with a request, as application/problem+json (RFC 9457): both ports word it here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web

BLANK = "about:blank"


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    title: str = "",
    kind: str = BLANK,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> web.Response:
    """One problem detail object; `title` is the status' own phrase where none is given, `kind` its type."""
    body = {"type": kind, "title": title or status.phrase, "status": int(status), "detail": detail, **more}
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(status=status, text=text, headers=headers, content_type="application/problem+json")
