"""Compiles the rows of a form for reading, once for one version of the codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, cast

from lxml import etree

from gateway.model.errors import GatewayError
from gateway.translation.codes import Codes
from gateway.translation.conditions import default, defaults
from gateway.translation.form import (
    Codec,
    Coded,
    Constant,
    Field,
    Group,
    Implied,
    Inline,
    Nested,
    Repeated,
    Row,
    Tail,
    When,
)
from gateway.translation.layout import Kind, Scope
from gateway.translation.losses import loss
from gateway.translation.reading import Found, Holds, Plan, Reading, Step, Values, too_many, unclaimed
from gateway.translation.walk import Raw


@dataclass(frozen=True, slots=True)
class Planner:
    """What the rows of one form have in common."""

    body: type
    codes: Codes

    def plan(self, record: type, rows: tuple[Row, ...], scope: Scope, prefix: str = "") -> Plan:
        """The plan of a record whose rows look into `scope`, below `prefix`; raises CODES_INVALID."""
        made = Plan(record)
        for row in rows:
            self._row(made, row, scope, prefix)
        for slot in made.claimed:
            made.conditional.pop(slot, None)
        pathed = [row for row in reversed(rows) if isinstance(row, Field | Repeated | Group | Nested)]
        paths = {row.name: prefix + row.path for row in pathed}
        made.required = [(name, paths.get(name, "")) for name, value in defaults(record).items() if value is MISSING]
        return made

    def _row(self, plan: Plan, row: Row, scope: Scope, prefix: str) -> None:
        match row:
            case Field():
                self._field(plan, row, scope, prefix + row.path)
            case Repeated():
                self._repeated(plan, row, scope, prefix + row.path)
            case Group():
                self._group(plan, row, scope, prefix + row.path)
            case Inline():
                self._part(plan, row, self.plan(row.record, row.rows, scope, prefix))
            case Nested():
                self._part(plan, row, self.plan(row.record, row.rows, scope, f"{prefix}{row.path}/"))
            case Implied():
                plan.steps.append(_implied(row, self.holds(row.when, plan.record)))
            case Constant():
                plan.steps.append(_constant(row, scope.slots[prefix + row.path]))
            case _:
                pass

    def _claim(self, plan: Plan, slot: int, when: When | None) -> Holds:
        holds = self.holds(when, plan.record)
        plan.slots.add(slot)
        if when is None:
            plan.claimed.add(slot)
        else:
            plan.conditional.setdefault(slot, []).append(holds)
        return holds

    def _field(self, plan: Plan, row: Field, scope: Scope, path: str) -> None:
        slot = scope.slots[path]
        holds = self._claim(plan, slot, row.when)
        if row.tail:
            end = scope.slots[path.removesuffix(row.path) + row.tail.path]
            self._claim(plan, end, row.when)
            plan.steps += [_whole(slot, end, row.tail), _field_where(slot, row, self.converter(row.codec), holds)]
            return
        if row.when is not None or row.partly or row.share:
            plan.steps.append(_field_where(slot, row, self.converter(row.codec), holds))
        elif isinstance(row.codec, Codec):
            plan.simple.append((slot, row.name, row.codec.from_text, path))
        else:
            plan.coded.append((slot, row.name, self.converter(row.codec), path))

    def _repeated(self, plan: Plan, row: Repeated, scope: Scope, path: str) -> None:
        slot = scope.slots[path]
        self._claim(plan, slot, None)
        plan.steps.append(_repeated(slot, row, self.converter(row.codec)))

    def _group(self, plan: Plan, row: Group, scope: Scope, path: str) -> None:
        slot = scope.slots[path]
        inner = cast("Scope", scope.place(path, Kind.GROUP).scope)
        plan.steps.append(
            _group(slot, row.name, self.plan(row.record, row.rows, inner), self._claim(plan, slot, row.when))
        )

    def _part(self, plan: Plan, row: Inline | Nested, part: Plan) -> None:
        plan.slots |= part.slots
        plan.claimed |= part.slots
        plan.steps.append(_part(row.name, part))

    def converter(self, codec: Codec | Coded) -> Callable[[str, date], Any]:
        """From text, on a date."""
        if isinstance(codec, Coded):
            return partial(self.codes[codec.family].read, codec.column)
        from_text = codec.from_text
        return lambda text, on: from_text(text)

    def holds(self, when: When | None, record: type) -> Holds:
        """Whether a condition holds; an attribute that the record of the row does not have is the body's."""
        if when is None:
            return lambda values, reading: True
        name, wanted = when.name, when.equals
        if name in defaults(record):
            own = defaults(record)[name]
            return lambda values, reading: values.get(name, own) == wanted
        other = default(self.body, name)
        return lambda values, reading: reading.top.get(name, other) == wanted


