from __future__ import annotations

from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.service.materials import read_passphrase, read_secret, read_shared_key, read_token, read_trust


def test_a_secret_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("open-sesame\n")
    assert read_secret(path) == "open-sesame"


@pytest.mark.parametrize("content", ["", "\n", "two words", "two\nlines"])
def test_anything_else_is_refused_without_quoting_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secret"
    path.write_text(content)
    with pytest.raises(SetupError) as caught:
        read_secret(path)
    assert (caught.value.fault, caught.value.value) == (faults.CONFIGURATION, None)


def test_a_passphrase_may_be_of_several_words(tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    path.write_text("correct horse\n")
    assert read_passphrase(path) == b"correct horse"


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("x" * 15)
    with pytest.raises(SetupError, match="16 characters"):
        read_token(path)
    path.write_text("x" * 16)
    assert read_token(path) == "x" * 16


def test_a_shared_key_that_could_be_guessed_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_text("made-up-and-shor")
    assert read_shared_key(path) == b"made-up-and-shor"
    path.write_text("made-up-and-sho\n")
    with pytest.raises(SetupError, match="16 characters") as caught:
        read_shared_key(path)
    assert (caught.value.place.path, caught.value.value) == (str(path), None)
    assert "made-up" not in str(caught.value)


def test_a_certificate_that_cannot_be_read_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "tianjin").mkdir()
    (tmp_path / "tianjin" / "new.pem").write_bytes(b"junk")
    (tmp_path / "tianjin" / "notes.txt").write_bytes(b"junk")
    with pytest.raises(SetupError) as caught:
        read_trust(tmp_path)
    assert caught.value.fault is faults.TRUST_UNUSABLE
    assert caught.value.place.path == str(tmp_path / "tianjin" / "new.pem")
