"""What a declaration chooses among: its direction, its clearance mode, its special trades, its subject."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """进出境."""

    IMPORT = "import"
    EXPORT = "export"


class Subject(StrEnum):
    """What is declared, where it is no goods of trade."""

    PARCEL = "parcel"
    """物品清单: what one person bought, in one parcel."""


class ClearanceMode(StrEnum):
    """Clearance modes an enterprise may choose; whether one is in force at a date is the decision's concern."""

    PORT = "PC"
    TRANSIT = "TT"
    LOCAL_DECLARE_PORT_RELEASE = "SD"
    LOCAL_DECLARE_LOCAL_RELEASE = "SS"
    REGIONAL = "RI"
    NATIONAL = "NI"
    TWO_STEP = "TS"
    """两步申报, and it is not said which step."""
    TWO_STEP_OUTLINE = "TS-outline"
    """概要申报: the first step, of which the goods may leave and which is no whole declaration."""
    TWO_STEP_FULL = "TS-full"
    """完整申报: the second."""


class Special(StrEnum):
    """Bits of SpecDeclFlag, first to seventh."""

    EVENT = "event"
    MILITARY = "military"
    AID = "aid"
    CONFERENCE = "conference"
    DIRECT_RELEASE = "direct-release"
    DIPLOMATIC = "diplomatic"
    TRANSIT = "transit"
