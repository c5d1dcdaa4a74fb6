"""What a document does, and whether it takes something back, is said by the document and never guessed.

Elements may be missing where they are optional; without these a deletion, a reversal or a withdrawal would read as the
plain submission that it undoes.
"""

from __future__ import annotations

import pytest
from lxml import etree

from adapters import DIALECTS
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples.messages import BUSINESS_DATE

TOLD = (
    ("hebei-dec/manifest.MT2101.xml", "FunctionCode"),
    ("hebei-dec/manifest.MT2401.xml", "FunctionCode"),
    ("hebei-dec/arrival-report.MT3101.xml", "FunctionCode"),
    ("hebei-dec/tally-report.MT5101.xml", "FunctionCode"),
    ("hebei-dec/loading-report.MT4101.xml", "FunctionCode"),
    ("regional/manifest.xml", "Act"),
    ("regional/manifest.xml", "Stage"),
    ("regional/arrival-report.xml", "Act"),
    ("regional/tally-report.xml", "Act"),
    ("regional/loading-report.xml", "Act"),
    ("regional/loading-report.xml", "Empty"),
    ("regional/trade-order.xml", "Act"),
    ("regional/waybill.xml", "Act"),
    ("regional/payment.xml", "Act"),
    ("regional/licence-write-off.xml", "Reversed"),
    ("regional/pre-decision.xml", "Withdrawn"),
    ("regional/pre-decision.xml", "Identification"),
    ("regional/release-mode-decision.xml", "Provisional"),
    ("regional/release-executed.xml", "Ground"),
    ("regional/release-executed.xml", "Partial"),
    ("regional/release-order.xml", "Partial"),
)
NAMES = {dialect.name: dialect for dialect in DIALECTS}


@pytest.mark.parametrize(("sample", "element"), TOLD)
@pytest.mark.parametrize("how", ["left out", "left empty"])
def test_an_act_that_is_not_said_is_refused_and_never_guessed(sample: str, element: str, how: str) -> None:
    path = SAMPLES / sample
    root = parse(path.read_bytes()).root
    found = root.find(f".//{{*}}{element}")
    assert found is not None
    hush(found, how)
    with pytest.raises(GatewayError) as caught:
        Translator(NAMES[path.parent.name], CODES, SCHEMAS).read(root, on=BUSINESS_DATE)
    assert caught.value.fault is faults.ELEMENT_MISSING
    assert (caught.value.place.path or "").endswith(f"/{element}")


def hush(element: etree._Element, how: str) -> None:
    holder = element.getparent()
    if how == "left empty" or holder is None:
        element.text = None
    else:
        holder.remove(element)
