"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples.feeds import HEARTBEAT

MEANINGS: Mapping[str, Meaning] = {
    "heartbeat.xml": Meaning(message=HEARTBEAT),
}
