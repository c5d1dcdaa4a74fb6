"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning

MEANINGS: Mapping[str, Meaning] = {}
