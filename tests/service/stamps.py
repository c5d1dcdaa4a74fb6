"""A time-stamping authority on loopback, around `openssl ts`: its keys are made on the spot, and it errs on request."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from gateway.service.stamping import QUERY, REPLY

CONFIG = """
[tsa]
default_tsa = it
[it]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
EXTENSIONS = "basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n" + (
    "extendedKeyUsage=critical,timeStamping\n"
)
NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


def openssl(folder: Path, *words: str) -> bytes:
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def need_openssl() -> None:
    if shutil.which("openssl"):
        return
    reason = "NO OPENSSL: time-stamps were NOT tried; apt-get install openssl"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@dataclass
class Authority:
    """`lie` makes it err: a word of `LIES`."""

    folder: Path
    lie: str = ""
    asked: int = 0
    answers: list[bytes] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    @classmethod
    def made(cls, folder: Path, name: str = "stamps") -> Authority:
        folder.mkdir()
        (folder / "ts.conf").write_text(CONFIG)
        (folder / "serial").write_text("01\n")
        (folder / "extensions").write_text(EXTENSIONS)
        root = ("-x509", *NEW_KEY, "-keyout", "root.key", "-out", "root.pem", "-subj", f"/CN={name} root", "-days", "9")
        openssl(folder, "req", *root)
        openssl(folder, "req", "-new", *NEW_KEY, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={name}")
        issue = (
            "-req",
            "-in",
            "tsa.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
            "-out",
            "tsa.pem",
        )
        openssl(folder, "x509", *issue, "-days", "9", "-extfile", "extensions")
        return cls(folder)

    def reply(self, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        openssl(self.folder, "ts", "-reply", "-config", "ts.conf", "-queryfile", "query.tsq", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def query(self, content: bytes, *words: str) -> bytes:
        (self.folder / "content").write_bytes(content)
        made = ("-query", "-data", "content", "-sha256", "-cert", "-out", "own.tsq", *words)
        openssl(self.folder, "ts", *made)
        return (self.folder / "own.tsq").read_bytes()

    def judged(self, answer: bytes, content: bytes) -> str:
        """What the openssl command says of an answer."""
        (self.folder / "kept.tsr").write_bytes(answer)
        (self.folder / "content").write_bytes(content)
        told = openssl(self.folder, "ts", "-verify", "-data", "content", "-in", "kept.tsr", "-CAfile", "root.pem")
        return told.decode().strip()


LIES: Sequence[str] = ("nonce", "digest", "rejection", "garbage", "empty", "endless", "status", "redirect", "cut")


@asynccontextmanager
async def listening(authority: Authority) -> AsyncIterator[str]:
    """Its URL on loopback."""

    async def stamp(request: web.Request) -> web.StreamResponse:
        assert request.content_type == QUERY
        authority.asked += 1
        query = await request.read()
        if authority.lie == "endless":
            return await _endless(request)
        if authority.lie == "redirect":
            raise web.HTTPFound("/elsewhere")
        status = 500 if authority.lie == "status" else 200
        body = await asyncio.to_thread(_answer, authority, query)
        authority.answers.append(body)
        return web.Response(body=body, content_type=REPLY, status=status)

    app = web.Application()
    app.router.add_post("/", stamp)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


def _answer(authority: Authority, query: bytes) -> bytes:
    match authority.lie:
        case "nonce":
            return authority.answers[0] if authority.answers else authority.reply(authority.query(b"x"))
        case "digest":
            return authority.reply(authority.query(b"another statement"))
        case "rejection":
            return authority.reply(
                query.replace(bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"))
            )
        case "garbage":
            return b"\x30\x82\xff\xff" + bytes(99)
        case "empty":
            return b""
        case "cut":
            return authority.reply(query)[:-40]
    return authority.reply(query)


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(64):
        await response.write(bytes(4096))
    return response
