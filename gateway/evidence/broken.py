"""What comes of JSON that is not as our release writes it: told in our words, never by a traceback."""

from __future__ import annotations

from gateway.model import faults
from gateway.model.errors import GatewayError, Place

BROKEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def unreadable(what: str, error: Exception, place: str = "") -> GatewayError:
    """EVIDENCE_UNREADABLE for one of BROKEN."""
    reason = f"{what}: {type(error).__name__} {error}"
    return faults.EVIDENCE_UNREADABLE.error(reason, place=Place(path=place or None))
