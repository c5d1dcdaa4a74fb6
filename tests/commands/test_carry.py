"""The emergency channel as two operators use it: one on each side, and a file that is carried between them."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gateway.service.worker import ports
from tests.commands.cli import Ran, good, run
from tests.service.carrying.conftest import Shores, shores


@dataclass
class Crossing:
    """Both gateways on a thread of their own, because the commands are synchronous."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    made: Shores | None = None

    @property
    def shores(self) -> Shores:
        assert self.made is not None
        return self.made

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    async def serve(self, folder: Path, started: threading.Event, stop: asyncio.Event) -> None:
        async with shores(folder) as made, ports(made.here.gateway, 0), ports(made.there, 0):
            self.made = made
            started.set()
            await stop.wait()

    def here(self, *words: object) -> Ran:
        return run("carry", *words, "--config", self.shores.here.region.config)

    def there(self, *words: object) -> Ran:
        return run("carry", *words, "--config", self.shores.folder / "gateway.toml")


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crossing]:
    made, folder = Crossing(), tmp_path_factory.mktemp("shores")
    started, stop = threading.Event(), asyncio.Event()
    thread = threading.Thread(target=lambda: made.loop.run_until_complete(made.serve(folder, started, stop)))
    thread.start()
    assert started.wait(30)
    yield made
    made.loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    made.loop.close()


def test_a_person_carries_a_bundle_there_and_its_receipts_back(crossing: Crossing, tmp_path: Path) -> None:
    out, back = tmp_path / "tianjin.asice", tmp_path / "tianjin.receipts.asice"
    message = crossing.do(crossing.shores.waiting())
    said = crossing.here("export", "--link", "tianjin", "-o", out, "--reason", "the line is down")
    assert (said.code, "4750 carry-not-manual" in said.err) == (1, True)
    crossing.do(crossing.shores.stopped())
    said = crossing.here("export", "--link", "tianjin", "-o", out, "--reason", "the line is down")
    assert (said.code, "1 documents for DXPENT0000000202" in said.err) == (0, True), said.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    said = crossing.there("import", out, "--reason", "brought by Li")
    assert (said.code, f"bring back {back}" in said.err) == (0, True), said.err
    said = crossing.here("import", back, "--reason", "brought by Li")
    assert said.code == 0, said.err
    assert crossing.do(crossing.shores.state(message)) == "delivered"
    again = crossing.there("import", out, "-o", tmp_path / "again", "--reason", "brought by Li")
    assert (again.code, "4755 carry-repeated" in again.err) == (1, True)
    (row,) = good("carry", "ls", "--json", "--config", crossing.shores.folder / "gateway.toml").json
    number = row["number"]
    copy = tmp_path / "copy.asice"
    assert crossing.there("receipts", number, "--party", "region", "-o", copy).code == 0
    assert copy.read_bytes() == back.read_bytes()
    listed = crossing.here("ls").text
    assert number in listed and "settled" in listed


def test_a_lost_bundle_is_recalled(crossing: Crossing, tmp_path: Path) -> None:
    out = tmp_path / "lost.asice"
    crossing.do(crossing.shores.waiting())
    crossing.do(crossing.shores.stopped())
    assert crossing.here("export", "--link", "tianjin", "-o", out, "--reason", "the line is down").code == 0
    number = good("carry", "ls", "--json", "--config", crossing.shores.here.region.config).json[0]["number"]
    assert "is recalled" in crossing.here("recall", number, "--reason", "it was lost").err
    assert crossing.here("recall", number, "--reason", "it was lost").code == 1
    again = tmp_path / "again.asice"
    assert crossing.here("export", "--link", "tianjin", "-o", again, "--reason", "once more").code == 0


def test_what_is_no_bundle_is_refused_before_anybody_is_asked(crossing: Crossing, tmp_path: Path) -> None:
    file = tmp_path / "x.asice"
    file.write_bytes(b"PK")
    said = crossing.there("import", file, "--reason", "brought by Li")
    assert (said.code, "4752 carry-invalid" in said.err) == (1, True)


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_held_for_it(
    crossing: Crossing, tmp_path: Path
) -> None:
    out = tmp_path / "taken.asice"
    out.write_bytes(b"receipts of yesterday")
    before = len(good("carry", "ls", "--json", "--config", crossing.shores.here.region.config).json)
    said = crossing.here("export", "--link", "tianjin", "-o", out, "--reason", "the line is down")
    assert (said.code, out.read_bytes()) == (2, b"receipts of yesterday")
    assert len(good("carry", "ls", "--json", "--config", crossing.shores.here.region.config).json) == before


def test_receipts_of_nobody_are_an_input_at_fault(crossing: Crossing, tmp_path: Path) -> None:
    said = crossing.there("receipts", "1", "--party", "region", "-o", tmp_path / "r")
    assert (said.code, "4756 carry-unknown" in said.err) == (1, True)
