"""The one interface of all transports. A transport moves bytes and says what it knows; it never judges a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

DIGEST = "Eport-Digest"
"""Our own header beside documents and receipts: `sm3:` and hex of the document, and of the one that is answered.

Not signed: it tells a mix-up, and proves nothing against who lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One document to hand over. `number` is stable over attempts: sending twice gives the receiver one name twice."""

    number: str
    kind: str
    document: bytes
    charset: str = "UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back. Raised instead, when nothing whole came back: AgainError of UNREACHABLE or TIMEOUT."""

    receipt: bytes | None
    """The receiver's answer, whatever the status; b"" where it answered without one (see status); None where the
    guarantee is the hand-over itself (a file renamed and synced)."""
    charset: str | None = None
    """The charset label beside the answer (an HTTP header), if any."""
    status: int = 200
    """HTTP status; 200 elsewhere."""
    retry_after_s: float | None = None
    digest: str = ""
    """Of which bytes this is the answer, as said beside it (DIGEST)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the exchange says to one document that came in."""

    accepted: bool
    receipt: bytes
    charset: str = "UTF-8"
    status: int = 200
    """HTTP status; 200 accepted or a copy of what was."""
    code: str = "0000"
    message: str = ""
    """Our number of the message."""
    copy: bool = False
    retry_after_s: float | None = None


Accept = Callable[[bytes, str | None], Awaitable[Answer]]
"""(raw bytes, charset label beside them) → what to answer. Never raises but for cancellation."""


class Transport(Protocol):
    """One link's way. Every implementation passes tests/service/transports/contract.py."""

    async def send(self, parcel: Parcel) -> Reply:
        """Hand one document over, within the link's timeout."""

    async def receive(self, accept: Accept) -> None:
        """Take in what comes, serially per consignment, until cancelled; returns at once where a listener does it."""

    async def test(self) -> str:
        """Say in one sentence that the other side can be reached; raises a GatewayError that says why not."""

    async def close(self) -> None:
        """Let go of connections and files."""
