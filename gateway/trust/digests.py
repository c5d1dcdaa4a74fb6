"""Digests by name: SM3 (GB/T 32905), SHA-256, and SHA-1 for what a legacy profile verifies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes, hmac


def sm3(content: bytes) -> bytes:
    """32 bytes. By `cryptography`, which always has it; whether hashlib does depends on how Python was built."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize()


def hmac_sm3(key: bytes, message: bytes) -> bytes:
    """32 bytes (RFC 2104 over SM3)."""
    made = hmac.HMAC(key, hashes.SM3())
    made.update(message)
    return made.finalize()


def sha256(content: bytes) -> bytes:
    """32 bytes."""
    return hashlib.sha256(content).digest()


def sha1(content: bytes) -> bytes:
    """20 bytes. Nothing of ours is digested so."""
    return hashlib.sha1(content, usedforsecurity=False).digest()


DIGESTS: dict[str, Callable[[bytes], bytes]] = {"sm3": sm3, "sha256": sha256, "sha1": sha1}


def named(content: bytes) -> str:
    """`sm3:` and hex: how receipts, notes and evidence name bytes."""
    return "sm3:" + sm3(content).hex()
