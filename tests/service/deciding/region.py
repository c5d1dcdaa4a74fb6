"""Three offices that sign what they say in the regional words, and a gateway that decides for Beijing."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.commands.demo.wording import sealed
from gateway.model.kinds import KINDS
from gateway.service.journal.records import Filter
from gateway.service.journal.views import MessageView
from gateway.service.transports.transport import Answer
from tests.service.laid import Laid, laid
from tests.service.test_numbers import said

LINK = """\
name = "{party}-all"
party = "{party}"
dialect = "regional"
profile = "sm2-sm3"
offices = ["{office}"]
may_send = {kinds}
receives = {kinds}
authority = true
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
"""
OFFICES = {"beijing": "01", "tianjin": "02", "hebei": "04"}
EVERY = sorted(kind.KIND for kind in KINDS)
GOOD = {"IssuingOffice": "0202", "Conclusion": "conforming", "Condition": "", "Supersedes": ""}
SPOILT = re.compile(r"<(Exclusions|TransferBars)>.*?</\1>", re.DOTALL)
"""What would keep the sample of a result from being recognised."""
CONCLUSION = re.compile("<Conclusion>.*?</Conclusion>")
"""Of the whole and of each item."""


@asynccontextmanager
async def deciding(
    folder: Path, monkeypatch: pytest.MonkeyPatch, say: str = "decide", on: str = "2014-10-21", **more: object
) -> AsyncIterator[Laid]:
    """`more`: further keys of the section `deciding`."""
    settings = {"links": {"beijing-all": say}, **more}
    for name, value in settings.items():
        monkeypatch.setenv(f"EPORT__DECIDING__{name.upper()}", value if isinstance(value, str) else json.dumps(value))
    monkeypatch.setenv("EPORT__BUSINESS_DATE", on)
    links = {
        f"{party}-all": LINK.format(party=party, office=office, kinds=EVERY, root=folder / "all" / party)
        for party, office in OFFICES.items()
    }
    async with laid(folder, **links) as there:
        yield there


async def send(there: Laid, party: str, kind: str, number: str, *told_to: str, **changes: str) -> Answer:
    """The sample of a kind, changed and sealed by its party; it must be accepted."""
    text = SPOILT.sub("", said(kind, number, *told_to, **changes).decode())
    if changes.get("Conclusion") == "conforming":
        text = CONCLUSION.sub("<Conclusion>conforming</Conclusion>", text)
    answer = await there.accept(f"{party}-all", sealed(text, there.signers[party]))
    assert answer.accepted, answer.receipt.decode()
    return answer


async def viewed(there: Laid, kind: str) -> list[MessageView]:
    """Every message of a kind that the gateway said itself, in the order in which it did."""
    found = await there.gateway.journal.messages(Filter(link="gateway", kind=kind))
    views = [await there.gateway.journal.message(one.message) for one in reversed(found)]
    return [one for one in views if one is not None]


def sent_to(view: MessageView) -> list[str]:
    """By link."""
    return [one.link for one in view.deliveries]


async def said_in(there: Laid, kind: str) -> list[str]:
    """The same in the gateway's own words."""
    found = [
        await there.gateway.journal.evidence.dossier(one.row.message, datetime.now(UTC))
        for one in await viewed(there, kind)
    ]
    return [one.received.decode() for one in found if one is not None]


def value(document: str, name: str) -> str:
    """Of the first element of that name; "" where there is none."""
    found = re.search(f"<{name}>(.*?)</{name}>", document)
    return found[1] if found else ""
