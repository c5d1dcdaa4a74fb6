"""电子转单: what the exit port may change of a consignment that the origin passed, and what sends it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gateway.model.inspection_transfer import Changeable
from gateway.recognition.held import HeldError
from gateway.recognition.pack import Pack
from gateway.recognition.rule import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Consigned:
    """What the rule looks at, before or at the port. Quantities by line."""

    quantities: tuple[Decimal, ...]
    total_value: Decimal
    vessel: str = ""
    sailing_date: date | None = None
    containers: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    """HS codes by line: no port may change them."""


def back_to_origin(
    before: Consigned, now: Consigned, pack: Pack, on: date, *, damaged: bool, allowed: tuple[Changeable, ...] = ()
) -> tuple[str, ...]:
    """Why it goes back; () where the port may go on. `allowed`: what the origin says may change, () where it does not.

    `damaged`: the packing was, in transport: only that makes less of the goods. Both offices may agree on anything.
    """
    if Changeable.BY_AGREEMENT in allowed:
        return ()
    rules = in_force(pack.transfer, on)
    if len(rules) != 1:
        raise HeldError("transfer-rules", f"{len(rules)} rules of transfer are in force")
    granted = allowed or tuple(Changeable)
    return tuple(_reasons(before, now, rules[0].value_percent, granted, damaged))


def _reasons(
    before: Consigned, now: Consigned, percent: Decimal, granted: tuple[Changeable, ...], damaged: bool
) -> Iterator[str]:
    if now.goods != before.goods or len(now.quantities) != len(before.quantities):
        yield "other goods"
        return
    pairs = list(zip(before.quantities, now.quantities, strict=True))
    if any(later > first for first, later in pairs):
        yield "more than was passed"
    less = any(later < first for first, later in pairs)
    if less and not (damaged and Changeable.QUANTITY_REDUCED in granted):
        yield "less, and not by damage in transport"
    if abs(now.total_value - before.total_value) * 100 > before.total_value * percent:
        yield f"the value changed by more than {percent} %"
    for name, right in (("vessel", Changeable.VESSEL), ("sailing_date", Changeable.SAILING_DATE)):
        if getattr(now, name) != getattr(before, name) and right not in granted:
            yield f"another {name.replace('_', ' ')}"
    if sorted(now.containers) != sorted(before.containers) and Changeable.CONTAINERS not in granted:
        yield "other containers"
