"""A region with three e-ports and, on demand, gateway processes that are really killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.inbox import Inbox
from gateway.commands.demo.region import JOURNAL, Region, lay_region
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from tests.private_postgres import fresh_database
from tests.service.running.forks import Forks
from tests.service.running.peer import Peer, beijing_receipt, hebei_receipt
from tests.service.running.scene import Scene

RETRY = """
[retry]
first_s = 0.05
longest_s = 0.1
timeout_s = 1.0
"""
COURIER = """
[courier]
lease_margin_s = 0.2
"""
MakeRegion = Callable[..., AbstractAsyncContextManager[Scene]]


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    running = Forks()
    yield running
    running.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def journal_place(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the gateway's journal is, on each engine."""
    if request.param == "sqlite":
        yield JOURNAL
        return
    with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
def lay(tmp_path: Path, forks: Forks, journal_place: str) -> MakeRegion:
    """Lay a region with another Redis or another way to retry."""

    @asynccontextmanager
    async def make(*, redis: str = "none", retry: str = RETRY) -> AsyncIterator[Scene]:
        folder = tmp_path / "region"
        folder.mkdir()
        region = lay_region(folder, journal=journal_place, redis=redis, retry=retry)
        with region.config.open("a", encoding="utf-8") as config:
            config.write(COURIER)
        async with opened(region, forks) as scene:
            yield scene

    return make


@pytest.fixture
async def region(lay: MakeRegion) -> AsyncIterator[Scene]:
    """A region whose gateway works from the journal alone."""
    async with lay() as scene:
        yield scene


@asynccontextmanager
async def opened(region: Region, forks: Forks) -> AsyncIterator[Scene]:
    ours, signers = region.identities["gateway"], {name: one.signer for name, one in region.identities.items()}
    trust = TrustStore.of([("gateway", ours.signer.certificate)])
    beijing, hebei, tianjin = (Inbox(trust=trust, profile=PROFILES["sm2-sm3"]) for _ in range(3))
    # Workers share one port and each connection has its worker: a connection a document reaches them all.
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=15)) as session:
        scene = Scene(
            region=region,
            forks=forks,
            session=session,
            beijing=Peer(region.peer_ports["beijing"], beijing, beijing_receipt(signers["beijing"])),
            hebei=Peer(region.peer_ports["hebei"], hebei, hebei_receipt(signers["hebei"])),
            tianjin=FolderPeer(region.boxes, tianjin),
        )
        async with present(scene):
            yield scene


@asynccontextmanager
async def present(scene: Scene) -> AsyncIterator[None]:
    """The e-ports are there; whatever gateway still runs at the end is killed."""
    watching = asyncio.create_task(scene.tianjin.watch())
    await scene.beijing.switch_on()
    await scene.hebei.switch_on()
    try:
        yield
    finally:
        await scene.end()
        watching.cancel()
        await scene.beijing.switch_off()
        await scene.hebei.switch_off()
