"""Bundles as the journal knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gateway.routing.delivery import Delivery
from gateway.service.journal.records import Attempt, Claimed


class Way(StrEnum):
    """Which way a bundle goes, seen from here."""

    OUT = "out"
    IN = "in"


class BundleState(StrEnum):
    """How far a bundle is."""

    CARRIED = "carried"
    """Out: its deliveries are held for it until it expires, is settled, or is recalled."""
    RECALLED = "recalled"
    """Out: its deliveries go by the line again; receipts for it are still believed."""
    SETTLED = "settled"
    """Out: its receipts came."""
    BEGUN = "begun"
    """In: some of it may be accepted; importing it again goes on."""
    DONE = "done"
    """In: all of it was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRow:
    """One bundle."""

    way: Way
    party: str
    number: str
    link: str
    at: datetime
    expires_at: datetime
    documents: int
    digest: str
    """`sm3:` and hex of the file; "" if it was never written."""
    state: BundleState


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What became of one delivery that was carried, as `Journal.conclude` takes it."""

    claimed: Claimed
    delivery: Delivery
    attempt: Attempt
