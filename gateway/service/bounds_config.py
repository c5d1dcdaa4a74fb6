"""The parts of the configuration that bound what is taken in, and how what goes out is tried again."""

from __future__ import annotations

from pydantic import Field

from gateway.routing.delivery import Policy
from gateway.service.transport_config import Seconds, Section


class Limits(Section):
    """Bounds on what is taken in."""

    document_bytes: int = Field(10 * 2**20, ge=1024, le=2**30)
    """Of one document, in and out of an archive."""
    refusal_bytes: int = Field(4096, ge=0, le=2**16)
    """Of a refused document, at most so much is kept."""
    in_flight: int = Field(256, ge=1)
    """Documents being accepted at once; more get 503 and Retry-After."""


class Courier(Section):
    """The way out."""

    lease_margin_s: Seconds = 15.0
    """A lease outlasts the longest attempt by so much. What a killed worker was sending waits as long."""


class Retry(Section):
    """How a link retries; seconds."""

    first_s: Seconds = 1.0
    """Before the second attempt; each further pause is twice as long, half of it by chance."""
    longest_s: Seconds = 300.0
    """No pause grows beyond this."""
    attempts: int = Field(100, ge=1)
    """After so many the delivery is a dead letter."""
    timeout_s: Seconds = 30.0
    """One attempt, connect to receipt."""

    def policy(self) -> Policy:
        """The same, as routing wants it."""
        return Policy(first_s=self.first_s, longest_s=self.longest_s, attempts=self.attempts)
