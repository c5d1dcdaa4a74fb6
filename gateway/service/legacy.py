"""Profiles that prove little, and the event that each use of one raises: counted, and logged as a warning."""

from __future__ import annotations

from gateway.service.surroundings import Observer
from gateway.trust.md5_prefix import PROFILE

COLLISION = "who has the means can make two documents of one signature"
MEANINGS = {
    PROFILE: "is no signature: who knows the shared key can write what it says",
    "legacy-rsa-sha1": f"signs SHA-1, by RSA from 1024 bits: {COLLISION}",
    "legacy-ukey-sm2-sha1": f"digests by SHA-1: {COLLISION}",
}
"""What a link with it must live with, by the profile's name."""
OUTER, INNER = "profile", "document.profile"
"""Notes of a document that name the profile it was verified under: outermost, and inside an envelope."""


def tell_legacy(observer: Observer, link: str, profile: str | None, way: str) -> None:
    """Raise the event if this profile is one; `way` is received, sent, or receipt."""
    if profile in MEANINGS:
        observer.event("legacy-profile", link, profile=str(profile), way=way)
