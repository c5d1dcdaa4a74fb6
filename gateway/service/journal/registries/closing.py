"""The steps of closing (结关) of one declaration, whatever number each of them bears."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from gateway.recognition.feeding import led_to
from gateway.recognition.gathering import Kept
from gateway.service.journal.registries.keeping import known

MOST = 500
"""Subjects that are followed: what leads further is no declaration, and would hold up whoever waits behind it."""


def clearing(connection: Connection, under: Collection[str]) -> Sequence[Kept]:
    """Every step found under these subjects, and under those that the found ones bear, in the order they came."""
    found: dict[int, Kept] = {}
    asked: set[str] = set()
    following = set(under)
    while following and len(asked) < MOST:
        new = known(connection, following, None)
        asked |= following
        found |= {one.number: one for one in new}
        following = set(led_to(new)) - asked
    return [one for _, one in sorted(found.items())]
