from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.model.kind import ContradictionError
from tests.samples.feeds import CODE_TABLE

TABLE: Any = CODE_TABLE.body
KEPT, GONE = TABLE.rows


def wrong(row: TableRow, **changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(row, **changes)
    return caught.value.name


def test_a_value_that_is_withdrawn_has_no_codes() -> None:
    assert wrong(KEPT, withdrawn=True) == "codes"
    assert wrong(GONE, codes=KEPT.codes) == "codes"


def test_a_code_comes_once_in_its_column() -> None:
    assert wrong(KEPT, codes=(*KEPT.codes, TableCode(column="ciq", code="998"))) == "codes"
    assert [code.code for code in KEPT.codes] == ["998", "997", "998"]


def test_updates_of_one_family_stay_in_order_and_come_from_the_authority() -> None:
    assert TABLE.references() == {"family": "country"}
    assert CodeTable.OF_AUTHORITY
    assert CodeTable.FOR_US
