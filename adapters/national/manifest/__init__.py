"""The national manifest (新舱单): reports of carriers, yards and tally companies, and what the office answers."""

from __future__ import annotations

from adapters.national.manifest.answers import ANSWERS
from adapters.national.manifest.road import LEAVES_EMPTY
from adapters.national.manifest.road import MANIFESTS as BY_ROAD
from adapters.national.manifest.water import MANIFESTS as BY_WATER_AND_AIR
from adapters.national.manifest.yard import ARRIVALS, LOADING, TALLIES
from gateway.translation.form import Form

MANIFEST_FORMS: tuple[Form, ...] = (
    *BY_WATER_AND_AIR,
    *BY_ROAD,
    *ARRIVALS,
    *TALLIES,
    LOADING,
    LEAVES_EMPTY,
    *ANSWERS,
)
