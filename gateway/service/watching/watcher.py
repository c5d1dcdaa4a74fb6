"""The watch over links: each worker asks for its turn, and whoever has it looks, keeps what it found, and tells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

import structlog

from gateway.model.errors import GatewayError
from gateway.recognition.inland import inland_ports
from gateway.recognition.pack import Inland
from gateway.recognition.road import Late, due
from gateway.service import blame
from gateway.service.config import Config
from gateway.service.journal.aid.front import AidJournal
from gateway.service.journal.journal import Journal
from gateway.service.journal.watching.front import WatchingJournal
from gateway.service.journal.watching.views import Ask, Overdue, What
from gateway.service.rule_packs import packs
from gateway.service.surroundings import Observer
from gateway.service.watching_config import Watch

LOG = structlog.get_logger()
ON_THE_ROAD = timedelta(days=14)
"""What left longer ago and is not there is a matter for the office. Our own choice."""
LOOK_BACK = timedelta(days=1)
"""A declaration is told as overdue for so long; what waits longer is a matter for the office, not for the watch."""
OVER = "-over"


class Watcher:
    """One a worker; the journal gives the turn to one of them."""

    def __init__(
        self,
        journal: WatchingJournal,
        watch: Watch,
        links: Sequence[str],
        *,
        observer: Observer,
        now: Callable[[], datetime],
        ports: Sequence[Inland] = (),
        aid: AidJournal | None = None,
    ) -> None:
        self._aid = aid
        self._journal = journal
        self._ports = ports
        self._told: frozenset[Late] = frozenset()
        self._watch = watch
        self._links = links
        self._observer = observer
        self._now = now

    async def run(self) -> None:
        """For ever, a look every `every_s` seconds."""
        while True:
            await asyncio.sleep(self._watch.every_s)
            await self.turn()

    async def turn(self) -> None:
        """Look, if it is our turn; a journal that is away is asked again at the next one."""
        try:
            await self._look()
        except GatewayError as error:
            LOG.warning("watch-failed", code=error.fault.code, reason=error.reason)
        except Exception as error:
            blame.tell(error)

    async def _look(self) -> None:
        now = self._now()
        if not await self._journal.take_turn(now, timedelta(seconds=self._watch.every_s)):
            return
        found = [*await self._journal.overdue(list(self._asks(now))), *await self._arrivals(now)]
        found += await self._acknowledgements(now)
        changes = await self._journal.settle(found, now)
        for one in changes.began:
            self._observer.event(one.what, one.link)
        for link, what in changes.ended:
            self._observer.event(what + OVER, link)

    async def _arrivals(self, now: datetime) -> Sequence[Overdue]:
        """Boxes that left for an inland port and are not there: counted by the link that told of their leaving."""
        if not self._ports:
            return ()
        journeys = await self._journal.journeys(now - ON_THE_ROAD)
        late = due(journeys.moves, now, self._ports)
        for one in late:
            if one not in self._told:
                said = {"numbers": one.left.numbers, "container": one.left.container, "to": one.to}
                LOG.warning("goods-late", **said, due_at=one.due_at.isoformat())
        self._told = frozenset(late)
        links = [(journeys.links[one.left], one.due_at) for one in late if one.left in journeys.links]
        return [
            Overdue(link=link, what=What.ARRIVAL, count=len(days), oldest_at=min(days))
            for link in sorted({link for link, _ in links})
            if (days := [day for name, day in links if name == link])
        ]

    async def _acknowledgements(self, now: datetime) -> Sequence[Overdue]:
        """Aid that a receiver has not acknowledged in time: counted by its link, and each told once as an event."""
        if self._aid is None:
            return ()
        for one in await self._aid.tell(now):
            self._observer.event("aid-unacknowledged", one.link, kind=one.kind, message=one.message)
        late = await self._aid.late(now)
        days = {link: [one.due_at for one in late if one.link == link] for link in sorted({one.link for one in late})}
        return [Overdue(link=link, what=What.AID, count=len(at), oldest_at=min(at)) for link, at in days.items()]

    def _asks(self, now: datetime) -> Iterator[Ask]:
        watch = self._watch
        for link in self._links:
            silent, hours = watch.silent_after_s.get(link), watch.release_after_hours.get(link)
            until = None if hours is None else now - timedelta(hours=hours)
            yield Ask(
                link=link,
                silent_since=None if silent is None else now - timedelta(seconds=silent),
                receipts_before=now - timedelta(seconds=watch.receipt_after_s),
                releases=None if until is None else (until - LOOK_BACK, until),
            )


def watcher_of(config: Config, journal: Journal, observer: Observer, now: Callable[[], datetime]) -> Watcher:
    """As configured, over all links. A business date stands still: by it nothing on the road is ever late."""
    links = [link.name for link in config.links]
    ports = () if config.business_date else inland_ports(packs())
    return Watcher(journal.watching, config.watch, links, observer=observer, now=now, ports=ports, aid=journal.aid)
