"""What one party must not be able to do to another, tried against a whole gateway in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.commands.demo.identities import write_private
from gateway.commands.demo.wording import sealed
from tests.service.laid import Laid, laid, tianjin_text

RELEASED = (
    '<Ciqresult xmlns="http://www.chinaport.gov.cn/ciq"><CusCiqNo>{number}</CusCiqNo>'
    "<OperTime>2014-10-15 16:30:00</OperTime><RspCodes>2000</RspCodes></Ciqresult>"
)
LEGACY = """\
name = "legacy"
party = "legacy"
dialect = "{dialect}"
profile = "legacy-md5-prefix"
shared_key_file = "{key}"
offices = ["05"]
may_send = ["declaration"]
receives = ["declaration"]
transport = {{ kind = "http", url = "http://127.0.0.1:9/inbox" }}
"""


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


@pytest.mark.parametrize("dialect", ["hebei-dec", "tianjin-customs", "regional"])
async def test_what_we_sent_to_a_legacy_link_is_not_taken_back_as_its_own(tmp_path: Path, dialect: str) -> None:
    """One key makes the prefixes of both ways: whoever sees a document on its way could send it back."""
    write_private(tmp_path / "shared", b"made-up-and-long-enough")
    async with laid(tmp_path / "region", legacy=LEGACY.format(dialect=dialect, key=tmp_path / "shared")) as there:
        text = there.hebei_text("HB1").replace("<IEPort>0202<", "<IEPort>0501<")
        taken = await there.accept("hebei", there.envelope("hebei", "HB1", text.encode()))
        view = await there.gateway.journal.message(taken.message)
        assert view is not None
        (delivery,) = view.deliveries
        back = await there.accept("legacy", delivery.document)
        assert (back.accepted, back.code) == (False, "4304")
        assert there.counted("security", code="4304") == 1
