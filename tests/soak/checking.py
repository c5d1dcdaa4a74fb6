"""The checker: what a history holds that may not be. Pure, so that wrong histories can be put before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gateway.routing.delivery import FINAL, State
from tests.soak.history import Came, History
from tests.soak.load import DETAINED, RELEASED

ORDERED = "hebei"
"""The port to which whole lines go."""
TOLD = "beijing"
"""The port that is told of releases."""
PORTS = (TOLD, ORDERED)


def violations(history: History) -> list[str]:
    """What may not be; [] is the only good end."""
    found = [*_acceptances(history), *_made(history), *_deliveries(history), *_order(history), *_stopped(history)]
    if not history.sum_holds:
        found.append("deliveries are not the sum of their states")
    return [*found, *_chain(history)]


def _acceptances(history: History) -> Iterator[str]:
    """Each message once, with the receipt that its sender has."""
    often = Counter(one.number for one in history.kept)
    yield from (f"{number} was accepted {times} times" for number, times in often.items() if times > 1)
    kept = {one.number: one.receipt for one in history.kept}
    for number, receipt in history.told.items():
        if number not in kept:
            yield f"{number} is lost: its sender has a receipt, the journal has no message"
        elif kept[number] != receipt:
            yield f"{number}: its sender has a receipt that the journal has not"
    yield from (f"{number} was accepted and its sender never told" for number in kept.keys() - history.told.keys())


def _made(history: History) -> Iterator[str]:
    """One delivery a receiver; numbers are used once."""
    numbers = Counter((sent.link, sent.number) for one in history.kept for sent in one.deliveries)
    yield from (f"{number} to {link} was given {n} times" for (link, number), n in numbers.items() if n > 1)
    for one in history.kept:
        often = Counter(sent.link for sent in one.deliveries if not sent.replay)
        yield from (f"{one.number} goes to {link} {times} times as new" for link, times in often.items() if times > 1)


def taken(history: History, port: str) -> list[Came]:
    """What came to a port as new: the first of each number."""
    first: dict[str, Came] = {}
    for one in history.came:
        if one.port == port:
            first.setdefault(one.number, one)
    return list(first.values())


def _deliveries(history: History) -> Iterator[str]:
    """Each delivered one came, and came byte for byte however often; nothing else came; everything ended."""
    for port in PORTS:
        mine = {sent.number: sent for one in history.kept for sent in one.deliveries if sent.link == port}
        came = {one.number for one in history.came if one.port == port}
        yield from (f"{number} came to {port} out of nowhere" for number in came - mine.keys())
        for number, sent in mine.items():
            if sent.state not in FINAL:
                yield f"{number} to {port} has not ended: {sent.state}"
            if sent.state == State.DELIVERED and number not in came:
                yield f"{number} to {port} is lost: it is called delivered, and never came"
        for one in history.came:
            if one.port == port and one.number in mine and one.raw != mine[one.number].document:
                yield f"{one.number} came to {port} with other bytes than the journal has"


def _order(history: History) -> Iterator[str]:
    number_of = {sent.number: one.number for one in history.kept for sent in one.deliveries}
    came = [number_of.get(one.number, "?") for one in taken(history, ORDERED)]
    place = {number: at for at, number in enumerate(came)}
    for line, numbers in history.lines.items():
        at = [place[number] for number in numbers if number in place]
        if at != sorted(at):
            yield f"line {line} came in another order: {[came[one] for one in sorted(at)]}"


def _stopped(history: History) -> Iterator[str]:
    """What was detained after its release: the release never came as new behind the 截留."""
    codes: dict[str, list[str]] = {}
    for one in taken(history, TOLD):
        codes.setdefault(one.declared, []).append(one.code)
    for declared in sorted(history.stopped):
        mine = codes.get(declared, [])
        if DETAINED not in mine:
            yield f"{declared}: 截留 never came to Beijing: {mine}"
        elif RELEASED in mine[mine.index(DETAINED) :]:
            yield f"{declared}: its release came after its 截留"


def _chain(history: History) -> Sequence[str]:
    audited = history.audited
    if audited.code:
        return [f"the chain does not verify: {audited.said[-500:]}"]
    return ["nothing was sealed into the chain"] if "unbroken: 0 batches" in audited.said else []
