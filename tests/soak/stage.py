"""What the checker plays on: a region, its Redis and its journal's engine, each of which may be killed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway.commands.demo.region import JOURNAL, lay_region
from gateway.service.private_redis import PrivateRedis
from tests.private_postgres import PrivatePostgres, fresh_database
from tests.service.running.conftest import COURIER, RETRY, opened
from tests.service.running.forks import Forks
from tests.service.running.scene import Running, Scene
from tests.soak.history import Standstill

DISK = "512m"
WORKERS = 2
SEALING = """
[evidence]
batch_s = 1.0
"""
"""Or a worker that is killed every few seconds would seldom come to seal anything."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """Everything a fault may touch."""

    scene: Scene
    redis: PrivateRedis
    postgres: PrivatePostgres | None
    disk: Path | None
    """A small disk of its own that holds the journal; None: mounting is not allowed here."""
    gateway: Running | None = None
    history: list[dict[str, Any]] = field(default_factory=list)
    standstills: list[Standstill] = field(default_factory=list)

    async def serve(self) -> None:
        """Start the gateway, if none runs."""
        if self.gateway is None or not self.gateway.runs:
            self.gateway = await self.scene.serve(workers=WORKERS)


@asynccontextmanager
async def stage(engine: str) -> AsyncIterator[Stage]:
    """`engine`: sqlite or postgresql."""
    folder = Path(tempfile.mkdtemp(prefix="eport-soak-"))
    forks = Forks()
    try:
        with PrivateRedis() as redis, _journal(engine) as (postgres, url):
            region = lay_region(folder / "region", journal=url, redis=redis.url, retry=RETRY)
            with region.config.open("a", encoding="utf-8") as config:
                config.write(COURIER + SEALING)
            with _disk(region.folder / "var", wanted=postgres is None) as disk:
                async with opened(region, forks) as scene:
                    yield Stage(scene=scene, redis=redis, postgres=postgres, disk=disk)
    finally:
        forks.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _journal(engine: str) -> Iterator[tuple[PrivatePostgres | None, str]]:
    if engine == "sqlite":
        yield None, JOURNAL
        return
    with PrivatePostgres() as server, fresh_database(server.url) as url:
        yield server, url


@contextmanager
def _disk(folder: Path, *, wanted: bool) -> Iterator[Path | None]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0700", "tmpfs", str(folder)]
    if not wanted or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
