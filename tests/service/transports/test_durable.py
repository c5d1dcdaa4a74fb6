from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gateway.service.transports.durable import move_aside, write_once, write_whole


@pytest.fixture
def folder(tmp_path: Path) -> bytes:
    return os.fsencode(tmp_path)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The system calls that make a file durable, in their order."""
    seen: list[str] = []

    def noting(name: str, call: Callable[..., Any], word: Callable[..., str]) -> None:
        def noted(*arguments: Any) -> Any:
            seen.append(word(*arguments))
            return call(*arguments)

        monkeypatch.setattr(os, name, noted)

    noting("fsync", os.fsync, lambda handle: "sync " + os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))[:7])
    noting("rename", os.rename, lambda source, target: "rename to " + os.path.basename(target).decode())
    return seen


def test_a_file_is_synced_before_it_has_its_name_and_its_folder_after(folder: bytes, steps: list[str]) -> None:
    write_whole(folder, b"a.xml", b"<a/>")
    assert steps == ["sync .eport-", "rename to a.xml", f"sync {os.path.basename(folder).decode()[:7]}"]


def test_a_move_syncs_where_it_went_and_then_where_it_came_from(folder: bytes, steps: list[str]) -> None:
    for box in (b"out", b"sent"):
        os.mkdir(os.path.join(folder, box))
    source = os.path.join(folder, b"out", b"a.xml")
    Path(os.fsdecode(source)).write_bytes(b"<a/>")
    assert move_aside(source, os.path.join(folder, b"sent"), [b"a.xml"]) == os.path.join(folder, b"sent", b"a.xml")
    assert steps == ["rename to a.xml", "sync sent", "sync out"]


def test_a_name_that_is_a_dangling_link_is_not_free(folder: bytes, tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "a.xml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.xml").touch()
    moved = move_aside(os.path.join(folder, b"a.xml"), os.path.join(folder, b"sent"), [b"a.xml", b"a_1.xml"])
    assert os.path.basename(moved) == b"a_1.xml"


def test_what_fails_leaves_what_was_there(folder: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(folder, b"a.xml", b"<old/>")

    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(folder, b"a.xml", b"<new/>")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.xml": b"<old/>"}


@pytest.mark.parametrize("kind", ["pipe", "endless", "folder", "link"])
def test_what_a_party_puts_under_the_name_is_not_waited_for_nor_followed(folder: bytes, kind: str) -> None:
    path = os.path.join(folder, b"a")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        os.mkdir(path)
    else:
        os.symlink(b"/dev/zero" if kind == "endless" else b"b", path)
    write_once(folder, [b"a", b"b"], b"answer")
    write_once(folder, [b"a", b"b"], b"answer")
    assert sorted(os.listdir(folder)) == [b"a", b"b"]
    assert Path(os.fsdecode(folder), "b").read_bytes() == b"answer"


def test_what_is_there_already_is_not_written_twice_nor_over_something_else(folder: bytes, tmp_path: Path) -> None:
    for content in (b"1", b"2", b"1", b"2", b"3"):
        write_once(folder, [b"a", b"b", b"c"], content)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2", "c": b"3"}
