"""From a document to a record: what runs; `planning` compiles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.model.kind import ContradictionError
from gateway.translation.conditions import MESSAGE
from gateway.translation.losses import NO_NAME, Loss, loss, shown
from gateway.translation.places import line
from gateway.translation.walk import Raw, Walk, leaves

Values = dict[str, Any]
Found = tuple[str, etree._Element]


@dataclass(slots=True)
class Reading:
    """One document on its way to a record."""

    on: date
    walk: Walk
    top: Values = field(default_factory=dict)
    """What the body's rows gave so far; the names of the message with "message." before them."""
    losses: list[Loss] = field(default_factory=list)
    name: str = ""
    """Ours, of the record being made, with a point behind it: "goods[2]."."""

    def refused(self, error: Exception, found: Found, path: str) -> GatewayError:
        """A codec's or a code table's word, with the place it is about; `path` is the row's."""
        text, element = found
        where = self.walk.places.path(element, path[path.index("@") :] if "@" in path else "")
        place = Place(path=where, line=line(element))
        if isinstance(error, GatewayError):
            return error.fault.error(error.reason, place=place, value=text)
        return faults.VALUE_INVALID.error(str(error), place=place, value=text)

    def give(self, values: Values, name: str, value: object, found: Found) -> None:
        """Where two elements of one meaning disagree, the row that stands first is believed."""
        if values.setdefault(name, value) != value:
            path = self.walk.places.path(found[1])
            self.losses.append(loss(self.name + name, path, found[0], "another element says something else"))

    def inner(self, name: str, make: Callable[[], object]) -> object:
        """Make a record that is called `name` in the one being made."""
        before, self.name = self.name, f"{self.name}{name}."
        made = make()
        self.name = before
        return made


Step = Callable[[Raw, Values, etree._Element, Reading], None]
Holds = Callable[[Values, Reading], bool]


@dataclass(slots=True)
class Plan:
    """How one record is made of one scope's slots."""

    record: type
    simple: list[tuple[int, str, Callable[[str], Any], str]] = field(default_factory=list)
    coded: list[tuple[int, str, Callable[[str, date], Any], str]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    slots: set[int] = field(default_factory=set)
    """Those that make the record be there."""
    required: list[tuple[str, str]] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    """Slots that some row takes whatever the conditions of the others."""
    conditional: dict[int, list[Holds]] = field(default_factory=dict)

    def make(self, raw: Raw, element: etree._Element, reading: Reading) -> object:
        """Make the record; raises ELEMENT_MISSING, VALUE_INVALID, CODE_UNKNOWN, CODE_AMBIGUOUS."""
        values: Values = {}
        self.fill(raw, values, element, reading)
        return made_of(self.record, values, reading.walk.places.path(element), line(element))

    def fill(self, raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        """Give `values` what the slots say; unconditional rows first, for the others may ask for what they give."""
        self._simple(raw, values, reading)
        self._coded(raw, values, reading)
        for step in self.steps:
            step(raw, values, element, reading)
        for name, path in self.required:
            if name not in values:
                raise missing(reading, element, path, name)
        for slot, holds in self.conditional.items():
            if raw[slot] is not None and not any(one(values, reading) for one in holds):
                reading.losses += unclaimed(raw[slot], reading)

    def _simple(self, raw: Raw, values: Values, reading: Reading) -> None:
        for slot, name, from_text, path in self.simple:
            found = raw[slot]
            if found is not None:
                try:
                    value = from_text(found[0])
                except ValueError as error:
                    raise reading.refused(error, found, path) from None
                if name in values:
                    reading.give(values, name, value, found)
                else:
                    values[name] = value

    def _coded(self, raw: Raw, values: Values, reading: Reading) -> None:
        for slot, name, read, path in self.coded:
            found = raw[slot]
            if found is not None:
                try:
                    value = read(found[0], reading.on)
                except GatewayError as error:
                    raise reading.refused(error, found, path) from None
                reading.give(values, name, value, found)


def made_of(record: type, values: Values, path: str, at: int | None) -> object:
    """A record of its values; raises CONTRADICTION where two of them cannot both be true."""
    try:
        return record(**values)
    except ContradictionError as error:
        place, value = Place(path=path, line=at), shown(values.get(error.name, ""))
        raise faults.CONTRADICTION.error(f"{error.name}: {error}", place=place, value=value) from None


def missing(reading: Reading, element: etree._Element, path: str, name: str) -> GatewayError:
    """An element without which there is no record of ours."""
    place = Place(path=reading.walk.places.path(element, path), line=line(element))
    return faults.ELEMENT_MISSING.error(f"without it there is no {name.removeprefix(MESSAGE)}", place=place)


def too_many(found: Found, most: int, reading: Reading) -> GatewayError:
    """One element more than there may be: `found`."""
    place = Place(path=reading.walk.places.path(found[1]), line=line(found[1]))
    return faults.SCHEMA.error(f"there may be at most {most}", place=place, value=found[0])


def unclaimed(found: Found | list[tuple[Any, etree._Element]], reading: Reading) -> list[Loss]:
    """An element whose row does not hold is one that no row knows."""
    elements = [one[1] for one in found] if isinstance(found, list) else [found[1]]
    said = [(reading.walk.places.path(leaf), text) for element in elements for leaf, text in leaves(element)]
    return [loss(path, path, text, NO_NAME) for path, text in said]
