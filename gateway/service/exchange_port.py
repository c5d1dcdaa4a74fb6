"""The exchange port: POST /exchange/{link}. It bounds and reads; what is said of a document, the exchange says."""

from __future__ import annotations

import asyncio
import math
import ssl
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from gateway.model import faults
from gateway.model.errors import Fault
from gateway.service import blame
from gateway.service.config import Limits
from gateway.service.doorway import doorways, room
from gateway.service.problems import problem
from gateway.service.tls_site import HANDSHAKE_S, DoorSite, peer_certificate
from gateway.service.transports.forms import FORM, from_form
from gateway.service.transports.transport import DIGEST, Answer
from gateway.translation.receipts import digest_of

BODY_S = 30.0
BUSY_RETRY_AFTER_S = 1
HELD_BYTES = 128 * 2**20
KEEP_ALIVE_S = 75.0
"""Longer than clients keep a connection (aiohttp 15 s): who closes first must be the one who sends."""
DRAIN_S = 30.0
LINGER_S = 10.0
"""So long what we do not read is let run out, or the sender of a huge document would see a reset and not our answer."""

NO_FORMS: Mapping[str, str] = {}

AcceptOn = Callable[[str, bytes, str | None], Awaitable[Answer]]
"""(link, raw bytes, charset label beside them) → what to answer: `Exchange.accept`."""
TurnedAway = Callable[[str, bytes | None], Awaitable[Answer | None]]
"""(link, the TLS peer's certificate) → the refusal of that connection, None: none: `Doorkeeper.turned_away`."""


async def all_welcome(_link: str, _certificate: bytes | None) -> None:
    """No link asks for more than a document."""


class ExchangePort:
    """One a worker. Whole documents are counted; half ones are not, or slow senders could shut the door for all.

    What half ones hold in memory is bounded by bytes.
    """

    def __init__(
        self,
        accept: AcceptOn,
        limits: Limits,
        *,
        body_s: float = BODY_S,
        form_fields: Mapping[str, str] = NO_FORMS,
        turned_away: TurnedAway = all_welcome,
    ) -> None:
        self._accept = accept
        self._form_fields = form_fields
        self._turned_away = turned_away
        self._limits = limits
        self._body_s = body_s
        self.in_flight = 0
        self.held_bytes = 0

    def app(self) -> web.Application:
        """Serve POST /exchange/{link}; everything else is told so in problem+json (RFC 9457)."""
        app = web.Application(client_max_size=self._limits.document_bytes + 1)
        app.router.add_route("*", "/exchange/{link}", self._exchange)
        app.router.add_route("*", "/{rest:.*}", _elsewhere)
        return app

    async def _exchange(self, request: web.Request) -> web.Response:
        if request.method != "POST":
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, "post the document", headers={"Allow": "POST"})
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send the document as it is, without Content-Encoding")
        if self._is_full():
            return busy()
        if (refusal := await self._refusal(request)) is not None:
            return _last_word(refusal)
        held = _Held(self)
        try:
            return await self._one(request, held)
        finally:
            self.held_bytes -= held.size

    async def _refusal(self, request: web.Request) -> web.Response | None:
        """What is said to a connection that is not its link's, at each request: a pin may have gone meanwhile."""
        link = request.match_info["link"]
        self.in_flight += 1
        try:
            answer = await self._turned_away(link, peer_certificate(request.transport))
            return None if answer is None else _response(answer)
        except Exception as error:
            blame.tell(error, link=link[:32], size=0)
            return problem_of(faults.OURS)
        finally:
            self.in_flight -= 1

    async def _one(self, request: web.Request, held: _Held) -> web.Response:
        try:
            async with asyncio.timeout(self._body_s):
                raw = await self._body(request, held)
        except TimeoutError:
            return _last_word(problem(HTTPStatus.REQUEST_TIMEOUT, f"the body took longer than {self._body_s:g} s"))
        except (ConnectionError, HttpProcessingError, web.RequestPayloadError):
            return _last_word(problem(HTTPStatus.BAD_REQUEST, "the body ended before it was whole"))
        if raw is None or self._is_full():
            return _last_word(busy())
        return await self._whole(request, raw)

    async def _whole(self, request: web.Request, raw: bytes) -> web.Response:
        link = request.match_info["link"]
        self.in_flight += 1
        try:
            document = self._unformed(request, link, raw)
            return _response(await self._accept(link, document, request.charset), digest_of(document))
        except Exception as error:
            blame.tell(error, link=link[:32], size=len(raw))
            return problem_of(faults.OURS)
        finally:
            self.in_flight -= 1

    def _unformed(self, request: web.Request, link: str, raw: bytes) -> bytes:
        """The document out of the form that the link's documents travel in; one that is too large stays so."""
        field = self._form_fields.get(link, "")
        if not field or request.content_type != FORM or len(raw) > self._limits.document_bytes:
            return raw
        return from_form(field, raw)

    async def _body(self, request: web.Request, held: _Held) -> bytes | None:
        """At most one byte over the limit: enough for the exchange to refuse it, whatever Content-Length says.

        None: all bodies together hold more than they may.
        """
        most = self._limits.document_bytes + 1
        body = bytearray()
        while len(body) < most and (chunk := await request.content.readany()):
            body += chunk
            held.add(len(chunk))
            if self.held_bytes > max(HELD_BYTES, most):
                return None
        return bytes(body[:most])

    def _is_full(self) -> bool:
        return self.in_flight >= self._limits.in_flight


