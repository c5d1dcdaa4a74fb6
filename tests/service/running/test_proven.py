"""Evidence of a real run: whatever became of a message, a stranger who has nothing but the file finds it good."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from aiohttp import web
from sqlalchemy import create_engine, update

from gateway.commands.demo.inbox import Received
from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill, sealed
from gateway.service.config_file import load_config
from gateway.service.journal.evidence.tables import RECORD
from gateway.translation.receipts import digest_of
from tests.service.running.forks import ROOT
from tests.service.running.log import PATIENCE_S
from tests.service.running.peer import Behaviour, answers
from tests.service.running.scene import Scene


def answered(region: Scene, code: str, charset: str) -> Behaviour:
    """Under a code, in a charset that only the HTTP header tells: the gateway believes it, and so must a stranger."""

    def receipt(got: Received) -> bytes:
        words = {"number": got.number, "receiver": ADDRESSES["hebei"], "kind": got.kind, "digest": digest_of(got.raw)}
        text = (
            fill("dxp-receipt", **words).replace(">0000<", f">{code}<").replace("<ResponseInfo>", "<ResponseInfo>收到")
        )
        document = sealed(text, region.region.identities["hebei"].signer).decode()
        return re.sub(r"<\?xml[^>]*\?>", "", document).encode(charset)

    async def behave(received: Received) -> web.Response:
        return web.Response(body=receipt(received), content_type="application/xml", charset=charset)

    return behave


async def containers(region: Scene, folder: Path) -> list[Path]:
    status, found = await region.ops("/api/v1/messages?limit=100")
    assert status == 200, found
    made = []
    for one in found["messages"]:
        file = folder / f"{one['message']}.asice"
        url = f"http://127.0.0.1:{region.region.ops_port}/api/v1/evidence/{one['message']}"
        async with region.session.get(url) as refused:
            assert refused.status == 401
        async with region.session.get(url, headers={"Authorization": f"Bearer {region.region.token}"}) as answer:
            assert answer.status == 200, await answer.text()
            file.write_bytes(await answer.read())
        made.append(file)
    return made


async def evidence(*words: object) -> str:
    """Exit code and words of the command, in an environment of its own."""
    command = [sys.executable, "-m", "gateway", "evidence", *map(str, words)]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env={"PATH": "/usr/bin"}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told, _ = await process.communicate()
    return f"{process.returncode} {told.decode()}"


def laid_trust(region: Scene, folder: Path) -> Path:
    for party, identity in region.region.identities.items():
        (folder / party).mkdir(parents=True)
        (folder / party / "one.pem").write_bytes(identity.certificate_pem)
    return folder


async def test_whatever_became_of_a_message_is_good_evidence(region: Scene, tmp_path: Path) -> None:
    gateway = await region.serve(workers=2)
    region.hebei.script.append(answers(lambda _: b"", 500))
    first = region.declaration()
    await region.send_until_taken(first)
    await region.send_until_taken(first)
    await region.hebei.arrived(2)
    region.hebei.script.append(answered(region, "2999", "utf-8"))
    await region.send_until_taken(region.declaration("BJ20141015000002"))
    await region.hebei.arrived(3)
    region.hebei.script.append(answered(region, "0000", "gb18030"))
    await region.send_until_taken(region.declaration("BJ20141015000004"))
    await region.hebei.arrived(4)
    await region.send_until_taken(region.declaration("BJ20141015000003", to="tianjin"))
    await region.send_until_taken(region.declaration("BJ20141015000003", to="tianjin", remark="amended 改"))
    (got, *_) = await region.tianjin.inbox.wait_for(lambda _: True, PATIENCE_S, 2)
    region.tianjin.send("a.xml", region.answer(answers=got.text("SEND_CODE")))
    await region.beijing.arrived(1)
    await gateway.log.wait_for("delivered", link="beijing")
    status, found = await region.ops("/api/v1/messages?limit=100")
    operated = found["messages"][-1]["message"]
    status, said = await region.ops("/api/v1/replays", {"message": operated, "link": "hebei", "reason": "asked"})
    assert status == 201, said
    await region.hebei.arrived(5)
    await gateway.log.wait_for("delivered", 3, link="hebei")
    files, trust = await containers(region, tmp_path), laid_trust(region, tmp_path / "trust")
    assert len(files) == 6
    gateway.kill()
    told = [await evidence("verify", one, "--trust", trust) for one in files]
    assert all(one.startswith("0 ") for one in told), "\n".join(told)
    audited = await evidence("audit", "--config", region.region.config, "--trust", trust)
    assert audited.startswith("0 unbroken: 6 batches"), audited


async def test_an_auditor_is_told_the_first_record_that_was_changed(region: Scene, tmp_path: Path) -> None:
    gateway, trust = await region.serve(), laid_trust(region, tmp_path / "trust")
    await region.send_until_taken(region.declaration())
    await gateway.log.wait_for("delivered", link="hebei")
    await containers(region, tmp_path)
    gateway.kill()
    await gateway.ended()
    engine = create_engine(load_config(region.region.config).journal)
    with engine.begin() as connection:
        connection.execute(update(RECORD).where(RECORD.c.id == 2).values(body=b'{"what":"attempt"}'))
    engine.dispose()
    audited = await evidence("audit", "--config", region.region.config, "--trust", trust)
    assert audited.startswith("1 "), audited
    assert "batch 1, record 2" in audited
