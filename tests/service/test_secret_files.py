from __future__ import annotations

import os
from pathlib import Path

import pytest

from gateway.service.config_file import load_config
from gateway.service.secret_files import seen_by_others

CONFIG = """\
[listen]
ops_token_file = "token"
tls = { certificate_file = "tls.crt", key_file = "tls.key", passphrase_file = "tls.pass" }

[[keys]]
profile = "sm2-sm3"
key_file = "our.key"
certificate_file = "our.crt"
passphrase_file = "our.pass"
"""
KEYS, OTHERS = ("our.key", "tls.key"), ("token", "tls.pass", "our.pass")


def seen(folder: Path, mode: int) -> set[str]:
    (folder / "gateway.toml").write_text(CONFIG)
    for name in (*KEYS, *OTHERS, "our.crt", "tls.crt"):
        (folder / name).write_text("made up")
        (folder / name).chmod(mode)
    return {Path(warning.split(":")[0]).name for warning in seen_by_others(load_config(folder / "gateway.toml"))}


@pytest.mark.parametrize(
    ("mode", "expected"), [(0o600, set()), (0o640, set(KEYS)), (0o644, {*KEYS, *OTHERS}), (0o604, {*KEYS, *OTHERS})]
)
def test_a_key_is_for_the_service_alone_and_other_secrets_for_its_group(
    tmp_path: Path, mode: int, expected: set[str]
) -> None:
    assert seen(tmp_path, mode) == expected


def test_a_key_that_another_owns_is_read_through_its_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert seen(tmp_path, 0o640) == set()
    assert seen(tmp_path, 0o644) == {*KEYS, *OTHERS}


def test_a_file_that_is_not_there_is_for_others_to_tell(tmp_path: Path) -> None:
    seen(tmp_path, 0o644)
    for name in (*KEYS, *OTHERS):
        (tmp_path / name).unlink()
    assert list(seen_by_others(load_config(tmp_path / "gateway.toml"))) == []
