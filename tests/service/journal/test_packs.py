"""A change of rule packs is proposed by one person and approved by another, on both engines, and stays for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.service.journal.journal import Journal
from gateway.service.journal.packs.views import Change
from gateway.service.journal.records import Act
from tests.service.journal.material import NOW

CONTENT = b'{"packs": []}'


def act(actor: str, minutes: int = 0, reason: str = "announcement 12") -> Act:
    return Act(at=NOW + timedelta(minutes=minutes), actor=actor, verb="", target="", reason=reason)


def good(change: Change, in_force: Sequence[Change]) -> None:
    """Nothing is against it."""


async def refused(journal: Journal, name: str, actor: str, reason: str = "looked at") -> Fault:
    with pytest.raises(GatewayError) as caught:
        await journal.packs.approve(name, act(actor, 5, reason), good)
    return caught.value.fault


async def test_what_is_proposed_waits_under_its_digest(journal: Journal) -> None:
    name = await journal.packs.propose(CONTENT, act("li"))
    assert name == digest(CONTENT)
    (change,) = await journal.packs.changes()
    assert (change.digest, change.content, change.proposed_by, change.proposed_at) == (name, CONTENT, "li", NOW)
    assert (change.number, change.approved_by, change.approved_at) == (0, "", None)


async def test_another_person_puts_it_in_force_from_that_moment(journal: Journal) -> None:
    name = await journal.packs.propose(CONTENT, act("li"))
    change = await journal.packs.approve(name.removeprefix("sm3:")[:8], act("wang", 5), good)
    assert (change.approved_by, change.approved_at) == ("wang", NOW + timedelta(minutes=5))
    assert list(await journal.packs.changes()) == [change]
    assert await journal.packs.approve(name, act("zhao", 6), good) == change, "once is enough"


async def test_who_proposed_it_approves_nothing(journal: Journal) -> None:
    name = await journal.packs.propose(CONTENT, act("li"))
    await journal.packs.propose(CONTENT, act("wang", 1))
    assert await refused(journal, name, "li") is faults.FOUR_EYES
    assert not (await journal.packs.changes())[0].number
    assert [one.proposed_by for one in await journal.packs.changes()] == ["li"], "proposed twice, it is the first one's"


async def test_a_change_is_named_by_one_digest(journal: Journal) -> None:
    names = [await journal.packs.propose(content, act("li")) for content in (CONTENT, b"{}")]
    for name in ("", "sm3:", "f" * 64, "sm3:xyz"):
        assert await refused(journal, name, "wang") is faults.CHANGE_UNKNOWN
    assert (await journal.packs.approve(names[1], act("wang"), good)).content == b"{}"


async def test_no_reason_no_act(journal: Journal) -> None:
    with pytest.raises(GatewayError, match="4511"):
        await journal.packs.propose(CONTENT, act("li", reason=" "))
    assert list(await journal.packs.changes()) == []
    name = await journal.packs.propose(CONTENT, act("li"))
    assert await refused(journal, name, "wang", " ") is faults.REASON_MISSING


async def test_the_approval_is_judged_by_what_is_in_force_then(journal: Journal) -> None:
    seen: list[list[bytes]] = []

    def judge(change: Change, in_force: Sequence[Change]) -> None:
        seen.append([one.content for one in in_force])
        if change.content == b"third":
            raise faults.CHANGE_OVERTAKEN.error("no")

    for content in (b"first", b"second", b"third"):
        await journal.packs.propose(content, act("li"))
    for minutes, content in enumerate((b"second", b"first")):
        await journal.packs.approve(digest(content), act("wang", minutes), judge)
    with pytest.raises(GatewayError, match="4622"):
        await journal.packs.approve(digest(b"third"), act("wang"), judge)
    assert seen == [[], [b"second"], [b"second", b"first"]]
    assert [one.content for one in await journal.packs.changes()] == [b"second", b"first", b"third"]
