"""The books at the end: what the journal, the ports, the senders and the auditor have, brought into one history."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from gateway.commands.demo.inbox import Received
from gateway.service.journal.records import Filter
from gateway.service.journal.views import MessageView
from tests.service.running.forks import ROOT
from tests.service.running.scene import Scene
from tests.soak.history import Audited, Came, Event, History, Kept, Sent
from tests.soak.load import Book
from tests.soak.stage import Stage

PAGE = 1000


async def views_of(scene: Scene) -> list[MessageView]:
    """Every message, in the order in which they were accepted."""
    found: list[MessageView] = []
    async with scene.journal() as journal:
        before = None
        while rows := await journal.messages(Filter(limit=PAGE, before=before)):
            found += [view for row in rows if (view := await journal.message(row.message))]
            before = rows[-1].message
    return found[::-1]


async def history_of(stage: Stage, book: Book, views: Sequence[MessageView]) -> History:
    """The whole run, once the gateway has stopped."""
    scene = stage.scene
    async with scene.journal() as journal:
        invariant = await journal.invariant()
    ports = {"hebei": scene.hebei, "beijing": scene.beijing}
    events = [*_faults(stage), *(event for view in views for event in _of_message(view)), *_arrivals(scene)]
    return History(
        kept=[_kept(view) for view in views],
        came=[_came(name, one) for name, peer in ports.items() for one in peer.arrivals],
        told=book.told,
        lines=book.lines,
        stopped=frozenset(book.stopped),
        sum_holds=invariant.holds,
        audited=await _audited(scene),
        events=events,
    )


def _kept(view: MessageView) -> Kept:
    sent = (
        Sent(
            link=one.link,
            number=one.number,
            state=one.state,
            document=one.document,
            replay=one.replay_of is not None,
        )
        for one in view.deliveries
    )
    return Kept(number=view.row.number, receipt=view.receipt, deliveries=tuple(sent))


def _came(port: str, one: Received) -> Came:
    declared, code = one.text("CusCiqNo"), one.text("RspCodes")
    return Came(port=port, number=one.number, raw=one.raw, declared=declared, code=code)


def _faults(stage: Stage) -> Iterator[Event]:
    for one in stage.history:
        yield Event(at=datetime.fromtimestamp(one["at"], UTC), what=f"-- {one['fault']}")
    for still in stage.standstills:
        yield Event(at=still.ended, what=f"-- the ports read nothing since {still.began:%H:%M:%S.%f}")


def _of_message(view: MessageView) -> Iterator[Event]:
    """Accepted, each attempt, and how each delivery stands."""
    number = view.row.number
    yield Event(at=view.row.received_at, what=f"{number} accepted", about=frozenset({number}))
    for one in view.deliveries:
        about, words = frozenset({number, one.number}), f"{number} to {one.link} as {one.number}"
        for tried in one.attempts:
            what = f"{words}: attempt {tried.attempt} by {tried.worker}: {tried.verdict} {tried.code} {tried.reason}"
            yield Event(at=tried.ended_at, what=what, about=about)
        if one.settled_at is not None:
            yield Event(at=one.settled_at, what=f"{words}: {one.state} {one.reason}", about=about)


def _arrivals(scene: Scene) -> Iterator[Event]:
    for name, peer in (("hebei", scene.hebei), ("beijing", scene.beijing)):
        for one in peer.arrivals:
            came = _came(name, one)
            what = f"{came.number} came to {name} {came.declared} {came.code}".rstrip()
            yield Event(at=one.at, what=what, about=frozenset({came.number, came.declared} - {""}))


async def _audited(scene: Scene) -> Audited:
    trusted = scene.region.folder / "auditor"
    (trusted / "gateway").mkdir(parents=True)
    (trusted / "gateway" / "gateway.pem").write_bytes(scene.region.identities["gateway"].certificate_pem)
    command = [sys.executable, "-m", "gateway", "evidence", "audit"]
    command += ["--config", str(scene.region.config), "--trust", str(trusted)]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate()
    assert process.returncode is not None
    return Audited(code=process.returncode, said=out.decode().strip())
