"""The part of the configuration that says what is silent or overdue, and how often a worker looks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from gateway.service.transport_config import Section


class Watch(Section):
    """What operators are warned of. One worker looks for all; times are our own choice, and so are the defaults."""

    every_s: int = Field(60, ge=5, le=3600)
    """Between two looks."""
    receipt_after_s: int = Field(1800, ge=60, le=604800)
    """A document that was accepted so long ago and has no receipt is overdue; paused links too."""
    silent_after_s: dict[str, Annotated[int, Field(ge=60, le=604800)]] = Field(default_factory=dict)
    """By link: nothing came for so long, a heartbeat neither, and the feed is silent. Others are not watched."""
    release_after_hours: dict[str, Annotated[int, Field(ge=1, le=720)]] = Field(default_factory=dict)
    """By link: its declarations that no release followed for so long. Name links whose goods get release orders."""

    def refuse_strangers(self, links: Collection[str]) -> None:
        """ValueError for a link that is not there."""
        for name in sorted({*self.silent_after_s, *self.release_after_hours} - set(links)):
            raise ValueError(f"watch: there is no link {name}")
