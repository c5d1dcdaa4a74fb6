"""A running gateway and a legacy e-port that knows nothing but the md5 prefix, over folders."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from lxml import etree

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.identities import write_private
from gateway.trust.md5_prefix import CHARS, Md5Prefix
from tests.service.running import scene
from tests.service.running.log import PATIENCE_S
from tests.service.running.scene import Scene

KEY = "a made-up key of this test".replace(" ", "-")
PREFIX = Md5Prefix(key=KEY.encode())
SAMPLE = Path(__file__).parents[2] / "samples" / "tianjin-customs" / "declaration.BUS001.xml"
LINK = """\
name = "binhai"
party = "binhai"
dialect = "tianjin-customs"
profile = "legacy-md5-prefix"
shared_key_file = "../keys/binhai-shared"
offices = ["0213"]
may_send = ["declaration", "declaration-status"]
receives = ["declaration", "declaration-status"]
our_address = "BJSW01"

[transport]
kind = "folder"
root = "{root}"
business_type = "Binhai"
poll_s = 0.1
settle_s = 0.05
"""


class LegacyBoxes(FolderPeer):
    """Remembers what came as bytes: there is no signature to verify."""

    def __init__(self, boxes: Path) -> None:
        self.came: list[bytes] = []
        self.changed = asyncio.Event()
        self._boxes = boxes
        self._seen = set()
        self.answers = {}

    def _take(self, path: Path) -> None:
        if path.name.startswith(("Successed_", "Failed_")):
            self.answers[path.name] = path.read_bytes()
        else:
            self.came.append(path.read_bytes())
        self.changed.set()

    async def answer(self, name: str) -> bytes:
        """Our receipt for the file of that name."""
        async with asyncio.timeout(PATIENCE_S):
            while not (found := [raw for file, raw in self.answers.items() if name in file]):
                self.changed.clear()
                await self.changed.wait()
        return found[0]


def declared(number: str) -> bytes:
    """An 出入库单 of the legacy e-port, for goods that land in Beijing."""
    text = SAMPLE.read_text(encoding="utf-8").replace("<DECL_PORT>0110", "<DECL_PORT>0213")
    return text.replace("<I_E_PORT>0202", "<I_E_PORT>0110").replace("2014101500000001", number).encode()


@asynccontextmanager
async def legacy(region: Scene) -> AsyncIterator[LegacyBoxes]:
    folder = region.region.folder
    write_private(folder / "keys" / "binhai-shared", f"{KEY}\n".encode())
    text = LINK.format(root=folder / "boxes").replace("../keys", str(folder / "keys"))
    (folder / "links.d" / "binhai.toml").write_text(text, encoding="utf-8")
    boxes = LegacyBoxes(folder / "boxes" / "Binhai")
    watching = asyncio.create_task(boxes.watch())
    try:
        yield boxes
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def test_what_comes_behind_a_good_prefix_is_taken_warned_of_and_counted(region: Scene) -> None:
    async with legacy(region) as boxes:
        gateway = await region.serve()
        boxes.send("a.xml", PREFIX.prefixed(declared("71")))
        (got,) = await region.beijing.arrived(1)
        assert got.kind == "EEntDeclIo"
        receipt = await boxes.answer("a")
        assert etree.fromstring(receipt).findtext("Head/MESSAGETYPE") == "GWR001", "a receipt bears no prefix"
        (told,) = await gateway.log.wait_for("legacy-profile", link="binhai", way="received")
        assert (told["level"], told["profile"]) == ("warning", "legacy-md5-prefix")
        _, metrics = await region.ops("/metrics")
        assert 'eport_legacy_profile_total{link="binhai",profile="legacy-md5-prefix"} 1.0' in metrics
        assert KEY not in str(gateway.log.lines)


@pytest.mark.parametrize("wrong", [declared("72"), b"0" * CHARS + declared("72")], ids=["missing", "of-another-key"])
async def test_a_missing_or_wrong_prefix_is_refused_and_a_good_one_after_it_taken(region: Scene, wrong: bytes) -> None:
    async with legacy(region) as boxes:
        gateway = await region.serve()
        boxes.send("a.xml", wrong)
        refused = etree.fromstring(await boxes.answer("a"))
        assert refused.findtext("Head/MESSAGETYPE") == "ERR001"
        assert refused.findtext("Declaration/Info/FEEDBACK_FLAG") == "4114"
        assert not gateway.log.found("legacy-profile"), "nothing was taken under it"
        boxes.send("b.xml", PREFIX.prefixed(declared("72")))
        await region.beijing.arrived(1)


async def test_what_goes_to_the_link_bears_the_prefix_and_no_other_link_has_it(
    region: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(scene.OFFICE, "binhai", "120213")
    async with legacy(region) as boxes:
        gateway = await region.serve()
        await region.send_until_taken(region.declaration(to="binhai"))
        await gateway.log.wait_for("delivered", link="binhai")
        await gateway.log.wait_for("legacy-profile", link="binhai", way="sent")
        async with asyncio.timeout(PATIENCE_S):
            while not boxes.came:
                boxes.changed.clear()
                await boxes.changed.wait()
        document = etree.fromstring(PREFIX.stripped(boxes.came[0]))
        assert document.findtext("Head/MessageType") == "BUS001"
        assert document.findtext("Head/SenderID") == "BJSW01"
        (tianjin,) = await region.tianjin.inbox.wait_for(lambda _: True, PATIENCE_S)
        assert tianjin.raw.startswith(b"<?xml")
