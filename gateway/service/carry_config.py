"""The part of the configuration about bundles that are carried by hand while a line is down."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from gateway.service.transport_config import Section


class Carry(Section):
    """The emergency channel."""

    days: int = Field(7, ge=1, le=30)
    """How long a bundle may be on its way; the line does not send what it holds before that is over."""
    names: tuple[str, ...] = ()
    """Under which names bundles are ours beside our address: a sender whose link to us has no address writes there
    what it calls our party."""

    @property
    def life(self) -> timedelta:
        """The same as `days`."""
        return timedelta(days=self.days)
