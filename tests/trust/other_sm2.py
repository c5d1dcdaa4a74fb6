"""Another SM2 than ours, as an oracle: gmalg, in pure Python. Slow, and its secrets leak by time: for tests only."""

from __future__ import annotations

from typing import cast

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from gmalg import SM2  # type: ignore[import-untyped]

USER_ID = b"1234567812345678"  # GM/T 0009
HALF = 32


def verifies(point: bytes, message: bytes, value: bytes, user_id: bytes = USER_ID) -> bool:
    """Whether r‖s (64 bytes) over `message` are the key's; `point` is x‖y."""
    return bool(SM2(uid=user_id, pk=b"\x04" + point).verify(message, value[:HALF], value[HALF:]))


def signs(secret: bytes, message: bytes, user_id: bytes = USER_ID) -> bytes:
    """R‖s over `message` by the number `secret` (32 bytes)."""
    r, s = SM2(sk=secret, uid=user_id).sign(message)
    return cast("bytes", r.rjust(HALF, b"\x00") + s.rjust(HALF, b"\x00"))


def new_key() -> tuple[bytes, bytes]:
    """A secret of 32 bytes, and its point x‖y."""
    secret, point = SM2().generate_keypair()
    return cast("bytes", secret), cast("bytes", point)[1:]


def as_der(value: bytes) -> bytes:
    """The DER of r‖s, made without our own function."""
    return encode_dss_signature(int.from_bytes(value[:HALF], "big"), int.from_bytes(value[HALF:], "big"))
