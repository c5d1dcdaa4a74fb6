"""What every transport keeps, whatever it is made of; each implementation's tests inherit this and give the peer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Protocol

import pytest

from gateway.model import faults
from gateway.model.errors import AgainError, GatewayError
from gateway.service.transports.transport import Answer, Parcel, Transport

DOCUMENTS = (
    "<甲 编号='一'>京津冀</甲>".encode("gb18030"),
    b"\xef\xbb\xbf<?xml version='1.0'?>\r\n<a>\r\n\t</a>\n\n",
    b"<a>" + bytes(range(256)) * 40 + b"</a>",
)


class Peer(Protocol):
    """The other side of one transport, under the test's command."""

    transport: Transport
    ours: Ours

    async def received(self) -> Mapping[str, bytes]:
        """What it holds by now, by name."""

    async def hand_in(self, document: bytes) -> bytes:
        """Send us a document, and wait for our answer."""

    async def cut(self) -> None:
        """Be out of reach from now on."""


class Ours:
    """An exchange that takes everything; the second time it says so, and gives the first receipt."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.answers: list[Answer] = []

    async def accept(self, raw: bytes, charset: str | None) -> Answer:
        self.taken.append(raw)
        return self.answers.pop(0) if self.answers else accepted(raw, copy=self.taken.count(raw) > 1)

    async def refuse(self, raw: bytes, error: GatewayError) -> Answer:
        return refused(error.fault.code, error.fault.status)


class Watcher:
    """An observer that keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, str]]] = []

    def step(self, name: str, link: str) -> None:
        raise AssertionError("a transport knows no steps")

    def event(self, name: str, link: str, **facts: str) -> None:
        self.events.append((name, facts))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]


def receipt_for(raw: bytes) -> bytes:
    return b"<Receipt>" + hashlib.sha256(raw).hexdigest().encode() + b"</Receipt>"


def accepted(raw: bytes, *, copy: bool = False) -> Answer:
    return Answer(accepted=True, receipt=receipt_for(raw), message="M1", copy=copy)


def refused(code: str, status: int) -> Answer:
    return Answer(accepted=False, receipt=f"<Refused>{code}</Refused>".encode(), status=status, code=code)


def parcel(document: bytes = b"<a/>", number: str = "GTW-0001", kind: str = "declaration") -> Parcel:
    return Parcel(number=number, kind=kind, document=document)


class TransportContract:
    """Inherit, and give a fixture `peer`."""

    @pytest.mark.parametrize("document", DOCUMENTS)
    async def test_what_is_sent_arrives_byte_for_byte(self, peer: Peer, document: bytes) -> None:
        await peer.transport.send(parcel(document))
        assert list((await peer.received()).values()) == [document]

    @pytest.mark.parametrize("document", DOCUMENTS)
    async def test_what_comes_in_is_handed_on_byte_for_byte_and_answered(self, peer: Peer, document: bytes) -> None:
        assert await peer.hand_in(document) == receipt_for(document)
        assert peer.ours.taken == [document]

    async def test_two_sends_of_one_number_are_one_name(self, peer: Peer) -> None:
        await peer.transport.send(parcel(b"<a/>"))
        first = await peer.received()
        await peer.transport.send(parcel(b"<a/>"))
        assert await peer.received() == first
        assert len(first) == 1

    async def test_two_numbers_are_two_names(self, peer: Peer) -> None:
        await peer.transport.send(parcel(b"<a/>", number="GTW-0001"))
        await peer.transport.send(parcel(b"<b/>", number="GTW-0002"))
        assert sorted((await peer.received()).values()) == [b"<a/>", b"<b/>"]

    async def test_a_peer_out_of_reach_is_told_as_unreachable(self, peer: Peer) -> None:
        await peer.cut()
        with pytest.raises(AgainError) as caught:
            await peer.transport.send(parcel())
        assert caught.value.fault is faults.UNREACHABLE

    async def test_a_test_says_where_it_was(self, peer: Peer) -> None:
        assert len(await peer.transport.test()) > 20
        assert not await peer.received(), "a test hands nothing over"

    async def test_a_test_says_plainly_what_is_wrong(self, peer: Peer) -> None:
        await peer.cut()
        with pytest.raises(GatewayError) as caught:
            await peer.transport.test()
        assert caught.value.fault is faults.UNREACHABLE
        assert "Error" not in caught.value.reason, "words for an operator, not a class name"

    @pytest.mark.parametrize("steps", range(4))
    async def test_a_cancelled_send_leaves_all_or_nothing_and_can_be_repeated(self, peer: Peer, steps: int) -> None:
        document = b"<a>" + b"x" * 300_000 + b"</a>"
        sending = asyncio.create_task(peer.transport.send(parcel(document)))
        for _ in range(steps):
            await asyncio.sleep(0)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        assert set((await peer.received()).values()) <= {document}
        await peer.transport.send(parcel(document))
        assert list((await peer.received()).values()) == [document]
