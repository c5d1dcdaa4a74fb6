"""Whether a batch is picked: to be drawn again by an auditor afterwards, and not to be foreseen by a trader."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

Mac = Callable[[bytes, bytes], bytes]
"""(key, message) → at least 8 bytes; HMAC-SM3 in the product."""
SIDES = 10_000
SECRET_BYTES = 16


def draw(secret: bytes, consignment: str, mac: Mac) -> int:
    """0 to 9999, once per consignment, whatever declaration numbers it bears.

    `secret` is of the day; ValueError if shorter than 16 bytes: it could be guessed.
    """
    if len(secret) < SECRET_BYTES:
        raise ValueError(f"a day's secret has {SECRET_BYTES} bytes at least")
    return int.from_bytes(mac(secret, consignment.encode())[:8], "big") % SIDES


def drawn(number: int, percent: Decimal) -> bool:
    """Whether a draw picks a batch at that share."""
    return number < percent * SIDES / 100
