from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from gateway.service.transports import intake
from gateway.service.transports.durable import move_aside
from gateway.service.transports.outbox import EMPTY_S, Sighting, read_file
from gateway.service.transports.transport import Answer
from tests.service.transports.contract import accepted, receipt_for, refused
from tests.service.transports.folder_peer import LIMIT, EnoughError, FolderPeer, full_disk

BUSY = refused("4901", 503)


@pytest.fixture
async def peer(tmp_path: Path) -> AsyncIterator[FolderPeer]:
    """Files are taken at first sight."""
    made = FolderPeer(tmp_path / "tianjin", settle_s=0)
    yield made
    await made.transport.close()


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name.replace("_", "."), content)
    return file.getvalue()


async def test_an_accepted_document_is_answered_and_moved_to_sentbox(peer: FolderPeer) -> None:
    peer.put("decl.xml", b"<a/>", at_s=1413331200.125)
    await peer.rounds(1)
    assert {path.name: path.read_bytes() for path in peer.box("InBox").iterdir()} == {
        "Successed_decl_20141015080000125.xml": receipt_for(b"<a/>")
    }
    assert (peer.names("OutBox"), peer.names("SentBox"), peer.names("FailBox")) == ([], ["decl.xml"], [])
    assert (peer.box("SentBox") / "decl.xml").read_bytes() == b"<a/>"


async def test_a_refused_document_is_answered_and_moved_to_failbox(peer: FolderPeer) -> None:
    peer.ours.answers = [refused("4204", 422)]
    peer.put("decl.xml", b"<a/>", at_s=1413331200)
    await peer.rounds(1)
    assert peer.names("InBox") == ["Failed_decl_20141015080000000.xml"]
    assert (peer.names("OutBox"), peer.names("SentBox"), peer.names("FailBox")) == ([], [], ["decl.xml"])


async def test_a_document_that_we_could_not_take_stays_and_holds_back_what_is_later(peer: FolderPeer) -> None:
    peer.ours.answers = [BUSY]
    peer.put("first.xml", b"<a/>", at_s=1)
    peer.put("second.xml", b"<b/>", at_s=2)
    await peer.rounds(1)
    assert (peer.names("OutBox"), peer.names("InBox")) == (["first.xml", "second.xml"], [])
    assert peer.watcher.names == ["folder-waits"]
    await peer.rounds(1)
    assert peer.ours.taken == [b"<a/>", b"<a/>", b"<b/>"]


async def test_pauses_grow_to_a_minute_while_nothing_goes_and_end_with_the_trouble(peer: FolderPeer) -> None:
    peer.ours.answers = [BUSY] * 8
    peer.put("decl.xml")
    await peer.rounds(9)
    assert peer.pauses == [2, 4, 8, 16, 32, 60, 60, 60, 1]


async def test_documents_are_taken_by_time_and_then_by_name(peer: FolderPeer) -> None:
    for name, at_s in (("c.xml", 1), ("a.xml", 3), ("d.xml", 2), ("b.xml", 2)):
        peer.put(name, name.encode(), at_s)
    await peer.rounds(1)
    assert peer.ours.taken == [b"c.xml", b"b.xml", b"d.xml", b"a.xml"]


async def test_a_file_that_still_grows_is_left_until_it_rests(tmp_path: Path) -> None:
    peer = FolderPeer(tmp_path / "tianjin", settle_s=1.5)
    parts = [b"<a", b"/", b">"]

    def write_on() -> None:
        if parts:
            with open(peer.box("OutBox") / "decl.xml", "ab") as file:
                file.write(parts.pop(0))

    peer.put("decl.xml", b"")
    peer.between = write_on
    await peer.rounds(7)
    assert peer.ours.taken == [b"<a/>"]
    await peer.transport.close()


async def test_an_empty_file_is_a_name_whose_content_is_coming_and_is_refused_only_in_the_end(peer: FolderPeer) -> None:
    peer.put("decl.xml", b"")
    await peer.rounds(int(EMPTY_S))
    assert not peer.ours.taken
    await peer.rounds(1)
    assert peer.ours.taken == [b""]


@pytest.mark.parametrize("name", [".decl.xml", "decl.xml.tmp", "decl.TMP", ".eport-1.tmp"])
async def test_names_of_what_is_being_written_are_passed_over_in_silence(peer: FolderPeer, name: str) -> None:
    peer.put(name)
    await peer.rounds(2)
    assert (peer.ours.taken, peer.watcher.events) == ([], [])


