"""A receipt is written of whatever was accepted: a document must not be refused because our answer has no words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters import DIALECTS, ENVELOPES
from gateway.document.parse import parse
from gateway.model.message import Envelope, Receipt
from gateway.translation.losses import in_brief, loss
from gateway.translation.receipts import digest_of
from gateway.translation.translator import EnvelopeTranslator, Translator
from tests.adapters.contract import CODES, SCHEMAS
from tests.samples.messages import BUSINESS_DATE

AT = datetime(2014, 10, 15, 1, tzinfo=UTC)
ALL = [
    *(Translator(dialect, CODES, SCHEMAS) for dialect in DIALECTS),
    *(EnvelopeTranslator(envelope, CODES, SCHEMAS) for envelope in ENVELOPES),
]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60)
LOSSES = st.lists(st.builds(loss, WORDS.map("goods[1]. {}".format), WORDS, WORDS, WORDS.map("{}.".format)), max_size=6)


@pytest.mark.parametrize("made", ALL, ids=lambda one: one.dialect.name)
@settings(max_examples=60, deadline=None)
@given(losses=LOSSES)
def test_whatever_is_lost_can_be_told(made: Translator | EnvelopeTranslator, losses: list[object]) -> None:
    head = Envelope(
        number="7",
        sender="DXPENT0000000110",
        receivers=("DXPGTW0000000001",),
        created_at=AT,
        message_type="1",
        data=b"",
    )
    said = Receipt(
        number="7",
        accepted=True,
        at=AT,
        digest=digest_of(b"<a/>"),
        gateway_number="201410150000000001",
        original=head if isinstance(made, EnvelopeTranslator) else None,
        receiver="DXPENT0000000110",
        answerer="DXPGTW0000000001",
        losses=in_brief(f"to-hebei: {one}" for one in losses),
    )
    document = made.write_receipt(said, on=BUSINESS_DATE)
    assert made.read_receipt(parse(document).root, on=BUSINESS_DATE).accepted
