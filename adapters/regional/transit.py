"""The forms of this family of kinds."""

from __future__ import annotations

from adapters.regional.road import ARRIVAL_CHECK, GATE, SEAL, TRACK
from adapters.regional.transit_declaration import TRANSIT_DECLARATION, TRANSIT_STATUS
from gateway.translation.form import Form

TRANSIT: tuple[Form, ...] = (TRANSIT_DECLARATION, TRANSIT_STATUS, SEAL, GATE, TRACK, ARRIVAL_CHECK)
