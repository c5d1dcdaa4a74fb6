"""What goes into the journal and comes out of it: frozen records, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gateway.model.code_table import CodeTable
from gateway.recognition.acknowledging import Asked
from gateway.recognition.conduct import Conduct
from gateway.recognition.entries import Entry
from gateway.recognition.protocol import Breach
from gateway.recognition.steps import Step
from gateway.routing.delivery import Delivery, Outcome
from gateway.service.journal.traces import Material as Material
from gateway.service.journal.traces import Trace as Trace
from gateway.service.journal.wanted import Filter as Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """One outgoing document, ready and signed, or refused for this receiver alone (then `document` is empty)."""

    link: str
    party: str
    number: str
    """Our outgoing number, 18 digits: the message id that the receiver sees, stable over attempts."""
    document: bytes
    losses: tuple[str, ...] = ()
    code: str = ""
    """Not "": it could not be written for this receiver; a dead letter from the start."""
    reason: str = ""
    not_after: datetime | None = None
    releases: bool = False
    """Goods may go on its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Everything one commit makes durable when a message is accepted."""

    message: str
    """Our own number of the message, 18 digits."""
    party: str
    number: str
    """The sender's message id; (party, number) is the identity."""
    link: str
    kind: str
    dialect: str
    received_at: datetime
    raw: bytes
    content: str
    """`sm3:` and hex: canonical business document without signatures, with kind and receivers."""
    receipt: bytes
    aliases: frozenset[str] = frozenset()
    """Scoped by the exchange: "bill:COSU1/045W", "declaration_number:beijing:BJ1"; empty: a consignment of its own."""
    references: Mapping[str, str] = field(default_factory=dict)
    """The numbers this message bears, by name, kept to be told back in an answer."""
    learned: tuple[Learned, ...] = ()
    answers: str | None = None
    """Our number of the message that this one answers."""
    losses: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    """charset, its source, repairs, certificate, profile, table versions, traceparent: what the evidence will want."""
    deliveries: tuple[NewDelivery, ...] = ()
    code_update: CodeUpdate | None = None
    entries: tuple[Entry, ...] = ()
    """What it adds to the registries."""
    stops: bool = False
    """Goods stay on its word."""
    rests_on: str = ""
    """The number of the result that it says is good."""
    acknowledge: Asked | None = None
    step: Step | None = None
    """Of the clearance of its consignment."""
    conduct: Conduct = field(default_factory=Conduct)
    trace: Trace = field(default_factory=Trace)
    beside: tuple[Acceptance, ...] = ()
    """What the gateway itself says because of it, accepted in the same commit; these have none of their own."""
    read: tuple[Read, ...] = ()
    """What was asked of the registries to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One look into the registries: the subjects, and the number of the last entry about any of them (0: none)."""

    asked: tuple[str, ...]
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeUpdate:
    """An update of a code family: durable with its message, and in force from its day on."""

    update: CodeTable
    act: Act
    """Who brought it, and on whose word: the audit row."""
    after: int
    """The last update that was in force where this one was judged; 0: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Party knows our message `message` under this number: how an answer finds its way back."""

    party: str
    name: str
    number: str
    message: str
    own: bool = False
    """Refused where another party's message is known to it so; else that stays: answers would go astray."""
    kept: bool = True
    """False: only looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The commit holds it. `mailboxes` are the (link, consignment) pairs that may now have something to send."""

    mailboxes: tuple[Mailbox, ...]
    stopped: Stopped = field(default_factory=lambda: Stopped())
    broken: tuple[Breach, ...] = ()
    """What it breaks of the protocol of clearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """What a word that goods stay has stopped: messages by our number."""

    superseded: tuple[str, ...] = ()
    """Their releases are never sent."""
    gone: tuple[str, ...] = ()
    """Their releases were on their way, or had arrived: somebody must go after the goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """(party, number) was accepted before: its content and its receipt, byte for byte."""

    message: str
    content: str
    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """What must stay in order for one receiver: one per (link, consignment)."""

    link: str
    consignment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A mailbox whose head may be sent from `due_at` on."""

    mailbox: Mailbox
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The head of a mailbox, ours until the claim runs out: the only licence to send it."""

    delivery_id: int
    attempt: int
    """The fence, and the number under which the attempt is kept: counted over the delivery's whole life, where
    `delivery.attempts`, which the backoff goes by, begins again with each redelivery."""
    delivery: Delivery
    link: str
    number: str
    message: str
    kind: str
    document: bytes
    mailboxes: tuple[Mailbox, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try, as it is kept."""

    delivery_id: int
    attempt: int
    worker: str
    began_at: datetime
    ended_at: datetime
    outcome: Outcome
    sent: bytes = b""
    """What was handed over, where it is not the claimed document: it was sealed anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What an answer answers: the message, who sent it by which link, and the numbers it bore."""

    message: str
    party: str
    link: str
    number: str
    references: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A document that was not accepted: no id is consumed, at most 4 kB of it are kept."""

    at: datetime
    link: str
    party: str
    number: str
    code: str
    place: str
    reason: str
    digest: str
    size: int
    head: bytes
    security: bool = False
    """A conflicting copy, a foreign certificate: an event for the security desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an operator did, and why."""

    at: datetime
    actor: str
    verb: str
    target: str
    reason: str
