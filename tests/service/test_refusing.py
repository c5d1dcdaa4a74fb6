"""A refusal is answered, kept and counted, and the answer waits for nobody's disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from gateway.model import faults
from gateway.model.errors import Fault
from gateway.model.faults import FAULTS
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Refusal
from gateway.service.refusing import SECURITY, Arrival, Refuser
from gateway.service.surroundings import Surroundings
from gateway.translation.taking import prove, read_head
from tests.service.receipts import told
from tests.translation.agreed import AT, ON, OURS, enveloped, hebei, sealed, terms

DXP = terms("hebei-dec", "dxp")
BEIJING = terms("beijing-ciq")


@dataclass
class Kept:
    """A journal that keeps refusals, or is away."""

    refusals: list[Refusal] = field(default_factory=list)
    away: bool = False

    async def refuse(self, refusal: Refusal) -> None:
        if self.away:
            raise faults.JOURNAL_AWAY.error("the disk is full")
        self.refusals.append(refusal)


@dataclass
class Heard:
    events: list[tuple[str, str, str]] = field(default_factory=list)

    def step(self, name: str, link: str) -> None:
        raise AssertionError("a refusal is no step")

    def event(self, name: str, link: str, **facts: str) -> None:
        self.events.append((name, link, facts.get("code", "")))


def refuser(kept: Kept, heard: Heard, kept_bytes: int = 10) -> Refuser:
    world = Surroundings(now=lambda: AT, business_date=ON, observer=heard)
    return Refuser(cast("Journal", kept), world, kept_bytes)


def proven(raw: bytes) -> Arrival:
    opened = read_head(prove(raw, DXP, header=None, at=AT), DXP, on=ON)
    return Arrival(link="hebei", terms=DXP, raw=raw, opened=opened)


async def test_what_is_kept_is_who_what_where_and_the_first_bytes() -> None:
    kept, heard, raw = Kept(), Heard(), sealed(enveloped(hebei().encode(), "E7"))
    await refuser(kept, heard).refuse(proven(raw), faults.KIND_NOT_ALLOWED.error("why"))
    [one] = kept.refusals
    assert (one.link, one.party, one.number, one.code) == ("hebei", "them", "E7", "4302")
    assert (one.size, one.head, one.at, one.security) == (len(raw), raw[:10], AT, False)
    assert heard.events == [("refused", "hebei", "4302")]


async def test_of_a_stranger_nothing_is_believed() -> None:
    kept = Kept()
    arrival = Arrival(link="beijing", terms=BEIJING, raw=b"<EntUuid>7</EntUuid>")
    answer = await refuser(kept, Heard()).refuse(arrival, faults.SIGNATURE_MISSING.error("why"))
    assert (kept.refusals[0].party, kept.refusals[0].number) == ("", "")
    said = told(answer.receipt, OURS.signer)
    assert (said.signed, said.number) == (False, "")


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
async def test_whatever_the_fault_there_is_a_receipt_a_record_and_an_event(fault: Fault) -> None:
    kept, heard = Kept(), Heard()
    arrival = Arrival(link="beijing", terms=BEIJING, raw=b"<a/>")
    answer = await refuser(kept, heard).refuse(arrival, fault.error("why"))
    assert (answer.accepted, answer.code, answer.status) == (False, fault.code, fault.status)
    assert (answer.retry_after_s is not None) is (fault.turn == "again")
    assert told(answer.receipt, OURS.signer).code == fault.code
    assert heard.events[0] == ("security" if fault in SECURITY else "refused", "beijing", fault.code)


async def test_what_cannot_be_written_down_is_answered_all_the_same() -> None:
    heard = Heard()
    arrival = Arrival(link="beijing", terms=BEIJING, raw=b"<a/>")
    answer = await refuser(Kept(away=True), heard).refuse(arrival, faults.EMPTY.error("why"))
    assert answer.code == "4001"
    assert heard.events == [("refused", "beijing", "4001"), ("refusal-unwritten", "beijing", "4901")]


@pytest.mark.parametrize("number", ["7" * 300, "7" * 256, "\u0000"])
async def test_a_number_that_no_receipt_can_repeat_is_left_out(number: str) -> None:
    raw = sealed(enveloped(hebei().encode(), "E7"))
    opened = prove(raw, DXP, header=None, at=AT)
    odd: Any = Arrival(link="hebei", terms=DXP, raw=raw, opened=None)
    odd.opened = type(opened)(root=opened.root, number=number, notes={})
    kept = Kept()
    answer = await refuser(kept, Heard()).refuse(odd, faults.VALUE_INVALID.error("why"))
    assert kept.refusals[0].number == number[:255]
    said = told(answer.receipt, OURS.signer)
    assert (said.number, said.signed, said.code) == ("Unknown", True, "4203")
