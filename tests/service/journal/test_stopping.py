"""Safety first: what stops goods supersedes every release that is not out, in one commit, and waits behind no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.errors import SetupError
from gateway.model.results import ResultRevocation
from gateway.recognition.entries import Entry, Registry, entries
from gateway.routing.delivery import State
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Accepted, Due, Mailbox
from tests.service.journal.material import (
    DELIVERED,
    FAILED,
    LEASE_S,
    NOW,
    REFUSED,
    acceptance,
    accepted,
    act,
    claimed,
    concluded,
    delivered,
    document,
    killed,
    later,
    our_number,
)

A = "bill:A"
REVOKED = ResultRevocation(result_number="R1", issuing_office="0110", revoked_at=NOW, reason="a mistake")


def result_entry(number: str) -> Entry:
    return Entry(registry=Registry.RESULT, subjects=(number, "an enterprise"), said={"number": number})


def release(n: int, *aliases: str, links: tuple[str, ...] = ("tianjin",)) -> Acceptance:
    papers = tuple(document(link, n * 100 + i, releases=True) for i, link in enumerate(links))
    return acceptance(n, *(aliases or (A,)), kind="release-order", deliveries=papers)


def hold(n: int, *aliases: str, **also: Any) -> Acceptance:
    return acceptance(n, *(aliases or (A,)), kind="control-order", stops=True, **also)


async def states(journal: Journal, n: int) -> list[State]:
    view = await journal.message(our_number(n))
    assert view is not None
    return [one.state for one in view.deliveries]


async def verbs(journal: Journal, n: int) -> list[str]:
    view = await journal.message(our_number(n))
    assert view is not None
    return [one.verb for one in view.acts]


async def test_a_release_that_waits_is_never_sent_and_the_hold_is(journal: Journal) -> None:
    [mailbox] = await accepted(journal, release(1))
    result = await journal.accept(hold(2))
    assert isinstance(result, Accepted)
    assert result.stopped.superseded == (our_number(1),)
    assert result.stopped.gone == ()
    assert await states(journal, 1) == [State.SUPERSEDED]
    assert await verbs(journal, 1) == ["supersede"]
    assert (await claimed(journal, mailbox)).message == our_number(2)


async def test_whatever_lets_nothing_go_stays_where_it_was(journal: Journal) -> None:
    await accepted(journal, acceptance(1, A), release(2, "bill:B"))
    await journal.accept(hold(3))
    assert await states(journal, 1) == [State.WAITING]
    assert await states(journal, 2) == [State.WAITING]


async def test_every_consignment_that_is_tied_to_it_is_stopped(journal: Journal) -> None:
    await accepted(journal, release(1, "bill:A"), release(2, "bill:B"), acceptance(3, "bill:A", "bill:B"))
    await journal.accept(hold(4, "bill:A"))
    assert await states(journal, 1) + await states(journal, 2) == [State.SUPERSEDED] * 2


async def test_a_dead_release_is_superseded_too_and_parks_nothing(journal: Journal) -> None:
    [mailbox] = await accepted(journal, release(1))
    await killed(journal, mailbox)
    await accepted(journal, acceptance(2, A))
    await journal.accept(hold(3))
    assert await states(journal, 1) == [State.SUPERSEDED]
    assert await verbs(journal, 1) == ["supersede", "follow-up"]
    assert await delivered(journal, mailbox) == our_number(3)
    assert await delivered(journal, mailbox) == our_number(2)


async def test_a_hold_waits_behind_no_dead_letter(journal: Journal) -> None:
    [mailbox] = await accepted(journal, acceptance(1, A))
    await killed(journal, mailbox)
    await journal.accept(hold(2))
    assert [one.mailbox for one in await journal.due(NOW, 10)] == [mailbox]
    assert await delivered(journal, mailbox) == our_number(2)
    assert await states(journal, 1) == [State.DEAD]
    assert await journal.due(NOW, 10) == []


async def test_a_hold_waits_for_what_is_on_its_way_or_a_release_might_come_behind_it(journal: Journal) -> None:
    """Found by docs/model: a mailbox whose lease was forgotten has two workers."""
    [mailbox] = await accepted(journal, release(1))
    claim = await claimed(journal, mailbox)
    await journal.accept(hold(2))
    assert await journal.claim(mailbox, "two", NOW, LEASE_S) == Due(mailbox=mailbox, due_at=later(LEASE_S))
    await concluded(journal, claim)
    assert await delivered(journal, mailbox) == our_number(2)


async def test_holds_keep_their_own_order(journal: Journal) -> None:
    [mailbox] = await accepted(journal, acceptance(1, A), hold(2), hold(3))
    assert await delivered(journal, mailbox) == our_number(2)
    assert await delivered(journal, mailbox) == our_number(3)
    assert await delivered(journal, mailbox) == our_number(1)


async def test_what_came_after_a_hold_waits_for_it(journal: Journal) -> None:
    [mailbox] = await accepted(journal, hold(1), acceptance(2, A))
    claim = await claimed(journal, mailbox)
    assert claim.message == our_number(1)
    assert isinstance(await journal.claim(mailbox, "two", NOW, LEASE_S), Due)
    await concluded(journal, claim)
    assert await delivered(journal, mailbox) == our_number(2)


@pytest.mark.parametrize("outcome", [FAILED, REFUSED])
async def test_a_release_on_its_way_is_not_tried_again(journal: Journal, outcome: object) -> None:
    [mailbox] = await accepted(journal, release(1))
    claim = await claimed(journal, mailbox)
    result = await journal.accept(hold(2))
    assert isinstance(result, Accepted)
    assert (result.stopped.superseded, result.stopped.gone) == ((), (our_number(1),))
    assert await states(journal, 1) == [State.WAITING]
    await concluded(journal, claim, outcome)  # type: ignore[arg-type]
    assert await states(journal, 1) == [State.SUPERSEDED]
    assert await verbs(journal, 1) == ["follow-up", "supersede"]


async def test_a_release_on_its_way_that_arrives_is_told_as_delivered_and_followed(journal: Journal) -> None:
    [mailbox] = await accepted(journal, release(1))
    claim = await claimed(journal, mailbox)
    await journal.accept(hold(2))
    await concluded(journal, claim, DELIVERED)
    assert await states(journal, 1) == [State.DELIVERED]
    assert await verbs(journal, 1) == ["follow-up"]


async def test_a_release_whose_worker_died_on_the_way_is_not_claimed_again(journal: Journal) -> None:
    [mailbox] = await accepted(journal, release(1))
    await claimed(journal, mailbox)
    await journal.accept(hold(2, received_at=later(1)))
    assert isinstance(await journal.claim(mailbox, "two", later(2), LEASE_S), Due)
    assert (await claimed(journal, mailbox, at=later(LEASE_S + 1))).message == our_number(2)
    assert await journal.claim(mailbox, "three", later(LEASE_S + 1), LEASE_S) is not None
    assert await delivered_after(journal, mailbox) is None
    assert await states(journal, 1) == [State.SUPERSEDED]


async def delivered_after(journal: Journal, mailbox: Mailbox) -> object:
    """The hold is done; what would be claimed then."""
    claim = await journal.claim(mailbox, "four", later(3 * LEASE_S), LEASE_S)
    assert not isinstance(claim, Due)
    assert claim is not None
    await concluded(journal, claim, at=later(3 * LEASE_S))
    return await journal.claim(mailbox, "four", later(3 * LEASE_S), LEASE_S)


async def test_a_release_that_was_delivered_is_followed_and_cannot_be_sent_again(journal: Journal) -> None:
    [mailbox] = await accepted(journal, release(1))
    await delivered(journal, mailbox)
    result = await journal.accept(hold(2))
    assert isinstance(result, Accepted)
    assert result.stopped.gone == (our_number(1),)
    with pytest.raises(SetupError, match="4701"):
        await journal.redeliver(our_number(1), "tianjin", act(), NOW)


async def test_a_superseded_release_cannot_be_sent_again(journal: Journal) -> None:
    await accepted(journal, release(1), hold(2))
    with pytest.raises(SetupError, match="4701"):
        await journal.redeliver(our_number(1), "tianjin", act(), NOW)


async def test_a_second_hold_tells_nothing_twice(journal: Journal) -> None:
    await accepted(journal, release(1), hold(2))
    result = await journal.accept(hold(3))
    assert isinstance(result, Accepted)
    assert result.stopped.superseded == ()
    assert await verbs(journal, 1) == ["supersede"]


async def test_a_hold_that_goes_to_nobody_stops_all_the_same(journal: Journal) -> None:
    await accepted(journal, release(1))
    await journal.accept(hold(2, links=()))
    assert await states(journal, 1) == [State.SUPERSEDED]


async def test_a_result_that_comes_after_its_revocation_finds_the_tombstone(journal: Journal) -> None:
    await journal.accept(hold(1, "result_number:beijing:R1", entries=entries(REVOKED), links=()))
    result = await journal.accept(acceptance(2, "result_number:beijing:R1", rests_on="R1"))
    assert isinstance(result, Accepted)
    assert result.mailboxes == ()
    assert await states(journal, 2) == [State.SUPERSEDED]
    await journal.accept(acceptance(3, "result_number:beijing:R2", rests_on="R2"))
    assert await states(journal, 3) == [State.WAITING]


async def test_the_revocation_of_another_partys_result_of_that_number_is_no_tombstone(journal: Journal) -> None:
    await journal.accept(hold(1, entries=entries(REVOKED), links=(), party="hebei"))
    await journal.accept(acceptance(2, rests_on="R1", entries=(result_entry("R1"),)))
    assert await states(journal, 2) == [State.WAITING]
    await journal.accept(hold(3, "bill:X", entries=entries(REVOKED), links=(), party="hebei"))
    assert await states(journal, 2) == [State.WAITING]


async def test_a_result_that_waits_is_not_overtaken_by_its_revocation(journal: Journal) -> None:
    mine = "result_number:beijing:R1"
    recognition = release(3, "result_number:tianjin:R1")
    of_it = Entry(registry=Registry.RECOGNITION, subjects=("R1",), said={})
    await accepted(
        journal,
        acceptance(1, mine, entries=(result_entry("R1"),)),
        acceptance(2, mine, entries=(result_entry("R2"),)),
        replace(recognition, entries=(of_it,)),
        acceptance(4, "result_number:hebei:R1", entries=(of_it,)),
    )
    result = await journal.accept(hold(5, mine, entries=entries(REVOKED)))
    assert isinstance(result, Accepted)
    assert result.stopped.superseded == (our_number(1), our_number(3))
    assert [(await states(journal, n))[0] for n in (1, 2, 3, 4)] == ["superseded", "waiting", "superseded", "waiting"]


async def test_a_result_that_was_delivered_is_no_release_to_go_after(journal: Journal) -> None:
    [mailbox] = await accepted(journal, acceptance(1, A, entries=(result_entry("R1"),)))
    await delivered(journal, mailbox)
    result = await journal.accept(hold(2, entries=entries(REVOKED)))
    assert isinstance(result, Accepted)
    assert result.stopped.gone == ()
    with pytest.raises(SetupError) as caught:
        await journal.redeliver(our_number(1), "tianjin", act(), NOW)
    assert caught.value.fault.code == "4701"


async def test_a_release_whose_time_is_over_expires_and_says_so(journal: Journal) -> None:
    papers = (document("tianjin", 1, releases=True, not_after=NOW),)
    [mailbox] = await accepted(journal, acceptance(1, A, deliveries=papers))
    assert await journal.claim(mailbox, "one", NOW + timedelta(seconds=1), LEASE_S) is None
    assert await states(journal, 1) == [State.EXPIRED]
    assert await verbs(journal, 1) == ["expire"]


async def test_an_expired_release_that_is_sent_again_expires_again(journal: Journal) -> None:
    papers = (document("tianjin", 1, releases=True, not_after=NOW),)
    [mailbox] = await accepted(journal, acceptance(1, A, deliveries=papers))
    assert await journal.claim(mailbox, "one", later(1), LEASE_S) is None
    await journal.redeliver(our_number(1), "tianjin", act(), later(2))
    assert await journal.claim(mailbox, "one", later(3), LEASE_S) is None
    assert await states(journal, 1) == [State.EXPIRED] * 2


async def test_the_invariant_holds_with_superseded_ones(journal: Journal) -> None:
    await accepted(journal, release(1), release(2, links=("tianjin", "hebei")), hold(3))
    assert (await journal.invariant()).holds
