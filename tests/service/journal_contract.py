"""What every engine's journal keeps: a test class inherits it and fixtures bring the engine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gateway.model import faults
from gateway.model.errors import AgainError, GatewayError, SenderError, SetupError
from gateway.routing.delivery import State, Verdict
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Accepted, Copy, Due, Filter, Learned, Mailbox, Refusal
from tests.service.code_tables_contract import CodeTablesContract
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

DAY = date(2014, 10, 15)


class NumbersContract:
    async def test_numbers_are_the_date_and_ten_digits(self, journal: Journal) -> None:
        assert await journal.numbers(2, DAY) == ["201410150000000001", "201410150000000002"]

    async def test_no_number_comes_twice_over_tasks_workers_and_restarts(self, journal_url: str) -> None:
        taken: list[str] = []
        for _ in range(2):
            async with open_journal(journal_url) as one, open_journal(journal_url) as other:
                for count, times in ((1, 1200), (7, 200)):
                    tries = (journal.numbers(count, DAY) for journal in (one, other) for _ in range(times))
                    taken.extend(number for numbers in await asyncio.gather(*tries) for number in numbers)
        assert len(set(taken)) == len(taken) == 2 * 2 * (1200 + 1400)

    async def test_a_burst_wastes_no_numbers(self, journal: Journal) -> None:
        await asyncio.gather(*(journal.numbers(1, DAY) for _ in range(1500)))
        assert await journal.numbers(1, DAY) == ["201410150000001501"]

    async def test_a_day_that_comes_back_repeats_nothing(self, journal: Journal) -> None:
        days = (DAY, DAY + timedelta(days=1), DAY)
        taken = [number for day in days for number in await journal.numbers(1500, day)]
        assert len(set(taken)) == 4500


class IdentityContract:
    async def test_a_copy_gets_the_first_receipt_byte_for_byte(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        again = replace(acceptance(2), number="BJ1", receipt=b"signed anew")
        copy = await journal.accept(again)
        assert copy == Copy(message=our_number(1), content=acceptance(1).content, receipt=acceptance(1).receipt)
        assert await journal.identity("beijing", "BJ1") == copy

    async def test_a_copy_leaves_nothing_behind(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        await journal.accept(replace(acceptance(2), number="BJ1"))
        assert await journal.message(our_number(2)) is None
        assert (await journal.invariant()).deliveries == 1

    async def test_the_same_number_of_another_party_is_another_message(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1), replace(acceptance(2), party="tianjin", number="BJ1"))

    async def test_an_acceptance_that_comes_again_after_a_lost_answer_is_accepted(self, journal: Journal) -> None:
        first = await journal.accept(acceptance(1, links=("tianjin", "hebei")))
        again = await journal.accept(acceptance(1, links=("tianjin", "hebei")))
        assert isinstance(first, Accepted)
        assert isinstance(again, Accepted)
        assert set(first.mailboxes) == set(again.mailboxes)
        assert (await journal.invariant()).deliveries == 2

    async def test_an_unknown_identity_is_none(self, journal: Journal) -> None:
        assert await journal.identity("beijing", "BJ1") is None

    async def test_of_two_workers_with_one_identity_one_accepts(self, journal_url: str) -> None:
        async with open_journal(journal_url) as one, open_journal(journal_url) as other:
            tries = [
                journal.accept(replace(acceptance(n * 2 + i), number=f"BJ{n}"))
                for n in range(20)
                for i, journal in enumerate((one, other))
            ]
            results = await asyncio.gather(*tries)
            assert [type(result) for result in results].count(Accepted) == 20
            assert (await one.invariant()).deliveries == 20


class OriginContract:
    async def test_an_answer_finds_what_it_answers(self, journal: Journal) -> None:
        learned = Learned(party="tianjin", name="declaration_number", number="TJ9", message=our_number(1))
        sent = acceptance(1, references={"unified_number": "U1"}, learned=(learned,))
        await accepted(journal, sent)
        found = await journal.origin("tianjin", {"declaration_number": "TJ9"})
        assert found is not None
        assert (found.message, found.party, found.link) == (our_number(1), "beijing", "beijing-http")
        assert (found.number, found.references) == ("BJ1", {"unified_number": "U1"})

    async def test_only_the_party_that_learned_it_may_use_it(self, journal: Journal) -> None:
        learned = Learned(party="tianjin", name="declaration_number", number="TJ9", message=our_number(1))
        await accepted(journal, acceptance(1, learned=(learned,)))
        assert await journal.origin("hebei", {"declaration_number": "TJ9"}) is None
        assert await journal.origin("tianjin", {"unified_number": "TJ9"}) is None

    async def test_the_first_name_decides_and_the_latest_lesson_wins(self, journal: Journal) -> None:
        def lesson(name: str, number: str, n: int) -> Learned:
            return Learned(party="tianjin", name=name, number=number, message=our_number(n))

        await accepted(journal, acceptance(1, learned=(lesson("entry_number", "E", 1), lesson("in_reply_to", "I", 1))))
        await accepted(journal, acceptance(2, learned=(lesson("entry_number", "E", 2),)))
        by_entry = await journal.origin("tianjin", {"in_reply_to": "unknown", "entry_number": "E"})
        by_reply = await journal.origin("tianjin", {"in_reply_to": "I", "entry_number": "E"})
        assert by_entry is not None
        assert by_reply is not None
        assert (by_entry.message, by_reply.message) == (our_number(2), our_number(1))

    async def test_a_number_that_names_a_partys_document_is_no_other_partys(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1, learned=(own_lesson("TJ9", 1),)))
        theirs = replace(acceptance(2, learned=(own_lesson("TJ9", 2),)), party="hebei")
        with pytest.raises(SenderError) as refused:
            await journal.accept(theirs)
        assert (refused.value.fault, refused.value.value) == (faults.NUMBER_TAKEN, "TJ9")
        assert await journal.identity("hebei", theirs.number) is None, "a refusal consumes no id"
        found = await journal.origin("tianjin", {"declaration_number": "TJ9"})
        assert found is not None
        assert found.party == "beijing"
        await accepted(journal, acceptance(3, learned=(own_lesson("TJ9", 3),)))  # its own party may say it again

    async def test_a_number_of_ours_that_somebody_guessed_is_ours_to_mend(self, journal: Journal) -> None:
        guessed = acceptance(2).deliveries[0].number
        await accepted(journal, acceptance(1, learned=(own_lesson(guessed, 1),)))
        with pytest.raises(AgainError) as refused:
            await journal.accept(replace(acceptance(2, learned=(own_lesson(guessed, 2),)), party="hebei"))
        assert refused.value.fault is faults.OURS

    async def test_an_answer_is_taken_and_leaves_another_partys_number_alone(self, journal: Journal) -> None:
        await accepted(
            journal,
            acceptance(1, learned=(own_lesson("TJ9", 1),)),
            replace(acceptance(2), party="hebei"),
            replace(acceptance(3, learned=(own_lesson("TJ9", 2),)), party="tianjin", answers=our_number(2)),
        )
        found = await journal.origin("tianjin", {"declaration_number": "TJ9"})
        assert found is not None
        assert found.message == our_number(1)


def own_lesson(number: str, n: int) -> Learned:
    return Learned(party="tianjin", name="declaration_number", number=number, message=our_number(n), own=True)


class OrderContract:
    async def test_one_consignment_is_one_mailbox_and_keeps_its_order(self, journal: Journal) -> None:
        mailboxes = await accepted(
            journal, acceptance(1, "bill:A"), acceptance(2, "bill:A", "no:2"), acceptance(3, "no:2")
        )
        assert len(mailboxes) == 1
        assert [await delivered(journal, mailboxes[0]) for _ in range(3)] == [our_number(n) for n in (1, 2, 3)]
        assert await journal.claim(mailboxes[0], "one", NOW, LEASE_S) is None

    async def test_messages_without_aliases_do_not_wait_for_each_other(self, journal: Journal) -> None:
        mailboxes = await accepted(journal, acceptance(1), acceptance(2))
        assert [(await claimed(journal, mailbox)).message for mailbox in mailboxes] == [our_number(1), our_number(2)]

    async def test_receivers_do_not_wait_for_each_other(self, journal: Journal) -> None:
        mailboxes = await accepted(journal, acceptance(1, "bill:A", links=("tianjin", "hebei")))
        assert [(await claimed(journal, mailbox)).link for mailbox in mailboxes] == ["tianjin", "hebei"]

    async def test_a_message_that_ties_two_consignments_stands_behind_both(self, journal: Journal) -> None:
        a, b = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B"))
        await accepted(journal, acceptance(3, "bill:A", "bill:B"))
        assert await concluded(journal, await claimed(journal, a)) == ()
        assert await journal.claim(a, "one", NOW, LEASE_S) is None
        claim = await claimed(journal, b)
        assert await concluded(journal, claim) == (Due(mailbox=b, due_at=NOW),)
        tied = await claimed(journal, b)
        assert (tied.message, tied.mailboxes) == (our_number(3), (a, b))

    async def test_what_follows_a_merge_stands_in_every_member(self, journal: Journal) -> None:
        a, b, c = await accepted(journal, *(acceptance(n, f"bill:{n}") for n in (1, 2, 3)))
        await accepted(
            journal, acceptance(4, "bill:2", "bill:3"), acceptance(5, "bill:1", "bill:3"), acceptance(6, "bill:2")
        )
        order = []
        while (free := [due.mailbox for due in await journal.due(NOW, 9)]) != []:
            order.append(int((await delivered(journal, free[-1]))[-3:]))
        assert order in ([3, 2, 4, 1, 5, 6], [3, 2, 1, 4, 5, 6])
        assert [a, b, c] == [Mailbox(link="tianjin", consignment=n) for n in (1, 2, 3)]

    async def test_an_alias_that_comes_with_a_known_one_belongs_to_it(self, journal: Journal) -> None:
        mailboxes = await accepted(
            journal, acceptance(1, "bill:A"), acceptance(2, "bill:A", "no:2"), acceptance(3, "no:2")
        )
        assert mailboxes == [Mailbox(link="tianjin", consignment=1)]

    async def test_a_dead_letter_parks_its_mailbox(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
        await killed(journal, mailbox)
        assert await journal.claim(mailbox, "one", NOW, LEASE_S) is None
        assert await journal.due(NOW, 9) == []

    async def test_one_that_could_not_be_written_is_dead_from_the_start(self, journal: Journal) -> None:
        refused = document("hebei", 2, document=b"", code="4206", reason="no unified number")
        first = acceptance(1, "bill:A", deliveries=(document("tianjin", 1), refused))
        mailboxes = await accepted(journal, first, acceptance(2, "bill:A", links=("hebei",)))
        assert [mailbox.link for mailbox in mailboxes] == ["tianjin", "hebei"]
        assert await journal.claim(mailboxes[1], "one", NOW, LEASE_S) is None
        (letter,) = await journal.dead(9)
        assert (letter.link, letter.code, letter.reason, letter.writable) == (
            "hebei",
            "4206",
            "no unified number",
            False,
        )


class ClaimContract:
    async def test_a_claim_is_all_that_is_needed_to_send(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"))
        claim = await claimed(journal, mailbox)
        assert (claim.link, claim.number, claim.kind) == ("tianjin", "201410160000000100", "declaration")
        assert (claim.document, claim.mailboxes) == (b"<to-tianjin n='100'/>", (mailbox,))
        assert (claim.attempt, claim.delivery.attempts, claim.delivery.state) == (1, 1, State.WAITING)

    async def test_while_a_claim_runs_nobody_else_gets_one(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
        await claimed(journal, mailbox)
        assert await journal.claim(mailbox, "two", later(LEASE_S - 1), 1) == Due(mailbox=mailbox, due_at=later(LEASE_S))
        assert await journal.due(later(LEASE_S - 1), 9) == []

    async def test_a_claim_that_ran_out_is_given_again_as_the_next_attempt(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        await claimed(journal, mailbox)
        assert [due.mailbox for due in await journal.due(later(LEASE_S), 9)] == [mailbox]
        assert (await claimed(journal, mailbox, later(LEASE_S), "two")).attempt == 2

    async def test_a_seal_that_ended_is_replaced_and_the_next_attempt_has_the_new_bytes(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        claim = await claimed(journal, mailbox)
        await journal.reseal(claim, b"<sealed-anew/>", act("reseal"))
        again = await claimed(journal, mailbox, later(LEASE_S), "two")
        assert (again.document, again.number) == (b"<sealed-anew/>", claim.number)
        view = await journal.message(claim.message)
        assert view is not None
        assert "reseal" in [event.what for event in view.timeline]

    async def test_a_lost_claim_reseals_nothing(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        late = await claimed(journal, mailbox)
        await claimed(journal, mailbox, later(LEASE_S), "two")
        await journal.reseal(late, b"<sealed-anew/>", act("reseal"))
        assert (await claimed(journal, mailbox, later(2 * LEASE_S), "three")).document == late.document

    async def test_a_failure_waits_for_its_moment(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        (due,) = await concluded(journal, await claimed(journal, mailbox), FAILED)
        assert due.mailbox == mailbox
        assert later(9) < due.due_at < later(10)
        assert await journal.claim(mailbox, "one", later(9), LEASE_S) == due
        assert await journal.due(NOW, 9) == [due]
        assert (await claimed(journal, mailbox, due.due_at)).delivery.attempts == 2

    async def test_after_its_last_attempt_a_delivery_is_dead(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        for n in range(3):
            await concluded(journal, await claimed(journal, mailbox, later(100 * n)), FAILED, later(100 * n))
        (letter,) = await journal.dead(9)
        assert (letter.attempts, letter.code, letter.dead_at) == (3, "4501", later(200))

    async def test_one_whose_time_is_over_expires_and_the_next_goes(self, journal: Journal) -> None:
        hurry = acceptance(1, "bill:A", deliveries=(document("tianjin", 1, not_after=later(5)),))
        (mailbox,) = await accepted(journal, hurry, acceptance(2, "bill:A"))
        assert (await claimed(journal, mailbox, later(6))).message == our_number(2)
        assert await journal.counts() == {("tianjin", State.EXPIRED): 1, ("tianjin", State.WAITING): 1}

    async def test_what_is_in_flight_does_not_expire_under_its_claim(self, journal: Journal) -> None:
        hurry = acceptance(1, "bill:A", deliveries=(document("tianjin", 1, not_after=later(5)),))
        (mailbox,) = await accepted(journal, hurry, acceptance(2, "bill:A"))
        claim = await claimed(journal, mailbox)
        assert isinstance(await journal.claim(mailbox, "two", later(6), LEASE_S), Due)
        await concluded(journal, claim, at=later(7))
        assert (await journal.counts())["tianjin", State.DELIVERED] == 1

    async def test_a_paused_link_gets_no_claim_until_it_is_resumed(self, journal: Journal) -> None:
        tianjin, hebei = await accepted(journal, acceptance(1, links=("tianjin", "hebei")))
        await journal.pause("tianjin", act("pause"))
        await journal.pause("tianjin", act("pause"))
        assert await journal.paused() == {"tianjin"}
        assert await journal.claim(tianjin, "one", NOW, LEASE_S) is None
        assert [due.mailbox for due in await journal.due(NOW, 9)] == [hebei]
        await journal.resume("tianjin", act("resume"))
        assert await journal.paused() == frozenset()
        assert [due.mailbox for due in await journal.due(NOW, 9, ["tianjin"])] == [tianjin]
        await claimed(journal, tianjin)

    async def test_due_tells_the_longest_due_first_and_no_more_than_asked(self, journal: Journal) -> None:
        moments = (later(3), later(1), later(2))
        boxes = await accepted(journal, *(acceptance(n, received_at=at) for n, at in enumerate(moments)))
        assert await journal.due(NOW, 2) == [Due(mailbox=boxes[n], due_at=moments[n]) for n in (1, 2)]

    async def test_due_names_heads_only(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, *(acceptance(n, "bill:A") for n in range(4)))
        assert await journal.due(NOW, 9) == [Due(mailbox=mailbox, due_at=NOW)]

    async def test_an_empty_mailbox_gives_nothing(self, journal: Journal) -> None:
        assert await journal.claim(Mailbox(link="tianjin", consignment=1), "one", NOW, LEASE_S) is None


class FenceContract:
    async def test_a_late_failure_changes_nothing_and_is_recorded(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        old = await claimed(journal, mailbox)
        new = await claimed(journal, mailbox, later(LEASE_S), "two")
        assert await concluded(journal, old, REFUSED, later(31)) == ()
        assert await concluded(journal, new, at=later(32)) == ()
        view = await journal.message(our_number(1))
        assert view is not None
        assert view.deliveries[0].state is State.DELIVERED
        assert [one.verdict for one in view.deliveries[0].attempts] == [Verdict.REFUSED, Verdict.DELIVERED]

    async def test_a_late_delivered_beats_the_retry(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
        old = await claimed(journal, mailbox)
        new = await claimed(journal, mailbox, later(LEASE_S), "two")
        assert await concluded(journal, old, at=later(31)) == (Due(mailbox=mailbox, due_at=NOW),)
        assert await concluded(journal, new, FAILED, later(32)) == ()
        assert await delivered(journal, mailbox, later(33)) == our_number(2)

    async def test_a_late_delivered_beats_the_dead_letter(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        old = await claimed(journal, mailbox)
        await concluded(journal, await claimed(journal, mailbox, later(LEASE_S), "two"), REFUSED, later(31))
        await concluded(journal, old, at=later(32))
        assert await journal.counts() == {("tianjin", State.DELIVERED): 1}
        assert await journal.dead(9) == []

    async def test_delivered_is_absorbing(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        claim = await claimed(journal, mailbox)
        await concluded(journal, claim)
        await concluded(journal, claim, REFUSED)
        await concluded(journal, claim, FAILED)
        view = await journal.message(our_number(1))
        assert view is not None
        assert view.deliveries[0].state is State.DELIVERED
        assert [one.receipt for one in view.deliveries[0].attempts] == [DELIVERED.receipt]

    async def test_an_attempt_from_before_a_redelivery_is_fenced(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        old = await killed(journal, mailbox)
        await journal.redeliver(our_number(1), "tianjin", act(), later(1))
        new = await claimed(journal, mailbox, later(1))
        assert (old.attempt, new.attempt, new.delivery.attempts) == (1, 2, 1)
        await concluded(journal, old, REFUSED, later(2))
        assert await journal.counts() == {("tianjin", State.WAITING): 1}


class ReplayContract:
    async def test_a_dead_letter_waits_again_and_its_backoff_begins_anew(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
        first = await killed(journal, mailbox)
        assert await journal.redeliver(our_number(1), "tianjin", act(), later(60)) == (
            Due(mailbox=mailbox, due_at=later(60)),
        )
        again = await claimed(journal, mailbox, later(60))
        assert (again.delivery_id, again.number, again.document) == (first.delivery_id, first.number, first.document)
        assert (again.delivery.attempts, again.delivery.code) == (1, "")
        await concluded(journal, again, at=later(61))
        assert await delivered(journal, mailbox, later(62)) == our_number(2)

    async def test_a_delivered_one_goes_again_as_the_last_of_its_mailboxes(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
        first = await claimed(journal, mailbox)
        await concluded(journal, first)
        assert await journal.redeliver(our_number(1), "tianjin", act(), later(1)) == (Due(mailbox=mailbox, due_at=NOW),)
        assert await delivered(journal, mailbox, later(2)) == our_number(2)
        again = await claimed(journal, mailbox, later(2))
        assert (again.number, again.document) == (first.number, first.document)
        assert again.delivery_id != first.delivery_id
        view = await journal.message(our_number(1))
        assert view is not None
        assert [one.replay_of for one in view.deliveries] == [None, first.delivery_id]
        assert (await journal.invariant()).deliveries == 3

    async def test_an_expired_one_may_go_when_the_operator_says_so(self, journal: Journal) -> None:
        hurry = acceptance(1, "bill:A", deliveries=(document("tianjin", 1, not_after=later(5)),))
        (mailbox,) = await accepted(journal, hurry)
        assert await journal.claim(mailbox, "one", later(6), LEASE_S) is None
        await journal.redeliver(our_number(1), "tianjin", act(), later(7))
        assert (await claimed(journal, mailbox, later(8))).message == our_number(1)

    @pytest.mark.parametrize("again", [False, True], ids=["the first time", "a second time"])
    async def test_one_that_waits_already_is_not_redelivered(self, journal: Journal, again: bool) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        if again:
            await killed(journal, mailbox)
            await journal.redeliver(our_number(1), "tianjin", act(), NOW)
        await refuses(journal.redeliver(our_number(1), "tianjin", act(), NOW), faults.ALREADY_WAITING.code)

    async def test_without_a_document_there_is_nothing_to_redeliver(self, journal: Journal) -> None:
        refused = document("hebei", 2, document=b"", code="4206", reason="no unified number")
        await accepted(journal, acceptance(1, deliveries=(refused,)))
        await refuses(journal.redeliver(our_number(1), "hebei", act(), NOW), faults.NO_DOCUMENT.code)

    async def test_what_does_not_exist_cannot_be_replayed(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        await refuses(journal.redeliver(our_number(1), "hebei", act(), NOW), faults.DELIVERY_UNKNOWN.code)
        await refuses(journal.skip(our_number(2), "tianjin", act(), NOW), faults.DELIVERY_UNKNOWN.code)

    async def test_nothing_is_done_without_a_reason(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        await killed(journal, mailbox)
        silent = act(reason=" ")
        for call in (
            journal.redeliver(our_number(1), "tianjin", silent, NOW),
            journal.skip(our_number(1), "tianjin", silent, NOW),
            journal.pause("tianjin", silent),
            journal.resume("tianjin", silent),
            journal.act(silent),
        ):
            await refuses(call, faults.REASON_MISSING.code)
        assert await journal.counts() == {("tianjin", State.DEAD): 1}
        assert await journal.paused() == frozenset()

    async def test_skipping_a_dead_letter_frees_its_mailboxes(self, journal: Journal) -> None:
        a, b = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B"))
        await delivered(journal, a)
        await delivered(journal, b)
        await accepted(journal, acceptance(3, "bill:A", "bill:B"), acceptance(4, "bill:B"))
        await killed(journal, b)
        freed = await journal.skip(our_number(3), "tianjin", act("skip", "sent by paper"), later(1))
        assert {due.mailbox for due in freed} == {a, b}
        assert await delivered(journal, a) == our_number(4)
        assert (await journal.counts())["tianjin", State.SKIPPED] == 1

    async def test_only_dead_letters_are_skipped(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        await refuses(journal.skip(our_number(1), "tianjin", act("skip"), NOW), faults.NOT_DEAD.code)


class ViewsContract:
    async def test_a_message_is_told_whole(self, journal: Journal) -> None:
        sent = acceptance(
            1, losses=("remark",), notes={"charset": "GB18030"}, references={"unified_number": "U1"}, answers="X"
        )
        await accepted(journal, sent)
        view = await journal.message(our_number(1))
        assert view is not None
        assert (view.raw, view.receipt, view.content) == (sent.raw, sent.receipt, sent.content)
        assert (view.losses, view.notes, view.references, view.answers) == (
            sent.losses,
            sent.notes,
            sent.references,
            "X",
        )
        assert (view.row.received_at, view.row.states) == (NOW, {"tianjin": State.WAITING})
        assert view.deliveries[0].document == sent.deliveries[0].document
        assert await journal.message("unknown") is None

    async def test_the_timeline_runs_from_receipt_to_delivery(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        await concluded(journal, await claimed(journal, mailbox), REFUSED, later(1))
        await journal.redeliver(our_number(1), "tianjin", replace(act(), at=later(2)), later(2))
        await concluded(journal, await claimed(journal, mailbox, later(3)), at=later(3))
        view = await journal.message(our_number(1))
        assert view is not None
        assert [event.what for event in view.timeline] == [
            "received",
            "queued",
            "attempt",
            "redeliver",
            "attempt",
            "delivered",
        ]
        assert view.timeline[2].detail == "201410160000000100 to tianjin, 1: refused 4506 an unknown code"
        assert view.timeline[3].detail == "tianjin by duty officer: the table is mended"
        assert view.acts == (replace(act(), at=later(2)),)

    async def test_messages_are_found_by_whatever_is_known_of_them(self, journal: Journal) -> None:
        mailboxes = await accepted(
            journal,
            acceptance(1),
            acceptance(2, kind="release", received_at=later(60)),
            acceptance(3, links=("hebei",), received_at=later(120)),
        )
        await delivered(journal, mailboxes[0])

        async def found(**wanted: object) -> list[int]:
            return [int(row.message[-3:]) for row in await journal.messages(Filter(**wanted))]  # type: ignore[arg-type]

        assert await found() == [3, 2, 1]
        assert await found(limit=1) == [3]
        assert await found(before=our_number(3)) == [2, 1]
        assert await found(kind="release") == [2]
        assert await found(link="hebei") == [3]
        assert await found(link="beijing-http") == [3, 2, 1]
        assert await found(state=State.DELIVERED) == [1]
        assert (
            await found(number="BJ2")
            == await found(number=our_number(2))
            == await found(number="201410160000000200")
            == [2]
        )
        assert await found(since=later(60), until=later(120)) == [2]
        assert await found(since=later(60), link="hebei", kind="declaration") == [3]

    async def test_figures_agree_with_what_happened(self, journal: Journal) -> None:
        a, b, _c = await accepted(journal, *(acceptance(n, received_at=later(n)) for n in range(3)))
        await delivered(journal, a, later(5))
        await concluded(journal, await claimed(journal, b, later(5)), REFUSED)
        assert await journal.counts() == {
            ("tianjin", State.DELIVERED): 1,
            ("tianjin", State.DEAD): 1,
            ("tianjin", State.WAITING): 1,
        }
        assert await journal.oldest_waiting() == {"tianjin": later(2)}
        assert [letter.link for letter in await journal.dead(9, link="tianjin")] == ["tianjin"]
        assert await journal.dead(9, link="hebei") == []
        invariant = await journal.invariant()
        assert (invariant.holds, invariant.deliveries, sum(invariant.by_state.values())) == (True, 3, 3)

    async def test_an_act_may_be_about_a_message_or_about_none(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        await journal.act(act("look"))
        await journal.act(act("export"), our_number(1))
        view = await journal.message(our_number(1))
        assert view is not None
        assert [one.verb for one in view.acts] == ["export"]

    async def test_it_says_that_it_is_well(self, journal: Journal) -> None:
        assert await journal.healthy()


class RefusalContract:
    async def test_refusals_are_kept_cut_and_told_newest_first(self, journal: Journal) -> None:
        await journal.refuse(refusal("1"))
        await journal.refuse(replace(refusal("2"), head=b"x" * 5000, security=True))
        newest, oldest = await journal.refusals(9)
        assert oldest == refusal("1")
        assert (newest.number, len(newest.head), newest.size) == ("2", 4096, 5000)
        assert await journal.refusals(9, security=True) == [newest]
        assert await journal.refusals(9, link="tianjin") == []
        assert await journal.refusals(1) == [newest]

    async def test_beyond_the_quota_of_a_link_and_day_nothing_more_is_kept(self, journal_url: str) -> None:
        async with open_journal(journal_url, refusals_kept_per_day=2) as journal:
            for n in range(4):
                await journal.refuse(refusal(str(n)))
            await journal.refuse(replace(refusal("attack"), security=True))
            await journal.refuse(replace(refusal("other link"), link="tianjin"))
            await journal.refuse(replace(refusal("next day"), at=later(86400)))
            kept = [one.number for one in await journal.refusals(99)]
        assert kept == ["next day", "other link", "attack", "1", "0"]


class JournalContract(
    NumbersContract,
    IdentityContract,
    OriginContract,
    OrderContract,
    ClaimContract,
    FenceContract,
    ReplayContract,
    ViewsContract,
    RefusalContract,
    CodeTablesContract,
):
    """All of it."""


def refusal(number: str) -> Refusal:
    return Refusal(
        at=NOW,
        link="beijing-http",
        party="beijing",
        number=number,
        code="4003",
        place="line 1",
        reason="no XML",
        digest="sm3:00",
        size=5000,
        head=b"<",
    )


async def refuses(call: object, code: str) -> None:
    with pytest.raises(SetupError) as caught:
        await call  # type: ignore[misc]
    error: GatewayError = caught.value
    assert error.fault.code == code
