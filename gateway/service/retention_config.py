"""The part of the configuration that says how long what was accepted is kept, and where it goes meanwhile."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from gateway.service.retention.terms import LEAST_LOG_DAYS, LEAST_YEARS, Terms
from gateway.service.transport_config import Section


class Retention(Section):
    """How long originals are kept. Nothing leaves by itself: `eport-gateway retention run` takes out what is over."""

    years: int = Field(10, ge=LEAST_YEARS, le=100)
    """After the last thing that happened to a consignment whose release we saw; 10 is advice, the law's least is 3."""
    unreleased_years: int = Field(10, ge=LEAST_YEARS, le=100)
    """The same where we saw no release: the goods may have been released later, and nobody told us."""
    longer: dict[str, int] = Field(default_factory=dict)
    """By kind, in years: what keeps its whole consignment longer, as goods in bond, supervised for years, may need."""
    archive_folder: Path | None = None
    """Where originals go from the journal until their time is over; None: they stay in the journal. It must exist."""
    archive_after_months: int = Field(36, ge=1, le=1200)
    """After the last thing that happened to the consignment."""
    refusal_days: int = Field(365, ge=LEAST_LOG_DAYS, le=36500)
    """What was refused at the door is a log of the network; its daily counts stay for ever."""

    def terms(self) -> Terms:
        """The same, as retention wants it."""
        return Terms(
            years=self.years,
            unreleased_years=self.unreleased_years,
            longer=self.longer,
            archive_after_months=self.archive_after_months if self.archive_folder else None,
            refusal_days=self.refusal_days,
        )
