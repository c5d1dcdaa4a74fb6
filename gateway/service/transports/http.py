"""HTTP out: one POST a document, the receipt in the answer. What comes in comes through the exchange port."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime

import aiohttp

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.config import HttpTransport
from gateway.service.transports.forms import FORM, as_form
from gateway.service.transports.http_answers import is_document, plain_reason, retry_after_s
from gateway.service.transports.transport import DIGEST, Accept, Parcel, Reply
from gateway.translation.receipts import digest_of

RECEIPT_BYTES = 2**20
CONNECTIONS_PER_HOST = 32
NOT_IMPLEMENTED = 501


def open_session() -> aiohttp.ClientSession:
    """Make the process's one session; no cookies, since links share it, no proxy from the environment."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, limit_per_host=CONNECTIONS_PER_HOST),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
    )


class Http:
    """Guarantee: known, by the receipt. A connection that broke leaves it open, and the same number goes again."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: HttpTransport,
        *,
        timeout_s: float,
        receipt_bytes: int = RECEIPT_BYTES,
        tls: Callable[[], ssl.SSLContext | bool] = lambda: True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._session = session
        self._url = settings.url
        self._form_field = settings.form_field
        self._timeout_s = timeout_s
        self._receipt_bytes = receipt_bytes
        self._tls = tls
        """Asked for each document: who is trusted, and who we are, may have changed."""
        self._now = now

    async def send(self, parcel: Parcel) -> Reply:
        """POST it. AgainError of UNREACHABLE or TIMEOUT where no answer came, RECEIPT_INVALID where it has no end."""
        digest = digest_of(parcel.document)
        headers = {"Accept": "application/xml", "Eport-Message": parcel.number, DIGEST: digest}
        kind, body = f"application/xml; charset={parcel.charset}", parcel.document
        if self._form_field:
            kind, body = FORM, as_form(self._form_field, parcel.document)
        try:
            return await self._ask(headers | {"Content-Type": kind}, body)
        except (aiohttp.ClientError, OSError) as error:
            raise self._fault(error) from error

    async def receive(self, accept: Accept) -> None:
        """Nothing to do: the exchange port listens."""

    async def test(self) -> str:
        """HEAD, which hands nothing over: any answer below 500 is a receiver that speaks HTTP."""
        try:
            async with self._session.head(
                self._url, allow_redirects=False, timeout=self._timeout(), ssl=self._tls()
            ) as response:
                status = response.status
        except (aiohttp.ClientError, OSError) as error:
            raise self._fault(error) from error
        if status >= 500 and status != NOT_IMPLEMENTED:
            raise faults.UNREACHABLE.error(f"the receiver's address answers with HTTP {status}")
        return f"the receiver answers at {self._url} (HTTP {status} to HEAD)"

    async def close(self) -> None:
        """Nothing of its own: the session belongs to the process."""

    async def _ask(self, headers: dict[str, str], document: bytes) -> Reply:
        # A redirect is not followed: a document goes to the address that an operator wrote down, and to no other.
        async with self._session.post(
            self._url,
            data=document,
            headers=headers | {"Accept-Encoding": "identity"},
            allow_redirects=False,
            timeout=self._timeout(),
            ssl=self._tls(),
        ) as response:
            body = await self._body(response)
            return Reply(
                receipt=body if is_document(body) else b"",
                charset=response.charset,
                status=response.status,
                retry_after_s=retry_after_s(response.headers.get("Retry-After"), self._now()),
                digest=response.headers.get(DIGEST, "").strip().lower(),
            )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        while chunk := await response.content.readany():
            body += chunk
            if len(body) > self._receipt_bytes:
                response.close()
                raise faults.RECEIPT_INVALID.error(f"the receiver's answer is longer than {self._receipt_bytes} bytes")
        return bytes(body)

    def _timeout(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=self._timeout_s)

    def _fault(self, error: aiohttp.ClientError | OSError) -> GatewayError:
        if isinstance(error, TimeoutError):
            return faults.TIMEOUT.error(f"no whole answer within {self._timeout_s:g} s; it may have arrived")
        return faults.UNREACHABLE.error(plain_reason(error))
