from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gateway.trust.certificates import read_pem
from gateway.trust.keys import load_key
from tests.commands.cli import good, run


def new(folder: Path, *more: object, name: str = "北京 e-port/1", algorithm: str = "sm2") -> list[Path]:
    good("keys", "new", "--algorithm", algorithm, "--name", name, "--out", folder, *more)
    return sorted(folder.iterdir())


@pytest.mark.parametrize("algorithm", ["sm2", "rsa", "p256"])
def test_a_key_and_its_certificate_are_written(algorithm: str, tmp_path: Path) -> None:
    certificate, key = new(tmp_path / "made", "--days", 10, algorithm=algorithm, name="hebei")
    assert (certificate.name, key.name) == ("hebei.crt.pem", "hebei.key.pem")
    read = read_pem(certificate.read_bytes())
    assert (read.subject, read.algorithm, (read.not_after - read.not_before).days) == ("CN=hebei", algorithm, 10)
    assert load_key(key.read_bytes()).spki == read.spki


def test_only_the_owner_reads_the_key(tmp_path: Path) -> None:
    certificate, key = new(tmp_path)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(certificate.stat().st_mode) == 0o644


def test_a_name_that_is_no_file_name_makes_one(tmp_path: Path) -> None:
    certificate, _ = new(tmp_path)
    assert certificate.name == "北京-e-port-1.crt.pem"
    assert read_pem(certificate.read_bytes()).subject == "CN=北京 e-port/1"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    before = [path.read_bytes() for path in new(tmp_path)]
    done = run("keys", "new", "--algorithm", "rsa", "--name", "北京 e-port/1", "--out", tmp_path)
    assert done.code == 1
    assert "is there already" in done.err
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == before


def test_a_key_can_be_locked(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("correct horse\n")
    _, key = new(tmp_path / "made", "--passphrase-file", secret)
    assert b"ENCRYPTED" in key.read_bytes()
    assert load_key(key.read_bytes(), b"correct horse").algorithm == "sm2"


@pytest.mark.parametrize("content", ["", "\n", "two\nlines\n"])
def test_no_key_is_left_open_by_a_passphrase_file_that_holds_none(tmp_path: Path, content: str) -> None:
    secret, made = tmp_path / "passphrase", tmp_path / "made"
    secret.write_text(content)
    done = run("keys", "new", "--algorithm", "sm2", "--name", "x", "--out", made, "--passphrase-file", secret)
    assert done.code == 1
    assert "a passphrase file holds one line" in done.err
    assert not made.exists()


@pytest.mark.parametrize("more", [("--algorithm", "dsa"), ("--algorithm", "sm2", "--days", "0")])
def test_what_cannot_be_made_is_usage(more: tuple[str, ...], tmp_path: Path) -> None:
    assert run("keys", "new", *more, "--name", "x", "--out", tmp_path).code == 2


def test_an_rsa_key_has_the_bits_asked_for(tmp_path: Path) -> None:
    certificate, _ = new(tmp_path, "--bits", 2048, algorithm="rsa")
    assert read_pem(certificate.read_bytes()).key_bits == 2048
    assert run("keys", "new", "--algorithm", "rsa", "--bits", 1024, "--name", "x", "--out", tmp_path).code == 2
