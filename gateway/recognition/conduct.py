"""By which rules offices are held: how strictly the protocol of clearance is, and who stands above whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mode(StrEnum):
    """What a breach of the protocol leads to."""

    OFF = "off"
    """Nobody looks."""
    WARN = "warn"
    """It is told and written down, and the document is accepted."""
    ENFORCE = "enforce"
    """The document is refused, but for one that keeps goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """Of one gateway."""

    mode: Mode = Mode.WARN
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By prefix of an office, the offices above it, beside what codes tell."""

    def superiors(self, office: str) -> frozenset[str]:
        """The offices that stand above this one as configured."""
        return frozenset(one for prefix, above in self.above.items() if office.startswith(prefix) for one in above)
