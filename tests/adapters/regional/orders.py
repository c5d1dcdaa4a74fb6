"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples.orders import (
    EXAM_ORDER,
    EXAM_RESULT,
    PASSED,
    RELEASE_EXECUTED,
    RELEASE_ORDER,
    RELEASED_AFTER_EXAM,
    UNDECIDED,
    WHOLE_RELEASE,
)

MEANINGS: Mapping[str, Meaning] = {
    "exam-order.xml": Meaning(message=EXAM_ORDER),
    "exam-result.xml": Meaning(message=EXAM_RESULT),
    "exam-result.passed.xml": Meaning(message=PASSED),
    "exam-result.undecided.xml": Meaning(message=UNDECIDED),
    "release-order.xml": Meaning(message=RELEASE_ORDER),
    "release-order.whole.xml": Meaning(message=WHOLE_RELEASE),
    "release-executed.xml": Meaning(message=RELEASE_EXECUTED),
    "release-executed.after-exam.xml": Meaning(message=RELEASED_AFTER_EXAM),
}
