"""The journal on a PostgreSQL that dies and comes back: what was accepted is there, and nothing is there twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.conftest import without_postgres
from tests.private_postgres import PostgresError, PrivatePostgres, fresh_database
from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import Scene
from tests.service.running.traffic import Traffic

pytestmark = pytest.mark.slow


@pytest.fixture
def server() -> Iterator[PrivatePostgres]:
    try:
        made = PrivatePostgres()
    except PostgresError as missing:
        without_postgres(str(missing))
    with made:
        yield made


@pytest.fixture
def journal_place(server: PrivatePostgres) -> Iterator[str]:
    with fresh_database(server.url) as url:
        yield url


@pytest.fixture
async def region(lay: MakeRegion) -> AsyncIterator[Scene]:
    async with lay() as scene:
        yield scene


async def test_a_server_that_is_killed_takes_nothing_and_loses_nothing(region: Scene, server: PrivatePostgres) -> None:
    gateway = await region.serve()
    await region.hebei.switch_off()
    first = await region.send_until_taken(region.declaration("B1", number="1"))
    server.kill()
    document = region.declaration("B2", number="2")
    told = await region.send(document)
    assert told.status == 503
    assert b"4901" in told.body
    assert await region.ops("/readyz") == (503, "the journal does not write\n")
    assert (await region.ops("/livez"))[0] == 200
    server.start()
    second = await region.send_until_taken(document)
    await region.hebei.switch_on()
    await gateway.log.wait_for("delivered", 2, link="hebei")
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {"1": first.body, "2": second.body}), region)


@pytest.mark.parametrize("workers", [1, 2])
async def test_a_server_killed_under_load_costs_nothing(region: Scene, server: PrivatePostgres, workers: int) -> None:
    gateway = await region.serve(workers=workers)
    traffic = Traffic(region)

    def killed_and_started() -> None:
        server.kill()
        server.start()

    await traffic.run(killed_and_started)
    await traffic.carried(gateway)
