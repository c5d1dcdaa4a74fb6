from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import AgainError, SetupError
from gateway.service.transports import folder as folder_module
from gateway.service.transports.durable import write_whole
from tests.service.transports.contract import TransportContract, parcel
from tests.service.transports.folder_peer import FolderPeer, full_disk


@pytest.fixture
async def peer(tmp_path: Path) -> AsyncIterator[FolderPeer]:
    made = FolderPeer(tmp_path / "tianjin")
    yield made
    await made.transport.close()


class TestFolder(TransportContract):
    async def test_the_name_says_kind_and_number_and_never_reads_as_an_answer(self, peer: FolderPeer) -> None:
        await peer.transport.send(parcel(number="GTW/../0001", kind="declaration-status"))
        assert peer.names("InBox") == ["declaration-status_GTW%2F..%2F0001.xml"]
        with pytest.raises(AgainError):
            await peer.transport.send(parcel(kind="Failed"))

    async def test_the_hand_over_itself_is_the_delivery(self, peer: FolderPeer) -> None:
        assert (await peer.transport.send(parcel())).receipt is None

    async def test_what_the_party_has_taken_is_written_again_under_its_name(self, peer: FolderPeer) -> None:
        await peer.transport.send(parcel())
        first = peer.names("InBox")
        (peer.box("InBox") / first[0]).unlink()
        await peer.transport.send(parcel())
        assert peer.names("InBox") == first

    async def test_folders_that_are_missing_are_made_for_us_alone(self, peer: FolderPeer) -> None:
        await peer.transport.test()
        assert sorted(os.listdir(peer.root / "Tecciq")) == ["FailBox", "InBox", "OutBox", "SentBox"]
        made = (peer.root, peer.root / "Tecciq", *(peer.root / "Tecciq").iterdir())
        assert {oct(folder.stat().st_mode & 0o777) for folder in made} == {"0o700"}

    @pytest.mark.parametrize("open_", ["", "Tecciq", "Tecciq/OutBox", "Tecciq/InBox"])
    async def test_a_folder_that_everyone_may_write_is_not_used(self, peer: FolderPeer, open_: str) -> None:
        await peer.transport.test()
        peer.put("decl.xml")
        (peer.root / open_).chmod(0o1777)
        with pytest.raises(SetupError, match="chmod o-w") as caught:
            await peer.transport.test()
        assert caught.value.fault is faults.CONFIGURATION
        with pytest.raises(AgainError) as waiting:
            await peer.transport.send(parcel())
        assert waiting.value.fault is faults.UNREACHABLE
        await peer.rounds(3)
        assert not peer.ours.taken
        assert peer.watcher.names == ["folder-waits"] * 3
        (peer.root / open_).chmod(0o700)
        await peer.rounds(3)
        assert peer.names("SentBox") == ["decl.xml"]

    async def test_a_box_that_is_a_link_is_not_used(self, peer: FolderPeer, tmp_path: Path) -> None:
        await peer.transport.test()
        peer.box("SentBox").rmdir()
        peer.box("SentBox").symlink_to(tmp_path)
        with pytest.raises(SetupError, match="not a link"):
            await peer.transport.test()

    async def test_a_full_disk_leaves_no_half_file_and_is_tried_again(
        self, peer: FolderPeer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await peer.transport.test()
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", full_disk)
            with pytest.raises(AgainError, match="No space left") as caught:
                await peer.transport.send(parcel())
        assert caught.value.fault is faults.UNREACHABLE
        assert peer.names("InBox") == []

    async def test_a_folder_that_hangs_is_a_timeout(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        peer = FolderPeer(tmp_path / "tianjin")
        peer.transport._timeout_s = 0.05
        loop, freed = asyncio.get_running_loop(), asyncio.Event()

        def hang(*args: bytes) -> None:
            asyncio.run_coroutine_threadsafe(freed.wait(), loop).result()
            write_whole(*args)

        monkeypatch.setattr(folder_module, "write_whole", hang)
        with pytest.raises(AgainError, match=r"longer than 0\.05 s") as caught:
            await peer.transport.send(parcel())
        assert caught.value.fault is faults.TIMEOUT
        freed.set()
        peer.transport._timeout_s = 30.0
        await peer.transport.close()
        assert list((await peer.received()).values()) == [b"<a/>"], "late, and whole"
        await peer.transport.close()

    async def test_a_test_counts_what_waits(self, peer: FolderPeer) -> None:
        peer.put("a.xml")
        peer.put("b.zip")
        assert "2 documents wait" in await peer.transport.test()
