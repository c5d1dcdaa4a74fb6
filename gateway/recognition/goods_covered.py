"""Whether goods are those of a result: code, origin, batch, and no more than was certified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gateway.model.certified import CertifiedGoods


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One line of goods that a result is to serve, and the line of the result that is meant by it."""

    result_line: int
    hs_code: str
    ciq_code: str | None = None
    origin: str | None = None
    batch_number: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None


def goods_differ(certified: Sequence[CertifiedGoods], wanted: Sequence[Wanted]) -> str:
    """What is not the same, "" where nothing differs. Lines that share one line of the result share its quantity."""
    lines = {line.number: line for line in certified}
    if not wanted:
        return "no goods are named"
    for one in wanted:
        line = lines.get(one.result_line)
        if line is None:
            return f"the result has no line {one.result_line}"
        told = _other(line, one)
        if told:
            return f"line {one.result_line}: {told}"
    return next((told for number in lines if (told := _too_much(lines[number], wanted))), "")


def _other(line: CertifiedGoods, one: Wanted) -> str:
    pairs = (
        ("goods code", line.hs_code, one.hs_code),
        ("inspection category", line.ciq_code, one.ciq_code),
        ("origin", line.origin_country, one.origin),
        ("batch", line.batch_number, one.batch_number),
    )
    return next((f"another {name}" for name, certified, now in pairs if certified is not None and certified != now), "")


def _too_much(line: CertifiedGoods, wanted: Sequence[Wanted]) -> str:
    """A quantity that is not told, or in another unit, cannot be seen to be covered."""
    mine = [one for one in wanted if one.result_line == line.number]
    if line.quantity is None or not mine:
        return ""
    if any(one.quantity is None or one.unit != line.unit for one in mine):
        return f"line {line.number}: its quantity is not told in {line.unit}"
    total = sum((one.quantity for one in mine if one.quantity is not None), Decimal(0))
    return f"line {line.number}: {total} of {line.quantity} certified" if total > line.quantity else ""
