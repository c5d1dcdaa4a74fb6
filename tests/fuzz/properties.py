"""What no input may bring about."""

from __future__ import annotations


class BrokenPropertyError(AssertionError):
    """Something was accepted that is not what was signed."""
