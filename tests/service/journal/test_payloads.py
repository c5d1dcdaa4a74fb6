"""The walk through the chain looks at the bytes beside it too: a record that stands proves nothing of what was put in
the place of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.journal import open_journal
from tests.service.journal.chain import TRUST, Clock, tampered, three_days

OTHER = {
    "what was received": "UPDATE message SET raw = x'00' WHERE id = (SELECT min(id) FROM message)",
    "our receipt": "UPDATE message SET receipt = x'00' WHERE id = (SELECT min(id) FROM message)",
    "what was sent": "UPDATE document SET bytes = x'00' WHERE id = (SELECT min(id) FROM document)",
    "the message": "DELETE FROM message WHERE id = (SELECT min(id) FROM message)",
}


@pytest.mark.parametrize("what", OTHER)
async def test_other_bytes_than_were_recorded_are_told_with_their_record(tmp_path: Path, what: str) -> None:
    url = f"sqlite:///{tmp_path}/journal.sqlite"
    async with open_journal(url) as journal:
        await three_days(journal, Clock())
        assert (await journal.evidence.verify_chain(TRUST, party="gateway")).records == 36
    tampered(url, OTHER[what])
    async with open_journal(url) as journal:
        with pytest.raises(GatewayError) as caught:
            await journal.evidence.verify_chain(TRUST, party="gateway")
    assert caught.value.fault is faults.EVIDENCE_WRONG
    assert str(caught.value.place) == "batch 1, record 1"
