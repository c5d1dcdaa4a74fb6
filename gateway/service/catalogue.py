"""The dialects and envelopes there are, as the service is told of them."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.translation.form import Dialect, EnvelopeDialect


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The dialects and envelopes there are; handed in, because the service knows no port."""

    dialects: tuple[Dialect, ...]
    envelopes: tuple[EnvelopeDialect, ...]

    def dialect(self, name: str) -> Dialect | None:
        """The dialect of that name."""
        return next((dialect for dialect in self.dialects if dialect.name == name), None)

    def envelope(self, name: str) -> EnvelopeDialect | None:
        """The envelope of that name."""
        return next((envelope for envelope in self.envelopes if envelope.name == name), None)
