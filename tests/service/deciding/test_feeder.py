"""Tax and foreign exchange through a whole gateway: told in the commit that closes an export, then corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from gateway.model.kind import Kind
from gateway.model.message import Message
from gateway.service.deciding.speaker import Speaker
from gateway.service.journal.views import MessageView
from gateway.service.transports.transport import Answer
from tests.recognition.test_feeds import CHANGE, CLEARED, DELETED, ENTRY, EXPORT, REVIEWED
from tests.service.deciding.region import sent_to, viewed
from tests.service.laid import Laid, laid

LINK = """\
name = "{name}"
party = "{name}"
dialect = "regional"
profile = "none"
offices = ["{office}"]
may_send = {sends}
receives = {receives}
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
{more}
"""
TAX = """\
[[feeds]]
kind = "tax-export-cleared"
fields = ["currency", "lines.fob_value"]
"""
FX = """\
[[feeds]]
kind = "fx-declaration"
offices = ["02"]
"""
OUT = replace(EXPORT, port_office="0202")
LESS = replace(CHANGE, declaration=replace(CHANGE.declaration, port_office="0202"))
CLOSED, GRANTED, GONE = (replace(one, office="0202") for one in (CLEARED, REVIEWED, DELETED))
DECLARES = ["declaration", "declaration-amendment", "declaration-status"]
NUMBERS = count(1)


@pytest.fixture
async def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Laid]:
    """Pinggu declares, Xingang closes; tax hears of all, foreign exchange of what Tianjin closed."""
    monkeypatch.setenv("EPORT__BUSINESS_DATE", "2015-06-10")
    links = {
        "exporter": ("01", DECLARES, DECLARES, ""),
        "office": ("02", DECLARES, DECLARES, ""),
        "tax": ("01", ["heartbeat"], ["tax-export-cleared"], TAX),
        "fx": ("02", ["heartbeat"], ["fx-declaration"], FX),
    }
    texts = {
        name: LINK.format(name=name, office=office, sends=sends, receives=receives, more=more, root=tmp_path / name)
        for name, (office, sends, receives, more) in links.items()
    }
    async with laid(tmp_path, **{name: text.replace("'", '"') for name, text in texts.items()}) as made:
        yield made


async def hear(there: Laid, link: str, body: Kind) -> Answer:
    """The body in the regional words, as this link says it."""
    number = f"N{next(NUMBERS)}"
    message = Message(number=number, body=body)
    document = there.gateway.adapters[link].terms.translator.write(message, on=date(2015, 6, 10)).document
    answer = await there.accept(link, document)
    assert answer.accepted, answer.receipt.decode()
    return answer


async def told(there: Laid, kind: str) -> list[tuple[str, str]]:
    """Event and version of every record of a feed, in their order."""
    return [(text(one, "Event"), text(one, "Version")) for one in await viewed(there, kind)]


def text(view: MessageView, name: str) -> str:
    """Of the first element of that name in the first receiver's document; "" where there is none."""
    return etree.fromstring(view.deliveries[0].document).findtext(f".//{{*}}{name}") or ""


async def test_closing_is_told_to_each_subscriber_with_what_it_may_see(there: Laid) -> None:
    await hear(there, "exporter", OUT)
    assert await viewed(there, "tax-export-cleared") == []
    await hear(there, "office", CLOSED)
    (tax,), (fx,) = [await viewed(there, kind) for kind in ("tax-export-cleared", "fx-declaration")]
    assert (sent_to(tax), sent_to(fx)) == (["tax"], ["fx"])
    assert (text(tax, "EntryNumber"), text(tax, "ClosedOn"), text(tax, "FobValue")) == (ENTRY, "2015-06-10", "15600.5")
    assert (text(tax, "EnterpriseName"), text(tax, "Quantity"), text(tax, "TradeMode")) == ("", "", "")
    assert (text(fx, "EnterpriseUscc"), text(fx, "TotalValue"), text(fx, "Currency")) == (EXPORT.consignor_uscc, "", "")


async def test_changes_and_withdrawals_are_corrections_and_what_comes_twice_is_told_once(there: Laid) -> None:
    for link, body in (
        ("exporter", OUT),
        ("office", CLOSED),
        ("office", replace(CLOSED, remark="again")),
        ("exporter", LESS),
        ("office", GRANTED),
        ("office", GONE),
        ("office", replace(GONE, remark="again")),
    ):
        await hear(there, link, body)
    for kind in ("tax-export-cleared", "fx-declaration"):
        assert await told(there, kind) == [("new", "1"), ("amend", "2"), ("cancel", "3")]


async def test_a_declaration_that_was_never_closed_is_never_told(there: Laid) -> None:
    for link, body in (("exporter", OUT), ("office", replace(CLOSED, outcome="released")), ("office", GONE)):
        await hear(there, link, body)
    assert await told(there, "tax-export-cleared") == []


async def test_what_is_lacking_is_an_event_and_the_answer_is_accepted(there: Laid) -> None:
    await hear(there, "exporter", replace(OUT, consignor_uscc=None))
    await hear(there, "office", CLOSED)
    assert await told(there, "tax-export-cleared") == []
    assert there.counted("feed-lacking", link="office") == 2


async def test_a_subscriber_may_say_nothing_of_a_feed(there: Laid) -> None:
    await hear(there, "exporter", OUT)
    await hear(there, "office", CLOSED)
    (tax,) = await viewed(there, "tax-export-cleared")
    refused = await there.accept("tax", tax.deliveries[0].document)
    assert (refused.accepted, refused.code) == (False, "4302")


async def test_a_fault_of_ours_costs_nobody_the_answer_and_is_made_good_by_the_next(
    there: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hear(there, "exporter", OUT)

    async def broken(*_args: object) -> None:
        raise RuntimeError("broken on purpose")

    with monkeypatch.context() as patched:
        patched.setattr(Speaker, "said", broken)
        await hear(there, "office", CLOSED)
    assert there.counted("unspoken", link="office") == 1
    assert await told(there, "tax-export-cleared") == []
    await hear(there, "office", GRANTED)
    assert await told(there, "tax-export-cleared") == [("new", "1")]
