"""What operators learn of a receiver's answer beside its outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.routing.delivery import Outcome, Verdict
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Claimed, Refusal
from gateway.service.receipt_events import ReceiptEvents
from gateway.service.surroundings import Surroundings
from gateway.translation.receipts import digest_of
from gateway.trust.profiles import PROFILES
from tests.translation.agreed import terms

OTHER = Outcome(verdict=Verdict.FAILED, code="4505", reason="the receipt is for other bytes", receipt=b"<r/>")
CLAIMED = cast("Claimed", SimpleNamespace(link="hebei", number="201410150000000007"))
AT = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass(slots=True)
class Seen:
    """Observer and journal in one."""

    broken: bool = False
    events: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def step(self, name: str, link: str) -> None:
        raise AssertionError(name)

    def event(self, name: str, link: str, **facts: str) -> None:
        self.events.append((name, link, facts))

    async def refuse(self, refusal: Refusal) -> None:
        if self.broken:
            raise faults.JOURNAL_AWAY.error("made away")
        self.refusals.append(refusal)


async def told(outcome: Outcome, *, broken: bool = False, **also: Any) -> Seen:
    seen = Seen(broken=broken)
    events = ReceiptEvents(cast("Journal", seen), Surroundings(observer=seen, now=lambda: AT))
    await events.tell(CLAIMED, terms("hebei-dec", "dxp", **also), outcome)
    return seen


async def test_a_receipt_for_other_bytes_is_a_security_event_counted_and_kept_once() -> None:
    seen = await told(OTHER)
    assert seen.events == [("security", "hebei", {"code": "4505", "place": "receipt"})]
    (kept,) = seen.refusals
    assert (kept.security, kept.code, kept.link, kept.party, kept.number) == (
        True, "4505", "hebei", "them", CLAIMED.number,
    )  # fmt: skip
    assert (kept.at, kept.digest, kept.head, kept.reason) == (AT, digest_of(b"<r/>"), b"<r/>", OTHER.reason)


async def test_one_that_cannot_be_written_down_breaks_no_delivery() -> None:
    seen = await told(OTHER, broken=True)
    assert [name for name, _, _ in seen.events] == ["security", "refusal-unwritten"]


@pytest.mark.parametrize(("code", "count"), [("", 1), ("4506", 1), ("4505", 2), ("4504", 0), ("4501", 0), ("4503", 0)])
async def test_a_receipt_verified_under_an_old_profile_is_told_and_one_that_was_not_is_not(
    code: str, count: int
) -> None:
    outcome = Outcome(verdict=Verdict.FAILED if code else Verdict.DELIVERED, code=code, receipt=b"<r/>")
    seen = await told(outcome, profile=PROFILES["legacy-rsa-sha1"])
    assert len(seen.events) == count
    legacy = ("legacy-profile", "hebei", {"profile": "legacy-rsa-sha1", "way": "receipt"})
    assert (legacy in seen.events) is bool(count)


async def test_a_good_receipt_under_a_modern_profile_raises_nothing() -> None:
    seen = await told(Outcome(verdict=Verdict.DELIVERED, receipt=b"<r/>"))
    assert (seen.events, seen.refusals) == ([], [])


def test_the_fault_that_is_kept_is_the_one_of_other_bytes() -> None:
    error: GatewayError = faults.RECEIPT_OTHER.error("x")
    assert error.fault.code == OTHER.code