class _Held:
    """What one request holds in memory, counted with all others."""

    def __init__(self, port: ExchangePort) -> None:
        self._port = port
        self.size = 0

    def add(self, count: int) -> None:
        self.size += count
        self._port.held_bytes += count


def busy() -> web.Response:
    """Later, please."""
    return problem_of(faults.BUSY, headers={"Retry-After": str(BUSY_RETRY_AFTER_S)})


async def listen(
    app: web.Application,
    host: str,
    port: int,
    *,
    shared: bool = True,
    tls: ssl.SSLContext | None = None,
    handshake_s: float = HANDSHAKE_S,
    drain_s: float = DRAIN_S,
    linger_s: float = LINGER_S,
    connections: int = 0,
) -> web.AppRunner:
    """Open the listener; workers share the port (SO_REUSEPORT), unless it is not `shared`. None `tls`: plain HTTP.

    It holds `connections` at once and closes what comes beyond; 0: as many as there is `room` for.

    `await runner.cleanup()` closes it, and lets what is being accepted end within `drain_s`. OSError: it is taken.
    """
    runner = web.AppRunner(
        app,
        access_log=None,  # it would cost as much as the whole request
        auto_decompress=False,
        handle_signals=False,
        keepalive_timeout=KEEP_ALIVE_S,
        lingering_time=linger_s,
        shutdown_timeout=drain_s,
        logger=blame.quiet(f"{__name__}.http"),
    )
    await runner.setup()
    try:
        for door in await doorways(host, port, shared=shared, most=connections or room()):
            await DoorSite(runner, door, tls, handshake_s=handshake_s).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def problem_of(fault: Fault, *, headers: dict[str, str] | None = None) -> web.Response:
    """Word a fault of the catalogue where no receipt can be made."""
    return problem(
        HTTPStatus(fault.status),
        f"{fault.remedy}; {fault.remedy_zh}",
        title=fault.name,
        kind=f"urn:eport-gateway:fault:{fault.code}",
        headers=headers,
        code=fault.code,
    )


async def _elsewhere(request: web.Request) -> web.Response:
    return problem(HTTPStatus.NOT_FOUND, "documents go to POST /exchange/{link}")


def _response(answer: Answer, digest: str = "") -> web.Response:
    """The digest of what was received stands beside every receipt, for those that have no element for it."""
    headers = {"Content-Type": f"application/xml; charset={answer.charset}", "Server": "eport-gateway"}
    if digest:
        headers[DIGEST] = digest
    if answer.message:
        headers["Eport-Message"] = answer.message
    if answer.copy:
        headers["Eport-Copy"] = "true"
    if answer.retry_after_s is not None:
        headers["Retry-After"] = str(math.ceil(answer.retry_after_s))
    return web.Response(body=answer.receipt, status=answer.status, headers=headers)


def _last_word(response: web.Response) -> web.Response:
    """Say that the connection ends with it: nobody waits for the rest of a half body."""
    response.force_close()
    return response