async def test_what_nobody_will_ever_take_is_told_of_once(peer: FolderPeer, tmp_path: Path) -> None:
    peer.put("readme.txt")
    (peer.box("OutBox") / "folder.xml").mkdir()
    (tmp_path / "secret.xml").write_bytes(b"<secret/>")
    (peer.box("OutBox") / "link.xml").symlink_to(tmp_path / "secret.xml")
    os.mkfifo(peer.box("OutBox") / "pipe.xml")
    peer.put("decl.xml")
    await peer.rounds(3)
    told = sorted((name, facts["file"]) for name, facts in peer.watcher.events)
    assert told == [("folder-file-ignored", name) for name in ("folder.xml", "link.xml", "pipe.xml", "readme.txt")]
    assert peer.ours.taken == [b"<a/>"]


async def test_a_name_in_no_charset_at_all_is_a_name_like_any_other(peer: FolderPeer) -> None:
    peer.put("报关单.xml".encode("gbk"), b"<a/>", at_s=1)
    peer.put(b"\xff\xfe.xml", b"<b/>", at_s=2)
    peer.put("报关单.xml", b"<c/>", at_s=3)
    await peer.rounds(1)
    assert peer.ours.taken == [b"<a/>", b"<b/>", b"<c/>"]
    assert len(peer.names("SentBox")) == 3
    answers = os.listdir(os.fsencode(peer.box("InBox")))
    assert "Successed_报关单_".encode("gbk") + b"19700101080001000.xml" in answers


async def test_a_name_as_long_as_names_may_be_is_answered_too(peer: FolderPeer) -> None:
    peer.put("单" * 83 + ".xml")
    await peer.rounds(1)
    (answer,) = peer.names("InBox")
    assert re.fullmatch("Successed_单+_[0-9]{17}[.]xml", answer)
    assert len(peer.names("SentBox")) == 1


async def test_a_name_that_sentbox_has_is_not_overwritten(peer: FolderPeer) -> None:
    for number in range(3):
        peer.put("decl.xml", b"<a>%d</a>" % number, at_s=1413331200)
        await peer.rounds(1)
    assert {path.name: path.read_bytes() for path in peer.box("SentBox").iterdir()} == {
        "decl.xml": b"<a>0</a>",
        "decl_20141015080000000.xml": b"<a>1</a>",
        "decl_20141015080000000_2.xml": b"<a>2</a>",
    }
    assert {path.read_bytes() for path in peer.box("InBox").iterdir()} == {
        receipt_for(b"<a>%d</a>" % number) for number in range(3)
    }


async def test_the_same_document_again_gets_the_same_answer_once(peer: FolderPeer) -> None:
    for _ in range(2):
        peer.put("decl.xml", b"<a/>", at_s=1413331200)
        await peer.rounds(1)
    assert len(peer.names("InBox")) == 1
    assert len(peer.names("SentBox")) == 2


async def test_an_archive_gives_the_document_in_it(peer: FolderPeer) -> None:
    peer.put("decl.ZIP", archive(decl_xml=b"<a/>"))
    await peer.rounds(1)
    assert peer.ours.taken == [b"<a/>"]
    assert peer.names("SentBox") == ["decl.ZIP"]


async def test_an_archive_that_holds_something_else_is_refused_in_the_ports_words(peer: FolderPeer) -> None:
    peer.put("decl.zip", archive(decl_xml=b"<a/>", scan_pdf=b"%PDF"), at_s=1413331200)
    await peer.rounds(1)
    assert peer.ours.taken == []
    (answer,) = peer.box("InBox").iterdir()
    assert (answer.name, answer.read_bytes()) == ("Failed_decl_20141015080000000.xml", b"<Refused>4012</Refused>")
    assert peer.names("FailBox") == ["decl.zip"]


@pytest.mark.parametrize("name", ["decl.xml", "decl.zip"])
async def test_a_huge_file_is_read_to_one_byte_over_the_limit(peer: FolderPeer, name: str) -> None:
    peer.put(name, b"x" * (LIMIT + 500))
    await peer.rounds(1)
    assert [len(raw) for raw in peer.ours.taken] == [LIMIT + 1]


