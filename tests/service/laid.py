"""A gateway in this process over a region laid in a folder, and e-ports that speak to it in their own words."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters import DIALECTS, ENVELOPES
from gateway.commands.demo.identities import Identity, new_identity, write_private
from gateway.commands.demo.region import ADDRESSES, Region, lay_region
from gateway.commands.demo.wording import fill, sealed, wrapped
from gateway.service.catalogue import Catalogue
from gateway.service.config_file import load_config
from gateway.service.transports.transport import Answer
from gateway.service.worker import Gateway, assembled
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.keys import load_key, new_key
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer

CATALOGUE = Catalogue(dialects=DIALECTS, envelopes=ENVELOPES)
PROFILE = "sm2-sm3"
SAMPLES = Path(__file__).parents[1] / "samples"
QUIET = """\
name = "quiet"
party = "beijing"
dialect = "beijing-ciq"
profile = "sm2-sm3"
address = "DXPENT0000000111"
offices = ["01"]
may_send = ["declaration-status"]
transport = { kind = "http", url = "http://127.0.0.1:9/inbox" }
"""
"""A second link of Beijing's, over which it may not declare."""
PLAIN = """\
name = "plain-{party}"
party = "{party}"
dialect = "{dialect}"
profile = "none"
offices = ["0"]
may_send = ["declaration", "declaration-status"]
transport = {{ kind = "folder", root = "{root}", business_type = "Plain" }}
"""
"""One for each dialect, over which nothing is signed."""
PLAIN_DIALECTS = {"beijing": "beijing-ciq", "tianjin": "tianjin-ciq", "hebei": "hebei-dec"}


def tianjin_text(number: str) -> str:
    """The sample, declared at 新港 for goods that land in Beijing."""
    text = (SAMPLES / "tianjin-ciq" / "declaration.xml").read_text(encoding="utf-8")
    text = text.replace("<CHECK_ORG_CODE>120202", "<CHECK_ORG_CODE>110110").replace(
        "<RECIPT_CODE>110110", "<RECIPT_CODE>120202"
    )
    return text.replace("2014101500000001", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A region, the gateway on it, and the keys of all who speak; `signers` also has those whom nobody believes."""

    region: Region
    gateway: Gateway
    signers: dict[str, Signer]

    async def accept(self, link: str, raw: bytes, charset: str | None = None) -> Answer:
        return await self.gateway.exchange.accept(link, raw, charset)

    def declared(self, number: str, **changes: str) -> str:
        """Beijing's declaration for goods landing in Tianjin, not sealed."""
        values = {"port": "120202", "remark": "x", "unit": "035", "origin": "036"}
        names = {"declaration": f"D{number}", "bill": f"B{number}"}
        return fill("beijing-declaration", number=number, **{**values, **names, **changes})

    def declaration(self, number: str, *, by: str = "beijing", **changes: str) -> bytes:
        return sealed(self.declared(number, **changes), self.signers[by])

    def hebei_text(self, number: str) -> str:
        return fill("hebei-declaration", number=number, bill=f"H{number}", trader="秦皇岛某某食品有限公司")

    def envelope(self, party: str, number: str, data: bytes, kind: str = "SWDEC001") -> bytes:
        """A DxpMsg of `party`, sealed."""
        to = ADDRESSES["gateway"]
        return wrapped(data, self.signers[party], number=number, sender=ADDRESSES[party], receiver=to, kind=kind)

    def answer(self, number: str, answers: str, code: str = "4") -> bytes:
        """Tianjin's 220 to what it was sent as `answers`, in its envelope."""
        text = fill("tianjin-answer", number=number, code=code, answers=answers)
        return self.envelope("tianjin", number, text.encode(), "220")

    def good(self, link: str, number: str) -> bytes:
        """A document that this link may send."""
        if link == "tianjin":
            return self.envelope(link, number, tianjin_text(number).encode(), "120")
        return (
            self.envelope(link, number, self.hebei_text(number).encode())
            if link == "hebei"
            else self.declaration(number)
        )

    def counted(self, outcome: str, **labels: str) -> float:
        """How often an outcome was counted so far."""
        found = self.gateway.desk.metrics.registry.collect()
        samples = (one for metric in found for one in metric.samples if one.name == "eport_messages_total")
        wanted = {"outcome": outcome, **labels}
        return sum(one.value for one in samples if wanted.items() <= one.labels.items())


@asynccontextmanager
async def laid(folder: Path, **links: str) -> AsyncIterator[Laid]:
    """Lay a region, with further `links` by name, and assemble the gateway on it without Redis, ports, or courier."""
    region = lay_region(folder, profile=PROFILE)
    (folder / "links.d" / "quiet.toml").write_text(QUIET, encoding="utf-8")
    for name, text in links.items():
        (folder / "links.d" / f"{name}.toml").write_text(text, encoding="utf-8")
    for party, dialect in PLAIN_DIALECTS.items():
        text = PLAIN.format(party=party, dialect=dialect, root=folder / "plain" / party)
        (folder / "links.d" / f"plain-{party}.toml").write_text(text, encoding="utf-8")
    now = datetime.now(UTC).replace(microsecond=0)
    odd = {
        "expired": new_identity("beijing", PROFILE, life=timedelta(days=-1)),
        "early": _identity(now + timedelta(days=1), now + timedelta(days=2)),
        "unknown": new_identity("nobody", PROFILE),
    }
    for name in ("expired", "early"):
        write_private(folder / "trust" / "beijing" / f"{name}.pem", odd[name].certificate_pem)
    signers = {name: one.signer for name, one in {**region.identities, **odd}.items()}
    async with assembled(load_config(region.config), CATALOGUE) as gateway:
        yield Laid(region=region, gateway=gateway, signers=signers)


def _identity(not_before: datetime, not_after: datetime) -> Identity:
    chosen = PROFILES[PROFILE]
    key_pem = new_key(chosen.algorithm)
    key = load_key(key_pem)
    pem = self_signed(key, "beijing", serial=secrets.randbits(62) + 1, not_before=not_before, not_after=not_after)
    signer = Signer(profile=chosen, key=key, certificate=read_pem(pem))
    return Identity(key_pem=key_pem, certificate_pem=pem, signer=signer)
