"""The part of `check` that looks at TLS: files, what belongs together, and when each certificate ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gateway.model.errors import GatewayError
from gateway.service.config import Config
from gateway.service.expiry import THRESHOLDS
from gateway.service.tls_faults import tls_faults
from gateway.service.tls_files import ending_fault, endings

SOON_DAYS = max(THRESHOLDS)


def faults_of_tls(config: Config, now: datetime) -> Iterator[GatewayError]:
    """What keeps it from starting, and a certificate of ours that is not valid now: every peer would refuse us."""
    found = list(tls_faults(config))
    yield from found
    yield from (ending_fault(one) for one in endings(config) if one.is_ours and not one.is_valid(now))


def warnings_of_tls(config: Config, now: datetime) -> Iterator[str]:
    """Certificates that end soon, or ended."""
    for one in endings(config):
        days = one.days_left(now)
        if days < SOON_DAYS and (one.is_valid(now) or not one.is_ours):
            word = f"ends in {days} days" if days >= 0 else "has ended"
            yield f"{one.owner}: the certificate of {one.subject} {word} ({one.not_after.date()})"
