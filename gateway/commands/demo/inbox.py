"""What a simulated e-port got: every document verified and checked against the strict schema before it counts."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from gateway.document.parse import parse, parse_text
from gateway.resources import data_folder
from gateway.trust.profiles import Profile
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify

SCHEMAS = {
    "EEntDeclIo": "beijing-ciq/declaration.xsd",
    "Ciqresult": "beijing-ciq/declaration-status.xsd",
    "RequestMessage": "tianjin-ciq/declaration.xsd",
    "ImportMessage": "hebei-dec/declaration.2017.xsd",
    "DxpMsg": "dxp/message.xsd",
}
DXP = "{http://www.chinaport.gov.cn/dxp}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One document that came whole."""

    number: str
    """Our gateway's outgoing number; of a format that bears none, what stood beside the document."""
    kind: str
    """MsgType of the envelope, else the root's name."""
    raw: bytes
    root: etree._Element
    """The business document."""
    at: datetime

    def text(self, name: str) -> str:
        """The text of the first element of that local name, "" if there is none."""
        found = self.root.find(f".//{{*}}{name}")
        return (found.text or "") if found is not None else ""


@dataclass(slots=True, kw_only=True)
class Inbox:
    """Received documents in order, and a way to wait for one."""

    trust: TrustStore
    profile: Profile
    received: list[Received] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, raw: bytes, named: str = "") -> Received:
        """Verify, unwrap, check; raises what is wrong with it. `named` is the number that stood beside it."""
        root = self._verified(raw)
        _check(root)
        inner = root if root.tag != f"{DXP}DxpMsg" else _unwrapped(root)
        if inner is not root:
            _check(inner)
        kind = root.findtext(f".//{DXP}MsgType") or etree.QName(root).localname
        number = root.findtext(f".//{DXP}CopMsgId") or root.findtext(".//{*}EntUuid") or named
        one = Received(number=number, kind=kind, raw=raw, root=inner, at=datetime.now(UTC))
        self.received.append(one)
        self.changed.set()
        return one

    async def wait_for(self, wanted: Callable[[Received], bool], timeout_s: float, count: int = 1) -> list[Received]:
        """The first `count` documents that are wanted, in order of arrival. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while len(found := [one for one in self.received if wanted(one)]) < count:
                self.changed.clear()
                await self.changed.wait()
        return found

    def _verified(self, raw: bytes) -> etree._Element:
        seen = verify(parse(raw).root, self.profile, self.trust, party="gateway", at=datetime.now(UTC))
        return parse_text(seen.content.decode())


def _unwrapped(envelope: etree._Element) -> etree._Element:
    return parse(base64.b64decode(envelope.findtext(f"{DXP}Data") or "")).root


def _check(root: etree._Element) -> None:
    name = SCHEMAS.get(etree.QName(root).localname)
    if name is None:
        raise ValueError(f"no schema for {root.tag}")
    etree.XMLSchema(etree.parse(data_folder("xsd") / name)).assertValid(root)
