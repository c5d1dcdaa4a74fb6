"""What the revocation of a result leads to: every office that used it is told, goods are held or followed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gateway.model.recognition import Consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One recognition that used the result."""

    decision_number: str
    result_number: str
    office: str
    declaration: str
    released: bool
    followed: bool = False
    """Its consequence was drawn already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What one using office is told."""

    decision_number: str
    office: str
    declaration: str
    consequence: Consequence


def follow_ups(result_number: str, used: Iterable[Used]) -> Iterator[Follow]:
    """For each use once, however often and in whatever order revocations come: those drawn already are left out."""
    for one in sorted(used, key=lambda use: use.decision_number):
        if one.result_number == result_number and not one.followed:
            consequence = Consequence.FOLLOW_UP if one.released else Consequence.HELD
            yield Follow(
                decision_number=one.decision_number,
                office=one.office,
                declaration=one.declaration,
                consequence=consequence,
            )
