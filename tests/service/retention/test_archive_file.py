"""A file of originals is whole and sealed, or none; whatever is changed in it afterwards is told."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.evidence import archived
from gateway.evidence.archived import CONTENTS, STATEMENT, Member
from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.retention.views import Payload
from gateway.service.retention.archive_file import ArchiveWriter, verified
from tests.trust.made import AT, party

GATEWAY = party(name="gateway")
NAME = "2029-06.001.zip"
PAYLOADS = [
    Payload(message="1", path="received", content="<报关单/>".encode()),
    Payload(message="1", path="sent/1-1", content=b"<sent/>"),
    Payload(message="2", path="received", content=b""),
]


@pytest.fixture
def file(folder: Path) -> Path:
    writer = ArchiveWriter(folder, NAME)
    writer.messages |= {"1", "2"}
    writer.add(PAYLOADS)
    writer.finish(GATEWAY.signer, AT)
    return folder / NAME


def wrong(path: Path) -> str:
    with pytest.raises(GatewayError) as caught:
        verified(path, GATEWAY.trust, party="gateway")
    assert caught.value.fault is faults.ARCHIVE_WRONG
    return str(caught.value.place)


def edited(path: Path, edit: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as was:
        members = {name: was.read(name) for name in was.namelist()}
    edit(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as now:
        for name, content in members.items():
            now.writestr(name, content)


def test_what_was_sealed_is_good_and_for_us_alone_to_read(file: Path) -> None:
    stated = verified(file, GATEWAY.trust, party="gateway")
    assert (stated.name, stated.messages, stated.members) == (NAME, 2, 3)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [NAME]


def forged(members: dict[str, bytes]) -> dict[str, bytes]:
    """Another original, and the list says so; the statement does not."""
    content = b"<other/>"
    known = archived.read_list(members[CONTENTS])
    known = {**known, "1/received": Member(path="1/received", size=len(content), digest=digest(content))}
    return {"1/received": content, CONTENTS: archived.listed(known.values())}


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda members: members.update({"1/received": b"<other/>"}), "1/received"),
        (lambda members: members.update({"1/received": b"x" * 10_000}), "1/received"),
        (lambda members: members.pop("1/sent/1-1"), CONTENTS),
        (lambda members: members.update({"3/received": b""}), CONTENTS),
        (lambda members: members.update({CONTENTS: b""}), CONTENTS),
        (lambda members: members.update({CONTENTS: b"{}\n"}), CONTENTS),
        (lambda members: members.update(forged(members)), CONTENTS),
        (lambda members: members.pop(STATEMENT), NAME),
        (lambda members: members.update({STATEMENT: members[STATEMENT].replace(b">2<", b">1<")}), STATEMENT),
    ],
)
def test_whatever_is_changed_is_told_with_its_place(
    file: Path, edit: Callable[[dict[str, bytes]], None], place: str
) -> None:
    edited(file, edit)
    assert wrong(file) == place


def test_one_file_does_not_stand_for_another(file: Path) -> None:
    other = file.with_name("2029-07.001.zip")
    shutil.copy(file, other)
    assert wrong(other) == STATEMENT


def test_another_partys_seal_is_none(file: Path) -> None:
    with pytest.raises(GatewayError) as caught:
        verified(file, party(name="tianjin").trust, party="gateway")
    assert caught.value.fault is faults.ARCHIVE_WRONG


@pytest.mark.parametrize("cut", [0, 10, -10])
def test_a_file_that_was_cut_is_no_file_of_ours(file: Path, cut: int) -> None:
    file.write_bytes(file.read_bytes()[:cut])
    assert wrong(file) == NAME


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(folder: Path) -> None:
    with pytest.raises(GatewayError) as caught:
        ArchiveWriter(folder / "none", NAME)
    assert caught.value.fault is faults.ARCHIVE_AWAY


def test_a_file_that_is_given_up_leaves_nothing(folder: Path) -> None:
    writer = ArchiveWriter(folder, NAME)
    writer.add(PAYLOADS)
    writer.discard()
    assert list(folder.iterdir()) == []
