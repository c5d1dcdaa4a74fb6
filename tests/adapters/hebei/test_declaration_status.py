"""Hebei's answers: what a channel means, and what no answer may be taken for."""

from __future__ import annotations

import pytest

from gateway.model.errors import GatewayError
from gateway.model.status import DeclarationStatus, Stage
from tests.adapters.hebei.documents import changed, inner, sample, status, text, written


class TestAnswers:
    @pytest.mark.parametrize(
        ("channel", "outcome"),
        [
            ("A", "deleted-before-release"),
            ("a", "certificate-signed"),
            ("C", "exam-ordered"),
            ("c", "inspection-withdrawn"),
            ("SpK", "outline-released-for-collection"),
            ("K", "released-on-guarantee"),
            ("W", "reviewed-for-paperless-release"),
        ],
    )
    def test_case_tells_channels_apart(self, channel: str, outcome: str) -> None:
        root = changed("declaration-status.DEC_DATA.xml", ("<CHANNEL>P", f"<CHANNEL>{channel}"))
        assert status(root).outcome == outcome

    def test_an_unknown_channel_is_refused(self) -> None:
        with pytest.raises(GatewayError, match="4204"):
            status(changed("declaration-status.DEC_DATA.xml", ("<CHANNEL>P", "<CHANNEL>p")))

    def test_partly_released_is_never_written_as_released(self) -> None:
        root = written(DeclarationStatus(outcome="partly-released", unified_number="201410150000000001"))
        assert text(root, "DEC_RESULT/CHANNEL") == "PB"
        assert status(root).outcome == "partly-released"

    def test_an_inspection_order_is_a_word_of_the_check(self) -> None:
        assert status(sample("declaration-status.DEC_DATA-exam.xml")).stage is Stage.CHECK

    def test_a_result_without_the_element_around_it_is_read(self) -> None:
        assert status(inner("declaration-status.DEC_DATA.xml", "DEC_RESULT")).outcome == "released"

    def test_who_was_given_no_number_is_answered_under_its_own(self) -> None:
        root = written(DeclarationStatus(outcome="released", in_reply_to="HB2014001"))
        assert text(root, "DEC_RESULT/CUS_CIQ_NO") == "HB2014001"

    @pytest.mark.parametrize("code", ["1", "5", "-1", "107"])
    def test_any_code_but_0_is_a_failed_import(self, code: str) -> None:
        name = "declaration-status.DecImportResponse.xml"
        answer = status(changed(name, ("<ResponseCode>0", f"<ResponseCode>{code}")))
        assert (answer.outcome, answer.stage) == ("upload-failed", Stage.IMPORT)

    def test_a_client_that_took_it_in_is_no_office_that_accepted_it(self) -> None:
        answer = status(sample("declaration-status.DecImportResponse.xml"))
        assert (answer.outcome, answer.in_reply_to) == ("submitted", "201410150000000001")

    def test_an_import_answer_has_no_word_for_a_release(self) -> None:
        with pytest.raises(GatewayError, match="42"):
            written(DeclarationStatus(outcome="released", stage=Stage.IMPORT, in_reply_to="1"))
