"""What waits for a link that is down is carried there and its receipts back by a person: once, in order, and proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.routing.delivery import State
from gateway.service.carrying import bundle as bundles
from gateway.service.journal.carrying.views import BundleState
from gateway.service.journal.records import Act, Claimed, Filter
from gateway.service.surroundings import utc_now
from tests.service.carrying.conftest import WHY, Shores, at


async def refused(work: object, fault: Fault) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        await work  # type: ignore[misc]
    assert caught.value.fault is fault, caught.value
    return caught.value


async def there(both: Shores) -> list[str]:
    """The numbers under which Tianjin has what came, oldest first."""
    rows = await both.there.journal.messages(Filter())
    return [row.number for row in reversed(rows)]


async def test_what_waits_is_accepted_over_there_and_its_receipts_conclude_it_here(both: Shores) -> None:
    messages = [await both.waiting(declaration="D1", bill="B1"), await both.waiting(declaration="D1", bill="B1")]
    raw = await both.exported()
    imported = await both.receiver.take(raw, "Wang", WHY)
    assert (imported.link, imported.documents, imported.accepted) == ("region", 2, 2)
    sent = [one.number for one in bundles.read(raw).manifest.items]
    assert await there(both) == sent, "in the order of the consignment"
    assert [await both.state(one) for one in messages] == [State.WAITING, State.WAITING]
    settled = await both.sender.take(imported.receipts, "Li", WHY)
    assert settled.deliveries == {"delivered": 2}
    assert [await both.state(one) for one in messages] == [State.DELIVERED, State.DELIVERED]


async def test_when_the_line_is_back_nothing_of_the_bundle_goes_over_it(both: Shores) -> None:
    await both.waiting()
    receipts = await both.crossed(await both.exported())
    journal, now = both.here.gateway.journal, utc_now()
    await journal.resume("tianjin", Act(at=now, actor="Li", verb="resume", target="tianjin", reason="back"))
    assert await journal.due(now, 10, ["tianjin"]) == []
    await both.sender.take(receipts, "Li", WHY)
    assert await journal.due(now, 10, ["tianjin"]) == []


async def test_what_went_over_the_line_too_is_a_copy_over_there_and_once_new(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    number = bundles.read(raw).manifest.number
    journal, now = both.here.gateway.journal, utc_now()
    await both.sender.recall(number, "Li", "the line is back sooner")
    await journal.resume("tianjin", Act(at=now, actor="Li", verb="resume", target="tianjin", reason="back"))
    (due,) = await journal.due(utc_now(), 10, ["tianjin"])
    claim = await journal.claim(due.mailbox, "one", utc_now(), 30)
    assert isinstance(claim, Claimed)
    first = await both.there.exchange.accept("region", claim.document, None)
    imported = await both.receiver.take(raw, "Wang", WHY)
    assert imported.accepted == 1
    assert await there(both) == [claim.number]
    found = bundles.read(imported.receipts)
    assert found.content(found.manifest.items[0].file) == first.receipt


async def test_every_step_stands_in_the_story_of_each_message(both: Shores) -> None:
    message = await both.waiting()
    raw = await both.exported()
    await both.sender.take(await both.crossed(raw), "Li", WHY)
    assert "carry-export" in await both.verbs(message)
    view = await both.here.gateway.journal.message(message)
    assert view is not None
    assert [one.worker for one in view.deliveries[0].attempts] == [f"bundle {bundles.read(raw).manifest.number}"]
    (row,) = await both.there.journal.messages(Filter())
    came = await both.there.journal.message(row.message)
    assert came is not None
    assert [(one.actor, one.verb) for one in came.acts] == [("Wang", "carry-import")]


async def test_a_bundle_is_taken_in_once_and_its_receipts_may_be_fetched_again(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    receipts = await both.crossed(raw)
    await refused(both.receiver.take(raw, "Wang", WHY), faults.CARRY_REPEATED)
    assert await both.receiver.receipts("region", bundles.read(raw).manifest.number) == receipts
    await both.sender.take(receipts, "Li", WHY)
    await refused(both.sender.take(receipts, "Li", WHY), faults.CARRY_REPEATED)


async def test_an_import_that_a_crash_left_half_goes_on_and_takes_nothing_twice(
    both: Shores, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        await both.waiting()
    raw = await both.exported()

    async def crash(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(type(both.there.journal.carrying), "finish", crash)
        with pytest.raises(RuntimeError):
            await both.receiver.take(raw, "Wang", WHY)
    (row,) = await both.receiver.bundles(10)
    assert (row.state, row.documents) == (BundleState.BEGUN, 2)
    await both.crossed(raw)
    assert len(await there(both)) == 2


async def test_a_changed_bundle_is_refused_and_told_to_the_security_desk(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    await refused(both.receiver.take(raw.replace(b"DxpMsg", b"DxpMsh", 1), "Wang", WHY), faults.CARRY_INVALID)
    await refused(both.receiver.take(b"PK", "Wang", WHY), faults.CARRY_INVALID)
    kept = await both.there.journal.refusals(10)
    assert [(one.code, one.security) for one in kept] == [("4752", True), ("4752", True)]
    assert await there(both) == []


async def test_a_bundle_for_another_is_refused(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    await refused(both.sender.take(raw, "Li", WHY, "tianjin"), faults.CARRY_FOREIGN)
    found = bundles.read(raw)
    other = replace(found.manifest, receiver="DXPENT0000000402")
    files = {one.file: found.content(one.file) for one in other.items}
    again = bundles.write(other, files, both.sender.sending.signer())
    error = await refused(both.receiver.take(again, "Wang", WHY), faults.CARRY_FOREIGN)
    assert error.value == "DXPENT0000000402"


async def test_another_party_cannot_sign_for_the_sender(both: Shores) -> None:
    await both.waiting()
    found = bundles.read(await both.exported())
    files = {one.file: found.content(one.file) for one in found.manifest.items}
    forged = bundles.write(found.manifest, files, both.here.signers["hebei"])
    await refused(both.receiver.take(forged, "Wang", WHY), faults.CARRY_FOREIGN)


async def test_another_bundle_under_a_number_that_came_is_refused(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    await both.crossed(raw)
    found = bundles.read(raw)
    files = {one.file: found.content(one.file) for one in found.manifest.items}
    again = bundles.write(found.manifest, files, both.sender.sending.signer())
    assert again != raw, "SM2 is randomised"
    await refused(both.receiver.take(again, "Wang", WHY), faults.CARRY_FOREIGN)


async def test_a_bundle_whose_time_is_over_is_refused_and_the_line_may_send(both: Shores) -> None:
    await both.waiting()
    raw = await both.exported()
    late = utc_now() + timedelta(days=7, seconds=1)
    await refused(at(both.receiver, late).take(raw, "Wang", WHY), faults.CARRY_EXPIRED)
    assert await there(both) == []


async def test_a_document_whose_own_time_is_over_is_not_taken_in_and_waits_here_to_expire(both: Shores) -> None:
    message = await both.waiting()
    found = bundles.read(await both.exported())
    (item,) = found.manifest.items
    over = replace(found.manifest, items=(replace(item, not_after=utc_now() - timedelta(seconds=1)),))
    signer = both.sender.sending.signer()
    raw = bundles.write(over, {item.file: found.content(item.file)}, signer)
    await both.here.gateway.journal.carrying.told(over.number, bundles.read(raw).digest)
    imported = await both.receiver.take(raw, "Wang", WHY)
    assert (imported.accepted, await there(both)) == (0, [])
    assert (await both.sender.take(imported.receipts, "Li", WHY)).deliveries == {"waiting": 1}
    view = await both.here.gateway.journal.message(message)
    assert view is not None
    assert view.deliveries[0].attempts[0].code == "4754"


async def test_receipts_of_another_bundle_conclude_nothing(both: Shores) -> None:
    message = await both.waiting()
    receipts = bundles.read(await both.crossed(await both.exported()))
    files = {one.file: receipts.content(one.file) for one in receipts.manifest.items}
    signer = both.receiver.receiving.signer()
    other = bundles.write(replace(receipts.manifest, answers="sm3:0"), files, signer)
    await refused(both.sender.take(other, "Li", WHY), faults.CARRY_FOREIGN)
    unknown = bundles.write(replace(receipts.manifest, number="1"), files, signer)
    await refused(both.sender.take(unknown, "Li", WHY), faults.CARRY_UNKNOWN)
    assert await both.state(message) == State.WAITING


async def test_a_receipt_that_is_not_for_what_was_carried_delivers_nothing(both: Shores) -> None:
    """The bundle around it is good, and the receipt in it is for another document: as over the line."""
    messages = [await both.waiting(), await both.waiting()]
    found = bundles.read(await both.crossed(await both.exported()))
    one, two = found.manifest.items
    files = {one.file: found.content(two.file), two.file: found.content(two.file)}
    items = (replace(one, digest=two.digest), two)
    signed = bundles.write(replace(found.manifest, items=items), files, both.receiver.receiving.signer())
    settled = await both.sender.take(signed, "Li", WHY)
    assert settled.deliveries == {"waiting": 1, "delivered": 1}
    assert [await both.state(message) for message in messages] == [State.WAITING, State.DELIVERED]


async def test_an_export_that_cannot_be_written_holds_nothing(both: Shores, monkeypatch: pytest.MonkeyPatch) -> None:
    await both.waiting()
    await both.stopped()

    def broken(*_: object) -> bytes:
        raise faults.KEY_AWAY.error("the token was pulled out")

    with monkeypatch.context() as patched:
        patched.setattr(bundles, "write", broken)
        await refused(both.sender.export("tianjin", "Li", WHY), faults.KEY_AWAY)
    await both.sender.export("tianjin", "Li", WHY)
    assert [one.state for one in await both.sender.bundles(10)] == [BundleState.CARRIED, BundleState.RECALLED]


async def test_an_export_needs_a_link_and_a_reason(both: Shores) -> None:
    await both.waiting()
    await both.stopped()
    await refused(both.sender.export("nobody", "Li", WHY), faults.LINK_UNKNOWN)
    await refused(both.sender.export("tianjin", "Li", " "), faults.REASON_MISSING)
