"""The same over the real ways in: the exchange port, and Tianjin's folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import partial
from io import BytesIO

import aiohttp
import pytest
import pytest_asyncio

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.inbox import Inbox
from gateway.service.worker import ports
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from tests.service.bad_documents import LIMIT, TABLE, Bad, by
from tests.service.laid import Laid, laid
from tests.service.receipts import told

in_one_loop = pytest.mark.asyncio(loop_scope="module")
NAMES = {
    "empty",
    "not XML",
    "a billion laughs",
    "100,000 deep",
    "a label beside it that nobody speaks",
    "GBK labelled UTF-8",
    "the content changed",
    "an expired certificate",
    "the right certificate on the wrong link",
    "an unknown country",
    "a kind the link may not send",
    "Data is no base64",
    "six receivers",
}
OVER_HTTP = [bad for bad in TABLE if bad.name in NAMES]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region")) as made, ports(made.gateway, 0):
        yield made


async def post(region: Laid, link: str, document: bytes, charset: str | None = None) -> tuple[int, str, bytes]:
    url = f"http://127.0.0.1:{region.region.port}/exchange/{link}"
    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BytesIO(document), headers={"Content-Type": kind}) as answer,
    ):
        return answer.status, answer.headers["Content-Type"], await answer.read()


@pytest.mark.parametrize("bad", OVER_HTTP, ids=[bad.name for bad in OVER_HTTP])
@in_one_loop
async def test_the_exchange_port_answers_it(region: Laid, bad: Bad) -> None:
    number = f"20141015{TABLE.index(bad):08d}"
    status, kind, receipt = await post(region, bad.link, bad.make(region, number), bad.charset)
    said = told(receipt, region.signers["gateway"])
    assert (status, kind) == (bad.fault.status, "application/xml; charset=UTF-8")
    assert (said.code, said.signed) == (bad.fault.code, bad.known)
    link = bad.mends_over or bad.link
    status, _, receipt = await post(region, link, region.good(link, number))
    assert (status, told(receipt, region.signers["gateway"]).code) == (200, "0000")


@in_one_loop
async def test_the_exchange_port_answers_what_is_too_large_and_who_is_unknown(region: Laid) -> None:
    status, _, receipt = await post(region, "beijing", b"<a>" + b"x" * LIMIT)
    assert (status, told(receipt, region.signers["gateway"]).code) == (413, "4002")
    status, _, receipt = await post(region, "nobody", b"<a/>")
    assert (status, told(receipt, region.signers["gateway"]).code) == (404, "4301")


def test_every_name_is_one_of_the_table() -> None:
    assert {bad.name for bad in OVER_HTTP} == NAMES


@in_one_loop
async def test_the_folder_answers_bad_files_as_failed_and_keeps_them_aside_and_the_good_one_goes_on(
    region: Laid,
) -> None:
    signer = region.signers["gateway"]
    trust = TrustStore.of([("gateway", signer.certificate)])
    peer = FolderPeer(region.region.boxes, Inbox(trust=trust, profile=PROFILES[signer.profile.name]))
    files = {
        "2_text.xml": (b"beef", "4003"),
        "3_doctype.xml": (b"<!DOCTYPE a><a/>", "4004"),
        "4_stranger.xml": (by("unknown")(region, "1"), "4107"),
        "5_wrong_link.xml": (by("beijing")(region, "1"), "4108"),
        "6_data.xml": (region.envelope("tianjin", "2014101500000600", b"<Other/>", "120"), "4009"),
        "7_good.xml": (region.good("tianjin", "2014101500000600"), "0000"),
    }
    for name, (document, _) in files.items():
        peer.send(name, document)
    transport = region.gateway.adapters["tianjin"].transport
    work = [
        asyncio.create_task(transport.receive(partial(region.gateway.exchange.accept, "tianjin"))),
        asyncio.create_task(peer.watch()),
    ]
    try:
        await until(peer, lambda: len(peer.answers) == len(files))
    finally:
        await ended(work)
    boxes = region.region.boxes
    for name, (_, code) in files.items():
        [answer] = [content for key, content in peer.answers.items() if name.split(".")[0] in key]
        assert told(answer, signer).code == code, name
    assert {key.split("_")[0] for key in peer.answers if "7_good" in key} == {"Successed"}
    assert {key.split("_")[0] for key in peer.answers if "7_good" not in key} == {"Failed"}
    assert sorted(path.name for path in (boxes / "FailBox").iterdir()) == sorted(files)[:-1]
    assert [path.name for path in (boxes / "SentBox").iterdir()] == ["7_good.xml"]
    assert not [path for path in (boxes / "OutBox").iterdir() if path.suffix == ".xml"]


async def until(peer: FolderPeer, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            peer.inbox.changed.clear()
            await peer.inbox.changed.wait()


async def ended(work: list[asyncio.Task[None]]) -> None:
    for task in work:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
