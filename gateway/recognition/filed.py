"""A declared case as the registry keeps it: what rules ask of a declaration, in one order however it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypedDict

from pydantic import TypeAdapter

from gateway.model.choices import Direction
from gateway.model.declaration import Declaration
from gateway.recognition.facts import Case, Goods, case_of
from gateway.recognition.goods_covered import Wanted


class Named(TypedDict):
    """The numbers of a declaration by the attributes of what is about it."""

    declaration_number: str | None
    unified_number: str | None
    entry_number: str | None
    inspection_number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One declaration; the day of `case` is of whoever asks."""

    numbers: Mapping[str, str]
    """By the names of the declaration's attributes."""
    case: Case
    goods: tuple[Wanted, ...]
    """Every line, as a result may cover it."""

    def on(self, day: date) -> Filed:
        """As of that day."""
        return replace(self, case=replace(self.case, on=day))

    def named(self) -> Named:
        """Its numbers, for a message that is about it."""
        known = self.numbers.get
        return Named(
            declaration_number=known("declaration_number"),
            unified_number=known("unified_number"),
            entry_number=known("entry_number"),
            inspection_number=known("inspection_number"),
        )

    @property
    def name(self) -> str:
        """The number by which its own office knows it."""
        return next(iter(self.numbers.values()), "")


FILED: TypeAdapter[Filed] = TypeAdapter(Filed)


def filed(declaration: Declaration, on: date) -> Filed:
    """What is kept of a declaration."""
    case = case_of(declaration, on)
    goods = tuple(
        Wanted(
            result_line=line.number,
            hs_code=line.hs_code,
            ciq_code=told.ciq_code,
            origin=line.origin_country,
            batch_number=line.batch_number,
            quantity=line.quantity,
            unit=line.unit,
        )
        for line, told in zip(declaration.goods, case.goods, strict=True)
    )
    return Filed(numbers=dict(declaration.references()), case=case, goods=goods)


def said_of(one: Filed) -> dict[str, Any]:
    """JSON values: sets are sorted, and the day left out, so that the same declaration always gives the same."""
    said: dict[str, Any] = FILED.dump_python(one, mode="json")
    del said["case"]["on"]
    _in_order(one.case, said["case"])
    for line, told in zip(one.case.goods, said["case"]["goods"], strict=True):
        _in_order(line, told)
    return said


def _in_order(record: Case | Goods, said: dict[str, Any]) -> None:
    for name in said:
        if isinstance(getattr(record, name), frozenset):
            said[name].sort()


def read_filed(said: Mapping[str, Any], on: date) -> Filed:
    """The same again, of that day. ValidationError: no entry of ours."""
    return FILED.validate_python({**said, "case": {**said["case"], "on": on}})


def imports(case: Case) -> tuple[str, ...]:
    """Subjects by which an earlier import of the same goods by the same enterprise is found; () for an export."""
    if case.direction is not Direction.IMPORT:
        return ()
    codes = sorted({line.hs_code for line in case.goods})
    return tuple(f"imported:{one}:{code}" for one in sorted(case.enterprise) for code in codes)


def first_import(case: Case, seen: frozenset[str]) -> bool:
    """Whether a line of an import was never imported before by this enterprise, whatever code it was named by."""
    if case.direction is not Direction.IMPORT:
        return False
    return any(not any(f"imported:{one}:{line.hs_code}" in seen for one in case.enterprise) for line in case.goods)
