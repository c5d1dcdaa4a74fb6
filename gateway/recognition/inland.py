"""Inland ports: a sea port carried inland, so that under 转关 the goods' port is where they are bound for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gateway.recognition.facts import Case
from gateway.recognition.pack import Inland, Pack, Way
from gateway.recognition.rule import in_force

UNLOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
OFFICE = re.compile(r"[0-9]{4}")
MOST_HOURS = 30 * 24


def inland_port(case: Case, pack: Pack) -> Inland | None:
    """The inland port that the goods are bound for, if it carries on the port at which they land."""
    rows = in_force(pack.inland, case.on)
    return next(
        (row for row in rows if row.office == case.destination_office and case.port_office in row.extends), None
    )


def port_under_transit(case: Case, pack: Pack) -> Inland | None:
    """The inland port that takes the place of the port of entry: of goods under 转关, and where that leads to it."""
    port = inland_port(case, pack)
    return port if port and case.under_transit and Way.TRANSIT in port.ways else None


def inland_ports(packs: Iterable[Pack]) -> tuple[Inland, ...]:
    """Of all packs, each row within the days of its own."""
    return tuple(
        replace(row, valid_until=min(row.valid_until, pack.valid_until)) for pack in packs for row in pack.inland
    )


def faults(pack: Pack) -> Iterator[str]:
    """What no single value shows, row by row."""
    for row in pack.inland:
        wrong = (
            (not row.extends, "it extends no sea port"),
            (row.office in row.extends, "it extends itself"),
            (not all(OFFICE.fullmatch(one) for one in (row.office, *row.extends)), "an office has four digits"),
            (not row.ways, "no way leads to it"),
            (not 1 <= row.arrival_hours <= MOST_HOURS, f"arrival_hours is not between 1 and {MOST_HOURS}"),
            (bool(row.unlocode) and not UNLOCODE.fullmatch(row.unlocode), f"{row.unlocode} is no UN/LOCODE"),
        )
        yield from (f"{row.id}: {reason}" for holds, reason in wrong if holds)