def converted(convert: Callable[[str, date], Any], found: Found, path: str, reading: Reading) -> object:
    """The value of a text; raises VALUE_INVALID, or what the code table raises, with the place."""
    try:
        return convert(found[0], reading.on)
    except (ValueError, GatewayError) as error:
        raise reading.refused(error, found, path) from None


def together(before: tuple[StrEnum, ...], more: tuple[StrEnum, ...]) -> tuple[StrEnum, ...]:
    """What two elements say of one tuple, in the order of its list."""
    held = {*before, *more}
    return tuple(one for one in type(next(iter(held))) if one in held) if held else ()


def _field_where(slot: int, row: Field, convert: Callable[[str, date], Any], holds: Holds) -> Step:
    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        found = raw[slot]
        if found is None or not holds(values, reading):
            return
        try:
            value = converted(convert, found, row.path, reading)
        except GatewayError as error:
            if not row.partly:
                raise
            reading.losses.append(loss(reading.name + row.name, error.place.path or "", found[0], row.partly))
        else:
            if row.share:
                value = together(values.pop(row.name, ()), cast("tuple[StrEnum, ...]", value))
            reading.give(values, row.name, value, found)

    return step


def _whole(slot: int, end: int, tail: Tail) -> Step:
    """Puts the end of a text behind its beginning; without a beginning it says nothing, and is a loss."""

    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if raw[slot] is not None and raw[end] is not None:
            raw[slot] = (raw[slot][0] + raw[end][0].rjust(tail.width, "0"), raw[slot][1])
        elif raw[end] is not None:
            reading.losses += unclaimed(raw[end], reading)

    return step


def _repeated(slot: int, row: Repeated, convert: Callable[[str, date], Any]) -> Step:
    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if raw[slot] is not None:
            if row.most is not None and len(raw[slot]) > row.most:
                raise too_many(raw[slot][row.most], row.most, reading)
            values[row.name] = tuple(converted(convert, found, row.path, reading) for found in raw[slot])

    return step


def _group(slot: int, name: str, plan: Plan, holds: Holds) -> Step:
    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if raw[slot] is not None and holds(values, reading):
            values[name] = tuple(
                reading.inner(f"{name}[{number}]", partial(plan.make, inner, one, reading))
                for number, (inner, one) in enumerate(raw[slot], 1)
            )

    return step


def _part(name: str, plan: Plan) -> Step:
    slots = tuple(plan.slots)

    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if any(raw[slot] is not None for slot in slots):
            values[name] = reading.inner(name, partial(plan.make, raw, element, reading))

    return step


def _implied(row: Implied, holds: Holds) -> Step:
    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if row.name not in values and holds(values, reading):
            values[row.name] = row.value

    return step


def _constant(row: Constant, slot: int) -> Step:
    def step(raw: Raw, values: Values, element: etree._Element, reading: Reading) -> None:
        if raw[slot] is not None and raw[slot][0] != row.text:
            text, one = raw[slot]
            path = reading.walk.places.path(one)
            reading.losses.append(loss(path, path, text, f"taken for the usual {row.text}"))

    return step
