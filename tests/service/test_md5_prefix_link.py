"""A legacy link that posts over HTTP: nothing but the md5 prefix says whose a document is."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from gateway.commands.demo.identities import write_private
from gateway.trust.md5_prefix import Md5Prefix
from tests.service.laid import SAMPLES, Laid, laid

KEY = b"a-made-up-key-of-this-test"
PREFIX = Md5Prefix(key=KEY)
LINK = """\
name = "binhai"
party = "binhai"
dialect = "tianjin-customs"
profile = "legacy-md5-prefix"
shared_key_file = "{shared}"
prefixed = "received"
offices = ["0213"]
may_send = ["declaration"]
transport = {{ kind = "http", url = "http://127.0.0.1:9/inbox" }}
"""


def declared(number: str) -> bytes:
    text = (SAMPLES / "tianjin-customs" / "declaration.BUS001.xml").read_text(encoding="utf-8")
    text = text.replace("<DECL_PORT>0110", "<DECL_PORT>0213").replace("<I_E_PORT>0202", "<I_E_PORT>0110")
    return text.replace("2014101500000001", number).encode()


async def code(region: Laid, raw: bytes) -> tuple[int, str | None]:
    """HTTP status, and the code in our receipt."""
    answer = await region.accept("binhai", raw)
    return answer.status, etree.fromstring(answer.receipt).findtext("Declaration/Info/FEEDBACK_FLAG")


async def test_over_http_a_wrong_or_missing_prefix_is_refused_and_leaves_its_id_free(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    write_private(shared, KEY)
    async with laid(tmp_path / "region", binhai=LINK.format(shared=shared)) as region:
        document = declared("2014101500000081")
        for forged in (document, b"0" * 32 + document, Md5Prefix(key=b"another").prefixed(document)):
            assert await code(region, forged) == (401, "4114")
        good = PREFIX.prefixed(document)
        status, _ = await code(region, good)
        assert status == 200
        assert region.counted("accepted", link="binhai") == 1
        assert await code(region, good[:40] + b" " + good[40:]) == (401, "4114")
        assert region.counted("accepted") == 1
        used = {"link": "binhai", "profile": "legacy-md5-prefix"}
        assert region.gateway.desk.metrics.registry.get_sample_value("eport_legacy_profile_total", used) == 1
