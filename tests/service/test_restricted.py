"""Warnings, controls and aid through a whole gateway: told to whom they name, and quoted nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from gateway.service.adapter import Adapter
from gateway.service.journal.views import MessageView
from tests.service.laid import Laid, laid
from tests.service.test_numbers import said, taken

LINK = """\
name = "{party}-all"
party = "{party}"
dialect = "{dialect}"
profile = "none"
offices = ["{office}"]
may_send = ["control-order"]
receives = ["control-order"]
transport = {{ kind = "folder", root = "{root}", business_type = "All" }}
"""
PARTIES = {"beijing": ("regional", "01"), "tianjin": ("regional", "02"), "harbour": ("tianjin-customs", "05")}
ORDER = {"IssuingOffice": "0202", "Purpose": "机密用途", "ControlNumber": "BK-SECRET"}


def words_of(view: MessageView) -> str:
    """Everything that an operator sees of a message without asking for its payload."""
    deliveries = (f"{one.reason} {' '.join(one.losses)}" for one in view.deliveries)
    return " ".join((*deliveries, *view.losses, *(event.detail for event in view.timeline)))


async def ordered(there: Laid, **changes: str) -> MessageView:
    return await taken(there, "tianjin", said("control-order", "T1", "0110", "0501", **ORDER, **changes))


@pytest.mark.parametrize("instruction", ["核对", "机密㐀"], ids=["with-losses", "a-dead-letter"])
async def test_what_a_control_says_stands_in_no_loss_and_no_reason(
    tmp_path: Path, instruction: str, capsys: pytest.CaptureFixture[str]
) -> None:
    links = {
        f"{party}-all": LINK.format(party=party, dialect=dialect, office=office, root=tmp_path / "all" / party)
        for party, (dialect, office) in PARTIES.items()
    }
    async with laid(tmp_path, **links) as there:
        adapters = cast("dict[str, Adapter]", there.gateway.adapters)
        narrow = replace(adapters["harbour-all"].terms, charset="GBK")
        adapters["harbour-all"] = replace(adapters["harbour-all"], terms=narrow)
        view = await ordered(there, Instruction=instruction)
        assert [one.link for one in view.deliveries] == ["beijing-all", "harbour-all"]
        harbour = view.deliveries[1]
        assert bool(harbour.losses) is (harbour.code == "")
        assert (harbour.code != "") is ("㐀" in instruction)
        shown = words_of(view) + capsys.readouterr().out
        assert "机密" not in shown
        assert "㐀" not in shown
        assert "SECRET" not in shown
