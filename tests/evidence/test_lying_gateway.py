"""A gateway that holds its key and lies: what it puts together is sealed well, and must not be called good."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gateway.evidence.checks import Check
from gateway.evidence.dossier import Dossier, SentReceipt
from gateway.evidence.records import digest, encoded, moment
from gateway.evidence.verify import verified
from gateway.translation import receipts
from tests.evidence.conftest import Scene
from tests.evidence.test_handed import rewritten

in_one_loop = pytest.mark.asyncio(loop_scope="session")


def judged(scene: Scene, dossier: Dossier) -> tuple[Check, ...]:
    return verified(scene.sealed(dossier), scene.trusted)


def bad(scene: Scene, dossier: Dossier) -> list[str]:
    return [f"{one.place} {one.what}: {one.reason}" for one in judged(scene, dossier) if one.verdict == "bad"]


@in_one_loop
async def test_a_receipt_for_other_bytes_than_are_shown_is_told(scene: Scene, whole: Dossier) -> None:
    """Hebei got, and truly acknowledged, another document under this number; the container shows a harmless one."""
    sent, other = whole.sent[0], b"<what><really/><went/><out/></what>"
    terms = scene.region.gateway.adapters[sent.link].terms
    signer = scene.signers[terms.party]
    theirs = replace(terms, signers={signer.profile.name: signer}, our_address=terms.address, address=terms.our_address)
    attempt = json.loads(whole.records[1].body)
    said = receipts.accepted(other, theirs, number=sent.number, envelope=None, at=datetime.fromisoformat(attempt["at"]))
    answer = receipts.word(said, theirs, on=scene.world.today())
    lie = encoded({**attempt, "document": digest(other), "receipt": digest(answer)})
    lying = replace(sent, receipts=(SentReceipt(attempt=1, receipt=answer),))
    found = bad(scene, rewritten(scene, whole, lying, whole.records[0].body, lie))
    assert any("what was sent in the attempt" in line for line in found), found


@in_one_loop
async def test_a_record_of_another_message_is_told(scene: Scene, whole: Dossier) -> None:
    other = await scene.dossier("beijing", "2014101500740001")
    bodies = [one.body for one in (*whole.records, other.records[1])]
    found = bad(scene, rewritten(scene, whole, whole.sent[0], *bodies))
    assert any("of another message" in line for line in found), found


@in_one_loop
async def test_a_second_acceptance_is_told(scene: Scene, whole: Dossier) -> None:
    second = encoded({**json.loads(whole.records[0].body), "received": digest(b"another")})
    bodies = [*(one.body for one in whole.records), second]
    found = bad(scene, rewritten(scene, whole, whole.sent[0], *bodies))
    assert any("accepted twice" in line for line in found), found


@in_one_loop
async def test_an_attempt_under_a_number_that_was_not_given_out_is_told(scene: Scene, whole: Dossier) -> None:
    lie = encoded({**json.loads(whole.records[1].body), "number": "2014101500999999"})
    bodies = [*(one.body for one in whole.records), lie]
    found = bad(scene, rewritten(scene, whole, whole.sent[0], *bodies))
    assert any("nothing was sent under" in line for line in found), found


@in_one_loop
async def test_a_record_that_was_sealed_long_after_its_moment_is_not_called_that_old(
    scene: Scene, whole: Dossier
) -> None:
    """Made up today and dated back: its batch and its day are of today."""
    back = [_dated_back(one.body, timedelta(days=40)) for one in whole.records]
    checks = judged(scene, rewritten(scene, whole, whole.sent[0], *back))
    assert any(one.verdict != "good" and "40 days" in one.reason for one in checks), checks


@in_one_loop
async def test_a_file_that_no_record_names_is_told(scene: Scene, whole: Dossier) -> None:
    stray = b"a ruling that never was"
    found = bad(scene, replace(whole, materials={**whole.materials, digest(stray): stray}))
    assert any("no record names" in line for line in found), found


def _dated_back(body: bytes, by: timedelta) -> bytes:
    said = json.loads(body)
    return encoded({**said, "at": moment(datetime.fromisoformat(said["at"]) - by)})
