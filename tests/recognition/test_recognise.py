"""Nine conditions: all, or the items that are covered, or a refusal that says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gateway.model.certified import CertifiedGoods
from gateway.model.recognition import Condition, ConditionName, Recognition
from gateway.model.results import Conclusion, Exclusion, InspectedItem, InspectionResult, Laboratory
from gateway.recognition.goods_covered import Wanted
from gateway.recognition.pack import Pack
from gateway.recognition.recognise import Judged, Required, Use, recognise
from tests.recognition.conftest import FURNITURE

LEAD = InspectedItem(
    item="lead", item_code="PB", goods_line=1, conclusion=Conclusion.CONFORMING, standard="GB 18584", edition="2001"
)
RESULT = InspectionResult(
    result_number="R1",
    issuing_office="0110",
    issued_at=datetime(2014, 10, 1, 8, tzinfo=UTC),
    tested_at=datetime(2014, 9, 30, 8, tzinfo=UTC),
    valid_until=date(2015, 9, 30),
    conclusion=Conclusion.CONFORMING,
    laboratory=Laboratory(
        name="Beijing",
        accreditation="CNAS L0001",
        accredited_from=date(2013, 1, 1),
        accredited_until=date(2015, 12, 31),
        accredited_items=("PB", "CR"),
    ),
    seal_numbers=("S1",),
    goods=(
        CertifiedGoods(
            number=1,
            hs_code=FURNITURE,
            name="tables",
            origin_country="DEU",
            batch_number="L1",
            quantity=Decimal(100),
            unit="H87",
        ),
    ),
    items=(LEAD,),
)
WANTED = Wanted(result_line=1, hs_code=FURNITURE, origin="DEU", batch_number="L1", quantity=Decimal(60), unit="H87")
NEEDS_LEAD = Required(goods_line=1, item_code="PB", standard="GB 18584", edition="2001")
USE = Use(
    on=date(2014, 10, 15),
    goods=(WANTED,),
    required=(NEEDS_LEAD,),
    body_listed=True,
    signature_held=True,
    seals_whole=True,
    seals=("S1", "S2"),
    alerts=(),
)


def broken(judged: Judged) -> list[Condition]:
    return [one for one in judged.conditions if not one.holds]


def test_a_result_that_fulfils_all_nine_conditions_is_recognised(pack: Pack) -> None:
    judged = recognise(RESULT, USE, pack)
    assert judged.outcome is Recognition.RECOGNISED
    assert [one.name for one in judged.conditions] == list(ConditionName)
    assert judged.pack == "2014/1"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"body_listed": False}, ConditionName.ISSUER_LISTED),
        ({"signature_held": False}, ConditionName.ISSUER_LISTED),
        ({"goods": ()}, ConditionName.SAME_GOODS),
        ({"goods": (replace(WANTED, hs_code="9403600001"),)}, ConditionName.SAME_GOODS),
        ({"goods": (replace(WANTED, origin="USA"),)}, ConditionName.SAME_GOODS),
        ({"goods": (replace(WANTED, batch_number=None),)}, ConditionName.SAME_GOODS),
        ({"goods": (replace(WANTED, unit="KGM"),)}, ConditionName.SAME_GOODS),
        ({"goods": (WANTED, WANTED)}, ConditionName.SAME_GOODS),
        ({"goods": (replace(WANTED, result_line=2),)}, ConditionName.SAME_GOODS),
        ({"required": (replace(NEEDS_LEAD, edition="2010"),)}, ConditionName.ITEMS_COVERED),
        ({"laboratory_accredited": False}, ConditionName.LABORATORY_ACCREDITED),
        ({"revoked": True}, ConditionName.RESULT_STANDS),
        ({"under_reinspection": True}, ConditionName.RESULT_STANDS),
        ({"superseded_by": "R2"}, ConditionName.RESULT_STANDS),
        ({"on": date(2015, 10, 1)}, ConditionName.IN_VALIDITY),
        ({"repacked": True}, ConditionName.IDENTITY_KEPT),
        ({"seals": ("S2",)}, ConditionName.IDENTITY_KEPT),
        ({"seals": None}, ConditionName.IDENTITY_KEPT),
        ({"alerts": ("A1",)}, ConditionName.NO_ALERT),
        ({"alerts": None}, ConditionName.NO_ALERT),
        ({"excepted": True}, ConditionName.NOT_EXCLUDED),
    ],
)
def test_each_condition_that_fails_refuses_with_its_own_evidence(
    pack: Pack, change: dict[str, object], name: ConditionName
) -> None:
    judged = recognise(RESULT, replace(USE, **change), pack)  # type: ignore[arg-type]
    assert judged.outcome is Recognition.REFUSED
    assert [one.name for one in broken(judged)] == [name]
    assert judged.reason == f"{name}: {broken(judged)[0].evidence}"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"conclusion": Conclusion.NOT_CONFORMING}, ConditionName.RESULT_STANDS),
        ({"valid_until": None}, ConditionName.IN_VALIDITY),
        ({"laboratory": None}, ConditionName.LABORATORY_ACCREDITED),
        ({"laboratory": Laboratory(name="L", accreditation="A", accredited_from=date(2014, 10, 1))}, None),
        ({"exclusions": (Exclusion.QUARANTINE_PEST,)}, ConditionName.NOT_EXCLUDED),
    ],
)
def test_what_the_result_itself_lacks_refuses_it(
    pack: Pack, change: dict[str, object], name: ConditionName | None
) -> None:
    judged = recognise(replace(RESULT, **change), USE, pack)  # type: ignore[arg-type]
    assert judged.outcome is Recognition.REFUSED
    assert [one.name for one in broken(judged)] == [name or ConditionName.LABORATORY_ACCREDITED]


def test_a_result_that_covers_some_of_the_items_is_recognised_for_these(pack: Pack) -> None:
    both = (NEEDS_LEAD, Required(goods_line=1, item_code="CR"))
    judged = recognise(RESULT, replace(USE, required=both), pack)
    assert judged.outcome is Recognition.PARTIAL
    assert [one.item_code for one in judged.recognised_items] == ["PB"]


def test_items_that_lack_beside_another_fault_make_no_partial_recognition(pack: Pack) -> None:
    both = (NEEDS_LEAD, Required(goods_line=1, item_code="CR"))
    judged = recognise(RESULT, replace(USE, required=both, repacked=True), pack)
    assert judged.outcome is Recognition.REFUSED
    assert judged.recognised_items == ()
