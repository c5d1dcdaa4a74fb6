"""What one party must not be able to do to another, tried against a whole gateway in this process."""

from __future__ import annotations

from pathlib import Path

from gateway.commands.demo.wording import sealed
from tests.service.laid import Laid, laid, tianjin_text

RELEASED = (
    '<Ciqresult xmlns="http://www.chinaport.gov.cn/ciq"><CusCiqNo>{number}</CusCiqNo>'
    "<OperTime>2014-10-15 16:30:00</OperTime><RspCodes>2000</RspCodes></Ciqresult>"
)


async def declared_by_hebei(there: Laid) -> tuple[str, str]:
    """Landing in Beijing: our number of it, and the one under which Beijing knows it."""
    text = there.hebei_text("HB1").replace("<IEPort>0202<", "<IEPort>0110<")
    taken = await there.accept("hebei", there.envelope("hebei", "HB1", text.encode()))
    view = await there.gateway.journal.message(taken.message)
    assert view is not None
    return taken.message, view.deliveries[0].number


async def test_who_declares_under_anothers_number_gets_none_of_its_answers(tmp_path: Path) -> None:
    """Our numbers count, so what Beijing is told for Hebei can be guessed."""
    async with laid(tmp_path) as there:
        message, number = await declared_by_hebei(there)
        text = tianjin_text("1").replace(">BJ20141015000001</DECL_NO>", f">{number}</DECL_NO>")
        stolen = await there.accept("tianjin", there.envelope("tianjin", "T1", text.encode(), "120"))
        assert (stolen.status, stolen.code) == (409, "4402")
        answer = await there.accept("beijing", sealed(RELEASED.format(number=number), there.signers["beijing"]))
        view = await there.gateway.journal.message(answer.message)
        assert view is not None
        assert (view.answers, [one.link for one in view.deliveries]) == (message, ["hebei"])
        assert there.counted("security", code="4402") == 1
