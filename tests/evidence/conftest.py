from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from gateway.evidence import container
from gateway.evidence.case import Trusted
from gateway.evidence.dossier import Dossier
from gateway.service.metrics import Metrics
from gateway.service.surroundings import Surroundings
from gateway.trust.signer import Signer
from tests.evidence import made
from tests.service.laid import Laid, laid
from tests.trust.conftest import need


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    region: Laid
    world: Surroundings
    signers: dict[str, Signer]
    trusted: Trusted

    @property
    def seal(self) -> Signer:
        return self.signers["gateway"]

    async def dossier(self, link: str, number: str) -> Dossier:
        one = await made.planned(self.region.gateway, link, self.region.good(link, number), self.world)
        return made.dossier(one, self.world, self.signers, self.seal)

    def sealed(self, dossier: Dossier) -> bytes:
        """Under the gateway's good key, whatever stands in it."""
        return container.write(dossier, self.seal)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with laid(tmp_path_factory.mktemp("evidence")) as region:
        signers = {party: region.signers[party] for party in ("gateway", "beijing", "tianjin", "hebei")}
        world = Surroundings(observer=Metrics(), business_date=region.gateway.config.business_date)
        yield Scene(region=region, world=world, signers=signers, trusted=made.trusted(signers))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def whole(scene: Scene) -> Dossier:
    return await scene.dossier("beijing", "2014101500700001")


@pytest.fixture
def xmlsec1() -> None:
    need("xmlsec1", "xmlsec1")
