"""The part of a link's configuration that says which feeds it is told, and what it may see of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from pydantic import model_validator

from gateway.service.transport_config import Section
from gateway.translation.subscribed import AMOUNTS, NAMES


class Feed(Section):
    """A subscription of tax or foreign exchange. One way: who subscribes to a feed may send neither."""

    kind: Literal["tax-export-cleared", "fx-declaration"]
    fields: frozenset[str] = frozenset()
    """What it sees beside what every record holds, by our names (enterprise_name, lines.quantity)."""
    offices: tuple[str, ...] = ()
    """Prefixes of the offices whose declarations it is told of; none: all."""

    @model_validator(mode="after")
    def _names_are_there(self) -> Feed:
        there = ", ".join(sorted(NAMES[self.kind]))
        for name in sorted(self.fields - NAMES[self.kind]):
            raise ValueError(f"{self.kind} has no {name}; a subscription may name {there}")
        if self.fields & set(AMOUNTS) and "currency" not in self.fields:
            raise ValueError("an amount is seen with its currency: name currency too")
        return self


def refuse_feeds(feeds: Collection[Feed], receives: Collection[str], may_send: Collection[str]) -> None:
    """ValueError for a feed that is not received, comes twice, or goes both ways."""
    kinds = [feed.kind for feed in feeds]
    if len(set(kinds)) < len(kinds):
        raise ValueError("feeds: one kind comes twice")
    for kind in kinds:
        if kind not in receives:
            raise ValueError(f"feeds: {kind} is not in receives")
    if kinds and (sent := sorted(NAMES.keys() & set(may_send))):
        raise ValueError(f"feeds go one way: a subscriber may not send {sent[0]}")


def shows(feeds: Collection[Feed]) -> Mapping[str, frozenset[str]]:
    """By kind, what the link sees beside what every record holds."""
    return {feed.kind: feed.fields for feed in feeds}


def told_of(feeds: Collection[Feed]) -> Mapping[str, tuple[str, ...]]:
    """By kind, prefixes of the offices whose records it gets; a kind that is not there: of all."""
    return {feed.kind: feed.offices for feed in feeds if feed.offices}
