"""Updates of code tables through a whole gateway: over the authority's link, in force at once, and for ever after."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from gateway.service.config_file import load_config
from gateway.service.worker import assembled
from tests.service.laid import CATALOGUE, Laid, laid

AUTHORITY = """\
name = "authority"
party = "authority"
dialect = "regional"
profile = "none"
authority = true
offices = ["00"]
may_send = ["code-table", "heartbeat"]
transport = {{ kind = "folder", root = "{root}", business_type = "Plain" }}
"""
UPDATE = """\
<CodeTable xmlns="urn:eport-gateway:regional:1"><Head><Number>{number}</Number></Head>
<Family>country</Family><Version>{version}</Version><EffectiveFrom>2014-10-01</EffectiveFrom><Issuer>海关总署</Issuer>
<Source>公告</Source><Rows><Row><Canonical>{canonical}</Canonical><Name>某国</Name><Withdrawn>false</Withdrawn><Codes>
<Code><Column>ciq</Column><Code>{code}</Code></Code></Codes></Row></Rows></CodeTable>
"""
BEAT = """\
<Heartbeat xmlns="urn:eport-gateway:regional:1"><Head><Number>H1</Number></Head><At>2014-10-15T12:00:00+08:00</At>
<Sequence>1</Sequence></Heartbeat>
"""


@asynccontextmanager
async def region(folder: Path) -> AsyncIterator[Laid]:
    """A region, and the authority's link beside it."""
    async with laid(folder, authority=AUTHORITY.format(root=folder / "authority")) as there:
        yield there


def update(number: str = "U1", version: str = "2014-10", canonical: str = "XKX", code: str = "983") -> bytes:
    return UPDATE.format(number=number, version=version, canonical=canonical, code=code).encode()


async def declared(there: Laid, number: str) -> str:
    """What becomes of a declaration of goods from the new country: the code of the answer."""
    return (await there.accept("beijing", there.declaration(number, origin="983"))).code


async def test_a_code_is_unknown_until_the_authority_names_it_and_known_from_then_on(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        assert await declared(there, "1") == "4204"
        answer = await there.accept("authority", update())
        assert (answer.accepted, answer.code) == (True, "0000")
        before = there.gateway.keeper.codes.version
        assert await declared(there, "2") != "4204"
        view = await there.gateway.journal.message(answer.message)
        assert view is not None
        assert [event.what for event in view.timeline] == ["received", "code-table"]
        assert before in (await noted(there, "2")).values()


async def noted(there: Laid, number: str) -> dict[str, str]:
    """The notes of what Beijing declared under a number."""
    answer = await there.accept("beijing", there.declaration(number, origin="983"))
    view = await there.gateway.journal.message(answer.message)
    assert view is not None
    return dict(view.notes)


async def test_another_worker_and_the_next_start_know_it_too(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        async with assembled(load_config(there.region.config), CATALOGUE, index=1) as other:
            await there.accept("authority", update())
            assert other.keeper.codes.version != there.gateway.keeper.codes.version
            await other.keeper.catch_up()
            assert other.keeper.codes.version == there.gateway.keeper.codes.version
        async with assembled(load_config(there.region.config), CATALOGUE) as again:
            assert again.keeper.codes.version == there.gateway.keeper.codes.version


async def test_an_update_that_would_say_two_things_of_one_code_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        version = there.gateway.keeper.codes.version
        answer = await there.accept("authority", update(code="036"))
        assert (answer.accepted, answer.code) == (False, "4210")
        assert there.gateway.keeper.codes.version == version
        assert await there.gateway.journal.code_updates(0) == []


async def test_a_version_comes_once_and_a_copy_of_its_message_is_a_copy(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        first = await there.accept("authority", update())
        copy = await there.accept("authority", update())
        assert (copy.copy, copy.receipt) == (True, first.receipt)
        other = await there.accept("authority", update("U2", canonical="XKY", code="984"))
        assert other.code == "4403"
        assert len(await there.gateway.journal.code_updates(0)) == 1


async def test_what_is_for_the_gateway_itself_needs_no_receiver(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        answer = await there.accept("authority", BEAT.encode())
        view = await there.gateway.journal.message(answer.message)
        assert view is not None
        assert (answer.accepted, view.deliveries) == (True, ())
