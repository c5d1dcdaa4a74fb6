"""A run of retention: what is over leaves the journal, for an archive or for good; each step stands by itself.

Whatever a crash interrupts, the next run goes on: a file is whole on the disk before its originals are taken out, and
is removed only after the journal says that it is destroyed.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from gateway.model import faults
from gateway.service.journal.records import Act
from gateway.service.journal.retention.front import RetentionJournal
from gateway.service.journal.retention.views import Archived, Group
from gateway.service.retention.archive_file import PART, SUFFIX, ArchiveWriter, originals, remove
from gateway.service.retention.terms import Fate, Terms
from gateway.trust.signer import Signer

PAGE = 200
"""Messages looked at together; and so many, about, leave by one commit, so that acceptance never waits long."""
FILE_MESSAGES = 5000
"""In one file; a month with more has several."""
REFUSALS = 1000


@dataclass(slots=True, kw_only=True)
class Report:
    """What a run did, or would do."""

    messages: Counter[Fate] = field(default_factory=Counter)
    """By what becomes of them, in messages."""
    files: list[str] = field(default_factory=list)
    """Written."""
    destroyed: list[str] = field(default_factory=list)
    """Files whose time was over."""
    kept: list[str] = field(default_factory=list)
    """Files whose time is over and that stay: a hold, a consignment that came to life again, or not in this folder."""
    refusals: int = 0


@dataclass(kw_only=True)
class Retention:
    """One run at `now`. `folder` and `signer`: of the archive; None: there is none."""

    journal: RetentionJournal
    terms: Terms
    now: datetime
    folder: Path | None = None
    signer: Callable[[], Signer] | None = None
    _open: dict[str, ArchiveWriter] = field(default_factory=dict)
    _groups: dict[str, list[Group]] = field(default_factory=dict)

    async def plan(self) -> Report:
        """Count what a run would do; nothing is written."""
        report = Report()
        async for groups in self._pages():
            for group in groups:
                report.messages[self.terms.fate(group, self.now)] += len(group.messages)
        for file in await self._files_over():
            (report.destroyed if self._has(file.name) else report.kept).append(file.name)
        return report

    async def run(self, actor: str, reason: str) -> Report:
        """Do it. Raises REASON_MISSING, ARCHIVE_AWAY, JOURNAL_AWAY; what was done until then stands."""
        report, destroy, archive = Report(), self._act(actor, "destroy", reason), self._act(actor, "archive", reason)
        try:
            self._sweep()
            async for groups in self._pages():
                await self._treat(groups, destroy, archive, report)
            for month in list(self._open):
                await self._finish(month, archive, report)
        finally:
            for writer in self._open.values():
                writer.discard()
        await self._destroy_files(destroy, report)
        while dropped := await self.journal.drop_refusals(self.terms.refusals_before(self.now), REFUSALS):
            report.refusals += dropped
        return report

    async def restore(self, message: str, actor: str, reason: str) -> str:
        """Put a message's originals back into the journal: the file they came from.

        Raises RETIRED where none has them, ARCHIVE_AWAY, ARCHIVE_WRONG, REASON_MISSING.
        """
        name = await self.journal.archive_of(message)
        statement = next(one.statement for one in await self.journal.archives() if one.name == name)
        if self.folder is None:
            raise faults.ARCHIVE_AWAY.error("retention.archive_folder names no folder", value=name)
        found = await asyncio.to_thread(originals, self.folder / name, message, statement)
        act = Act(at=self.now, actor=actor, verb="restore", target=name, reason=reason)
        await self.journal.restore(message, found, act)
        return name

    async def _pages(self) -> AsyncIterator[Sequence[Group]]:
        """Each group once, on the page that has its first message."""
        after, before = "", self.terms.earliest(self.now)
        while page := await self.journal.page(after, before, PAGE):
            here = set(page)
            yield [group for group in await self.journal.groups(page) if group.messages and min(group.messages) in here]
            after = page[-1]

    async def _treat(self, groups: Sequence[Group], destroy: Act, archive: Act, report: Report) -> None:
        by_month: defaultdict[str, list[Group]] = defaultdict(list)
        over: set[str] = set()
        for group in groups:
            fate = self.terms.fate(group, self.now)
            if fate is Fate.DESTROY:
                over |= group.messages
            elif fate is Fate.ARCHIVE:
                by_month[f"{self.terms.keep_until(group):%Y-%m}"].append(group)
            else:
                report.messages[fate] += len(group.messages)
        if over:
            report.messages[Fate.DESTROY] += len(await self.journal.leave(over, self._due(Fate.DESTROY), destroy))
        for month, found in by_month.items():
            await self._put(month, found, archive, report)

    async def _put(self, month: str, groups: Sequence[Group], act: Act, report: Report) -> None:
        if month not in self._open:
            self._open[month] = ArchiveWriter(self._folder, await self._name(month))
        writer, messages = self._open[month], {one for group in groups for one in group.messages}
        await asyncio.to_thread(writer.add, await self.journal.payloads(messages))
        writer.messages |= messages
        writer.keep_until = max(
            [self.terms.keep_until(group) for group in groups] + ([writer.keep_until] if writer.keep_until else [])
        )
        self._groups.setdefault(month, []).extend(groups)
        if len(writer.messages) >= FILE_MESSAGES:
            await self._finish(month, act, report)

    async def _finish(self, month: str, act: Act, report: Report) -> None:
        """The file first, then what it holds leaves: never the other way."""
        assert self.signer is not None  # noqa: S101  (a folder comes with a signer)
        writer, groups = self._open[month], self._groups.pop(month)
        statement = await asyncio.to_thread(writer.finish, self.signer(), self.now)
        del self._open[month]
        file = Archived(
            name=writer.name,
            at=self.now,
            keep_until=writer.keep_until or self.now,
            messages=len(writer.messages),
            statement=statement,
        )
        report.files.append(file.name)
        named = Act(at=act.at, actor=act.actor, verb=act.verb, target=file.name, reason=act.reason)
        for messages in _parts(groups):
            gone = await self.journal.leave(messages, self._due(Fate.ARCHIVE), named, file)
            report.messages[Fate.ARCHIVE] += len(gone)

    async def _destroy_files(self, act: Act, report: Report) -> None:
        for file in await self._files_over():
            done = self._has(file.name) and await self.journal.destroy_archive(file.name, self._due(Fate.DESTROY), act)
            if done:
                await asyncio.to_thread(remove, self._folder / file.name)
            (report.destroyed if done else report.kept).append(file.name)
        for file in await self.journal.archives():  # a crash between the commit and the disk left it
            if file.destroyed_at is not None and self._has(file.name):
                await asyncio.to_thread(remove, self._folder / file.name)

    async def _files_over(self) -> Sequence[Archived]:
        known = await self.journal.archives()
        return [one for one in known if one.destroyed_at is None and one.keep_until <= self.now]

    async def _name(self, month: str) -> str:
        """One that neither the journal nor the folder has: a file of a run that was interrupted stays apart."""
        taken = {one.name for one in await self.journal.archives()} | {path.name for path in self._folder.iterdir()}
        return next(name for n in count(1) if (name := f"{month}.{n:03d}{SUFFIX}") not in taken)

    def _due(self, wanted: Fate) -> Callable[[Group], datetime | None]:
        """Seen again under the journal's lock: a hold, or a message, may have come meanwhile."""

        def due(group: Group) -> datetime | None:
            return self.terms.keep_until(group) if self.terms.fate(group, self.now) is wanted else None

        return due

    def _act(self, actor: str, verb: str, reason: str) -> Act:
        return Act(at=self.now, actor=actor, verb=verb, target="originals", reason=reason)

    @property
    def _folder(self) -> Path:
        assert self.folder is not None  # noqa: S101  (without an archive no fate is ARCHIVE)
        return self.folder

    def _has(self, name: str) -> bool:
        return self.folder is not None and (self.folder / name).is_file()

    def _sweep(self) -> None:
        """What an interrupted run left half written; its originals are all in the journal."""
        if self.folder is not None:
            for path in self.folder.glob(f"*{SUFFIX}{PART}"):
                path.unlink()


def _parts(groups: Iterable[Group]) -> Iterator[set[str]]:
    part: set[str] = set()
    for group in groups:
        part |= group.messages
        if len(part) >= PAGE:
            yield part
            part = set()
    if part:
        yield part
