from __future__ import annotations

import pytest

from gateway.evidence.dossier import Dossier
from gateway.evidence.verify import verified
from tests.evidence.conftest import Scene

in_one_loop = pytest.mark.asyncio(loop_scope="session")


def bad(scene: Scene, container: bytes) -> list[str]:
    return [
        f"{one.place}: {one.what}: {one.reason}" for one in verified(container, scene.trusted) if one.verdict == "bad"
    ]


@in_one_loop
async def test_a_good_container_is_good_in_every_line(scene: Scene, whole: Dossier) -> None:
    checks = verified(scene.sealed(whole), scene.trusted)
    assert [one for one in checks if one.verdict == "bad"] == []
    assert len(checks) > 10


@in_one_loop
@pytest.mark.parametrize("link", ["beijing", "hebei", "tianjin"])
async def test_a_message_of_each_port_is_proven_over_its_envelope(scene: Scene, link: str) -> None:
    number = {"beijing": "2014101500700011", "hebei": "2014101500700012", "tianjin": "2014101500700013"}[link]
    assert bad(scene, scene.sealed(await scene.dossier(link, number))) == []
