"""Algorithms that a profile does not have, and how they are told: shared with who verifies, broken, or just others.

The words are those of RFC 9231, chapter 2, behind the # of the identifier: `hmac-sha256`, `rsa-md5`, `sha1-rsa-MGF1`.
"""

from __future__ import annotations

from gateway.model import faults
from gateway.model.errors import Fault

SHARED = frozenset({"hmac", "poly1305", "siphash"})
"""One key makes and checks it: under a public key anybody makes it."""
WEAK = frozenset({"md2", "md4", "md5", "sha1", "ripemd160"})
"""Digests for which two documents of one value are found, or soon will be (RFC 9231, 2.1; NIST SP 800-131A)."""


def fault_of(identifier: str) -> Fault:
    """ALGORITHM_SHARED, ALGORITHM_WEAK or ALGORITHM_REFUSED, for an identifier that is not the profile's."""
    words = set(identifier.rpartition("#")[2].lower().split("-"))
    if words & SHARED:
        return faults.ALGORITHM_SHARED
    return faults.ALGORITHM_WEAK if words & WEAK else faults.ALGORITHM_REFUSED
