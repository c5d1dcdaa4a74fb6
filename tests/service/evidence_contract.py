"""What every engine's journal keeps of evidence: a test class inherits it and fixtures bring the engine."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gateway.evidence import merkle
from gateway.evidence.dossier import Dossier
from gateway.evidence.records import digest
from gateway.evidence.statements import proven, read_batch, read_day
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.evidence.views import ChainReport
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Attempt, Copy, Material, Trace
from gateway.trust.trust_store import TrustStore
from tests.service.journal.chain import GATEWAY, TRUST, Clock, notary, three_days
from tests.service.journal.material import (
    DELIVERED,
    FAILED,
    NOW,
    acceptance,
    accepted,
    act,
    claimed,
    concluded,
    killed,
    our_number,
)
from tests.trust.made import party

TERMS = b'{"dialect":"beijing-ciq"}'
TRACE = Trace(
    header="gbk",
    on=date(2014, 10, 15),
    release="1",
    tables="sm3:" + "00" * 32,
    sender_terms=digest(TERMS),
    terms={"tianjin": digest(TERMS)},
    proof={"outer": {"certificate": digest(b"der"), "chain": [], "lists": []}},
    materials={
        digest(TERMS): Material(kind="terms", content=TERMS),
        digest(b"der"): Material(kind="c", content=b"der"),
    },
)


async def dossier(journal: Journal, n: int) -> Dossier:
    found = await journal.evidence.dossier(our_number(n), NOW)
    assert found is not None
    return found


async def told(journal: Journal, n: int) -> list[dict[str, object]]:
    return [json.loads(record.body) for record in (await dossier(journal, n)).records]


async def verified(journal: Journal) -> ChainReport:
    return await journal.evidence.verify_chain(TRUST, party="gateway")


class RecordsContract:
    async def test_an_acceptance_leaves_its_decision(self, journal: Journal) -> None:
        taken = replace(acceptance(1), trace=TRACE, losses=("a: lost",), notes={"charset": "gbk"})
        await accepted(journal, taken)
        (record,) = await told(journal, 1)
        (delivery,) = taken.deliveries
        assert record == {
            "what": "accepted",
            "message": taken.message,
            "at": "2014-10-15T08:00:00.123456+00:00",
            "link": "beijing-http",
            "party": "beijing",
            "number": "BJ1",
            "kind": "declaration",
            "dialect": "beijing-ciq",
            "content": taken.content,
            "received": digest(taken.raw),
            "receipt": digest(taken.receipt),
            "header": "gbk",
            "on": "2014-10-15",
            "notes": {"charset": "gbk"},
            "losses": ["a: lost"],
            "answers": None,
            "origin": None,
            "aliases": [],
            "release": "1",
            "tables": TRACE.tables,
            "codes": "",
            "sender_terms": digest(TERMS),
            "proof": TRACE.proof,
            "deliveries": [
                {
                    "link": "tianjin",
                    "party": "tianjin",
                    "number": delivery.number,
                    "document": digest(delivery.document),
                    "code": "",
                    "reason": "",
                    "losses": [],
                    "terms": digest(TERMS),
                }
            ],
        }

    async def test_materials_are_kept_once_and_come_with_the_dossier(self, journal: Journal) -> None:
        await accepted(journal, replace(acceptance(1), trace=TRACE), replace(acceptance(2), trace=TRACE))
        for n in (1, 2):
            assert (await dossier(journal, n)).materials == {digest(TERMS): TERMS, digest(b"der"): b"der"}

    async def test_materials_of_what_was_not_accepted_are_written_with_the_next(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        assert isinstance(await journal.accept(replace(acceptance(2), number="BJ1", trace=TRACE)), Copy)
        await accepted(journal, replace(acceptance(3), trace=TRACE))
        assert (await dossier(journal, 3)).materials.keys() == TRACE.materials.keys()

    async def test_a_copy_leaves_no_second_record(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        await journal.accept(replace(acceptance(2), number="BJ1"))
        await journal.accept(acceptance(1))
        assert len(await told(journal, 1)) == 1
        assert await journal.evidence.dossier(our_number(2), NOW) is None

    async def test_an_attempt_names_what_was_sent_and_what_came_back(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        claim = await claimed(journal, mailbox)
        await concluded(journal, claim, FAILED)
        again = await claimed(journal, mailbox, NOW + timedelta(minutes=1))
        await concluded(journal, again, DELIVERED)
        _, failed, delivered = await told(journal, 1)
        assert (failed["what"], failed["verdict"], failed["receipt"]) == ("attempt", "failed", None)
        assert (delivered["attempt"], delivered["verdict"]) == (2, "delivered")
        assert delivered["document"] == digest(claim.document)
        assert delivered["receipt"] == digest(DELIVERED.receipt)

    async def test_an_attempt_under_a_new_seal_names_the_bytes_that_went_out(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        claim = await claimed(journal, mailbox)
        fields = {"delivery_id": claim.delivery_id, "attempt": claim.attempt, "worker": "one", "sent": b"<anew/>"}
        attempt = Attempt(**fields, began_at=NOW, ended_at=NOW, outcome=DELIVERED)  # type: ignore[arg-type]
        await journal.conclude(claim, claim.delivery, attempt)
        assert (await told(journal, 1))[-1]["document"] == digest(b"<anew/>")

    async def test_every_act_is_recorded_with_its_reason(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        await killed(journal, mailbox)
        await journal.redeliver(our_number(1), "tianjin", act(reason="mended"), NOW)
        record = (await told(journal, 1))[-1]
        assert (record["what"], record["verb"], record["reason"]) == ("act", "redeliver", "mended")

    async def test_a_refused_act_leaves_no_record(self, journal: Journal) -> None:
        with pytest.raises(GatewayError):
            await journal.pause("tianjin", act(reason=" "))
        assert (await journal.evidence.state()).unsealed == 0

    async def test_a_new_seal_is_told_and_the_old_bytes_stay(self, journal: Journal) -> None:
        (mailbox,) = await accepted(journal, acceptance(1))
        claim = await claimed(journal, mailbox)
        await journal.reseal(claim, b"<sealed-anew/>", act("reseal"))
        await concluded(journal, claim)
        found = await dossier(journal, 1)
        assert (found.sent[0].document, found.sent[0].earlier) == (b"<sealed-anew/>", (claim.document,))
        assert claim.document in await journal.evidence.earlier(claim.delivery_id)
        assert (await told(journal, 1))[1]["document"] == digest(b"<sealed-anew/>")


class SealingContract:
    async def test_a_chain_is_whole_over_days(self, journal: Journal) -> None:
        clock = Clock()
        await three_days(journal, clock)
        assert await verified(journal) == ChainReport(batches=6, records=36, days=3, unsealed=0)

    async def test_every_record_of_a_dossier_is_proved_up_to_its_day(self, journal: Journal) -> None:
        await three_days(journal, Clock())
        found = await dossier(journal, 112)
        (batch,), (day,) = found.batches, found.days
        stated = read_batch(proven(batch.statement, TRUST, party="gateway").content)
        closed = read_day(proven(day.statement, TRUST, party="gateway").content)
        assert len(found.records) == 2
        for record in found.records:
            assert record.batch == stated.number
            root = bytes.fromhex(stated.root[4:])
            assert merkle.proves(record.body, index=record.index, count=stated.count, path=record.path, root=root)
        body, root = bytes.fromhex(digest(batch.statement)[4:]), bytes.fromhex(closed.root[4:])
        assert merkle.proves(body, index=batch.index, count=closed.count, path=batch.path, root=root)
        assert (batch.number, closed.first, batch.index) == (4, 3, 1)

    async def test_what_is_not_sealed_yet_says_so(self, journal: Journal) -> None:
        await accepted(journal, acceptance(1))
        (record,) = (await dossier(journal, 1)).records
        assert record.batch is None
        state = await journal.evidence.state()
        assert (state.unsealed, state.oldest_at, state.tip.number) == (1, NOW, 0)

    async def test_nothing_new_makes_no_batch(self, journal: Journal) -> None:
        clock = Clock()
        await notary(journal, clock).turn()
        assert await journal.evidence.batches(1, 10) == []

    async def test_a_day_is_closed_though_nobody_ran_when_it_ended(self, journal: Journal) -> None:
        clock = Clock()
        for n in (1, 2):
            await accepted(journal, acceptance(n))
            await notary(journal, clock).seal_now()
            clock.passes(days=9)
        await notary(journal, clock).turn()
        days = await journal.evidence.days(date.min, 10)
        assert [part.name for part in days] == ["2026-06-01", "2026-06-10"]
        assert await verified(journal) == ChainReport(batches=2, records=2, days=2, unsealed=0)

    async def test_a_clock_that_goes_back_breaks_nothing(self, journal: Journal) -> None:
        clock = Clock()
        own = notary(journal, clock)
        for n in range(8):
            await accepted(journal, acceptance(n + 1))
            await own.turn()
            clock.passes(days=1 if n % 2 == 0 else -1.5)
            await own.turn()
            assert own.trouble == ""
        found = await verified(journal)
        assert (found.records, found.unsealed) == (8, 0)
        batches = [
            read_batch(proven(one.statement, TRUST, party="gateway").content)
            for one in await journal.evidence.batches(1, 20)
        ]
        assert [one.day for one in batches] == sorted(one.day for one in batches)

    async def test_many_records_make_several_batches(self, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gateway.service.notary.BATCH", 4)
        await accepted(journal, *(acceptance(n + 1) for n in range(10)))
        await notary(journal, Clock()).seal_now()
        assert await verified(journal) == ChainReport(batches=3, records=10, days=0, unsealed=0)

    async def test_several_notaries_make_one_chain(self, journal_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gateway.service.notary.BATCH", 3)
        monkeypatch.setattr("gateway.service.notary.TRIES", 50)
        async with open_journal(journal_url) as one, open_journal(journal_url) as other:
            clock, journals = Clock(), (one, other)
            notaries = [notary(journal, clock) for journal in journals]
            for start in range(0, 40, 10):
                await asyncio.gather(
                    *(journals[n % 2].accept(acceptance(start + n + 1)) for n in range(10)),
                    *(own.seal_now() for own in notaries),
                )
                clock.passes(hours=7)
                await asyncio.gather(*(own.turn() for own in notaries))
                assert [own.trouble for own in notaries] == ["", ""]
            await notaries[0].seal_now()
            found = await verified(one)
            assert (found.records, found.unsealed, found.days) == (40, 0, 1)

    async def test_a_worker_leaves_anothers_fresh_batch_alone(self, journal: Journal) -> None:
        clock = Clock()
        await accepted(journal, acceptance(1))
        await notary(journal, clock).turn()
        await accepted(journal, acceptance(2))
        clock.passes(seconds=5)
        await notary(journal, clock).turn()
        assert (await journal.evidence.state()).unsealed == 1
        clock.passes(seconds=5)
        await notary(journal, clock).turn()
        assert (await journal.evidence.state()).unsealed == 0

    async def test_a_batch_for_an_end_that_moved_is_refused_whole(self, journal: Journal) -> None:
        clock = Clock()
        await accepted(journal, acceptance(1))
        found = await journal.evidence.unsealed(10)
        assert found is not None
        await notary(journal, clock).seal_now()
        stated = read_batch(proven((await journal.evidence.batches(1, 1))[0].statement, TRUST, party="gateway").content)
        with pytest.raises(GatewayError) as caught:
            await journal.evidence.seal(found, stated, b"")
        assert caught.value.fault is faults.BUSY
        assert (await verified(journal)).batches == 1

    async def test_without_a_key_records_wait(self, journal: Journal) -> None:
        clock = Clock()
        own = notary(journal, clock)
        own._signer = lambda: None
        await accepted(journal, acceptance(1))
        await own.turn()
        assert faults.KEY_UNUSABLE.code in own.trouble
        clock.passes(seconds=101)
        assert own.is_late(await journal.evidence.state())

    async def test_keys_are_rotated_within_a_chain(self, journal: Journal) -> None:
        clock = Clock()
        for n, profile in enumerate(("sm2-sm3", "rsa-sha256", "ecdsa-p256-sha256")):
            await accepted(journal, acceptance(n + 1))
            await notary(journal, clock, by=party(profile, "gateway")).seal_now()
        keys = [("gateway", party(profile, "gateway").certificate) for profile in ("rsa-sha256", "ecdsa-p256-sha256")]
        trust = TrustStore.of([("gateway", GATEWAY.certificate), *keys])
        assert (await journal.evidence.verify_chain(trust, party="gateway")).batches == 3


class EvidenceContract(RecordsContract, SealingContract):
    """All of it."""
