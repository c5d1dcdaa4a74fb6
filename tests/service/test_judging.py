"""What a receiver's answer means: delivered only by a receipt that names what was sent, or where none is due."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill
from gateway.model import faults
from gateway.routing.delivery import Verdict
from gateway.service.judging import from_error, judge
from gateway.service.transports.transport import Reply
from gateway.translation.giving import give
from gateway.translation.receipts import digest_of
from tests.samples.messages import LEAN_DECLARATION, RELEASED
from tests.translation.agreed import AT, ON, OTHERS, sealed, terms

NUMBER = "201410150000000007"
DXP = terms("hebei-dec", "dxp", constants={"SWImpData/DecMessage/DecHead/CopCode": "110000001"})
BEIJING = terms("beijing-ciq")
SENT = give(LEAN_DECLARATION, DXP, number=NUMBER, at=AT, on=ON).document
D, R, F = Verdict.DELIVERED, Verdict.REFUSED, Verdict.FAILED


def dxp_rep(code: str = "0000", number: str = NUMBER, digest: str | None = None) -> str:
    digest = digest_of(SENT) if digest is None else digest
    text = fill("dxp-receipt", number=number, receiver=ADDRESSES["hebei"], kind="SWDEC001", digest=digest)
    return text.replace("<ResponseCode>0000", f"<ResponseCode>{code}").replace("<Code>0000", f"<Code>{code}")


def test_who_had_the_document_under_a_seal_that_ran_out_repeats_its_first_receipt() -> None:
    reply, anew = Reply(receipt=sealed(dxp_rep())), SENT + b"\n"
    assert judge(reply, anew, DXP, number=NUMBER, at=AT, on=ON).code == faults.RECEIPT_OTHER.code
    assert judge(reply, anew, DXP, number=NUMBER, at=AT, on=ON, before=(SENT,)).verdict is D


def judged(raw: bytes | None, *, status: int = 200, agreed: Any = DXP, sent: bytes = SENT) -> tuple[Verdict, str]:
    reply = Reply(receipt=raw, status=status)
    outcome = judge(reply, sent, agreed, number=NUMBER, at=AT, on=ON)
    assert outcome.receipt == (raw or b"")
    assert bool(outcome.code) is (outcome.verdict is not D)
    return outcome.verdict, outcome.code


@pytest.mark.parametrize(
    ("raw", "status", "verdict", "fault"),
    [
        (None, 200, D, None),
        (sealed(dxp_rep()), 200, D, None),
        (sealed(dxp_rep()), 422, D, None),
        (sealed(dxp_rep(digest="")), 200, D, None),
        (sealed(dxp_rep("0002")), 200, R, faults.PEER_REFUSED),
        (sealed(dxp_rep("0999")), 422, R, faults.PEER_REFUSED),
        (sealed(dxp_rep("2001")), 200, R, faults.PEER_REFUSED),
        (sealed(dxp_rep("3001")), 503, F, faults.PEER_REFUSED),
        (sealed(dxp_rep("3999")), 200, F, faults.PEER_REFUSED),
        (sealed(dxp_rep(number="8")), 200, F, faults.RECEIPT_OTHER),
        (sealed(dxp_rep(digest="sm3:00")), 200, F, faults.RECEIPT_OTHER),
        (dxp_rep().encode(), 200, F, faults.RECEIPT_INVALID),
        (sealed(dxp_rep(), OTHERS), 200, F, faults.RECEIPT_INVALID),
        (sealed(dxp_rep("0002")).replace(b"0002", b"0000"), 200, F, faults.RECEIPT_INVALID),
        (b"", 200, F, faults.RECEIPT_INVALID),
        (b"<html>welcome</html>", 200, F, faults.RECEIPT_INVALID),
        (b"", 429, F, faults.PEER_BUSY),
        (b"busy", 503, F, faults.PEER_BUSY),
        (b"", 404, F, faults.UNREACHABLE),
        (b"<html>bad gateway</html>", 502, F, faults.UNREACHABLE),
    ],
)
def test_what_each_answer_makes_of_a_delivery(raw: bytes | None, status: int, verdict: Verdict, fault: Any) -> None:
    assert judged(raw, status=status) == (verdict, fault.code if fault else "")


@pytest.mark.parametrize("status", [200, 429, 502])
def test_of_an_answer_that_proves_nothing_only_the_beginning_is_kept(status: int) -> None:
    reply = Reply(receipt=b"<html>" + b"x" * 2**20, status=status)
    outcome = judge(reply, SENT, DXP, number=NUMBER, at=AT, on=ON)
    assert (outcome.verdict, outcome.receipt) == (F, reply.receipt[:4096] if reply.receipt else b"")


def test_a_receipt_to_another_gateway_says_nothing_of_ours_under_the_same_number() -> None:
    ours = ADDRESSES["gateway"]
    assert ours in dxp_rep()
    theirs = dxp_rep(digest="").replace(f"<RecevierId>{ours}", "<RecevierId>DXPGTW0000000099")
    assert judged(sealed(theirs)) == (F, faults.RECEIPT_OTHER.code)


def test_an_unsigned_receipt_is_believed_where_nothing_is_signed() -> None:
    plain = terms("hebei-dec", "dxp", profile=None)
    assert judged(dxp_rep().encode(), agreed=plain) == (D, "")


def ciqresult(number: str, code: str = "1000") -> bytes:
    return sealed(fill("beijing-receipt", number=number).replace("1000", code))


def test_a_format_without_envelope_answers_by_the_message_id() -> None:
    sent = give(LEAN_DECLARATION, BEIJING, number=NUMBER, at=AT, on=ON).document
    assert judged(ciqresult(NUMBER), agreed=BEIJING, sent=sent) == (D, "")
    assert judged(ciqresult(NUMBER, "1001"), agreed=BEIJING, sent=sent) == (R, faults.PEER_REFUSED.code)
    for number in ("8", LEAN_DECLARATION.body.references()["declaration_number"]):
        assert judged(ciqresult(number), agreed=BEIJING, sent=sent) == (F, faults.RECEIPT_OTHER.code)


def test_a_document_without_message_id_is_named_by_our_number_alone() -> None:
    given = give(RELEASED, BEIJING, number=NUMBER, at=AT, on=ON)
    assert judged(ciqresult(NUMBER), agreed=BEIJING, sent=given.document)[0] is D
    for number in ("8", *given.body.references().values()):  # an old receipt of the declaration, played back
        assert judged(ciqresult(number), agreed=BEIJING, sent=given.document) == (F, faults.RECEIPT_OTHER.code)


@pytest.mark.parametrize("digest", ["", digest_of(b"other")])
def test_a_receipt_without_a_digest_is_held_to_the_one_beside_it(digest: str) -> None:
    sent = give(LEAN_DECLARATION, BEIJING, number=NUMBER, at=AT, on=ON).document
    reply = Reply(receipt=ciqresult(NUMBER), digest=digest)
    outcome = judge(reply, sent, BEIJING, number=NUMBER, at=AT, on=ON)
    assert outcome.code == ("4505" if digest else "")
    assert (digest_of(sent) in outcome.reason) is bool(digest), "it says both"


def test_what_a_signed_receipt_names_counts_before_what_stands_beside_it() -> None:
    right, wrong = digest_of(SENT), digest_of(b"other")
    for inside, beside, code in ((right, wrong, ""), (wrong, right, "4505")):
        reply = Reply(receipt=sealed(dxp_rep(digest=inside)), digest=beside)
        assert judge(reply, SENT, DXP, number=NUMBER, at=AT, on=ON).code == code


def test_the_receivers_wish_to_wait_is_kept_where_there_is_no_receipt() -> None:
    reply = Reply(receipt=b"", status=503, retry_after_s=7.0)
    assert judge(reply, SENT, DXP, number=NUMBER, at=AT, on=ON).retry_after_s == 7.0


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [(faults.UNREACHABLE, F), (faults.TIMEOUT, F), (faults.KEY_UNUSABLE, R), (faults.TARGET_LACKS, R)],
)
def test_an_attempt_without_an_answer_goes_again_if_waiting_may_cure_it(fault: Any, verdict: Verdict) -> None:
    outcome = from_error(fault.error("why"))
    assert (outcome.verdict, outcome.code, outcome.reason, outcome.receipt) == (verdict, fault.code, "why", b"")


def test_a_refusal_says_what_the_receiver_said() -> None:
    text = dxp_rep("0002").replace("<Results>", "<ResponseInfo>no unit 035</ResponseInfo><Results>")
    reply = Reply(receipt=sealed(text))
    assert judge(reply, SENT, DXP, number=NUMBER, at=AT, on=ON).reason == "0002: no unit 035"
