"""What a DXP link answers to bytes of which not even the head could be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from adapters.beijing.ciq import DIALECT as BEIJING
from adapters.national.dxp import DIALECT as DXP
from gateway.model import faults
from gateway.model.message import Receipt
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.receipts import refused, word
from gateway.translation.schema import read_schemas
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.trust_store import TrustStore
from tests.samples.messages import BUSINESS_DATE

CODES = read_codes(data_folder("config") / "codes")
SCHEMAS = read_schemas(data_folder("xsd"))
TERMS = Terms(
    party="beijing",
    translator=Translator(BEIJING, CODES, SCHEMAS),
    envelope=EnvelopeTranslator(DXP, CODES, SCHEMAS),
    profile=None,
    trust=TrustStore(pins={}),
    our_address="DXPENT0000000001",
    address="DXPENT0000000110",
)


def answer(terms: Terms) -> Receipt:
    raw, at = b"\x00", datetime(2014, 10, 15, 1, 0, tzinfo=UTC)
    receipt = refused(faults.NOT_XML.error("it is not XML"), raw, terms, number="", envelope=None, at=at)
    translator = terms.envelope or terms.translator
    return translator.read_receipt(etree.fromstring(word(receipt, terms, on=BUSINESS_DATE)), on=BUSINESS_DATE)


def test_the_head_is_stood_in_for_by_the_links_own_two_ids() -> None:
    said = answer(TERMS)
    assert said.original is not None
    assert (said.original.number, said.original.message_type) == ("Unknown", "Unknown")
    assert (said.original.sender, said.original.receivers) == ("DXPENT0000000110", ("DXPENT0000000001",))
    assert (said.receiver, said.answerer) == ("DXPENT0000000110", "DXPENT0000000001")
    assert (said.accepted, said.code, said.official) == (False, "4003", "0001")


def test_a_link_whose_documents_name_nobody_is_answered_all_the_same() -> None:
    assert answer(replace(TERMS, our_address="", address="")).receiver == "Unknown"


def test_a_link_without_an_envelope_is_answered_in_its_dialect() -> None:
    said = answer(replace(TERMS, envelope=None))
    assert (said.accepted, said.number) == (False, "")
    assert said.reason.startswith("4003 not-xml")
