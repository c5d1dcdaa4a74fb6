"""Several keys of ours for one profile: which one signs at a moment, so that keys are rotated without a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gateway.trust.signer import Signer

AT_ONCE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A signer and the moment it takes over."""

    signer: Signer
    sign_from: datetime | None = None
    """Aware; None: at once."""

    @property
    def since(self) -> datetime:
        """The same as a moment that compares."""
        return self.sign_from or AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who signs, and what an operator must be warned of: "" if it is the one that was meant to."""

    signer: Signer
    warning: str = ""


def signing_at(planned: Sequence[Planned], at: datetime) -> Chosen:
    """Of one profile's signers the one that signs at `at` (aware): of those that are due and valid the last.

    Where there is none, the next one whose certificate is valid already; else the last one due, whose certificate has
    ended: peers will refuse it, but an answer under it says more than none. The rule is ours. ValueError without any.
    """
    if not planned:
        raise ValueError("nobody to choose from")
    order = sorted(planned, key=lambda one: one.since)
    valid = [one for one in order if one.signer.certificate.is_valid(at)]
    due = [one for one in valid if one.since <= at]
    if due:
        return Chosen(signer=due[-1].signer)
    if valid:
        return Chosen(signer=valid[0].signer, warning="it signs before its sign_from: no earlier certificate is valid")
    last = [one for one in order if one.since <= at] or order
    return Chosen(signer=last[-1].signer, warning="no certificate of ours is valid for this profile")
