"""The scene: the gateway as a process of its own, three e-ports around it, and the means to act in it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.http_peer import HttpPeer, post
from gateway.commands.demo.inbox import Inbox, Received
from gateway.commands.demo.region import ADDRESSES, PARTIES, Region
from gateway.commands.demo.wording import fill, sealed, wrapped
from gateway.model import faults
from gateway.translation.receipts import digest_of
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

START_S = 30.0
STOP_S = 20.0
PROBE_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a step of the scenario may touch."""

    region: Region
    session: aiohttp.ClientSession
    beijing: HttpPeer
    hebei: HttpPeer
    tianjin: FolderPeer

    def signer(self, party: str) -> Signer:
        """The key of an e-port."""
        return self.region.identities[party].signer

    def declaration(self, number: str, **changes: str) -> bytes:
        """Beijing's declaration under `number`, sealed."""
        values = {
            "declaration": "BJ20141015000001",
            "bill": "COSU6098765430",
            "port": "120202",
            "remark": "优先查验",
            "unit": "035",
            "origin": "036",
        }
        return sealed(fill("beijing-declaration", number=number, **{**values, **changes}), self.signer("beijing"))

    def envelope(self, party: str, number: str, kind: str, document: bytes) -> bytes:
        """A document of `party` in its sealed DxpMsg."""
        return wrapped(
            document,
            self.signer(party),
            number=number,
            sender=ADDRESSES[party],
            receiver=ADDRESSES["gateway"],
            kind=kind,
        )

    async def post(self, party: str, document: bytes) -> tuple[int, bytes]:
        """Send to the gateway over the link of `party`: status and receipt."""
        return await post(self.session, f"http://127.0.0.1:{self.region.port}/exchange/{party}", document)

    async def operate(self, path: str) -> dict[str, object]:
        """Ask the operators' port."""
        headers = {"Authorization": f"Bearer {self.region.token}"}
        async with self.session.get(f"http://127.0.0.1:{self.region.ops_port}{path}", headers=headers) as answer:
            told: dict[str, object] = await answer.json(content_type=None)
            return told


@asynccontextmanager
async def scene(region: Region, log: Path) -> AsyncIterator[Scene]:
    """Raise the curtain: peers listen, the gateway is ready; afterwards both are stopped. Its log goes to `log`."""
    beijing, hebei, tianjin = _peers(region)
    await beijing.switch_on()
    await hebei.switch_on()
    watching = asyncio.create_task(tianjin.watch())
    try:
        async with aiohttp.ClientSession() as session, _gateway(region, session, log):
            yield Scene(region=region, session=session, beijing=beijing, hebei=hebei, tianjin=tianjin)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await beijing.switch_off()
        await hebei.switch_off()


def _peers(region: Region) -> tuple[HttpPeer, HttpPeer, FolderPeer]:
    signers = {name: region.identities[name].signer for name in (*PARTIES, "gateway")}
    trust = TrustStore.of([("gateway", signers["gateway"].certificate)])

    def inbox() -> Inbox:
        return Inbox(trust=trust, profile=PROFILES[signers["gateway"].profile.name])

    def ciqresult(got: Received) -> bytes:
        return sealed(fill("beijing-receipt", number=got.number), signers["beijing"])

    def dxp_rep(got: Received) -> bytes:
        values = {"receiver": ADDRESSES["hebei"], "kind": got.kind, "digest": digest_of(got.raw)}
        return sealed(fill("dxp-receipt", number=got.number, **values), signers["hebei"])

    return (
        HttpPeer(region.peer_ports["beijing"], inbox(), ciqresult),
        HttpPeer(region.peer_ports["hebei"], inbox(), dxp_rep),
        FolderPeer(region.boxes, inbox()),
    )


@asynccontextmanager
async def _gateway(region: Region, session: aiohttp.ClientSession, log: Path) -> AsyncIterator[None]:
    command = (sys.executable, "-m", "gateway", "serve", "--config", str(region.config))
    with log.open("wb") as sink:
        process = await asyncio.create_subprocess_exec(*command, stdout=sink, stderr=sink)
    try:
        await _ready(region, session, process)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(STOP_S):
            await process.wait()


async def _ready(region: Region, session: aiohttp.ClientSession, process: asyncio.subprocess.Process) -> None:
    url = f"http://127.0.0.1:{region.ops_port}/readyz"
    async with asyncio.timeout(START_S):
        while process.returncode is None:
            try:
                async with session.get(url) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(PROBE_S)
    raise faults.OURS.error("the gateway ended before it was ready; see its log")
