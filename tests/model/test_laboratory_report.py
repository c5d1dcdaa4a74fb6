from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gateway.model.kind import ContradictionError
from gateway.model.laboratory_report import LaboratoryReport
from tests.samples.recognition import LABORATORY_REPORT

REPORT: Any = LABORATORY_REPORT.body
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"tested_at": REPORT.sampled_at - DAY}, "tested_at"),
        ({"issued_at": REPORT.tested_at - DAY}, "issued_at"),
        ({"valid_until": date(2026, 8, 19)}, "valid_until"),
        ({"goods": ()}, "items"),
        ({"items": (replace(REPORT.items[0], goods_line=2),)}, "items"),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(changes: dict[str, Any], name: str) -> None:
    with pytest.raises(ContradictionError) as caught:
        replace(REPORT, **changes)
    assert caught.value.name == name


def test_it_is_handed_to_the_gateway_by_an_office_and_told_to_others() -> None:
    assert (LaboratoryReport.FOR_US, LaboratoryReport.ISSUER) == (True, "office")
    assert REPORT.offices() == {"office": "0110", "recipients[1]": "0202"}
    assert ("report_number", "BG-2026-0009") in REPORT.aliases()
