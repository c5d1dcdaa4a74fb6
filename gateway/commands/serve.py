"""`serve`: run the gateway until it is told to stop."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import structlog
import typer

from adapters import DIALECTS, ENVELOPES
from gateway.commands.ending import Exit, told
from gateway.commands.logging import set_up_logging
from gateway.service.catalogue import Catalogue
from gateway.service.config_file import load_config
from gateway.service.hardening import keep_out_of_dumps
from gateway.service.journal.engine import parse
from gateway.service.secret_files import seen_by_others
from gateway.service.supervisor import redis_of, supervise
from gateway.service.worker import run_worker

LOG = structlog.get_logger()
CATALOGUE = Catalogue(dialects=DIALECTS, envelopes=ENVELOPES)


@told
def serve(
    config: Annotated[Path, typer.Option(help="gateway.toml", envvar="EPORT_CONFIG", exists=True, dir_okay=False)],
    workers: Annotated[int, typer.Option(help="Processes; 0: as configured.", min=0, max=64)] = 0,
) -> None:
    """Run the gateway: exchange port, operators' port, courier. SIGTERM drains and stops it.

    For example: eport-gateway serve --config gateway.toml --workers 2
    """
    keep_out_of_dumps()
    set_up_logging()
    settings = load_config(config)
    for warning in seen_by_others(settings):
        LOG.warning("secret-seen-by-others", detail=warning)
    count = workers or settings.workers
    parse(settings.journal)  # before a private Redis makes its folder in that of a journal which is nowhere
    with redis_of(settings) as redis:
        if count == 1:
            asyncio.run(run_worker(settings, CATALOGUE, redis=redis))
            return
        command = [sys.executable, "-m", "gateway", "worker", "--config", str(config), "--redis", redis, "--index"]
        if supervise(lambda index: [*command, str(index)], count):
            raise typer.Exit(Exit.OURS)


@told
def worker(
    config: Annotated[Path, typer.Option(exists=True, dir_okay=False)],
    index: Annotated[int, typer.Option(min=0)] = 0,
    redis: Annotated[str, typer.Option()] = "",
) -> None:
    """Run one worker of several; `serve` starts these."""
    keep_out_of_dumps()
    set_up_logging()
    asyncio.run(run_worker(load_config(config), CATALOGUE, index=index, redis=redis))
