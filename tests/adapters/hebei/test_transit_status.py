"""The answer about a transit: whose number is whose, and what no code may be taken for."""

from __future__ import annotations

import pytest
from lxml import etree

from gateway.model.errors import GatewayError
from gateway.model.message import Message
from gateway.model.transit import TransitStatus
from tests.adapters.hebei.documents import HEBEI, changed, sample, text
from tests.samples.messages import AFTER_MERGER

NAME = "transit-status.TRN_RESULT.xml"


def status(root: etree._Element) -> TransitStatus:
    body = HEBEI.read(root, on=AFTER_MERGER).message.body
    assert isinstance(body, TransitStatus)
    return body


def written(body: TransitStatus) -> etree._Element:
    return etree.fromstring(HEBEI.write(Message(number="1", body=body), on=AFTER_MERGER).document)


class TestTransitStatus:
    def test_the_platforms_number_of_the_transit_is_not_the_one_of_customs(self) -> None:
        said = status(sample(NAME))
        assert (said.transit_number, said.transit_entry_number) == ("TRN201410150000001", "0202201410150001")

    def test_with_an_element_around_it_it_says_the_same(self) -> None:
        assert status(sample("transit-status.TRN_DATA.xml")) == status(sample(NAME))

    @pytest.mark.parametrize("code", ["1", "P", "R", "00", "tp"])
    def test_no_code_is_guessed_for_the_list_is_not_public(self, code: str) -> None:
        with pytest.raises(GatewayError, match=r"4204.*PROC_RESULT"):
            status(changed(NAME, ("<PROC_RESULT>TP", f"<PROC_RESULT>{code}")))

    def test_partly_released_is_neither_written_nor_read_as_released(self) -> None:
        root = written(TransitStatus(outcome="partly-released", transit_number="TRN201410150000001"))
        assert text(root, "PROC_RESULT") == "TPB"
        assert status(root).outcome == "partly-released"

    def test_a_word_that_a_transit_has_no_code_for_is_refused(self) -> None:
        with pytest.raises(GatewayError, match="PROC_RESULT"):
            written(TransitStatus(outcome="quarantine-passed", transit_number="TRN201410150000001"))

    def test_who_was_given_no_number_is_answered_under_its_own(self) -> None:
        root = written(TransitStatus(outcome="accepted", in_reply_to="HB2014001"))
        assert text(root, "CUS_CIQ_NO") == "HB2014001"

    def test_a_moment_with_a_blank_is_read_as_well(self) -> None:
        spaced = changed(NAME, ("2014-10-15T16:40:00", "2014-10-15 16:40:00"))
        assert status(spaced).noticed_at == status(sample(NAME)).noticed_at
