"""DxpMsgSv: the official names, and a message that goes from node to node inside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from adapters.national.dxp import BETWEEN_NODES
from gateway.model.errors import GatewayError, SenderError
from gateway.model.message import Envelope, Hop
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.giving import hop_to
from gateway.translation.schema import read_schemas
from gateway.translation.tables import faults_of_dialect
from gateway.translation.translator import EnvelopeTranslator
from tests.samples.messages import BUSINESS_DATE, ENVELOPE

SAMPLE = Path(__file__).parents[2] / "samples" / "dxp" / "transfer.xml"
NINE = datetime(2014, 10, 15, 1, 0, tzinfo=UTC)
HOP = Hop(number="12000001201410150900000000000001", sent_at=NINE, end_node="13000001", start_node="12000001")
MEANT = replace(ENVELOPE, hop=HOP)


@cache
def translator() -> EnvelopeTranslator:
    codes, schemas = read_codes(data_folder("config") / "codes"), read_schemas(data_folder("xsd"))
    assert faults_of_dialect(BETWEEN_NODES, codes) == []
    return EnvelopeTranslator(BETWEEN_NODES, codes, schemas)


def sample(*changes: tuple[str, str]) -> etree._Element:
    text = SAMPLE.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    return etree.fromstring(text.encode(), etree.XMLParser(remove_blank_text=True, remove_comments=True))


def read(root: etree._Element) -> tuple[Envelope, object]:
    return translator().read(root, on=BUSINESS_DATE)


def test_the_sample_reads_to_an_envelope_with_its_way_and_back() -> None:
    assert read(sample()) == (MEANT, ())
    assert translator().write(MEANT, on=BUSINESS_DATE) == (etree.tostring(sample(), method="c14n"), ())


def test_the_message_id_is_that_of_the_message_inside() -> None:
    assert translator().number(sample()) == ENVELOPE.number


def test_the_number_of_a_hop_is_node_moment_and_serial() -> None:
    assert hop_to("13000001", "12000001", number="201410150000000001", at=NINE) == HOP
    assert hop_to("13000001", "12000001", number="7", at=NINE).number.endswith("0000000007")


def test_nodes_may_be_left_out_but_the_number_may_not() -> None:
    bare = sample(("<EndNode>13000001</EndNode>", ""), ("<StaNode>12000001</StaNode>", ""))
    assert read(bare)[0] == replace(MEANT, hop=replace(HOP, end_node=None, start_node=None))
    with pytest.raises(SenderError):
        read(sample(("<MsgId>12000001201410150900000000000001</MsgId>", "")))


@pytest.mark.parametrize("node", ["1300000", "130000011", "13 00001", "１３000001"])
def test_a_node_that_is_not_eight_digits_is_never_written(node: str) -> None:
    with pytest.raises(GatewayError):
        translator().write(replace(MEANT, hop=replace(HOP, end_node=node)), on=BUSINESS_DATE)


def test_a_message_that_says_no_way_cannot_go_between_nodes() -> None:
    with pytest.raises(GatewayError):
        translator().write(ENVELOPE, on=BUSINESS_DATE)
