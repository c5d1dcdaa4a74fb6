"""Every number of a message that is not what it should be, by our name of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from gateway.model.declaration import Direction
from gateway.model.identifiers import (
    Misprint,
    clearance_number,
    container,
    dxp_id,
    entry_number,
    hs_code,
    inspection_number,
    registration_code,
    tax_record_number,
    uscc,
)
from gateway.model.message import Message

PLAIN = frozenset({str, int, bool, Decimal, date, datetime, type(None)})
"""What holds no numbers of its own; most attributes are one of these, so they are passed over first."""
WATER = "2"
"""Canonical transport mode 水路."""

Check = Callable[[str], Misprint | None]

CHECKS: Mapping[str, Check] = {
    "entry_number": entry_number,
    "related_entry_number": entry_number,
    "inspection_number": inspection_number,
    "clearance_number": clearance_number,
    "hs_code": hs_code,
    "container_number": container,
    "container_numbers": container,
    "record_number": tax_record_number,
    "enterprises": uscc,
}
"""By the name of an attribute; those that end in _uscc or _customs_code, and a container's own number, beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One number; `sure` False: it may be right all the same."""

    name: str
    value: str
    reason: str
    sure: bool


def doubts(message: Message) -> Iterator[Doubt]:
    """What is wrong or doubtful, in the order of the model."""
    for name, address in (
        ("message.sender", message.sender),
        *(("message.receivers", one) for one in message.receivers),
    ):
        if address.startswith("DXP") and (flaw := dxp_id(address)):
            yield _doubt(name, address, flaw)
    by_sea = _leaves_by_sea(message.body)
    for doubt in _of_record(message.body, ""):
        is_box = doubt.name.endswith(("container_number", "container_numbers")) or ".number" in doubt.name
        yield replace(doubt, sure=by_sea) if is_box else doubt
    yield from _of_direction(message.body)


def _of_record(record: object, prefix: str) -> Iterator[Doubt]:
    kind: type = type(record)
    for name, check in _plan(kind):
        held = getattr(record, name)
        if held and check is not None:
            said = ((value, check(value)) for value in (held if isinstance(held, tuple) else (held,)))
            yield from (_doubt(f"{prefix}{name}", value, misprint) for value, misprint in said if misprint)
        elif check is None and type(held) not in PLAIN:
            yield from _of_parts(held, f"{prefix}{name}")


def _of_parts(held: object, name: str) -> Iterator[Doubt]:
    if isinstance(held, tuple):
        for index, value in enumerate(held, 1):
            if is_dataclass(value):
                yield from _of_record(value, f"{name}[{index}].")
    elif is_dataclass(held):
        yield from _of_record(held, f"{name}.")


@cache
def _plan(record: type) -> tuple[tuple[str, Check | None], ...]:
    """The attributes of a record, each with its check; looked up once a kind, for every document passes here."""
    return tuple((one.name, _check(record.__name__, one.name)) for one in fields(record))


def _check(record: str, name: str) -> Check | None:
    if name.endswith("uscc"):
        return uscc
    if name.endswith("_customs_code"):
        return registration_code
    if name == "number" and record.endswith("Container"):
        return container
    return CHECKS.get(name)


def _leaves_by_sea(body: object) -> bool:
    """A box that is none of ISO 6346 cannot be loaded on a ship; on the way in it may be somebody's own."""
    leaves = getattr(body, "direction", None) is Direction.EXPORT
    return leaves and getattr(body, "transport_mode", None) == WATER


def _of_direction(body: object) -> Iterator[Doubt]:
    """The ninth digit of an entry number says in or out."""
    number, direction = getattr(body, "entry_number", None), getattr(body, "direction", None)
    if number and direction and entry_number(number) is None:
        said = Direction.IMPORT if number[8] in "1I" else Direction.EXPORT
        if said is not direction:
            flaw = Misprint(f"its ninth digit says {said}, and the document says {direction}", sure=False)
            yield _doubt("entry_number", number, flaw)


def _doubt(name: str, value: str, flaw: Misprint) -> Doubt:
    return Doubt(name=name, value=value, reason=flaw.reason, sure=flaw.sure)
