from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.service.transports.outbox import EMPTY_S, Settling, Sighting, read_file, scan, sight


@pytest.fixture
def folder(tmp_path: Path) -> bytes:
    return os.fsencode(tmp_path)


def seen(folder: bytes, path: Path, content: bytes = b"<a/>") -> Sighting:
    path.write_bytes(content)
    (sighting,) = scan(folder).files
    return sighting


def longer(path: Path) -> None:
    path.write_bytes(b"<longer/>")


def touched(path: Path) -> None:
    os.utime(path, (1, 1))


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def test_a_file_is_read_as_far_as_was_asked(folder: bytes, tmp_path: Path) -> None:
    assert read_file(folder, seen(folder, tmp_path / "a.xml"), 3) == b"<a/"


@pytest.mark.parametrize("change", [longer, touched, a_pipe])
def test_a_file_that_is_not_what_was_seen_is_not_read(
    folder: bytes, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    sighting = seen(folder, tmp_path / "a.xml")
    change(tmp_path / "a.xml")
    assert read_file(folder, sighting, 100) is None


def test_a_link_put_in_its_place_is_not_followed(folder: bytes, tmp_path: Path) -> None:
    sighting = seen(folder, tmp_path / "a.xml")
    (tmp_path / "a.xml").rename(tmp_path / "b")
    (tmp_path / "a.xml").symlink_to(tmp_path / "b")
    with pytest.raises(OSError, match="symbolic links"):
        read_file(folder, sighting, 100)


def test_a_file_settles_when_it_has_looked_the_same_for_long_enough() -> None:
    now_s = 0.0
    settling = Settling(0.5, lambda: now_s)
    first, second = Sighting(1, b"a.xml", 4), Sighting(2, b"a.xml", 4)
    assert settling.settled([first]) == []
    now_s = 0.4
    assert settling.settled([second]) == []
    now_s = 0.6
    assert settling.settled([second]) == [], "it changed at 0.4"
    now_s = 1.0
    assert settling.settled([second]) == [second]


def test_a_file_that_went_and_came_back_starts_anew() -> None:
    now_s = 0.0
    settling = Settling(0.5, lambda: now_s)
    sighting = Sighting(1, b"a.xml", 4)
    settling.settled([sighting])
    settling.settled([])
    now_s = 0.5
    assert settling.settled([sighting]) == []


def test_an_empty_file_settles_late() -> None:
    now_s = 0.0
    settling = Settling(0.5, lambda: now_s)
    empty = Sighting(1, b"a.xml", 0)
    settling.settled([empty])
    now_s = EMPTY_S - 1
    assert settling.settled([empty]) == []
    now_s = EMPTY_S
    assert settling.settled([empty]) == [empty]


def test_a_file_that_is_not_there_is_not_seen(folder: bytes) -> None:
    assert sight(folder, b"a.xml") is None
