"""Updates of code tables through a whole gateway: over the authority's link, in force at once, and for ever after."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import date
from pathlib import Path

import pytest

from gateway.model.code_table import CodeTable
from gateway.model.errors import SenderError
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
        shown = [one.labels["codes"] for metric in there.gateway.desk.metrics.build.collect() for one in metric.samples]
        assert shown == [before], "the version in force, and no other"


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


async def test_two_workers_never_take_updates_that_contradict_each_other(tmp_path: Path) -> None:
    async with region(tmp_path) as there, assembled(load_config(there.region.config), CATALOGUE, index=1) as other:
        assert (await there.accept("authority", update())).accepted
        contrary = update("U2", "2014-11", canonical="XKY")
        unaware = await other.exchange.accept("authority", contrary, None)
        assert (unaware.code, unaware.status) == ("4902", 503)
        await other.keeper.catch_up()
        assert (await other.exchange.accept("authority", contrary, None)).code == "4210"


async def test_an_update_that_nobody_can_read_keeps_no_gateway_from_starting_and_no_other_from_holding(
    tmp_path: Path,
) -> None:
    async with region(tmp_path) as there:
        assert (await there.accept("authority", update())).accepted
        with closing(sqlite3.connect(tmp_path / "var" / "journal.sqlite")) as journal, journal:
            journal.execute("UPDATE code_update SET effective_from = 'tomorrow'")
        await there.gateway.keeper.catch_up()
        answer = await there.accept("authority", update("U2", "2014-11", canonical="XKY", code="984"))
        assert (answer.accepted, answer.code) == (True, "0000")
        async with assembled(load_config(there.region.config), CATALOGUE) as again:
            country = again.keeper.codes["country"]
            assert country.read("ciq", "984", date(2014, 10, 15)) == "XKY"
            with pytest.raises(SenderError):
                country.read("ciq", "983", date(2014, 10, 15))


async def test_a_look_for_updates_that_fails_does_not_refuse_what_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_after: int) -> list[tuple[int, CodeTable]]:
        raise ValueError

    async with region(tmp_path) as there:
        with monkeypatch.context() as changed:
            changed.setattr(there.gateway.journal, "code_updates", broken)
            assert (await there.accept("authority", update())).accepted
        await there.gateway.keeper.catch_up()
        assert await declared(there, "1") != "4204"


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


async def test_a_copy_is_answered_as_before_whatever_the_tables_say_since(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        declaration = there.declaration("1", origin="983")
        first = await there.accept("authority", update())
        declared = await there.accept("beijing", declaration)
        assert (await there.accept("authority", update("U2", "2014-11", code="984"))).accepted
        copy = await there.accept("beijing", declaration)
        assert (copy.accepted, copy.copy, copy.receipt) == (True, True, declared.receipt)
        assert (await there.accept("authority", update("U3", "2014-12", canonical="XKY"))).accepted
        again = await there.accept("authority", update())
        assert (again.accepted, again.copy, again.receipt) == (True, True, first.receipt)


async def test_what_is_no_copy_is_still_refused_when_its_number_was_accepted_before(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        assert (await there.accept("beijing", there.declaration("1"))).accepted
        assert (await there.accept("beijing", there.declaration("1", origin="983"))).code == "4204"


async def test_what_is_for_the_gateway_itself_needs_no_receiver(tmp_path: Path) -> None:
    async with region(tmp_path) as there:
        answer = await there.accept("authority", BEAT.encode())
        view = await there.gateway.journal.message(answer.message)
        assert view is not None
        assert (answer.accepted, view.deliveries) == (True, ())
