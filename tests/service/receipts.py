"""Receipts as an e-port reads them, with nothing but lxml, the strict schemas and our certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from gateway.document.parse import parse
from gateway.resources import data_folder
from gateway.trust import dsig
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify

SCHEMAS = {
    name: etree.XMLSchema(etree.parse(data_folder("xsd") / name / "receipt.xsd")) for name in ("beijing-ciq", "dxp")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a receipt says."""

    accepted: bool
    code: str
    """Ours."""
    official: str
    """"" where the family has no place for it."""
    info: str
    number: str
    digest: str
    receiver: str
    signed: bool


def told(receipt: bytes, signer: Signer) -> Told:
    """Schema-valid; and if it is signed, then well, by `signer`."""
    root = parse(receipt).root
    signed = root.find(dsig.SIGNATURE) is not None
    if signed:
        trust = TrustStore.of([("gateway", signer.certificate)])
        verify(root, PROFILES[signer.profile.name], trust, party="gateway", at=datetime.now(UTC))
    name = etree.QName(root).localname
    SCHEMAS["dxp" if name == "DxpRep" else "beijing-ciq"].assertValid(root)

    def text(path: str) -> str:
        return root.findtext("/".join(f"{{*}}{step}" for step in path.split("/"))) or ""

    if name == "DxpRep":
        result = "Response/Results/Result"
        return Told(
            accepted=text("Response/ResponseCode") == "0000",
            code=text(f"{result}/Code"),
            official=text("Response/ResponseCode"),
            info=text("Response/ResponseInfo"),
            number=text("Response/OriHead/CopMsgId"),
            digest=text(f"{result}/Note"),
            receiver=text("RecevierId"),
            signed=signed,
        )
    info, accepted = text("RspInfo"), text("RspCodes") == "1000"
    assert text("RspCodes") in ("1000", "1001")
    code = "0000" if accepted else info.split(" ", 1)[0]
    return Told(
        accepted=accepted,
        code=code,
        official="",
        info=info,
        number=text("CusCiqNo"),
        digest="",
        receiver="",
        signed=signed,
    )
