"""What keeps `serve` from starting is told before anything is made or started."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.commands.demo.region import Region, lay_region


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return lay_region(tmp_path, profile="ecdsa-p256-sha256", redis="")


def serve(region: Region) -> tuple[int, str]:
    """Its exit code, and what it said last; a program of its own, for logging is set up once a process."""
    command = [sys.executable, "-m", "gateway", "serve", "--config", str(region.config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr


def test_a_journal_in_no_folder_is_refused_before_a_redis_would_make_that_folder(region: Region) -> None:
    text = region.config.read_text(encoding="utf-8")
    region.config.write_text(text.replace("var/journal", "vor/journal"), encoding="utf-8")
    code, said = serve(region)
    assert code == 1
    assert said.startswith(f"4603 journal-unusable at {region.folder / 'vor'}: the journal's folder does not exist")
    assert not (region.folder / "vor").exists()


@pytest.mark.parametrize("key", ["port", "ops_port"])
def test_a_port_that_is_taken_is_told_by_its_key(region: Region, key: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", getattr(region, key)))
        other.listen()
        code, said = serve(region)
    assert code == 1
    assert f"4602 configuration at listen.{key}: Address already in use" in said
    assert f"127.0.0.1:{getattr(region, key)}" in said
