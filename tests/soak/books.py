"""The books at the end: each thing that may not be, found or not."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence

from gateway.routing.delivery import FINAL, State
from gateway.service.journal.records import Filter
from gateway.service.journal.views import MessageView
from tests.service.running.forks import ROOT
from tests.service.running.scene import Scene
from tests.soak.load import DETAINED, RELEASED, Book

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


async def violations(scene: Scene, book: Book) -> list[str]:
    """What may not be; [] is the only good end."""
    views = await views_of(scene)
    async with scene.journal() as journal:
        invariant = await journal.invariant()
    found = [*book.faults, *_acceptances(views, book), *_deliveries(views, scene), *_order(views, scene, book)]
    found += _stopped(scene, book)
    if not invariant.holds:
        found.append(f"the sum does not hold: {invariant}")
    return [*found, *await _chain(scene, book)]


def _acceptances(views: Sequence[MessageView], book: Book) -> Iterator[str]:
    numbers = [view.row.number for view in views]
    yield from (f"{one} was accepted {numbers.count(one)} times" for one in set(numbers) if numbers.count(one) > 1)
    kept = {view.row.number: view.receipt for view in views}
    for number, receipt in book.told.items():
        if kept.get(number) != receipt:
            yield f"{number}: its sender has a receipt that the journal has not"
    yield from (f"{number} was accepted and its sender never told" for number in kept.keys() - book.told.keys())


def _deliveries(views: Sequence[MessageView], scene: Scene) -> Iterator[str]:
    """Each delivered one came once as new, byte for byte; nothing else came; everything ended."""
    for name, peer in (("hebei", scene.hebei), ("beijing", scene.beijing)):
        taken = {one.number: one.raw for one in peer.taken}
        mine = {one.number: one for view in views for one in view.deliveries if one.link == name}
        yield from (f"{number} came to {name} out of nowhere" for number in taken.keys() - mine.keys())
        for number, one in mine.items():
            if one.state not in FINAL:
                yield f"{number} to {name} has not ended: {one.state} {one.code} {one.reason}"
            if one.state is State.DELIVERED and taken.get(number) != one.document:
                yield f"{number} to {name} is delivered, and did not come so"


def _order(views: Sequence[MessageView], scene: Scene, book: Book) -> Iterator[str]:
    number_of = {one.number: view.row.number for view in views for one in view.deliveries}
    came = [number_of.get(one.number, "?") for one in scene.hebei.taken]
    place = {number: at for at, number in enumerate(came)}
    for line, numbers in book.lines.items():
        at = [place[number] for number in numbers if number in place]
        if at != sorted(at):
            yield f"line {line} came in another order: {[came[one] for one in sorted(at)]}"


def _stopped(scene: Scene, book: Book) -> Iterator[str]:
    """What was detained after its release: the release never came as new behind the 截留."""
    codes: dict[str, list[str]] = {}
    for one in scene.beijing.taken:
        codes.setdefault(one.text("CusCiqNo"), []).append(one.text("RspCodes"))
    for declared in book.stopped:
        mine = codes.get(declared, [])
        if DETAINED not in mine:
            yield f"{declared}: 截留 never came to Beijing: {mine}"
        elif RELEASED in mine[mine.index(DETAINED) :]:
            yield f"{declared}: its release came after its 截留"


async def _chain(scene: Scene, book: Book) -> list[str]:
    trusted = scene.region.folder / "auditor"
    (trusted / "gateway").mkdir(parents=True)
    (trusted / "gateway" / "gateway.pem").write_bytes(scene.region.identities["gateway"].certificate_pem)
    command = [sys.executable, "-m", "gateway", "evidence", "audit"]
    command += ["--config", str(scene.region.config), "--trust", str(trusted)]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate()
    told = out.decode().strip()
    book.chain = told
    if process.returncode == 0 and "unbroken: 0 batches" in told:
        return ["nothing was sealed into the chain"]
    return [] if process.returncode == 0 else [f"the chain does not verify: {told[-500:]}"]
