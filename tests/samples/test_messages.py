"""The sample messages are complete and consistent, so that a sample that reads to them proves something."""

from __future__ import annotations

from dataclasses import fields

from gateway.model.goods import GoodsLine
from tests.samples.messages import BODY

OF_A_PARCEL = {
    "subject",
    "trade_order_number",
    "waybill_number",
    "payment_number",
    "platform_code",
    "platform_name",
    "logistics_code",
    "logistics_name",
}
"""Said by the item list of a parcel alone (tests/samples/ecommerce.py)."""


def test_every_attribute_of_the_declaration_is_set() -> None:
    assert {field.name for field in fields(BODY) if getattr(BODY, field.name) in (None, ())} == OF_A_PARCEL


def test_every_attribute_of_every_record_is_set() -> None:
    transit = BODY.transit
    assert transit is not None
    records: list[object] = [BODY.freight, *BODY.certificates, *BODY.qualifications, *BODY.users, *BODY.other_packages]
    records += [*BODY.electronic_documents, BODY.transit, *transit.bills, *transit.containers, *transit.container_goods]
    lines: list[object] = [*BODY.goods, *BODY.containers, *(record for line in BODY.goods for record in line.permits)]
    unset = [(one, f.name) for one in [*records, *lines] for f in fields(one) if getattr(one, f.name) in (None, ())]  # type: ignore[arg-type]
    assert unset == []


def test_the_sums_agree() -> None:
    def total(lines: tuple[GoodsLine, ...]) -> object:
        return sum(line.total_value or 0 for line in lines)

    assert total(BODY.goods) == BODY.total_value_usd
    assert sum(line.weight or 0 for line in BODY.goods) == BODY.net_weight_kg
    assert all((line.quantity or 0) * (line.unit_price or 0) == line.total_value for line in BODY.goods)


def test_no_two_attributes_of_the_declaration_share_a_number() -> None:
    numbers = [getattr(BODY, f.name) for f in fields(BODY) if f.name.endswith("_number") and f.name not in OF_A_PARCEL]
    assert len(set(numbers)) == len(numbers)
