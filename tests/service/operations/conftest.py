"""The operators' port over a gateway in this process, and documents that wait, are delivered, or are dead."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from gateway.routing.delivery import Outcome
from gateway.service.operations.port import operations_port
from gateway.service.surroundings import utc_now
from tests.service.journal.material import DELIVERED, REFUSED, claimed, concluded
from tests.service.laid import Laid, laid

NUMBERS = count(2014101500000000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the port answered."""

    status: int
    kind: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def problem(self, status: int, code: str = "") -> Any:
        """The problem detail object, of this status and code."""
        assert (self.status, self.kind) == (status, "application/problem+json"), self.body
        told = self.json
        assert {"type", "title", "status", "detail"} <= told.keys()
        assert (told["status"], told.get("code", "")) == (status, code)
        assert "Traceback" not in self.body.decode()
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An operator at work; `region` is what it watches."""

    region: Laid
    client: TestClient[Any, Any]

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Said:
        sent = {"Authorization": f"Bearer {self.region.region.token}", **headers}
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        async with self.client.request(method, path, data=data, headers=sent) as answer:
            return Said(
                status=answer.status,
                kind=answer.content_type,
                headers=dict(answer.headers),
                body=await answer.read(),
            )

    async def get(self, path: str) -> Said:
        return await self.ask("GET", path)

    async def post(self, path: str, body: object) -> Said:
        return await self.ask("POST", path, body)

    async def waiting(self, link: str = "beijing") -> str:
        """Our number of a message that waits."""
        answer = await self.region.accept(link, self.region.good(link, str(next(NUMBERS))))
        assert answer.accepted
        return answer.message

    async def ended(self, outcome: Outcome) -> str:
        """One whose delivery to Tianjin ended so."""
        number, journal = await self.waiting(), self.region.gateway.journal
        for due in await journal.due(utc_now(), 1000):
            claim = await claimed(journal, due.mailbox, utc_now())
            if claim.message == number:
                await concluded(journal, claim, outcome, utc_now())
                return number
        raise AssertionError("it was not due")

    async def dead(self) -> str:
        return await self.ended(REFUSED)

    async def delivered(self) -> str:
        return await self.ended(DELIVERED)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with (
        laid(tmp_path_factory.mktemp("region")) as region,
        TestClient(TestServer(operations_port(region.gateway.desk))) as client,
    ):
        yield Office(region=region, client=client)
