"""A link whose peer still signs by an old rule: verified under it, answered under ours, and told each time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import sealed, wrapped
from gateway.document.parse import parse
from gateway.trust.keys import load_key
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify
from tests.service.laid import Laid, laid
from tests.trust.legacy import ukey

OLD = "legacy-ukey-sm2-sha1"
LINK = f"""\
name = "old"
party = "beijing"
dialect = "beijing-ciq"
profile = "{OLD}"
seal = "sm2-sm3"
address = "DXPENT0000000222"
offices = ["01"]
may_send = ["declaration"]
transport = {{ kind = "http", url = "http://127.0.0.1:9/inbox" }}
"""

INSIDE = f"""\
name = "old"
party = "hebei"
dialect = "hebei-dec"
envelope = "dxp"
profile = "sm2-sm3"
document_profile = "{OLD}"
seal = "sm2-sm3"
address = "DXPENT0000000333"
offices = ["04"]
may_send = ["declaration"]
transport = {{ kind = "http", url = "http://127.0.0.1:9/inbox" }}
"""


def used(region: Laid) -> float:
    registry = region.gateway.desk.metrics.registry
    return registry.get_sample_value("eport_legacy_profile_total", {"link": "old", "profile": OLD}) or 0.0


def by_ukey(region: Laid, text: str, party: str = "beijing") -> bytes:
    identity = region.region.identities[party]
    return sealed(text, ukey(identity.signer.certificate, load_key(identity.key_pem)))


async def test_an_old_seal_is_taken_counted_and_answered_under_ours(tmp_path: Path) -> None:
    async with laid(tmp_path, old=LINK) as region:
        document = by_ukey(region, region.declared("2014101500000091"))
        answer = await region.accept("old", document)
        assert (answer.code, used(region)) == ("0000", 1)
        trust = TrustStore.of([("gateway", region.signers["gateway"].certificate)])
        root = parse(answer.receipt).root
        assert verify(root, PROFILES["sm2-sm3"], trust, party="gateway", at=datetime.now(UTC)).party == "gateway"


async def test_a_copy_under_another_old_seal_gets_the_same_receipt_byte_for_byte(tmp_path: Path) -> None:
    async with laid(tmp_path, old=LINK) as region:
        text = region.declared("2014101500000092")
        first, again = [await region.accept("old", by_ukey(region, text)) for _ in range(2)]
        assert (first.copy, again.copy) == (False, True)
        assert again.receipt == first.receipt
        assert used(region) == 2


async def test_the_old_seal_is_nothing_on_a_modern_link_nor_a_modern_one_on_the_old(tmp_path: Path) -> None:
    async with laid(tmp_path, old=LINK) as region:
        old = by_ukey(region, region.declared("2014101500000093"))
        assert (await region.accept("beijing", old)).code == "4104"
        assert (await region.accept("old", region.declaration("2014101500000093"))).code == "4104"
        assert used(region) == 0


async def test_an_old_seal_inside_a_modern_envelope_is_counted_too(tmp_path: Path) -> None:
    async with laid(tmp_path, old=INSIDE) as region:
        data = by_ukey(region, region.hebei_text("2014101500000094"), "hebei")
        modern = region.envelope("hebei", "2014101500000094", data)
        answer = await region.accept("old", modern)
        assert (answer.code, used(region)) == ("4304", 0), "refused by its head: nothing inside was looked at"
        names = {"number": "2014101500000095", "sender": "DXPENT0000000333", "receiver": ADDRESSES["gateway"]}
        good = wrapped(data, region.signers["hebei"], kind="SWDEC001", **names)
        assert ((await region.accept("old", good)).code, used(region)) == ("0000", 1)
