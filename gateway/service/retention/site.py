"""From configuration to a run of retention: the journal opened beside a gateway, the archive's folder locked."""

from __future__ import annotations

import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.config import Config
from gateway.service.journal.journal import open_journal
from gateway.service.journal.retention.front import RetentionJournal
from gateway.service.retention.running import Retention
from gateway.service.trust_keeper import TrustKeeper
from gateway.trust.signer import Signer

IDLE = timedelta(days=90)
"""Longer than this without a message, and it may be the clock that runs ahead: it would destroy what is not over."""


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[RetentionJournal]:
    """The journal's retention, for as long as a command needs it. Raises what `open_journal` raises."""
    async with open_journal(config.journal) as journal:
        yield journal.retention


def retention_of(config: Config, journal: RetentionJournal, now: datetime) -> Retention:
    """A run as configured. Raises KEY_UNUSABLE where an archive is wanted and no key of ours signs it."""
    folder = config.retention.archive_folder
    terms = config.retention.terms()
    if folder is None:
        return Retention(journal=journal, terms=terms, now=now)
    return Retention(journal=journal, terms=terms, now=now, folder=folder, signer=_Signing(config, now))


async def refuse_doubtful(journal: RetentionJournal, now: datetime) -> None:
    """CLOCK_DOUBTFUL where our clock is far ahead of the last message that came."""
    newest = await journal.newest()
    if newest is not None and now - newest > IDLE:
        raise faults.CLOCK_DOUBTFUL.error(f"the last message came at {newest:%Y-%m-%d}", value=f"{now:%Y-%m-%d}")


@contextmanager
def alone(folder: Path | None) -> Iterator[None]:
    """One run at a time in an archive's folder. ARCHIVE_AWAY where it is not there; BUSY while another run has it."""
    if folder is None:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise faults.ARCHIVE_AWAY.error(error.strerror or "unreadable", place=Place(path=str(folder))) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise faults.BUSY.error("another run of retention has the archive", value=folder.name) from None
    finally:
        os.close(descriptor)


class _Signing:
    """Who seals an archive now, as evidence is sealed; looked up when first asked."""

    def __init__(self, config: Config, now: datetime) -> None:
        self._config = config
        self._now = now

    def __call__(self) -> Signer:
        profile = self._config.evidence.profile or (self._config.keys[0].profile if self._config.keys else "")
        found = TrustKeeper(self._config, lambda: self._now).signers.get(profile)
        if found is None:
            raise faults.KEY_UNUSABLE.error("no key of ours seals an archive: set one up in [[keys]]")
        return found
