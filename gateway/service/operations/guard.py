"""The door of the operators' port: a bearer token, and every error as application/problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service import blame
from gateway.service.operations.rights import has_token
from gateway.service.problems import problem

OPEN = frozenset({"/livez", "/readyz", "/healthz"})
"""Probes carry no token; they tell nothing but yes or no."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in who has the token; tell every error as a problem, none with a traceback."""
    if request.path not in OPEN and not has_token(request):
        answer = problem(HTTPStatus.UNAUTHORIZED, "send Authorization: Bearer and the ops token", title="unauthorized")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    try:
        return await handler(request)
    except GatewayError as error:
        return fault_problem(error)
    except web.HTTPException as error:
        return problem(HTTPStatus(error.status), error.text or error.reason, title=error.reason)
    except Exception as error:
        blame.tell(error, route=request.match_info.route.name)
        return fault_problem(faults.OURS.error("an error of ours; it is in our log"))


def fault_problem(error: GatewayError) -> web.Response:
    """A fault of the catalogue: code, place, value, reason and remedy, in both languages."""
    fault = error.fault
    return problem(
        HTTPStatus(fault.status),
        error.reason,
        title=fault.name,
        code=fault.code,
        turn=fault.turn,
        place=str(error.place),
        value=error.value,
        remedy=fault.remedy,
        remedy_zh=fault.remedy_zh,
    )
