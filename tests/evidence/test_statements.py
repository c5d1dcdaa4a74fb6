"""The chain's statements: one wording, read from verified bytes only, and whatever else is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evidence.statements import (
    FIRST,
    BatchStatement,
    DayStatement,
    Statement,
    proven,
    read_batch,
    read_day,
    sealed,
    written,
)
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.trust_store import TrustStore
from tests.trust.made import AT, PROFILE_NAMES, party

DIGEST = "sm3:" + "ab" * 32
BATCH = BatchStatement(
    number=7, at=AT, day=AT.date(), previous=DIGEST, first=11, last=15, count=4, root="sm3:" + "cd" * 32
)
DAY = DayStatement(day=AT.date(), at=AT, previous=FIRST, first=3, last=7, count=5, root=DIGEST, tip="sm3:" + "ef" * 32)
DIGESTS = st.binary(min_size=32, max_size=32).map(lambda raw: "sm3:" + raw.hex())
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=30000)).map(lambda later: datetime(2014, 1, 1, tzinfo=UTC) + later)


def refused(content: bytes, read: object = read_batch) -> str:
    with pytest.raises(GatewayError) as caught:
        read(content)  # type: ignore[operator]
    assert caught.value.fault is faults.EVIDENCE_WRONG
    return caught.value.reason


@given(
    statement=st.builds(
        BatchStatement,
        number=st.integers(1, 10**17),
        at=MOMENTS,
        day=st.dates(date(2014, 1, 1)),
        previous=st.just(FIRST) | DIGESTS,
        first=st.integers(0, 10**6),
        last=st.integers(10**6 + 5000, 10**17),
        count=st.integers(1, 4096),
        root=DIGESTS,
    )
)
def test_a_batch_is_read_as_it_was_written(statement: BatchStatement) -> None:
    assert read_batch(written(statement)) == statement


@given(
    statement=st.builds(
        lambda first, count, **also: DayStatement(first=first, last=first + count - 1, count=count, **also),
        first=st.integers(1, 10**9),
        count=st.integers(1, 10**5),
        at=MOMENTS,
        day=st.dates(date(2014, 1, 1)),
        previous=st.just(FIRST) | DIGESTS,
        root=DIGESTS,
        tip=DIGESTS,
    )
)
def test_a_day_is_read_as_it_was_written(statement: DayStatement) -> None:
    assert read_day(written(statement)) == statement


def test_the_wording_is_known_for_ever() -> None:
    assert written(BATCH).decode() == (
        '<BatchStatement xmlns="urn:eport-gateway:evidence:1"><Number>7</Number>'
        "<At>2026-06-01T12:00:00.000000+00:00</At><Day>2026-06-01</Day>"
        f"<Previous>{DIGEST}</Previous><First>11</First><Last>15</Last><Count>4</Count>"
        f"<Root>{'sm3:' + 'cd' * 32}</Root></BatchStatement>"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Number>7<", "<Number>07<"),
        ("<Number>7<", "<Number>７<"),
        ("<Number>7<", "<Number>-7<"),
        ("<Number>7<", "<Number>0<"),
        ("<Number>7<", "<Number> 7<"),
        ("<Count>4<", "<Count>6<"),
        ("<Count>4<", "<Count>0<"),
        (".000000+00:00", "Z"),
        (".000000+00:00", ""),
        ("2026-06-01T12:00:00.000000+00:00", "soon"),
        ("<Day>2026-06-01", "<Day>20260601"),
        ("<Day>2026-06-01", "<Day>2026-06-31"),
        ("sm3:ab", "sm3:AB"),
        ("sm3:ab", "sha256:ab"),
        ("<First>11</First>", ""),
        ("<First>11</First>", "<First>11</First><First>11</First>"),
        ("<First>11</First>", "<First>11</First><More/>"),
        ("<First>11</First>", '<First a="">11</First>'),
        ("<First>11</First>", "<First>11</First> "),
        ("urn:eport-gateway:evidence:1", "urn:eport-gateway:evidence:2"),
        ("BatchStatement", "DayStatement"),
    ],
)
def test_any_other_wording_is_refused(old: str, new: str) -> None:
    assert refused(written(BATCH).decode().replace(old, new).encode())


def test_a_day_that_skips_a_batch_is_refused() -> None:
    assert refused(written(replace(DAY, count=4)), read_day)
    assert refused(written(replace(DAY, first=0, count=8)), read_day)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("statement", [BATCH, DAY], ids=["batch", "day"])
def test_what_a_seal_covers_is_the_statement(statement: Statement, profile: str) -> None:
    gateway = party(profile, "gateway")
    trust = TrustStore.of([("gateway", gateway.certificate)])
    found = proven(sealed(statement, gateway.signer), trust, party="gateway")
    assert found.content == written(statement)
    assert found.certificate == gateway.certificate


def test_a_statement_with_one_other_byte_is_not_proven() -> None:
    gateway = party(name="gateway")
    trust = TrustStore.of([("gateway", gateway.certificate)])
    spoilt = sealed(BATCH, gateway.signer).replace(b"<Last>15", b"<Last>16")
    with pytest.raises(GatewayError) as caught:
        proven(spoilt, trust, party="gateway")
    assert caught.value.fault is faults.DIGEST_MISMATCH


def test_anothers_seal_is_not_believed() -> None:
    gateway, other = party(name="gateway"), party(name="other")
    trust = TrustStore.of([("gateway", gateway.certificate)])
    with pytest.raises(GatewayError) as caught:
        proven(sealed(BATCH, other.signer), trust, party="gateway")
    assert caught.value.fault is faults.CERTIFICATE_UNTRUSTED


def test_a_certificate_must_have_been_valid_when_the_statement_says_it_was_made() -> None:
    gateway = party(name="gateway")
    trust = TrustStore.of([("gateway", gateway.certificate)])
    late = replace(BATCH, at=gateway.certificate.not_after.replace(year=2099))
    with pytest.raises(GatewayError) as caught:
        proven(sealed(late, gateway.signer), trust, party="gateway")
    assert caught.value.fault is faults.CERTIFICATE_EXPIRED


@pytest.mark.parametrize("content", [b"<x/>", written(BATCH), sealed(BATCH, party().signer)[:200]])
def test_what_bears_no_seal_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(GatewayError):
        proven(content, TrustStore.of([]), party="gateway")
