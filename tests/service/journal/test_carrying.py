"""What is carried by hand is held for its bundle as for a worker: in order, once, and given back when recalled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.routing.delivery import Outcome, State, after
from gateway.service.journal.carrying.leaving import Bounds
from gateway.service.journal.carrying.views import BundleRow, BundleState, Concluded, Way
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act, Attempt, Claimed, Due, Mailbox
from tests.service.journal.material import (
    DELIVERED,
    FAILED,
    LEASE_S,
    NOW,
    POLICY,
    REFUSED,
    acceptance,
    accepted,
    act,
    claimed,
    concluded,
    document,
    killed,
    later,
    our_number,
)

EXPIRY = NOW + timedelta(days=7)
BOUNDS = Bounds()


def bundle(number: str = "900", way: Way = Way.OUT, **also: object) -> BundleRow:
    fields: dict[str, object] = {
        "way": way,
        "party": "tianjin",
        "number": number,
        "link": "tianjin",
        "at": NOW,
        "expires_at": EXPIRY,
        "documents": 2,
        "digest": "sm3:1" if way is Way.IN else "",
        "state": BundleState.BEGUN if way is Way.IN else BundleState.CARRIED,
    }
    return BundleRow(**(fields | also))  # type: ignore[arg-type]


def carrying(verb: str = "carry-export", reason: str = "the line is down") -> Act:
    return act(verb, reason)


async def stopped(journal: Journal, *acceptances: object) -> list[Mailbox]:
    found = await accepted(journal, *acceptances)  # type: ignore[arg-type]
    await journal.pause("tianjin", act("pause", "the line is down"))
    return found


async def taken(journal: Journal, number: str = "900", bounds: Bounds = BOUNDS) -> list[str]:
    return [one.message for one in await journal.carrying.take(bundle(number), bounds, carrying())]


def answered(one: Claimed, outcome: Outcome = DELIVERED) -> Concluded:
    attempt = Attempt(
        delivery_id=one.delivery_id, attempt=one.attempt, worker="b", began_at=NOW, ended_at=NOW, outcome=outcome
    )
    return Concluded(claimed=one, delivery=after(one.delivery, outcome, NOW, POLICY, 0.5), attempt=attempt)


async def settled(journal: Journal, outcome: Outcome = DELIVERED, number: str = "900") -> tuple[Due, ...]:
    _, held = await journal.carrying.outgoing(number)
    return await journal.carrying.settle(number, [answered(one, outcome) for one in held], carrying("carry-settle"))


async def states(journal: Journal, count: int) -> list[State]:
    views = [await journal.message(our_number(n + 1)) for n in range(count)]
    return [one.deliveries[0].state for one in views if one is not None]


async def refused(journal: Journal, work: object, fault: Fault) -> None:
    with pytest.raises(GatewayError) as caught:
        await work  # type: ignore[misc]
    assert caught.value.fault is fault


async def test_a_bundle_takes_what_waits_in_order_with_what_stands_behind_it(journal: Journal) -> None:
    await stopped(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"), acceptance(3, "bill:B"))
    assert await taken(journal) == [our_number(1), our_number(2), our_number(3)]


async def test_a_link_that_sends_gives_no_bundle(journal: Journal) -> None:
    await accepted(journal, acceptance(1))
    await refused(journal, journal.carrying.take(bundle(), BOUNDS, carrying()), faults.CARRY_NOT_MANUAL)


async def test_what_one_bundle_holds_no_other_takes_and_no_worker(journal: Journal) -> None:
    (mailbox,) = await stopped(journal, acceptance(1, "bill:A"))
    assert await taken(journal) == [our_number(1)]
    await accepted(journal, acceptance(2, "bill:A"), acceptance(3))
    assert await taken(journal, "901") == [our_number(3)], "the second stands behind what is under way"
    await refused(journal, journal.carrying.take(bundle("902"), BOUNDS, carrying()), faults.CARRY_NOTHING)
    await journal.resume("tianjin", act("resume", "back"))
    assert await journal.claim(mailbox, "one", later(60), LEASE_S) == Due(mailbox=mailbox, due_at=EXPIRY)
    assert await journal.due(later(60), 10) == []


async def test_what_stands_behind_a_dead_letter_is_not_carried(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
    await killed(journal, mailbox)
    await stopped(journal, acceptance(3, "bill:B"), acceptance(4, "bill:A", "bill:C"))
    assert await taken(journal) == [our_number(3)]


async def test_what_a_worker_has_in_its_hands_is_not_carried(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1, "bill:A"))
    await claimed(journal, mailbox)
    await stopped(journal, acceptance(2, "bill:A"), acceptance(3))
    assert await taken(journal) == [our_number(3)]


async def test_what_is_over_expires_instead_and_frees_what_stands_behind_it(journal: Journal) -> None:
    over = acceptance(1, "bill:A", deliveries=(document("tianjin", 100, not_after=later(-1)),))
    await stopped(journal, over, acceptance(2, "bill:A"))
    assert await taken(journal) == [our_number(2)]
    view = await journal.message(our_number(1))
    assert view is not None
    assert (view.deliveries[0].state, view.acts[-1].verb) == (State.EXPIRED, "expire")


@pytest.mark.parametrize("bounds", [Bounds(documents=2), Bounds(size=30)])
async def test_a_bundle_holds_no_more_than_a_person_can_carry(journal: Journal, bounds: Bounds) -> None:
    await stopped(journal, *(acceptance(n, "bill:A") for n in (1, 2, 3)))
    assert await taken(journal, bounds=bounds) == [our_number(1), our_number(2)]


async def test_receipts_conclude_what_was_carried_and_the_line_sends_only_the_rest(journal: Journal) -> None:
    (mailbox,) = await stopped(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
    await taken(journal, bounds=Bounds(documents=1))
    await journal.resume("tianjin", act("resume", "back"))
    assert await settled(journal) == (Due(mailbox=mailbox, due_at=NOW),)
    assert await states(journal, 2) == [State.DELIVERED, State.WAITING]
    assert (await claimed(journal, mailbox)).message == our_number(2)
    view = await journal.message(our_number(1))
    assert view is not None
    assert [one.receipt for one in view.deliveries[0].attempts] == [b"<taken/>"]


async def test_receipts_are_taken_once(journal: Journal) -> None:
    await stopped(journal, acceptance(1))
    await taken(journal)
    await settled(journal)
    await refused(journal, settled(journal), faults.CARRY_REPEATED)


async def test_a_refusal_that_was_carried_back_makes_a_dead_letter(journal: Journal) -> None:
    await stopped(journal, acceptance(1))
    await taken(journal)
    await settled(journal, REFUSED)
    assert await states(journal, 1) == [State.DEAD]


async def test_what_the_receiver_could_not_take_waits_for_the_line_or_another_bundle(journal: Journal) -> None:
    await stopped(journal, acceptance(1))
    await taken(journal)
    await settled(journal, FAILED)
    assert await states(journal, 1) == [State.WAITING]
    assert (await journal.carrying.take(bundle("901"), BOUNDS, carrying()))[0].attempt == 2


async def test_a_recalled_bundle_gives_its_deliveries_back_and_its_receipts_are_still_true(journal: Journal) -> None:
    (mailbox,) = await stopped(journal, acceptance(1))
    await taken(journal)
    await journal.resume("tianjin", act("resume", "back"))
    assert await journal.carrying.recall("900", carrying("carry-recall"), NOW) == (Due(mailbox=mailbox, due_at=NOW),)
    await refused(journal, journal.carrying.recall("900", carrying(), NOW), faults.CARRY_REPEATED)
    claim = await claimed(journal, mailbox)
    await settled(journal)
    await concluded(journal, claim, FAILED)
    assert await states(journal, 1) == [State.DELIVERED], "a late delivered beats the retry"


async def test_a_refusal_for_a_recalled_bundle_says_nothing_about_what_the_line_sends(journal: Journal) -> None:
    (mailbox,) = await stopped(journal, acceptance(1))
    await taken(journal)
    await journal.resume("tianjin", act("resume", "back"))
    await journal.carrying.recall("900", carrying("carry-recall"), NOW)
    await claimed(journal, mailbox)
    await settled(journal, REFUSED)
    assert await states(journal, 1) == [State.WAITING]


async def test_when_a_bundle_expires_the_line_takes_over(journal: Journal) -> None:
    (mailbox,) = await stopped(journal, acceptance(1))
    await taken(journal)
    await journal.resume("tianjin", act("resume", "back"))
    assert (await claimed(journal, mailbox, at=EXPIRY)).attempt == 2


async def test_a_bundle_of_nobody_is_unknown(journal: Journal) -> None:
    await refused(journal, journal.carrying.outgoing("1"), faults.CARRY_UNKNOWN)
    await refused(journal, journal.carrying.recall("1", carrying(), NOW), faults.CARRY_UNKNOWN)
    await refused(journal, journal.carrying.receipts("tianjin", "1"), faults.CARRY_UNKNOWN)


async def test_a_bundle_that_came_in_is_answered_once_and_its_answer_kept(journal: Journal) -> None:
    await accepted(journal, acceptance(1))
    one = bundle(way=Way.IN)
    await journal.carrying.begin(one, carrying("carry-import"))
    await refused(journal, journal.carrying.receipts("tianjin", "900"), faults.CARRY_UNKNOWN)
    await journal.carrying.begin(one, carrying("carry-import"))
    await journal.carrying.finish(one, b"receipts", [our_number(1)], carrying("carry-import"))
    await journal.carrying.finish(one, b"others", [our_number(1)], carrying("carry-import"))
    assert await journal.carrying.receipts("tianjin", "900") == b"receipts"
    await refused(journal, journal.carrying.begin(one, carrying("carry-import")), faults.CARRY_REPEATED)
    view = await journal.message(our_number(1))
    assert view is not None
    assert [done.verb for done in view.acts] == ["carry-import"]


async def test_another_bundle_under_the_same_number_is_refused(journal: Journal) -> None:
    await journal.carrying.begin(bundle(way=Way.IN), carrying("carry-import"))
    other = bundle(way=Way.IN, digest="sm3:2")
    await refused(journal, journal.carrying.begin(other, carrying("carry-import")), faults.CARRY_FOREIGN)
    await journal.carrying.begin(bundle(way=Way.IN, party="hebei", digest="sm3:2"), carrying("carry-import"))


async def test_bundles_are_listed_with_their_digest(journal: Journal) -> None:
    await stopped(journal, acceptance(1))
    await taken(journal)
    await journal.carrying.told("900", "sm3:f")
    (row,) = await journal.carrying.bundles(10)
    assert (row.number, row.documents, row.digest, row.state) == ("900", 1, "sm3:f", BundleState.CARRIED)


async def test_a_hold_goes_first_and_waits_for_no_dead_letter_of_others(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1, "bill:A"))
    await killed(journal, mailbox)
    await stopped(journal, acceptance(2, "bill:B"), acceptance(3, "bill:A", kind="control-order", stops=True))
    assert await taken(journal) == [our_number(3), our_number(2)]


async def test_a_release_that_is_stopped_while_it_is_carried_is_followed_and_goes_no_second_time(
    journal: Journal,
) -> None:
    release = acceptance(1, "bill:A", kind="release-order", deliveries=(document("tianjin", 100, releases=True),))
    await stopped(journal, release)
    await taken(journal)
    await accepted(journal, acceptance(2, "bill:A", kind="control-order", stops=True, links=("hebei",)))
    view = await journal.message(our_number(1))
    assert view is not None
    assert view.acts[-1].verb == "follow-up"
    await settled(journal, FAILED)
    assert await states(journal, 1) == [State.SUPERSEDED]


async def test_a_release_that_was_stopped_is_never_carried(journal: Journal) -> None:
    release = acceptance(1, "bill:A", kind="release-order", deliveries=(document("tianjin", 100, releases=True),))
    (mailbox,) = await accepted(journal, release)
    await claimed(journal, mailbox)
    await accepted(journal, acceptance(2, "bill:A", kind="control-order", stops=True, links=("hebei",)))
    await stopped(journal, acceptance(3, "bill:A"))
    found = await journal.carrying.take(bundle(at=later(LEASE_S)), BOUNDS, carrying())
    assert [one.message for one in found] == [our_number(3)]
    assert await states(journal, 1) == [State.SUPERSEDED]


async def test_a_recall_after_the_bundle_expired_takes_nothing_from_the_worker_who_sends_it_now(
    journal: Journal,
) -> None:
    (mailbox,) = await stopped(journal, acceptance(1))
    await taken(journal)
    await journal.resume("tianjin", act("resume", "back"))
    await claimed(journal, mailbox, at=EXPIRY)
    await journal.carrying.recall("900", carrying("carry-recall"), EXPIRY)
    until = EXPIRY + timedelta(seconds=LEASE_S)
    assert await journal.claim(mailbox, "two", EXPIRY, LEASE_S) == Due(mailbox=mailbox, due_at=until)
