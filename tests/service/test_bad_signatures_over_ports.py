"""Bad signatures over the running ports: an answer each, nothing of them in the log, and the next document is taken."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from functools import partial
from random import Random

import pytest
import pytest_asyncio
import structlog

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.inbox import Inbox
from gateway.model import faults
from gateway.service.worker import ports
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from tests.service.laid import Laid, laid
from tests.service.mutants import mutant
from tests.service.receipts import told
from tests.service.test_bad_input_over_ports import ended, post, until
from tests.trust.wrapping import ATTACKS, sealed_by_id, wrapped

in_one_loop = pytest.mark.asyncio(loop_scope="module")
SPOILT = 60
SECRETS = ("BEGIN", "Traceback", "冻去骨牛肉", "SignatureValue", "keys/", "Qty")
"""Of keys, of code, of a document: no log has any of it."""
Make = Callable[[Laid, str, str], bytes]


def attacked(attack: str) -> Make:
    return lambda laid, link, number: wrapped(laid.good(link, number), attack)


def by_id(laid: Laid, link: str, number: str) -> bytes:
    return sealed_by_id(laid.declared(number).encode(), laid.signers[link])


def junk_certificate(laid: Laid, link: str, number: str) -> bytes:
    """A certificate of a name that no name may have: what the fuzzer found."""
    signer = laid.signers[link]
    odd = signer.certificate.der.replace(
        f"\x0c{chr(len(link))}{link}".encode(), f"\x03{chr(len(link))}\0{link[1:]}".encode()
    )
    return laid.good(link, number).replace(b64encode(signer.certificate.der), b64encode(odd))


BAD: dict[str, Make] = {
    **{name: attacked(name) for name in ATTACKS},
    "a certificate of a name of no type": junk_certificate,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region")) as made, ports(made.gateway, 0):
        yield made


def clean(logs: object) -> bool:
    return not any(word in str(logs) for word in SECRETS)


@in_one_loop
async def test_the_exchange_port_answers_each_and_takes_the_next(region: Laid) -> None:
    with structlog.testing.capture_logs() as logs:
        for count, (name, make) in enumerate({**BAD, "over an id": by_id}.items()):
            number = f"20141015{count:08d}"
            status, kind, receipt = await post(region, "beijing", make(region, "beijing", number))
            said = told(receipt, region.signers["gateway"])
            assert (status, said.accepted, said.signed) == (401, False, False), name
            assert kind == "application/xml; charset=UTF-8"
            assert said.code.startswith("41"), name
            status, _, receipt = await post(region, "beijing", region.good("beijing", number))
            assert (status, told(receipt, region.signers["gateway"]).code) == (200, "0000"), name
    assert clean(logs)


@in_one_loop
async def test_it_answers_whatever_chance_makes_of_a_sealed_document(region: Laid) -> None:
    with structlog.testing.capture_logs() as logs:
        for seed in range(SPOILT):
            document, _ = mutant(region.good("beijing", f"20141016{seed:08d}"), Random(f"port {seed}"))  # noqa: S311
            status, _, receipt = await post(region, "beijing", document)
            said = told(receipt, region.signers["gateway"])
            assert said.code != faults.OURS.code, seed
            assert (status == 200) is said.accepted, seed
    assert clean(logs)
    status, _, receipt = await post(region, "beijing", region.good("beijing", "2014101600009999"))
    assert (status, told(receipt, region.signers["gateway"]).code) == (200, "0000")


@in_one_loop
async def test_the_folder_answers_each_as_failed_and_takes_the_next(region: Laid) -> None:
    """Tianjin's documents come in an envelope; some of them from others, or expired."""
    signer = region.signers["gateway"]
    trust = TrustStore.of([("gateway", signer.certificate)])
    peer = FolderPeer(region.region.boxes, Inbox(trust=trust, profile=PROFILES[signer.profile.name]))
    bad = {f"{n:02d}{name}.xml": make(region, "tianjin", f"20141017{n:08d}") for n, (name, make) in enumerate(named())}
    for name, document in bad.items():
        peer.send(name, document)
    peer.send("99good.xml", region.good("tianjin", "2014101700000099"))
    transport = region.gateway.adapters["tianjin"].transport
    with structlog.testing.capture_logs() as logs:
        work = [
            asyncio.create_task(transport.receive(partial(region.gateway.exchange.accept, "tianjin"))),
            asyncio.create_task(peer.watch()),
        ]
        try:
            await until(peer, lambda: len(peer.answers) == len(bad) + 1)
        finally:
            await ended(work)
    for name in bad:
        [(answered, answer)] = [(key, one) for key, one in peer.answers.items() if name.split(".")[0] in key]
        assert answered.startswith("Failed"), name
        assert told(answer, signer).code.startswith("41"), name
    assert [key.split("_")[0] for key in peer.answers if "99good" in key] == ["Successed"]
    assert clean(logs)


def named() -> list[tuple[str, Make]]:
    """Under names that a file may have."""
    return [(name.split()[0] + str(len(name)), make) for name, make in BAD.items()]
