from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.cli import NOBODY, run


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    (tmp_path / "trust").mkdir()
    return tmp_path / "trust"


@pytest.mark.parametrize("content", [b"", b"PK", b"<a/>", b"\0" * 500])
def test_what_is_no_container_is_unreadable_and_told_with_its_remedy(
    tmp_path: Path, trust: Path, content: bytes
) -> None:
    (tmp_path / "x.asice").write_bytes(content)
    done = run("evidence", "verify", tmp_path / "x.asice", "--trust", trust)
    assert done.code == 2
    assert "4131" in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_is_usage(trust: Path) -> None:
    assert run("evidence", "verify", "/nowhere.asice", "--trust", trust).code == 2


def test_export_without_a_gateway_says_that_it_is_away(tmp_path: Path) -> None:
    done = run("evidence", "export", "1", "-o", tmp_path / "x.asice", "--url", NOBODY)
    assert done.code == 3
    assert not (tmp_path / "x.asice").exists()
