"""A statement is read back as it was written, and anything else is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.watch import Flow
from gateway.service.journal.watching.views import Counted
from gateway.service.watching.statement import Statement, bounds, lines, read, written

DAY = date(2026, 6, 1)
AT = datetime(2026, 6, 2, 1, tzinfo=UTC)
COUNTED = st.lists(
    st.builds(Counted, kind=st.sampled_from(["declaration", "bill"]), flow=st.sampled_from(Flow),
              number=st.text(min_size=1, max_size=9), message=st.just("1"))
)  # fmt: skip


def stated(counted: list[Counted]) -> Statement:
    return Statement(by="A", about="B", day=DAY, made_at=AT, lines=lines(counted))


def some(number: str, kind: str = "declaration", flow: Flow = Flow.SENT) -> Counted:
    return Counted(kind=kind, flow=flow, number=number, message="1")


@given(COUNTED)
def test_a_statement_is_read_back_as_it_was_written(counted: list[Counted]) -> None:
    assert read(written(stated(counted))) == stated(counted)


@given(COUNTED)
def test_the_order_of_counting_changes_no_byte(counted: list[Counted]) -> None:
    assert written(stated(counted)) == written(stated(counted[::-1]))


def test_a_total_has_the_digest_over_its_numbers_one_a_line() -> None:
    (total,) = stated([some("2"), some("1"), some("2")]).totals()
    assert (total.count, total.first_number, total.last_number) == (2, "1", "2")
    # SM3 of "1\n2" by OpenSSL 3: printf '1\n2' | openssl dgst -sm3
    assert total.digest == "sm3:6ec9cb8ea2e67c6213c513462669cc4177f0135c993d98999b0fa2ddcf96321e"


def test_a_day_is_one_of_china() -> None:
    assert bounds(DAY) == (datetime(2026, 5, 31, 16, tzinfo=UTC), datetime(2026, 6, 1, 16, tzinfo=UTC))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b"[" * 100000, b'{"lines":1}'])
def test_what_is_no_statement_is_refused(raw: bytes) -> None:
    with pytest.raises(GatewayError) as caught:
        read(raw)
    assert caught.value.fault is faults.STATEMENT_INVALID


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(more=1),
        lambda said: said["lines"][0].update(numbers=["2", "1"]),
        lambda said: said["lines"][0].update(numbers=["1", "1"]),
        lambda said: said["lines"][0].update(numbers=[]),
        lambda said: said["lines"].reverse(),
        lambda said: said["lines"][0].update(flow="up"),
        lambda said: said.update(day="2026-06-31"),
    ],
)
def test_a_statement_that_is_not_as_it_is_written_is_refused(change: object) -> None:
    said = json.loads(written(stated([some("1"), some("2"), some("3", "bill")])))
    change(said)  # type: ignore[operator]
    with pytest.raises(GatewayError) as caught:
        read(json.dumps(said, sort_keys=True, separators=(",", ":")).encode())
    assert caught.value.fault is faults.STATEMENT_INVALID