async def test_a_file_that_cannot_be_read_is_told_of_once_and_stops_nobody(
    peer: FolderPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidding(folder: bytes, sighting: Sighting, most: int) -> bytes | None:
        if sighting.name == b"locked.xml":
            raise PermissionError(13, "Permission denied")
        return read_file(folder, sighting, most)

    monkeypatch.setattr(intake, "read_file", forbidding)
    peer.put("locked.xml", at_s=1)
    peer.put("decl.xml", b"<b/>", at_s=2)
    await peer.rounds(3)
    assert peer.ours.taken == [b"<b/>"]
    facts = {"file": "locked.xml", "error": "Permission denied"}
    assert peer.watcher.events == [("folder-file-unreadable", facts)]


async def test_an_answer_that_cannot_be_written_leaves_the_document_where_it_is(
    peer: FolderPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer.put("decl.xml")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", full_disk)
        await peer.rounds(1)
    assert (peer.names("OutBox"), peer.names("InBox"), peer.names("SentBox")) == (["decl.xml"], [], [])
    assert peer.watcher.events == [("folder-waits", {"error": "No space left on device"})]
    await peer.rounds(1)
    assert (peer.names("OutBox"), peer.names("SentBox")) == ([], ["decl.xml"])


async def test_a_newer_version_that_came_while_we_answered_is_taken_as_its_own_document(peer: FolderPeer) -> None:
    async def accept(raw: bytes, charset: str | None) -> Answer:
        if raw == b"<old/>":
            peer.put("decl.xml", b"<new/>", at_s=2)
        return await peer.ours.accept(raw, charset)

    peer.put("decl.xml", b"<old/>", at_s=1)
    await peer.rounds(2, accept=accept)
    assert peer.ours.taken == [b"<old/>", b"<new/>"]
    assert (peer.names("SentBox"), peer.names("OutBox")) == (["decl.xml"], [])
    assert len(peer.names("InBox")) == 2


async def test_a_newer_version_that_slips_in_at_the_very_move_is_put_back_and_taken(
    peer: FolderPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*args: bytes) -> bytes:
        monkeypatch.setattr(intake, "move_aside", move_aside)
        peer.put("decl.xml", b"<newer/>", at_s=2)
        return move_aside(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "move_aside", late)
    peer.put("decl.xml", b"<old/>", at_s=1)
    await peer.rounds(2)
    assert peer.ours.taken == [b"<old/>", b"<newer/>"]
    assert peer.names("OutBox") == []


async def test_a_document_that_its_owner_took_back_is_answered_all_the_same(peer: FolderPeer) -> None:
    async def accept(raw: bytes, charset: str | None) -> Answer:
        (peer.box("OutBox") / "decl.xml").unlink()
        return accepted(raw)

    peer.put("decl.xml")
    await peer.rounds(2, accept=accept)
    assert len(peer.names("InBox")) == 1
    assert peer.watcher.events == []


async def test_a_mistake_of_ours_stops_no_folder_and_says_no_word_of_the_document(peer: FolderPeer) -> None:
    async def accept(raw: bytes, charset: str | None) -> Answer:
        raise ValueError("<secret/>")

    peer.put("decl.xml", b"<secret/>")
    with structlog.testing.capture_logs() as logs:
        await peer.rounds(2, accept=accept)
    assert [entry["error"] for entry in logs] == ["ValueError", "ValueError"]
    assert "secret" not in str(logs) + str(peer.watcher.events)
    await peer.rounds(1)
    assert peer.ours.taken == [b"<secret/>"]


async def test_of_two_takers_one_works_and_the_other_takes_over(peer: FolderPeer) -> None:
    second, seen = peer.another(settle_s=0), []

    async def accept(raw: bytes, charset: str | None) -> Answer:
        before = len(peer.ours.taken)
        peer.rounds_left = 1
        with pytest.raises(EnoughError):
            await second.receive(peer.ours.accept)
        seen.append(len(peer.ours.taken) - before)
        return BUSY

    peer.put("decl.xml")
    await peer.rounds(1, accept=accept)
    assert seen == [0], "while the first works, the second stands by"
    await peer.transport.close()
    await peer.rounds(1, transport=second)
    assert peer.ours.taken == [b"<a/>"]
    await second.close()


async def test_remains_of_a_process_that_died_writing_are_swept_when_they_are_old(peer: FolderPeer) -> None:
    await peer.transport.test()
    old, fresh, theirs = (peer.box("InBox") / name for name in (".eport-1.tmp", ".eport-2.tmp", "theirs.tmp"))
    for path in (old, fresh, theirs):
        path.write_bytes(b"<half")
    os.utime(old, (1, 1))
    os.utime(theirs, (1, 1))
    await peer.rounds(1)
    assert peer.names("InBox") == [".eport-2.tmp", "theirs.tmp"]
