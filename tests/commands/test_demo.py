"""What `demo` refuses before it plays; that it plays is shown by running it."""

from __future__ import annotations

from pathlib import Path

from tests.commands.cli import run


def test_nothing_is_laid_among_what_stands_in_a_folder_already(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = run("demo", "--keep", tmp_path)
    assert done.code == 2
    assert "is not empty" in " ".join(done.err.replace("│", "").split())  # in a frame, broken where the path ends
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
