"""Statistics over the operators' port, in each form."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import pytest

from gateway.model.kind import CHINA
from gateway.recognition.statistics.rules import RULES
from gateway.service.surroundings import utc_now
from tests.service.operations.conftest import Office, Said

in_one_loop = pytest.mark.asyncio(loop_scope="package")


async def asked(office: Office, **query: str) -> Said:
    today = utc_now().astimezone(CHINA).date().isoformat()
    return await office.get(f"/api/v1/statistics?{urlencode({'from': today, 'to': today} | query)}")


@in_one_loop
async def test_a_declaration_of_today_is_counted(office: Office) -> None:
    await office.waiting()
    told = await asked(office)
    assert (told.status, told.kind, told.json["rules"]) == (200, "application/json", RULES)
    declared = [line for line in told.json["lines"] if line["measure"] == "declared" and line["period"] == "total"]
    assert sum(line["count"] for line in declared) >= 1


@in_one_loop
async def test_the_other_forms_are_told_as_what_they_are(office: Office) -> None:
    table = await asked(office, format="csv", by="month")
    assert (table.kind, table.body[:3]) == ("text/csv", b"\xef\xbb\xbf")
    chart = await asked(office, format="svg")
    assert chart.kind == "image/svg+xml"
    assert fromstring(chart.body).get("role") == "img"  # noqa: S314  (our own output)


@in_one_loop
@pytest.mark.parametrize(
    "wrong", [{"from": ""}, {"to": "yesterday"}, {"by": "year"}, {"format": "pdf"}, {"from": "2999-01-01"}]
)
async def test_what_cannot_be_reported_is_told_with_its_place(office: Office, wrong: dict[str, str]) -> None:
    told = (await asked(office, **wrong)).problem(422, "4512")
    assert told["place"] in {*wrong, "to"}
