"""电子转单: a tenth of the value, less by damage, another ship; everything else goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gateway.model.inspection_transfer import Changeable
from gateway.recognition.held import HeldError
from gateway.recognition.pack import Pack
from gateway.recognition.transfer import Consigned, back_to_origin
from tests.recognition.conftest import ON, PackOn

PASSED = Consigned(quantities=(Decimal(100),), total_value=Decimal(1000), vessel="A", goods=("9403600000",))


@pytest.mark.parametrize(
    ("change", "damaged", "reasons"),
    [
        ({"total_value": Decimal(1090)}, False, ()),
        ({"total_value": Decimal(1100)}, False, ()),
        ({"total_value": Decimal(1110)}, False, ("the value changed by more than 10 %",)),
        ({"total_value": Decimal(890)}, False, ("the value changed by more than 10 %",)),
        ({"quantities": (Decimal(101),)}, True, ("more than was passed",)),
        ({"quantities": (Decimal(99),)}, True, ()),
        ({"quantities": (Decimal(99),)}, False, ("less, and not by damage in transport",)),
        ({"vessel": "B", "sailing_date": date(2014, 10, 20), "containers": ("C",)}, False, ()),
        ({"goods": ("9403600001",)}, False, ("other goods",)),
    ],
)
def test_the_port_may_change_what_the_rule_names(
    pack: Pack, change: dict[str, object], damaged: bool, reasons: tuple[str, ...]
) -> None:
    now = replace(PASSED, **change)  # type: ignore[arg-type]
    assert back_to_origin(PASSED, now, pack, ON, damaged=damaged) == reasons


def test_what_the_origin_does_not_allow_goes_back(pack: Pack) -> None:
    now = replace(PASSED, vessel="B", containers=("C",))
    told = back_to_origin(PASSED, now, pack, ON, damaged=False, allowed=(Changeable.VESSEL,))
    assert told == ("other containers",)


def test_both_offices_may_agree_on_anything(pack: Pack) -> None:
    now = replace(PASSED, quantities=(Decimal(200),))
    assert back_to_origin(PASSED, now, pack, ON, damaged=False, allowed=(Changeable.BY_AGREEMENT,)) == ()


def test_where_no_rule_of_transfer_is_in_force_a_person_decides(pack_on: PackOn) -> None:
    on = date(2026, 5, 1)
    with pytest.raises(HeldError, match="0 rules of transfer"):
        back_to_origin(PASSED, PASSED, pack_on(on), on, damaged=False)
