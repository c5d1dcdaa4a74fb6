"""Orders between two offices through a whole gateway: to whoever executes them, and the execution back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.service.laid import Laid, laid

LINK = """\
name = "{party}-orders"
party = "{party}"
dialect = "regional"
profile = "none"
offices = ["{office}"]
may_send = ["release-order", "release-executed", "inspection-result", "recognition-decision"]
receives = ["release-order", "release-executed", "inspection-result", "recognition-decision"]
transport = {{ kind = "folder", root = "{root}", business_type = "Orders" }}
"""
ORDER = """\
<ReleaseOrder xmlns="urn:eport-gateway:regional:1"><Head><Number>{number}</Number></Head>
<DeclarationNumber>BJ1</DeclarationNumber><OrderNumber>FX1</OrderNumber><IssuingOffice>{issuer}</IssuingOffice>
<ExecutingOffice>0202</ExecutingOffice><IssuedAt>2014-10-15T10:00:00+08:00</IssuedAt>
<ValidUntil>2014-10-18T10:00:00+08:00</ValidUntil><Partial>false</Partial></ReleaseOrder>
"""
EXECUTED = """\
<ReleaseExecuted xmlns="urn:eport-gateway:regional:1"><Head><Number>T9</Number></Head><OrderNumber>FX1</OrderNumber>
<Ground>release-order</Ground><ExecutingOffice>0202</ExecutingOffice><ExecutedAt>2014-10-15T11:00:00+08:00</ExecutedAt><Partial>false</Partial>
</ReleaseExecuted>
"""


@asynccontextmanager
async def offices(folder: Path) -> AsyncIterator[Laid]:
    parties = {"beijing": "01", "tianjin": "02", "hebei": "04"}
    links = {
        f"{party}-orders": LINK.format(party=party, office=office, root=folder / "orders" / party)
        for party, office in parties.items()
    }
    async with laid(folder, **links) as there:
        yield there


async def test_an_order_goes_to_the_office_that_executes_it_and_its_execution_comes_back(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        ordered = await there.accept("beijing-orders", ORDER.format(number="B1", issuer="0110").encode())
        assert ordered.accepted, ordered.receipt
        view = await there.gateway.journal.message(ordered.message)
        assert view is not None
        assert [one.link for one in view.deliveries] == ["tianjin-orders"]
        executed = await there.accept("tianjin-orders", EXECUTED.encode())
        back = await there.gateway.journal.message(executed.message)
        assert back is not None
        assert (back.answers, [one.link for one in back.deliveries]) == (ordered.message, ["beijing-orders"])


async def test_nobody_orders_in_another_offices_name(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        forged = await there.accept("hebei-orders", ORDER.format(number="H1", issuer="0110").encode())
        assert (forged.accepted, forged.code) == (False, "4303")
        for_itself = await there.accept("tianjin-orders", ORDER.format(number="T1", issuer="0110").encode())
        assert for_itself.code == "4303"


async def test_an_execution_of_an_order_that_nobody_gave_is_refused(tmp_path: Path) -> None:
    async with offices(tmp_path) as there:
        stray = await there.accept("tianjin-orders", EXECUTED.encode())
        assert (stray.accepted, stray.code) == (False, "4307")
