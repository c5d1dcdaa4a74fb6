"""Two gateways in this process, the region's and Tianjin's own, between which the line is down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from gateway.commands.demo.identities import write_private
from gateway.commands.demo.region import ADDRESSES, GATEWAY, LINK, Region, free_ports
from gateway.routing.delivery import State
from gateway.service.carrying.carrier import Carrier
from gateway.service.config_file import load_config
from gateway.service.journal.records import Act
from gateway.service.surroundings import utc_now
from gateway.service.worker import Gateway, assembled
from tests.service.laid import CATALOGUE, PROFILE, Laid, laid

NUMBERS = count(2014101500000000)
WHY = "the line is down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shores:
    """`here` sends to Tianjin; `there` is Tianjin's own gateway, and `folder` where it stands."""

    here: Laid
    there: Gateway
    folder: Path

    @property
    def sender(self) -> Carrier:
        return self.here.gateway.desk.carrier

    @property
    def receiver(self) -> Carrier:
        return self.there.desk.carrier

    async def waiting(self, **changes: str) -> str:
        """Our number of a message that waits for Tianjin."""
        answer = await self.here.accept("beijing", self.here.declaration(str(next(NUMBERS)), **changes))
        assert answer.accepted, answer.receipt.decode()
        return answer.message

    async def stopped(self) -> None:
        act = Act(at=utc_now(), actor="Li", verb="pause", target="tianjin", reason=WHY)
        await self.here.gateway.journal.pause("tianjin", act)

    async def exported(self) -> bytes:
        await self.stopped()
        _, raw = await self.sender.export("tianjin", "Li", WHY)
        return raw

    async def crossed(self, raw: bytes) -> bytes:
        """The receipts for a file that was taken in over there."""
        return (await self.receiver.take(raw, "Wang", WHY)).receipts

    async def state(self, message: str) -> State:
        view = await self.here.gateway.journal.message(message)
        assert view is not None
        return view.deliveries[0].state

    async def verbs(self, message: str) -> list[str]:
        view = await self.here.gateway.journal.message(message)
        assert view is not None
        return [one.verb for one in view.acts]


def lay_there(here: Region, folder: Path, carry: str = "") -> Path:
    """The configuration of Tianjin's gateway: the same key, our address as its link's."""
    port, ops_port = free_ports(2)
    ports = {"port": port, "ops_port": ops_port}
    journal = "sqlite:///var/journal.sqlite"
    text = GATEWAY.format(
        address=ADDRESSES["tianjin"], day="2014-10-15", journal=journal, redis="none", profile=PROFILE, **ports
    )
    own = here.identities["tianjin"]
    write_private(folder / "keys/gateway.key.pem", own.key_pem)
    write_private(folder / "keys/gateway.crt.pem", own.certificate_pem)
    write_private(folder / "keys/ops-token", here.token.encode())
    write_private(folder / "trust/region/region.pem", here.identities["gateway"].certificate_pem)
    write_private(folder / "trust/quay/quay.pem", here.identities["hebei"].certificate_pem)
    (folder / "var").mkdir(mode=0o700)
    (folder / "links.d").mkdir()
    _link(folder, "region", 'envelope = "dxp"', ADDRESSES["gateway"], "01", "region")
    _link(folder, "quay", "", "DXPENT0000000299", "02", "quay")
    (folder / "gateway.toml").write_text(text + carry, encoding="utf-8")
    return folder / "gateway.toml"


def _link(folder: Path, name: str, envelope: str, address: str, offices: str, party: str) -> None:
    folders = f'transport = {{ kind = "folder", root = "{folder / name}", business_type = "Tecciq" }}'
    more = f"{envelope}\n{folders}"
    fields = {"party": party, "dialect": "tianjin-ciq", "profile": PROFILE, "address": address, "offices": offices}
    (folder / "links.d" / f"{name}.toml").write_text(LINK.format(more=more, **fields), encoding="utf-8")


@asynccontextmanager
async def shores(folder: Path) -> AsyncIterator[Shores]:
    (folder / "here").mkdir()
    (folder / "there").mkdir()
    async with laid(folder / "here") as here:
        path = lay_there(here.region, folder / "there")
        async with assembled(load_config(path), CATALOGUE) as there:
            yield Shores(here=here, there=there, folder=folder / "there")


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Shores]:
    async with shores(tmp_path) as made:
        yield made


def at(carrier: Carrier, moment: datetime) -> Carrier:
    """The same at another moment."""
    world = replace(carrier.world, now=lambda: moment)
    receiving = replace(carrier.receiving, world=world)
    return replace(carrier, world=world, receiving=receiving, sending=replace(carrier.sending, world=world))
