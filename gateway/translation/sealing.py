"""Sealing what our own tables wrote: it is canonical already, so nothing is parsed again."""

from __future__ import annotations

from functools import lru_cache

from gateway.document.parse import parse_text
from gateway.trust.signer import Signer
from gateway.trust.xmldsig_seal import Scope, scope, seal_canonical


def sealed(document: bytes, signer: Signer | None) -> bytes:
    """`document`, in canonical form and without a Signature, under `signer`'s seal; as it is where there is none."""
    if signer is None:
        return document
    return seal_canonical(document, _scope(document[: document.index(b">")]), signer)


@lru_cache(maxsize=256)
def _scope(start_tag: bytes) -> Scope:
    """What a Signature inherits from a root that begins so; a form's roots all begin alike."""
    return scope(parse_text(f"{start_tag.decode()}/>"))
