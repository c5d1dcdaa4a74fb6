"""Statements stamped by an authority (RFC 3161) over HTTP: bounded, never redirected, believed only when verified."""

from __future__ import annotations

from collections.abc import Sequence

import aiohttp
from cryptography import x509

from gateway.evidence.timestamps import ANSWER_BYTES, ask, stamped_at
from gateway.model import faults
from gateway.service.transports.http_answers import plain_reason

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"  # RFC 3161, 3.4
TIMEOUT_S = 10.0


class Stamper:
    """One authority. No redirect is followed: an operator wrote down who is asked."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        authorities: Sequence[x509.Certificate],
        *,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._session = session
        self._url = url
        self._authorities = tuple(authorities)
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)

    async def stamp(self, statement: bytes) -> bytes:
        """A TimeStampResp (DER) that was checked. Raises UNREACHABLE, TIMEOUT, TIMESTAMP_WRONG."""
        asked = ask(statement)
        try:
            answer = await self._post(asked.query)
        except TimeoutError:
            raise faults.TIMEOUT.error("the time-stamping authority gives no whole answer") from None
        except (aiohttp.ClientError, OSError) as error:
            raise faults.UNREACHABLE.error(f"the time-stamping authority: {plain_reason(error)}") from error
        stamped_at(answer, statement, self._authorities, asked.nonce)
        return answer

    async def _post(self, query: bytes) -> bytes:
        headers = {"Content-Type": QUERY, "Accept": REPLY, "Accept-Encoding": "identity"}
        async with self._session.post(
            self._url, data=query, headers=headers, allow_redirects=False, timeout=self._timeout
        ) as response:
            if response.status != 200:
                raise faults.UNREACHABLE.error(f"the time-stamping authority answers with HTTP {response.status}")
            body = bytearray()
            while chunk := await response.content.readany():
                body += chunk
                if len(body) > ANSWER_BYTES:
                    response.close()
                    raise faults.TIMESTAMP_WRONG.error(f"the answer is longer than {ANSWER_BYTES} bytes")
            return bytes(body)
