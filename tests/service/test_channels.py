"""Whose certificate a link's connection must have shown; the pins are those of the moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.channels import Channels, Doorkeeper, Stopped
from gateway.service.config import Link
from gateway.service.transports.transport import Answer
from gateway.trust.certificates import read_certificate
from gateway.trust.trust_store import TrustStore
from tests.service.tls_material import DAY, Shown, made

HTTP = {"kind": "http", "url": "https://127.0.0.1:9/inbox"}
FOLDER = {"kind": "folder", "root": "/nowhere"}
HEBEI, TIANJIN = made("hebei"), made("tianjin")


def link(name: str, *, asks: bool = True, transport: dict[str, str] | None = None, **more: Any) -> Link:
    given = {"dialect": "hebei-dec", "profile": "none", "offices": ["04"], **more}
    asked = "required" if asks else "none"
    return TypeAdapter(Link).validate_python(
        {"name": name, "party": name, "client_certificate": asked, "transport": transport or HTTP, **given}
    )


def pins(**shown: Shown) -> TrustStore:
    return TrustStore.of((party, read_certificate(one.der)) for party, one in shown.items())


def channels(*links: Link, known: TrustStore | None = None, at: datetime | None = None) -> Channels:
    store = known or pins(hebei=HEBEI, tianjin=TIANJIN)
    return Channels(links, pins=lambda: store, now=lambda: at or datetime.now(UTC))


def reason(found: Stopped | None) -> str:
    assert found is not None
    assert found.error.fault is faults.CHANNEL_WRONG
    return found.error.reason


def test_its_partys_certificate_opens_a_link() -> None:
    assert channels(link("hebei")).stopped("hebei", HEBEI.der) is None


def test_a_link_that_asks_for_none_is_open_to_all_and_an_unknown_one_is_for_the_exchange_to_refuse() -> None:
    door = channels(link("open", asks=False, profile="sm2-sm3"))
    for name in ("open", "unknown"):
        assert door.stopped(name, None) is None
        assert door.stopped(name, made("stranger").der) is None


def test_without_a_certificate_nothing_comes_in_and_nobody_is_alarmed() -> None:
    found = channels(link("hebei")).stopped("hebei", None)
    assert "without a client certificate" in reason(found)
    assert found is not None and not found.security


def test_another_partys_good_certificate_is_a_security_event() -> None:
    found = channels(link("hebei"), link("tianjin")).stopped("hebei", TIANJIN.der)
    assert "another party's" in reason(found)
    assert found is not None and found.security
    assert found.error.value == "CN=tianjin"


def test_a_strangers_is_refused_even_if_a_handshake_let_it_through() -> None:
    found = channels(link("hebei")).stopped("hebei", made("stranger").der)
    assert "nobody we know" in reason(found)
    assert found is not None and not found.security


def test_one_whose_time_is_not_now_is_refused_and_told_when() -> None:
    late = channels(link("hebei"), at=datetime.now(UTC) + 2 * DAY).stopped("hebei", HEBEI.der)
    assert "not valid since" in reason(late)
    early = channels(link("hebei"), at=datetime.now(UTC) - 2 * DAY).stopped("hebei", HEBEI.der)
    assert "not valid until" in reason(early)


def test_what_a_partys_authority_issued_is_the_partys_and_no_others() -> None:
    authority = made("authority", ca=True)
    leaf = made("hebei", by=authority)
    mine = channels(link("hebei"), link("tianjin"), known=pins(hebei=authority, tianjin=TIANJIN))
    assert mine.stopped("hebei", leaf.der) is None
    found = mine.stopped("tianjin", leaf.der)
    assert found is not None and found.security


def test_a_pin_that_is_gone_is_out_at_the_next_request_and_a_new_one_is_in() -> None:
    known = {"now": pins(hebei=HEBEI)}
    door = Channels([link("hebei")], pins=lambda: known["now"], now=lambda: datetime.now(UTC))
    after = made("hebei")
    assert (door.stopped("hebei", HEBEI.der), door.stopped("hebei", after.der) is None) == (None, False)
    known["now"] = pins(hebei=after)
    assert (door.stopped("hebei", after.der), door.stopped("hebei", HEBEI.der) is None) == (None, False)


@pytest.mark.parametrize(
    "more",
    [{}, {"profile": "legacy-md5-prefix", "prefixed": "sent", "shared_key_file": Path("key")}],
)
def test_what_only_a_folder_vouches_for_comes_in_over_no_port(more: dict[str, Any]) -> None:
    door = channels(link("plain", asks=False, transport=FOLDER, **more))
    assert "through its folder" in reason(door.stopped("plain", None))
    assert "through its folder" in reason(door.stopped("plain", HEBEI.der))


def test_signed_documents_of_a_folder_link_may_come_over_the_port_as_well() -> None:
    assert channels(link("tianjin", asks=False, transport=FOLDER, profile="sm2-sm3")).stopped("tianjin", None) is None


async def test_the_doorkeeper_has_the_exchange_refuse_and_says_whether_it_is_a_security_event() -> None:
    said: list[tuple[str, bytes, str, bool]] = []

    async def refuse(link: str, raw: bytes, error: GatewayError, *, security: bool = False) -> Answer:
        said.append((link, raw, error.fault.code, security))
        return Answer(accepted=False, receipt=b"<no/>", status=403)

    keeper = Doorkeeper(channels=channels(link("hebei"), link("tianjin")), refuse=refuse)
    assert await keeper.turned_away("hebei", HEBEI.der) is None
    for shown in (None, TIANJIN.der):
        answer = await keeper.turned_away("hebei", shown)
        assert answer is not None and not answer.accepted
    assert said == [("hebei", b"", "4128", False), ("hebei", b"", "4128", True)]
