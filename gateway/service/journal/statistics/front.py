"""Statistics' front: a report of some days or months of the journal."""

from __future__ import annotations

from gateway.recognition.statistics.periods import Span
from gateway.recognition.statistics.report import Report, report
from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.statistics import reading


class StatisticsJournal:
    """Every method may raise JOURNAL_AWAY."""

    def __init__(self, read: Doing) -> None:
        self._read = read

    async def report(self, span: Span) -> Report:
        """Counted where the journal is read, so that nothing else waits; what came after the span changes nothing.

        Raises REQUEST_INVALID for a span that no calendar ends.
        """
        begin, end = span.bounds
        return await self._read(lambda connection: report(reading.events(connection, begin, end), span))
