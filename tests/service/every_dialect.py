"""A gateway in this process with a link from and a link to every dialect there is, and one in every envelope.

Nothing is signed, and every link may send and gets every kind that its dialect has, so that a document goes as far as
it says something.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from adapters import DIALECTS, ENVELOPES
from gateway.document.parse import parse
from gateway.model.message import Envelope, Message
from gateway.service import planning
from gateway.service.adapter import Adapter
from gateway.service.config_file import load_config
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Origin
from gateway.service.worker import Gateway, assembled
from gateway.translation.form import Dialect
from gateway.translation.terms import Terms
from tests.service.laid import CATALOGUE
from tests.service.mutants import samples_of

ADDRESS, OURS, NODE, OUR_NODE = "DXPENT0000000110", "DXPGTW0000000001", "12000001", "11000001"
ENVELOPE_SAMPLES = {"dxp": ("dxp", "message"), "dxp-sv": ("dxp", "transfer"), "gzeport": ("gzeport", "message")}
INSIDE = {"dxp": "hebei-dec", "dxp-sv": "tianjin-ciq", "gzeport": "guangzhou-kj"}
"""By envelope, the dialect of what it carries here."""
GATEWAY = """\
address = "{address}"
node = "{node}"
business_date = {day}
journal = "sqlite:///var/journal.sqlite"
redis = "none"
trust = "trust"
[listen]
port = 0
ops_port = 0
ops_token_file = "token"
"""
LINK = """\
name = "{name}"
party = "{name}"
dialect = "{dialect}"
profile = "none"
offices = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
may_send = {sends}
receives = {receives}
authority = true
{more}
transport = {{ kind = "folder", root = "boxes" }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyone:
    """The gateway, and what may come over each link."""

    gateway: Gateway
    documents: Mapping[str, tuple[bytes, ...]]
    """Good ones, by link."""
    numbers: dict[bytes, frozenset[str]] = field(default_factory=dict)

    def fresh(self, link: str, document: bytes, count: int) -> bytes:
        """The document under numbers that no other bears, or else it would be a copy of it that says something else."""
        if document not in self.numbers:
            self.numbers[document] = numbers_of(document, self.gateway.adapters[link].terms)
        for number in sorted(self.numbers[document]):
            document = document.replace(number.encode(), f"{number[:-5]}{count:05d}".encode())
        return document


def numbers_of(document: bytes, terms: Terms) -> frozenset[str]:
    """The numbers of a document by which it is known and that end in five digits."""
    message = terms.translator.read(parse(document).root, on=date(2014, 10, 15)).message
    numbers = {message.number, message.answer_to, *message.body.references().values()}
    return frozenset(number for number in numbers if re.search(r"[0-9]{5}$", number))


@asynccontextmanager
async def everyone(
    folder: Path, *, day: str = "2014-10-15", to: tuple[str, ...] | None = None
) -> AsyncIterator[Everyone]:
    """Lay it; `to` are the dialects that get what is accepted, None: all."""
    for name in ("var", "trust", "links.d"):
        (folder / name).mkdir(mode=0o700)
    os.close(os.open(folder / "token", os.O_CREAT | os.O_WRONLY, 0o600))
    (folder / "token").write_text("t" * 32, encoding="utf-8")
    text = GATEWAY.format(address=OURS, node=OUR_NODE, day=day)
    (folder / "gateway.toml").write_text(text, encoding="utf-8")
    for name, link in links(to).items():
        (folder / "links.d" / f"{name}.toml").write_text(link, encoding="utf-8")
    async with assembled(load_config(folder / "gateway.toml"), CATALOGUE) as gateway:
        found = {dialect.name: tuple(samples_of(dialect.name)) for dialect in DIALECTS}
        yield Everyone(gateway=gateway, documents=found)


def links(to: tuple[str, ...] | None) -> dict[str, str]:
    """The configuration of each, by name."""
    found = {dialect.name: _link(dialect, dialect.name, sends=True) for dialect in DIALECTS}
    for dialect in DIALECTS:
        if to is None or dialect.name in to:
            found[f"to-{dialect.name}"] = _link(dialect, f"to-{dialect.name}", sends=False)
    for number, envelope in enumerate(ENVELOPES):
        carried = next(dialect for dialect in DIALECTS if dialect.name == INSIDE[envelope.name])
        more = f'envelope = "{envelope.name}"\naddress = "{_address(number)}"\nnode = "{NODE}"'
        found[f"in-{envelope.name}"] = _link(carried, f"in-{envelope.name}", sends=True, more=more)
    return found


def _link(dialect: Dialect, name: str, *, sends: bool, more: str = "") -> str:
    kinds = json.dumps(sorted({form.kind for form in dialect.forms}))
    what = {"sends": kinds, "receives": "[]"} if sends else {"sends": "[]", "receives": kinds}
    return LINK.format(name=name, dialect=dialect.name, more=more, **what)


def _address(number: int) -> str:
    return f"{ADDRESS[:-2]}{number:02d}"


def enveloped(here: Everyone, name: str, document: bytes, count: int) -> bytes:
    """A document in an envelope as its link expects it."""
    terms = here.gateway.adapters[f"in-{name}"].terms
    assert terms.envelope is not None
    folder, start = ENVELOPE_SAMPLES[name]
    sample = next(one for one in samples_of(folder, f"{start}*.xml"))
    read, _ = terms.envelope.read(parse(sample).root, on=date(2014, 10, 15))
    number = f"{read.number[:-5]}{count:05d}"
    hop = read.hop and replace(read.hop, end_node=OUR_NODE)
    put: Envelope = replace(
        read, hop=hop, number=number, sender=terms.address, receivers=(OURS,), data=document or b" "
    )
    return terms.envelope.write(put, on=date(2014, 10, 15))[0]


def heard_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every link to a dialect get what is accepted, whomever it names, and every answer answer something."""

    async def origin(_: Journal, party: str, references: Mapping[str, str]) -> Origin:
        return Origin(message="1", party="p", link="to-regional", number="1", references=dict(references))

    def targets(message: Message, _: Adapter, adapters: Mapping[str, Adapter], __: Origin | None) -> list[Adapter]:
        return [one for one in adapters.values() if message.body.KIND in one.route.receives]

    monkeypatch.setattr(Journal, "origin", origin)
    monkeypatch.setattr(planning, "_targets", targets)
