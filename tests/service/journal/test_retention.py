"""Originals leave whole when their time is over, unless a hold keeps them; the chain still verifies without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Act, Copy, Refusal
from gateway.service.journal.retention.views import Archived, Group, Target
from tests.service.journal.chain import TRUST, Clock, notary, tampered
from tests.service.journal.material import (
    NOW,
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

OVER = NOW + timedelta(days=3650)
ONE, TWO = our_number(1), our_number(2)


def due(group: Group) -> datetime | None:
    return None if group.is_open or group.is_held or not group.is_sealed else OVER


def departure(verb: str = "destroy") -> Act:
    return Act(at=OVER, actor="archivist", verb=verb, target="originals", reason="their time is over")


async def settled(journal: Journal, *acceptances: object) -> None:
    """Accept and deliver all, and seal their records."""
    for mailbox in await accepted(journal, *acceptances):  # type: ignore[arg-type]
        while (claim := await journal.claim(mailbox, "one", NOW, 30.0)) is not None:
            await concluded(journal, claim)  # type: ignore[arg-type]
    await notary(journal, Clock()).seal_now()


async def left(journal: Journal, *messages: str) -> list[str]:
    return [one.message for one in await journal.retention.leave(messages, due, departure())]


async def test_what_left_has_no_bytes_and_keeps_its_story_and_its_receipt(journal: Journal) -> None:
    await settled(journal, acceptance(1))
    assert await left(journal, ONE) == [ONE]
    view = await journal.message(ONE)
    assert view is not None
    assert (view.raw, view.receipt) == (b"", b"<receipt n='1'/>")
    assert [(one.document, one.attempts[0].receipt) for one in view.deliveries] == [(b"", b"")]
    assert view.timeline[-1].what == "destroy"
    assert await journal.retention.payloads([ONE]) == [
        payload for payload in await journal.retention.payloads([ONE]) if payload.content in (b"", view.receipt)
    ]


async def test_a_copy_after_all_the_years_gets_the_first_receipt(journal: Journal) -> None:
    await settled(journal, acceptance(1))
    await left(journal, ONE)
    again = await journal.accept(acceptance(1, message=TWO))
    assert isinstance(again, Copy)
    assert (again.message, again.receipt) == (ONE, b"<receipt n='1'/>")


async def test_a_consignment_leaves_whole_whichever_of_its_messages_is_named(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A", "bill:B"), acceptance(3, "bill:C"))
    assert await left(journal, TWO) == [ONE, TWO]


async def test_messages_that_were_tied_together_later_leave_together(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B"), acceptance(3, "bill:A", "bill:B"))
    assert await left(journal, ONE) == [ONE, TWO, our_number(3)]


async def test_a_message_without_deliveries_leaves_alone(journal: Journal) -> None:
    await settled(journal, acceptance(1, links=()), acceptance(2))
    assert await left(journal, ONE) == [ONE]


async def test_what_still_waits_or_is_dead_keeps_its_whole_consignment(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"))
    (mailbox,) = await accepted(journal, acceptance(2, "bill:A"))
    await notary(journal, Clock()).seal_now()
    assert await left(journal, ONE) == []
    await killed(journal, mailbox)
    assert await left(journal, ONE) == []


async def test_what_no_batch_has_sealed_stays(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    await delivered(journal, mailbox)
    assert await left(journal, ONE) == []


async def test_one_that_no_batch_has_sealed_keeps_its_whole_consignment(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"))
    (mailbox,) = await accepted(journal, acceptance(2, "bill:A"))
    await delivered(journal, mailbox)
    assert await left(journal, ONE) == []


async def test_nothing_is_put_back_that_the_chain_does_not_name(journal: Journal) -> None:
    await settled(journal, acceptance(1))
    originals = await journal.retention.payloads([ONE])
    file = Archived(name="2024-10.1", at=OVER, keep_until=OVER, messages=1, statement=b"<s/>")
    await journal.retention.leave([ONE], due, departure("archive"), file)
    forged = [replace(one, content=b"<forged/>") for one in originals]
    with pytest.raises(GatewayError) as caught:
        await journal.retention.restore(ONE, forged, act("restore", "case 12"))
    assert caught.value.fault is faults.EVIDENCE_WRONG
    assert await journal.retention.archived_in("2024-10.1") == [ONE]
    await journal.retention.restore(ONE, originals, act("restore", "case 12"))
    assert await journal.retention.payloads([ONE]) == originals


async def test_the_last_thing_that_happened_counts_whichever_message_it_was(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A", received_at=later(50)))
    await delivered(journal, mailbox, later(60))
    await delivered(journal, mailbox, later(90))
    (group,) = await journal.retention.groups([ONE])
    assert (group.last_at, group.messages, group.kinds) == (
        later(90),
        frozenset({ONE, TWO}),
        frozenset({"declaration"}),
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [(Target.MESSAGE, TWO), (Target.ALIAS, "bill:A"), (Target.PARTY, "beijing"), (Target.PARTY, "tianjin")],
)
async def test_a_hold_on_a_part_keeps_the_whole_until_it_is_let_go(journal: Journal, kind: Target, target: str) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"))
    number = await journal.retention.hold(kind, target, act("hold", "an investigation", target))
    assert await left(journal, ONE) == []
    assert [(one.kind, one.target, one.reason) for one in await journal.retention.holds()] == [
        (kind, target, "an investigation")
    ]
    await journal.retention.release(number, act("release-hold", "it is closed", target))
    assert await journal.retention.holds() == []
    assert await left(journal, ONE) == [ONE, TWO]


async def test_a_hold_touches_nothing_else(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B"))
    await journal.retention.hold(Target.ALIAS, "bill:A", act("hold", "an investigation"))
    assert await left(journal, ONE, TWO) == [TWO]


async def test_a_hold_that_names_nothing_there_is_is_refused(journal: Journal) -> None:
    for kind in Target:
        with pytest.raises(GatewayError) as caught:
            await journal.retention.hold(kind, "nobody", act("hold"))
        assert caught.value.fault is faults.HOLD_TARGET_UNKNOWN
    with pytest.raises(GatewayError) as caught:
        await journal.retention.release(7, act("release-hold"))
    assert caught.value.fault is faults.HOLD_UNKNOWN


async def test_a_second_hold_on_the_same_is_the_first_and_a_new_one_after_its_release(journal: Journal) -> None:
    await settled(journal, acceptance(1))
    first = await journal.retention.hold(Target.MESSAGE, ONE, act("hold"))
    assert await journal.retention.hold(Target.MESSAGE, ONE, act("hold")) == first
    await journal.retention.release(first, act("release-hold"))
    assert await journal.retention.hold(Target.MESSAGE, ONE, act("hold")) > first


async def test_the_chain_verifies_when_originals_have_left(journal: Journal) -> None:
    await settled(journal, acceptance(1, links=("tianjin", "hebei")), acceptance(2))
    await left(journal, ONE)
    before = await journal.evidence.verify_chain(TRUST, party="gateway")
    await notary(journal, Clock()).seal_now()
    after = await journal.evidence.verify_chain(TRUST, party="gateway")
    assert (before.unsealed, after.unsealed, after.records) == (1, 0, before.records + 1)


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE message SET raw = x'' WHERE id = '{two}'",
        "UPDATE message SET raw = x''; INSERT INTO retired SELECT id, 1, 1, NULL FROM message WHERE id = '{two}'",
        "UPDATE message SET raw = x'00' WHERE id = '{one}'",
        "UPDATE message SET receipt = x'' WHERE id = '{one}'",
    ],
)
async def test_an_audit_tells_what_was_taken_out_without_a_record_and_what_came_in_its_place(
    tmp_path: Path, forged: str
) -> None:
    url = f"sqlite:///{tmp_path}/journal.sqlite"
    async with open_journal(url) as journal:
        await settled(journal, acceptance(1), acceptance(2))
        await left(journal, ONE)
    tampered(url, *forged.format(one=ONE, two=TWO).split("; "))
    async with open_journal(url) as journal:
        with pytest.raises(GatewayError) as caught:
            await journal.evidence.verify_chain(TRUST, party="gateway")
    assert caught.value.fault is faults.EVIDENCE_WRONG


async def test_evidence_and_redelivery_of_what_left_are_refused_with_its_word(journal: Journal) -> None:
    await settled(journal, acceptance(1))
    await left(journal, ONE)
    with pytest.raises(GatewayError) as caught:
        await journal.evidence.dossier(ONE, OVER)
    assert caught.value.fault is faults.RETIRED
    with pytest.raises(GatewayError) as caught:
        await journal.redeliver(ONE, "tianjin", act(), OVER)
    assert caught.value.fault is faults.RETIRED


async def test_what_left_is_not_offered_again(journal: Journal) -> None:
    await settled(journal, acceptance(1), acceptance(2))
    assert await journal.retention.page("", OVER, 10) == [ONE, TWO]
    await left(journal, ONE)
    assert await journal.retention.page("", OVER, 10) == [TWO]
    assert await left(journal, ONE) == []


async def test_an_archive_takes_all_of_a_consignment_or_nothing(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2, "bill:A"), acceptance(3))
    file = Archived(name="2024-10.1", at=OVER, keep_until=OVER, messages=2, statement=b"<s/>")
    gone = await journal.retention.leave([ONE, our_number(3)], due, departure("archive"), file)
    assert [one.message for one in gone] == [our_number(3)]
    assert await journal.retention.archived_in("2024-10.1") == [our_number(3)]
    assert await journal.retention.archives() == [file]


async def test_a_file_is_destroyed_only_when_all_it_holds_may_go(journal: Journal) -> None:
    await settled(journal, acceptance(1, "bill:A"), acceptance(2))
    file = Archived(name="2024-10.1", at=OVER, keep_until=OVER, messages=2, statement=b"<s/>")
    await journal.retention.leave([ONE, TWO], due, departure("archive"), file)
    number = await journal.retention.hold(Target.ALIAS, "bill:A", act("hold", "an investigation"))
    assert not await journal.retention.destroy_archive("2024-10.1", due, departure())
    await journal.retention.release(number, act("release-hold"))
    assert await journal.retention.destroy_archive("2024-10.1", due, departure())
    assert [one.destroyed_at for one in await journal.retention.archives()] == [OVER]


async def test_payloads_are_all_that_an_archive_needs(journal: Journal) -> None:
    await settled(journal, acceptance(1, links=("tianjin", "hebei")))
    found = {one.path: one.content for one in await journal.retention.payloads([ONE])}
    assert found == {
        "received": b"<raw n='1'/>",
        "receipt": b"<receipt n='1'/>",
        "sent/1-1": document("tianjin", 100).document,
        "sent/2-2": document("hebei", 101).document,
        "answered/1-1": b"<taken/>",
        "answered/2-1": b"<taken/>",
    }


async def test_a_resealed_document_leaves_with_both_its_seals(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    claim = await claimed(journal, mailbox)
    await journal.reseal(claim, b"<anew/>", act("reseal", "its certificate ran out"))
    await concluded(journal, claim)
    await notary(journal, Clock()).seal_now()
    sent = [one.content for one in await journal.retention.payloads([ONE]) if one.path.startswith("sent/")]
    assert sent == [document("tianjin", 100).document, b"<anew/>"]
    await left(journal, ONE)
    assert [one.path for one in await journal.retention.payloads([ONE])] == ["received", "receipt"]
    await journal.evidence.verify_chain(TRUST, party="gateway")


async def test_old_refusals_are_dropped_a_few_at_a_time(journal: Journal) -> None:
    for n in range(5):
        await journal.refuse(
            Refusal(
                at=later(n),
                link="a",
                party="a",
                number="",
                code="4101",
                place="",
                reason="",
                digest="",
                size=1,
                head=b"<",
            )
        )
    assert [await journal.retention.drop_refusals(later(4), 3) for _ in range(3)] == [3, 1, 0]
    assert len(await journal.refusals(10)) == 1
