"""Several worker processes behind one TLS port."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import Scene
from tests.service.tls_material import Shown, made, talker

LINK = """\
name = "channel"
party = "channel"
dialect = "hebei-dec"
profile = "none"
client_certificate = "required"
offices = ["04"]
may_send = ["declaration"]
transport = { kind = "http", url = "https://127.0.0.1:9/inbox" }
"""


def over_tls(region: Scene, server: Shown, client: Shown) -> None:
    folder = region.region.folder
    with region.region.config.open("a", encoding="utf-8") as config:
        config.write('\n[listen.tls]\ncertificate_file = "keys/s.crt.pem"\nkey_file = "keys/s.key.pem"\n')
    (folder / "links.d/channel.toml").write_text(LINK, encoding="utf-8")
    server.write(folder / "keys", "s")
    client.pin(folder / "trust/channel/tls")


async def statuses(region: Scene, document: bytes, server: Shown, folder: Path, client: Shown | None) -> set[int]:
    """Of many connections, which the kernel spreads over the workers."""
    mine = client.write(folder, "mine") if client else None
    context, found = talker(server, mine=mine, trusted=folder), set[int]()
    url = f"https://127.0.0.1:{region.region.port}/exchange/{'channel' if client else 'beijing'}"
    for _ in range(12):
        async with region.session.post(url, data=document, ssl=context) as answer:
            found.add(answer.status)
    return found


async def test_each_of_two_workers_speaks_tls_and_knows_the_pins(lay: MakeRegion, tmp_path: Path) -> None:
    server, client = made("gateway"), made("channel")
    async with lay() as region:
        over_tls(region, server, client)
        gateway = await region.serve(workers=2)
        document = region.declaration()
        assert await statuses(region, document, server, tmp_path, None) == {200}
        # An unsigned one would do; a signed document of another dialect is refused as a document, past the channel.
        assert await statuses(region, document, server, tmp_path, client) == {422}
        with pytest.raises(aiohttp.ClientError):
            await region.send(document)
        assert await gateway.stop() == 0
        assert gateway.log.found("our-fault") == []


@pytest.mark.slow
async def test_every_worker_shows_a_renewed_certificate_by_itself(lay: MakeRegion, tmp_path: Path) -> None:
    server, after = made("gateway"), made("gateway again")
    async with lay() as region:
        over_tls(region, server, made("channel"))
        gateway = await region.serve(workers=2)
        document = region.declaration()
        after.write(region.region.folder / "keys", "s")
        await gateway.log.wait_for("tls-renewed", 2)
        assert await statuses(region, document, after, tmp_path, None) == {200}
