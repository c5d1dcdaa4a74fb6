"""Containers of what a gateway accepted, as its journal gives it: nothing here is put together by a test."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gateway.evidence import container
from gateway.evidence.verify import verified
from tests.evidence.conftest import Scene

in_one_loop = pytest.mark.asyncio(loop_scope="session")


@in_one_loop
@pytest.mark.parametrize("link", ["beijing", "tianjin", "hebei"])
async def test_what_the_gateway_accepted_and_recorded_is_good_evidence(scene: Scene, link: str) -> None:
    number = {"beijing": "2014101500730001", "tianjin": "2014101500730002", "hebei": "2014101500730003"}[link]
    answer = await scene.region.accept(link, scene.region.good(link, number))
    dossier = await scene.region.gateway.journal.evidence.dossier(answer.message, datetime.now(UTC))
    assert dossier is not None
    checks = verified(container.write(dossier, scene.seal), scene.trusted)
    assert [one for one in checks if one.verdict == "bad"] == []
    nameless = {"it names what was received"} if link == "beijing" else set()  # Ciqresult has no element for a digest
    assert {one.what for one in checks if one.verdict == "open"} == {"the record is in its batch"} | nameless
