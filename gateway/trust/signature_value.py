"""The two ways to write the signature of a curve: DER, as certificates and libcrypto have it, and r‖s, as XML does."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

HALF_BYTES = 32  # both curves are of 256 bits


def raw_from_der(signature: bytes) -> bytes:
    """R‖s, 64 bytes, of a DER signature. Raises ValueError."""
    return b"".join(number.to_bytes(HALF_BYTES, "big") for number in decode_dss_signature(signature))


def der_from_raw(signature: bytes) -> bytes:
    """The DER signature of r‖s. Raises ValueError unless these are 64 bytes."""
    if len(signature) != 2 * HALF_BYTES:
        raise ValueError(f"r‖s are {2 * HALF_BYTES} bytes, not {len(signature)}")
    r, s = signature[:HALF_BYTES], signature[HALF_BYTES:]
    return encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
