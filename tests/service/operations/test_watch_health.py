"""What is silent or overdue is told in health and in metrics, and forgotten when it is over."""

from __future__ import annotations

import pytest

from gateway.service.journal.watching.views import Overdue, What
from gateway.service.surroundings import utc_now
from tests.service.operations.conftest import Office

in_one_loop = pytest.mark.asyncio(loop_scope="package")
LATE = Overdue(link="tianjin", what=What.RECEIPT, count=3, oldest_at=utc_now())


@in_one_loop
async def test_what_is_overdue_is_a_warning_and_a_figure_until_it_is_over(office: Office) -> None:
    watching = office.region.gateway.journal.watching
    await watching.settle([LATE], utc_now())
    said = (await office.get("/health")).json
    (check,) = said["checks"]["receipt-overdue:tianjin"]
    assert (said["status"], check["status"], check["observedValue"]) == ("warn", "warn", 3)
    figure = b'eport_overdue{link="tianjin",what="receipt-overdue"} 3.0'
    assert figure in (await office.get("/metrics")).body
    await watching.settle([], utc_now())
    assert "receipt-overdue:tianjin" not in (await office.get("/health")).json["checks"]
    assert figure not in (await office.get("/metrics")).body
