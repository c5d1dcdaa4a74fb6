"""By what a message was judged, on its way into the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Bytes that records name by digest: the terms of a link, code tables, a certificate, a list of revoked ones."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """By what a message was judged, as `evidence.records` words it; digests are `sm3:` and hex, "" where none."""

    received: str = ""
    """Of the bytes received; "": the journal takes it."""
    header: str | None = None
    """The charset label beside the document."""
    on: date | None = None
    """The business date."""
    release: str = ""
    tables: str = ""
    codes: str = ""
    sender_terms: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    """Of the receivers, by link."""
    origin: Mapping[str, object] | None = None
    proof: Mapping[str, object] = field(default_factory=dict)
    materials: Mapping[str, Material] = field(default_factory=dict)
    """By digest: everything that the digests above name, but the documents."""
