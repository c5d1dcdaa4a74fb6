"""From configuration to a worker's notary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import aiohttp

from gateway.evidence.timestamps import read_authorities
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.config import Config
from gateway.service.journal.evidence.front import EvidenceJournal
from gateway.service.notary import Notary, Stamp
from gateway.service.stamping import Stamper
from gateway.service.trust_config import Evidence
from gateway.trust.signer import Signer


def notary_of(
    config: Config,
    journal: EvidenceJournal,
    session: aiohttp.ClientSession,
    *,
    signers: Callable[[], Mapping[str, Signer]],
    now: Callable[[], datetime],
) -> Notary:
    """`signers`: those of this moment, by profile. Raises CONFIGURATION for authorities' certificates or a profile."""
    evidence = config.evidence
    profile = evidence_profile(config)
    if evidence.profile and evidence.profile not in {key.profile for key in config.keys}:
        raise faults.CONFIGURATION.error(
            "no key of ours has this profile", place=Place(path="evidence.profile"), value=evidence.profile
        )
    return Notary(
        journal=journal,
        signer=lambda: signers().get(profile),
        now=now,
        batch_s=evidence.batch_s,
        stamp=_stamp(evidence, session),
    )


def evidence_profile(config: Config) -> str:
    """Of the key that signs evidence and statements; "" where there is no key."""
    return config.evidence.profile or (config.keys[0].profile if config.keys else "")


def _stamp(evidence: Evidence, session: aiohttp.ClientSession) -> Stamp | None:
    path = evidence.timestamp_authorities
    if not evidence.timestamp_url or path is None:
        return None
    try:
        authorities = read_authorities(path.read_bytes())
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(path))) from None
    except GatewayError as error:
        raise error.fault.error(error.reason, place=Place(path=str(path))) from None
    return Stamper(session, evidence.timestamp_url, authorities).stamp
