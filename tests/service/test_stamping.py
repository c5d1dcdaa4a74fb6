"""Time-stamps tried against a local authority: good ones are kept and judged by openssl too, all others are refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from gateway.evidence.timestamps import ask, read_authorities, stamped_at
from gateway.model import faults
from gateway.model.errors import AgainError, GatewayError
from gateway.service.journal.journal import open_journal
from gateway.service.stamping import Stamper
from tests.service.journal.chain import Clock, notary
from tests.service.journal.material import acceptance, accepted
from tests.service.stamps import LIES, Authority, listening, need_openssl

STATEMENT = b"<DayStatement/>"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    need_openssl()
    return Authority.made(tmp_path / "authority")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


def stamper(session: aiohttp.ClientSession, url: str, authority: Authority) -> Stamper:
    return Stamper(session, url, read_authorities(authority.root.read_bytes()), timeout_s=5.0)


async def test_a_good_stamp_is_good_for_openssl_too(session: aiohttp.ClientSession, authority: Authority) -> None:
    async with listening(authority) as url:
        answer = await stamper(session, url, authority).stamp(STATEMENT)
    assert authority.judged(answer, STATEMENT) == "Verification: OK"
    at = stamped_at(answer, STATEMENT, read_authorities(authority.root.read_bytes()))
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)


@pytest.mark.parametrize("lie", LIES)
async def test_any_other_answer_is_refused(session: aiohttp.ClientSession, authority: Authority, lie: str) -> None:
    async with listening(authority) as url:
        if lie == "nonce":  # an answer of before, played back for the same statement
            await stamper(session, url, authority).stamp(STATEMENT)
        authority.lie = lie
        with pytest.raises(AgainError) as caught:
            await stamper(session, url, authority).stamp(STATEMENT)
    away = caught.value.fault is faults.UNREACHABLE
    assert away == (lie in ("status", "redirect"))
    assert away or caught.value.fault is faults.TIMESTAMP_WRONG


async def test_another_authority_is_not_believed(
    session: aiohttp.ClientSession, authority: Authority, tmp_path: Path
) -> None:
    other = Authority.made(tmp_path / "other", "other")
    async with listening(other) as url:
        with pytest.raises(GatewayError) as caught:
            await stamper(session, url, authority).stamp(STATEMENT)
    assert caught.value.fault is faults.TIMESTAMP_WRONG


async def test_nobody_there_is_told_as_away(session: aiohttp.ClientSession, authority: Authority) -> None:
    with pytest.raises(AgainError) as caught:
        await stamper(session, "http://127.0.0.1:9", authority).stamp(STATEMENT)
    assert caught.value.fault is faults.UNREACHABLE


def test_each_question_has_a_nonce_of_its_own() -> None:
    assert ask(STATEMENT).nonce != ask(STATEMENT).nonce != 0


@pytest.mark.parametrize("pem", [b"", b"no pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_of_an_authority_is_refused_at_the_start(pem: bytes) -> None:
    with pytest.raises(GatewayError) as caught:
        read_authorities(pem)
    assert caught.value.fault is faults.CONFIGURATION


async def test_a_day_is_stamped_once_the_authority_answers_rightly(
    session: aiohttp.ClientSession, authority: Authority, tmp_path: Path
) -> None:
    clock = Clock()
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal, listening(authority) as url:
        own = notary(journal, clock, stamp=stamper(session, url, authority).stamp)
        await accepted(journal, acceptance(1))
        await own.turn()
        clock.passes(days=1)
        authority.lie = "garbage"
        await own.turn()
        assert faults.TIMESTAMP_WRONG.code in own.trouble
        assert (await journal.evidence.state()).unstamped == 1
        await accepted(journal, acceptance(2))
        clock.passes(seconds=10)
        authority.lie = ""
        await own.turn()
        assert own.trouble == ""
        assert (await journal.evidence.state()).unstamped == 0
        (day,) = await journal.evidence.days(clock.at.date() - timedelta(days=2), 9)
        at = stamped_at(day.timestamp, day.statement, read_authorities(authority.root.read_bytes()))
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
        await own.turn()
        assert authority.asked == 2


async def test_an_authority_that_is_away_holds_up_no_sealing(tmp_path: Path) -> None:
    async def away(_statement: bytes) -> bytes:
        raise faults.UNREACHABLE.error("nobody there")

    clock = Clock()
    async with open_journal(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        own = notary(journal, clock, stamp=away)
        for n in range(3):
            await accepted(journal, acceptance(n + 1))
            await own.turn()
            clock.passes(days=1)
        state = await journal.evidence.state()
        assert (state.unsealed, state.unstamped, state.tip.number) == (0, 2, 3)
        assert faults.UNREACHABLE.code in own.trouble
