"""An answer in the numbers of whoever is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gateway.model.message import REFERENCES, Message

OWN = frozenset({"in_reply_to", "declaration_number", "unified_number"})
"""Numbers that each party gives anew: toward another it is told in that one's. Others (of an order, a result, a case)
go unchanged from whoever gave them to whoever answers, and back."""


def in_their_numbers(message: Message, number: str, references: Mapping[str, str]) -> Message:
    """The answer to `number` in the numbers that that bore; ours and the answering port's mean nothing there."""
    body = message.body
    theirs: dict[str, str | None] = {name: references.get(name) for name in REFERENCES if hasattr(body, name)}
    learned = {name: said for name in theirs if name not in OWN and (said := getattr(body, name))}
    theirs["in_reply_to"] = references.get("message") or number
    return replace(message, body=replace(body, **{**theirs, **learned}))  # type: ignore[type-var]
