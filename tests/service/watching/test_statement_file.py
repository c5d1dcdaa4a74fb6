"""A statement's file is believed only whole, and only from the party whose link it is of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gateway.evidence import container
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.service.watching.statement import FILE, Statement, written
from gateway.service.watching.statement_file import opened, packed
from gateway.trust.trust_store import TrustStore
from tests.trust.made import AT, UNTIL, party

TIANJIN, HEBEI = party(), party(name="hebei")
BOTH = TrustStore.of([("tianjin", TIANJIN.certificate), ("hebei", HEBEI.certificate)])
STATED = Statement(by="T", about="G", day=date(2026, 5, 31), made_at=AT, lines=())


def refused(raw: bytes, fault: Fault, *, days: int = 0) -> None:
    with pytest.raises(GatewayError) as caught:
        opened(raw, BOTH, party="tianjin", now=AT + timedelta(days=days))
    assert caught.value.fault is fault


def test_what_a_party_signed_is_read() -> None:
    assert opened(packed(STATED, TIANJIN.signer), BOTH, party="tianjin", now=AT) == STATED


def test_another_party_does_not_speak_for_it() -> None:
    refused(packed(STATED, HEBEI.signer), faults.STATEMENT_FOREIGN)


def test_a_key_that_is_over_states_nothing_more() -> None:
    refused(packed(STATED, TIANJIN.signer), faults.STATEMENT_FOREIGN, days=(UNTIL - AT).days + 1)


@pytest.mark.parametrize("raw", [b"", b"PK", b"<a/>"])
def test_what_is_no_container_is_refused(raw: bytes) -> None:
    refused(raw, faults.STATEMENT_INVALID)


def test_a_container_of_other_files_is_refused() -> None:
    more = container.packed({FILE: written(STATED), "more.json": b"{}"}, TIANJIN.signer, AT)
    refused(more, faults.STATEMENT_INVALID)


def test_bytes_that_were_changed_are_refused() -> None:
    raw = packed(STATED, TIANJIN.signer)
    assert b'"about":"G"' in raw
    refused(raw.replace(b'"about":"G"', b'"about":"H"'), faults.STATEMENT_INVALID)
