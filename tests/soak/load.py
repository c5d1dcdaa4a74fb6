"""The load: senders who keep to the rules, each with lines of his own, beside rubbish, copies and conflicts."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp

from gateway.commands.demo.inbox import Received
from tests.service.running.scene import Scene, Told

PATIENCE_S = 60.0
PAUSE_S = 0.05
RELEASED, DETAINED = "2000", "9206"


@dataclass(slots=True)
class Book:
    """What senders know: their receipts, in the order of each line."""

    told: dict[str, bytes] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    """Numbers that went to Hebei, in the order in which their sender had his receipts."""
    stopped: set[str] = field(default_factory=set)
    """Declarations whose release was followed by 截留."""
    copies: int = 0
    conflicts: int = 0
    retries: int = 0
    faults: list[str] = field(default_factory=list)


class Senders:
    """`until`: the moment (monotonic) after which no line is begun."""

    def __init__(self, scene: Scene, book: Book, draw: random.Random, until: float) -> None:
        self._scene, self._book, self._draw, self._until = scene, book, draw, until

    async def work(self, name: str) -> None:
        """One line after another, to Hebei and to Tianjin in turn."""
        line = 0
        while time.monotonic() < self._until:
            line += 1
            if line % 3:
                await self._to_hebei(f"{name}{line:05d}")
            else:
                await self._to_tianjin(f"{name}{line:05d}")

    async def _to_hebei(self, line: str) -> None:
        """A declaration and its amendments; some twice, some with another content under the same id."""
        for n in range(self._draw.randint(1, 4)):
            number = f"{line}-{n}"
            document = self._scene.declaration(f"BJ{line}", number=number, remark=f"version {n}")
            await self._send(number, document)
            self._book.lines.setdefault(line, []).append(number)
            if self._draw.random() < 0.2:
                await self._again(number, document)
            if self._draw.random() < 0.1:
                await self._conflict(self._scene.declaration(f"BJ{line}", number=number, remark="other"))

    async def _to_tianjin(self, line: str) -> None:
        """Declared, released by Tianjin, and detained by it a moment later."""
        declared = f"BJ{line}"
        await self._send(f"{line}-0", self._scene.declaration(declared, number=f"{line}-0", to="tianjin"))
        got = await self._came(lambda one: one.text("DECL_NO") == declared)
        if got is None:
            self._book.faults.append(f"{declared} never came to Tianjin")
            return
        for n, code in ((1, "4"), (2, "6")):
            number = f"{line}{n}"
            answer = self._scene.answer(answers=got.text("SEND_CODE"), code=code, number=number)
            await self._send(number, answer, link="tianjin")
            await asyncio.sleep(self._draw.random() * 0.05)
        self._book.stopped.add(declared)

    async def _came(self, wanted: Callable[[Received], bool]) -> Received | None:
        try:
            return (await self._scene.tianjin.inbox.wait_for(wanted, PATIENCE_S))[0]
        except TimeoutError:
            return None

    async def _send(self, number: str, document: bytes, link: str = "beijing") -> None:
        told = await self._until_told(document, link)
        if told is None or told.status != HTTPStatus.OK:
            said = "nothing" if told is None else f"{told.status} {told.body[:300]!r}"
            self._book.faults.append(f"{number} was told {said}")
        else:
            self._book.told[number] = told.body

    async def _again(self, number: str, document: bytes) -> None:
        told = await self._until_told(document, "beijing")
        self._book.copies += 1
        if told is None or told.body != self._book.told.get(number):
            self._book.faults.append(f"a copy of {number} got another receipt")

    async def _conflict(self, document: bytes) -> None:
        told = await self._until_told(document, "beijing")
        self._book.conflicts += 1
        if told is None or told.status != HTTPStatus.CONFLICT:
            self._book.faults.append("a conflicting copy was not refused")

    async def _until_told(self, document: bytes, link: str) -> Told | None:
        """The same bytes until there is an answer that is no 5xx."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                told = await self._scene.send(document, link)
            except (aiohttp.ClientError, OSError, TimeoutError):
                told = None
            if told is not None and told.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                return told
            self._book.retries += 1
            await asyncio.sleep(PAUSE_S)
        return None
