from __future__ import annotations

from datetime import timedelta

import pytest
import structlog

from gateway.service.expiry import Crier, pressing, watched
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.trust_store import TrustStore
from tests.trust.made import FROM, UNTIL, party

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "word"),
    [(61, ""), (60, ""), (59, "soon"), (30, "soon"), (29, "urgent"), (7, "urgent"), (6, "critical"), (-1, "critical")],
)
def test_an_end_presses_from_60_30_and_7_days_before_it(days: int, word: str) -> None:
    assert pressing(party().certificate, UNTIL - days * DAY) == word


def test_of_pins_that_overlap_the_last_is_watched_and_each_kind_of_key_is_for_itself() -> None:
    old, rsa = party(), party("rsa-sha256")
    pem = self_signed(old.key, "tianjin", serial=5, not_before=FROM, not_after=UNTIL + 90 * DAY)
    new = read_pem(pem)
    found = watched({}, TrustStore.of([("tianjin", one) for one in (old.certificate, new, rsa.certificate)]))
    assert {one.certificate for one in found} == {new, rsa.certificate}


def test_each_threshold_is_told_once_and_not_at_every_look() -> None:
    crier, trust = Crier(), party().trust
    with structlog.testing.capture_logs() as logs:
        for days in (90, 59, 58, 29, 28, 6, 5, -3):
            crier.look({}, trust, UNTIL - days * DAY)
    assert [(one["state"], one["days"]) for one in logs] == [("soon", 59), ("urgent", 29), ("critical", 6)]
