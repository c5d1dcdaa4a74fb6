"""What the gateway itself says beside a message that it accepts: in the same commit, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.message import Body
from gateway.recognition.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One message of the gateway's own."""

    body: Body
    answers: str = ""
    """Our number of the message that it answers; "": it goes where its offices lead."""
    about: tuple[str, ...] = ()
    """Our numbers of messages in whose consignments it stands; (): in those of the message beside which it is said."""
    entries: tuple[Entry, ...] = ()
    """For the registries, beside what its body says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Nothing was decided, and a person must."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """All that one accepted message leads to."""

    spoken: tuple[Spoken, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Brought by the accepted message itself."""
    held: tuple[Held, ...] = ()
