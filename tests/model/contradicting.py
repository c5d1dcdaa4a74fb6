"""Which attribute of a record is to be mended, and which records stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gateway.model.kind import ContradictionError


def blamed(record: Any, /, **said: Any) -> str:
    """The attribute that is told to the sender where the record says this."""
    with pytest.raises(ContradictionError) as caught:
        replace(record, **said)
    return caught.value.name


def stands(record: Any, /, **said: Any) -> Any:
    """The record that says this, which contradicts nothing."""
    return replace(record, **said)
