from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gateway.model.results import Conclusion, Laboratory, ReinspectionStage
from tests.model.contradicting import blamed, stands
from tests.samples.recognition import (
    APPLIED,
    CONFORMING,
    INSPECTION_RESULT_BODY,
    REINSPECTION_BODY,
    RESULT_REVOCATION,
)

ITEM = INSPECTION_RESULT_BODY.items[0]
SECOND = timedelta(seconds=1)


class TestResult:
    def test_is_tested_after_it_is_sampled_and_issued_after_it_is_tested(self) -> None:
        result = INSPECTION_RESULT_BODY
        assert result.tested_at is not None
        assert blamed(result, sampled_at=result.tested_at + SECOND) == "tested_at"
        assert blamed(result, tested_at=result.issued_at + SECOND) == "issued_at"

    def test_is_valid_on_the_day_of_its_issue_in_china(self) -> None:
        late = datetime(2014, 10, 20, 17, 0, tzinfo=UTC)  # the 21st in China
        stands(INSPECTION_RESULT_BODY, issued_at=late, valid_until=date(2014, 10, 21))
        assert blamed(INSPECTION_RESULT_BODY, issued_at=late, valid_until=date(2014, 10, 20)) == "valid_until"

    def test_may_be_issued_in_the_last_hour_of_the_calendar(self) -> None:
        last = datetime(9999, 12, 31, 23, 0, tzinfo=UTC)
        stands(INSPECTION_RESULT_BODY, issued_at=last, valid_until=date(9999, 12, 31))

    def test_has_a_condition_exactly_where_its_conclusion_has_one(self) -> None:
        assert blamed(INSPECTION_RESULT_BODY, condition=None) == "condition"
        assert blamed(CONFORMING.body, condition="重新加贴标签") == "condition"

    @pytest.mark.parametrize("conclusion", [Conclusion.NOT_CONFORMING, Conclusion.ON_CONDITION])
    def test_does_not_conform_where_an_item_does_not(self, conclusion: Conclusion) -> None:
        item = stands(ITEM, goods_line=2, conclusion=conclusion)
        assert blamed(CONFORMING.body, items=(item,)) == "conclusion"
        stands(CONFORMING.body, items=(stands(item, conclusion=Conclusion.CONFORMING),))

    def test_tests_no_line_that_it_does_not_name(self) -> None:
        assert blamed(CONFORMING.body, items=(ITEM,)) == "items"
        stands(CONFORMING.body, goods=(), items=(ITEM,))

    def test_does_not_replace_itself(self) -> None:
        assert blamed(INSPECTION_RESULT_BODY, supersedes=INSPECTION_RESULT_BODY.result_number) == "supersedes"
        assert blamed(RESULT_REVOCATION.body, superseded_by="JG2014102000001") == "superseded_by"

    def test_of_a_laboratory_whose_accreditation_ends_after_it_began(self) -> None:
        lab = Laboratory(name="x", accredited_from=date(2014, 1, 2))
        assert blamed(lab, accredited_until=date(2014, 1, 1)) == "accredited_until"


class TestReinspection:
    def test_that_is_concluded_says_whether_the_result_stands(self) -> None:
        assert blamed(REINSPECTION_BODY, upheld=None, new_result_number=None) == "upheld"

    @pytest.mark.parametrize("upheld", [True, False])
    @pytest.mark.parametrize("stage", [one for one in ReinspectionStage if one is not ReinspectionStage.CONCLUDED])
    def test_that_is_open_or_refused_upholds_nothing(self, stage: ReinspectionStage, upheld: bool) -> None:
        assert blamed(APPLIED.body, stage=stage, upheld=upheld) == "upheld"

    def test_that_is_open_has_no_end(self) -> None:
        assert blamed(APPLIED.body, concluded_at=REINSPECTION_BODY.concluded_at) == "concluded_at"

    def test_replaces_only_a_result_that_does_not_stand(self) -> None:
        assert blamed(REINSPECTION_BODY, upheld=True) == "new_result_number"
        assert blamed(APPLIED.body, new_result_number="JG2014112000004") == "new_result_number"
        assert blamed(REINSPECTION_BODY, new_result_number="JG2014102000001") == "new_result_number"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("apply_by", date(2014, 10, 19)),
            ("applied_at", datetime(2014, 10, 20, 2, 59, tzinfo=UTC)),
            ("conclude_by", date(2014, 10, 24)),
            ("concluded_at", datetime(2014, 10, 25, 0, 59, tzinfo=UTC)),
        ],
    )
    def test_keeps_the_order_of_its_steps(self, name: str, value: object) -> None:
        assert blamed(REINSPECTION_BODY, **{name: value}) == name

    def test_may_come_late(self) -> None:
        """Whether a late one is heard is the office's to decide."""
        late = datetime(2014, 11, 10, tzinfo=UTC)
        stands(REINSPECTION_BODY, applied_at=late)
