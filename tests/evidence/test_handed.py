"""A document that was sealed anew before it went out, and answers that are not what the record says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

from gateway.commands.demo.identities import new_identity
from gateway.document.canonical import canonical
from gateway.evidence import merkle
from gateway.evidence.dossier import Dossier, Proven, Sent
from gateway.evidence.records import digest, encoded
from gateway.evidence.statements import BatchStatement, proven, read_batch, sealed
from gateway.evidence.verify import verified
from gateway.trust.dsig import SIGNATURE
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from tests.evidence.conftest import Scene

in_one_loop = pytest.mark.asyncio(loop_scope="session")


def bad(scene: Scene, dossier: Dossier, *more: Signer) -> list[str]:
    pins = [*scene.signers.items(), *(("gateway", signer) for signer in more)]
    trusted = replace(scene.trusted, store=TrustStore.of((party, one.certificate) for party, one in pins))
    checks = verified(scene.sealed(dossier), trusted)
    return [f"{one.place} {one.what}: {one.reason}" for one in checks if one.verdict == "bad"]


def rewritten(scene: Scene, whole: Dossier, sent: Sent, *bodies: bytes) -> Dossier:
    """With other records, in one batch of a day that is not over."""
    leaves = [merkle.leaf(body) for body in bodies]
    said = read_batch(proven(whole.batches[0].statement, scene.trusted.store, party="gateway").content)
    statement: BatchStatement = replace(
        said, last=len(bodies), count=len(bodies), root=f"sm3:{merkle.root(leaves).hex()}"
    )
    batch = replace(whole.batches[0], statement=sealed(statement, scene.seal), day=None)
    records = tuple(
        Proven(body=body, batch=1, index=place, path=merkle.path(leaves, place)) for place, body in enumerate(bodies)
    )
    return replace(whole, sent=(sent,), records=records, batches=(batch,), days=())


def resealed(scene: Scene, whole: Dossier, signer: Signer, change: bytes = b"") -> Dossier:
    """The only document under a second seal, and answered under it as if nothing else had changed."""
    (sent,) = whole.sent
    root = etree.fromstring(sent.document)
    signature = root.find(SIGNATURE)
    assert signature is not None
    root.remove(signature)
    content = canonical(root)
    if change:
        assert change in content
        content = content.replace(change, change[::-1], 1)
    document = seal(content, signer)
    accepted = whole.records[0].body
    at = json.loads(whole.records[1].body)["at"]
    act = {"what": "act", "message": whole.message, "at": at, "actor": "w", "verb": "reseal", "target": sent.number}
    act |= {"reason": "the certificate it was sealed under has ended", "document": digest(document)}
    again = replace(sent, document=document, earlier=(sent.document,), receipts=())
    return rewritten(scene, whole, again, accepted, encoded(act))


@in_one_loop
async def test_a_new_seal_over_the_same_content_is_good(scene: Scene, whole: Dossier) -> None:
    signer = new_identity("gateway", "sm2-sm3").signer
    assert bad(scene, resealed(scene, whole, signer), signer) == []


@in_one_loop
async def test_a_new_seal_of_a_stranger_is_told(scene: Scene, whole: Dossier) -> None:
    found = bad(scene, resealed(scene, whole, new_identity("gateway", "sm2-sm3").signer))
    assert any("the new seal is ours" in line and "4107" in line for line in found), found


@in_one_loop
async def test_a_new_seal_over_another_content_is_told(scene: Scene, whole: Dossier) -> None:
    number = whole.sent[0].number.encode()
    found = bad(scene, resealed(scene, whole, scene.seal, change=number))
    assert any("what the seal covers" in line for line in found), found


@in_one_loop
async def test_an_answer_that_says_less_than_the_record_is_told(scene: Scene, whole: Dossier) -> None:
    """The record says refused, and the receiver accepted."""
    attempt = {**json.loads(whole.records[1].body), "verdict": "refused", "code": "4506"}
    found = bad(scene, rewritten(scene, whole, whole.sent[0], whole.records[0].body, encoded(attempt)))
    assert any("acceptance in the receipt" in line for line in found), found


@in_one_loop
async def test_an_answer_of_somebody_else_is_told(scene: Scene, whole: Dossier) -> None:
    other = await scene.dossier("beijing", "2014101500720001")
    receipt = other.sent[0].receipts[0]
    attempt = {**json.loads(whole.records[1].body), "receipt": digest(receipt.receipt)}
    sent = replace(whole.sent[0], receipts=(receipt,))
    found = bad(scene, rewritten(scene, whole, sent, whole.records[0].body, encoded(attempt)))
    assert any("number in the receipt" in line for line in found), found
