"""Keys, passphrases and PINs are in no log, error, traceback or dump, whatever goes wrong with them."""

from __future__ import annotations

import io
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from gateway.commands.demo.region import lay_region
from gateway.model.errors import GatewayError
from gateway.service import blame
from gateway.trust.algorithms import Algorithm, Scheme
from gateway.trust.keys import load_key, new_key
from gateway.trust.pkcs12 import read_pkcs12
from gateway.trust.requests import Subject, request
from gateway.trust.signer import Signer
from gateway.trust.token import PROVIDERS, token_key
from gateway.trust.token_provider import TokenKey
from tests.trust.made import party
from tests.trust.tokens import TOKEN, soft_token

PASSPHRASE, PIN = b"made-up-passphrase", "000-made-up-pin"
NAMES = {"sm2-sm3": Algorithm.SM2, "rsa-sha256": Algorithm.RSA, "ecdsa-p256-sha256": Algorithm.P256}


def secrets_of(*pems: bytes) -> Iterator[str]:
    """Every whole line of the keys, and what opens them."""
    yield PASSPHRASE.decode()
    yield PIN
    for pem in pems:
        yield from (line for line in pem.decode().splitlines() if not line.startswith("-") and len(line) > 20)


def told(error: BaseException) -> str:
    """All that a program of ours might print of it, on a terminal and elsewhere."""
    stream = io.StringIO()
    people = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    for renderer in (people, structlog.processors.JSONRenderer()):
        log = structlog.wrap_logger(
            structlog.PrintLogger(stream), processors=[structlog.processors.format_exc_info, renderer]
        )
        log.error("our-fault", error=error, exc_info=error)
    lines = traceback.format_exception(error)
    return "".join([str(error), repr(error), repr(vars(error)), *lines, *blame.where(error), stream.getvalue()])


def fails(work: Callable[[], object]) -> str:
    try:
        work()
    except (GatewayError, TypeError, ValueError) as error:
        return told(error)
    raise AssertionError("it went well")


@pytest.mark.parametrize("profile", NAMES)
def test_no_error_of_a_key_tells_what_it_holds(profile: str) -> None:
    made, other = party(profile), party(next(name for name in NAMES if name != profile))
    locked = new_key(NAMES[profile], PASSPHRASE) if profile != "rsa-sha256" else made.key_pem
    cut = made.key_pem[: len(made.key_pem) // 2]
    ways: list[Callable[[], object]] = [
        lambda: load_key(cut, PASSPHRASE),
        lambda: load_key(made.key_pem.replace(b"PRIVATE", b"PUBLIC"), PASSPHRASE),
        lambda: read_pkcs12(made.key_pem, PASSPHRASE),
        lambda: made.key.sign(PASSPHRASE, Scheme.RSA_SHA1),
        lambda: Signer(profile=made.profile, key=other.key, certificate=made.certificate),
        lambda: Signer(profile=made.profile, key=load_key(new_key(NAMES[profile])), certificate=made.certificate),
        lambda: request(made.key, Subject(common_name="x" * 99)),
        lambda: made.key.__reduce__(),
    ]
    if locked is not made.key_pem:
        ways += [lambda: load_key(locked, PASSPHRASE + b"!"), lambda: load_key(locked)]
    text = "".join(map(fails, ways))
    assert "Traceback" in text
    assert [secret for secret in secrets_of(made.key_pem, locked) if secret in text] == []


def test_no_error_of_a_token_tells_the_pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token, spki = soft_token(tmp_path, monkeypatch), party("ecdsa-p256-sha256").key.spki
    wrong = TokenKey(module=token.module, token=TOKEN, label="k", pin=PIN)
    gone = TokenKey(module=token.module, token="other", label="k", pin=PIN)
    nothing = TokenKey(module="/nowhere.so", token=TOKEN, label="k", pin=PIN)
    try:
        text = "".join(fails(lambda at=at: token_key(at, spki)) for at in (wrong, gone, nothing, wrong))  # type: ignore[misc]
    finally:
        PROVIDERS.close()
    assert "4112" in text
    assert PIN not in text


@pytest.mark.parametrize("verb", [("serve",), ("check",), ("keys", "ls")])
def test_no_command_tells_what_a_key_file_holds_that_it_cannot_use(verb: tuple[str, ...], tmp_path: Path) -> None:
    region = lay_region(tmp_path, profile="sm2-sm3", redis="")
    keys = [path for path in region.folder.rglob("*") if path.is_file() and b"PRIVATE KEY" in path.read_bytes()[:80]]
    whole = [path.read_bytes() for path in keys]
    assert whole
    for path, content in zip(keys, whole, strict=True):
        path.write_bytes(content[: len(content) - 60])
    command = [sys.executable, "-m", "gateway", *verb, "--config", str(region.config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    said = done.stdout + done.stderr
    assert verb == ("keys", "ls") or "4112" in said
    assert [secret for secret in secrets_of(*whole) if secret in said] == []
