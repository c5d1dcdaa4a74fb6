"""One message: what a port said, in our words, whoever said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol

REFERENCES = (
    "in_reply_to",
    "declaration_number",
    "unified_number",
    "entry_number",
    "inspection_number",
    "order_number",
    "result_number",
    "case_number",
    "report_number",
    "transit_number",
    "application_number",
    "waybill_number",
    "payment_number",
    "trade_order_number",
    "consultation_number",
    "pass_number",
)
"""The attributes by which a business answer finds its way back to what it answers."""


class Body(Protocol):
    """What every kind offers to the exchange (`Kind` says what each is), so that no room need know a kind by name."""

    KIND: ClassVar[str]
    ANSWERS: ClassVar[bool]
    ISSUER: ClassVar[str]
    SUBSCRIBED: ClassVar[bool]
    NAMED_BY: ClassVar[tuple[str, ...]]
    TAKES_BACK: ClassVar[tuple[str, ...]]
    FOR_US: ClassVar[bool]
    RESTRICTED: ClassVar[bool]

    def offices(self) -> Mapping[str, str]:
        """Customs office codes (4 digits) by role: who is concerned."""

    def aliases(self) -> frozenset[tuple[str, str]]:
        """(Number kind, number) pairs that name the consignment: equal pairs are one consignment."""

    def references(self) -> Mapping[str, str]:
        """Numbers by the names in REFERENCES, absent ones left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A document's meaning; (sender, number) names it for ever."""

    number: str
    """The sender's own message id: CopMsgId of DXP, MESSAGE_ID of Tianjin, EntUuid of Beijing, ClientSeqNo of Hebei."""
    answer_to: str = ""
    """By what the sender wants to be answered, if not by its message id (SEND_CODE of Tianjin)."""
    sent_at: datetime | None = None
    """Aware, UTC; as the sender says, so never used where a date decides."""
    sender: str = ""
    """As the document says (a DXP id, an organisation); the link's certificate decides who it is."""
    receivers: tuple[str, ...] = ()
    """As the document says; empty: the routes decide."""
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What a DXP-like envelope says about the business document that it carries as bytes."""

    number: str
    sender: str
    receivers: tuple[str, ...]
    created_at: datetime
    message_type: str = ""
    """Agreed by both sides; DXP lets it be empty."""
    data: bytes
    file_name: str | None = None
    keys: tuple[Key, ...] = ()
    identity: str | None = None
    version: str = "1.0"
    hop: Hop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """The way from one node of the exchange platform to another (SvNo of DxpMsgSv); nodes have 8 digits."""

    number: str
    """Sending node 8, yyyyMMddHHmmss, serial 10."""
    part: str | None = None
    """Of a message that was split for several nodes."""
    sent_at: datetime
    end_node: str | None = None
    """Where it shall go."""
    start_node: str | None = None
    """Where it came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One business key word (BizKey/Key of DXP): at most five an envelope, 32 and 64 characters."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The answer to one document: what was received, and what became of it."""

    KIND: ClassVar[str] = "receipt"

    number: str = ""
    """The message id of what was received ("" where it could not be read); not said: that of `original`."""
    accepted: bool
    code: str = "0000"
    """Ours, of the catalogue; 0000 means accepted."""
    official: str = "0000"
    """Of DXP table 7-1; the table has no success code, 0000 is our choice."""
    reason: str = ""
    digest: str = ""
    """`sm3:` and the hex digest of the bytes received, so that a receipt names them."""
    at: datetime
    gateway_number: str = ""
    """Our number of the accepted message, for the operator's hot line."""
    original: Envelope | None = None
    """The head of the DxpMsg that was received, for OriHead."""
    receiver: str = ""
    """Who gets the receipt (the DXP id of the sender of what was received)."""
    answerer: str = ""
    """Who answers (the DXP id under which it was received); not said: the first receiver of `original`."""
    losses: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """DxpRep repeats the head of what it answers, and has no other place for these two."""
        if self.original is None:
            return
        object.__setattr__(self, "number", self.number or self.original.number)
        object.__setattr__(self, "answerer", self.answerer or next(iter(self.original.receivers), ""))
