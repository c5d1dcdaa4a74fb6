"""What may follow what in the clearance of a consignment: one table, each row with whose it is.

`rules` are the transitions of the regional protocol (declare at X, order to Y, executed by Y, status back to X) and of
the states that public single-window clients show (保存 … 审结, 查验通知, 放行, 结关); no authority published a table.
`ours` are added because a gateway sees only a part of what offices do, and because what keeps goods may always come.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Progress(StrEnum):
    """How far a consignment is, as far as this gateway was told."""

    UNSEEN = "unseen"
    """Nothing came by here."""
    SUBMITTED = "submitted"
    """已申报."""
    ACCEPTED = "accepted"
    """海关入库成功."""
    REJECTED = "rejected"
    """退单, or deleted."""
    REVIEWED = "reviewed"
    """审结."""
    RELEASE_ORDERED = "release-ordered"
    """放行指令 of X to Y."""
    EXAM_ORDERED = "exam-ordered"
    """查验指令 of X to Y; until every one of them has its result."""
    EXAM_PASSED = "exam-passed"
    EXAM_FAILED = "exam-failed"
    RELEASED = "released"
    """放行, by the office that has the goods."""
    DETAINED = "detained"
    """截留."""
    CLOSED = "closed"
    """结关."""


P = Progress
RULES, OURS = "rules", "ours"
ORDINARY = (P.REJECTED, P.REVIEWED, P.RELEASE_ORDERED, P.EXAM_ORDERED, P.RELEASED, P.DETAINED, P.CLOSED)
TRANSITIONS: tuple[tuple[Progress, tuple[Progress, ...], str, str], ...] = (
    (P.UNSEEN, tuple(one for one in P if one is not P.UNSEEN), OURS, "what came before did not come by here"),
    (P.SUBMITTED, (P.ACCEPTED,), RULES, ""),
    (P.SUBMITTED, (P.SUBMITTED, *ORDINARY), OURS, "what one office does by itself need not come by here"),
    (P.ACCEPTED, (P.REJECTED, P.REVIEWED), RULES, ""),
    (P.ACCEPTED, (P.SUBMITTED, P.ACCEPTED, *ORDINARY[2:]), OURS, "amended; or the review did not come by here"),
    (P.REJECTED, (P.SUBMITTED, P.ACCEPTED, P.REJECTED), OURS, "declared anew"),
    (P.REVIEWED, (P.RELEASE_ORDERED, P.EXAM_ORDERED), RULES, ""),
    (P.REVIEWED, (P.REVIEWED, P.REJECTED, P.RELEASED, P.DETAINED, P.CLOSED), OURS, "X has the goods itself"),
    (P.RELEASE_ORDERED, (P.RELEASED,), RULES, "executed by Y"),
    (P.RELEASE_ORDERED, (P.RELEASE_ORDERED, P.REJECTED), OURS, "renewed, or of another part; deleted before release"),
    (P.EXAM_ORDERED, (P.EXAM_PASSED, P.EXAM_FAILED), RULES, "Y examines"),
    (P.EXAM_ORDERED, (P.REJECTED,), OURS, "deleted before release"),
    (P.EXAM_PASSED, (P.RELEASED, P.DETAINED), RULES, "Y releases"),
    (P.EXAM_PASSED, (P.EXAM_PASSED, P.EXAM_FAILED, P.REJECTED), OURS, "of another order, or taken back"),
    (P.EXAM_FAILED, (P.DETAINED,), RULES, ""),
    (P.EXAM_FAILED, (P.EXAM_FAILED, P.EXAM_PASSED, P.REJECTED), OURS, "treated, and examined again"),
    (P.DETAINED, (P.REVIEWED, P.REJECTED), OURS, "reviewed anew; an order to examine ends it too"),
    (P.RELEASED, (P.CLOSED,), RULES, ""),
    (P.RELEASED, (P.RELEASED,), OURS, "the status that says so follows the execution"),
    (P.CLOSED, (P.CLOSED,), OURS, "said twice"),
)
"""From, to, whose, why."""
KEEPING = frozenset({P.EXAM_ORDERED, P.DETAINED})
"""Goods stay on it: it may come at any time, be it after the goods are gone."""
EARLY = (P.SUBMITTED, P.ACCEPTED, P.REVIEWED)
"""What tells one of these of what is further already came late: it changes nothing, and nothing is wrong."""
HELD = frozenset({P.EXAM_ORDERED, P.EXAM_PASSED, P.EXAM_FAILED, P.DETAINED})
"""A part of the goods in such a state holds the whole; a part that was released says nothing of the whole."""

OUTCOMES: Mapping[str, Progress] = MappingProxyType(
    {
        "submitted": P.SUBMITTED,
        "inspection-applied": P.SUBMITTED,
        "accepted": P.ACCEPTED,
        "numbered": P.ACCEPTED,
        "rejected": P.REJECTED,
        "returned-for-change": P.REJECTED,
        "upload-failed": P.REJECTED,
        "deleted": P.REJECTED,
        "deleted-before-release": P.REJECTED,
        "reviewed": P.REVIEWED,
        "reviewed-electronically": P.REVIEWED,
        "reviewed-manually": P.REVIEWED,
        "reviewed-paperless": P.REVIEWED,
        "reviewed-for-paperless-release": P.REVIEWED,
        "released": P.RELEASED,
        "released-paperless": P.RELEASED,
        "released-on-guarantee": P.RELEASED,
        "released-papers-to-follow": P.RELEASED,
        "partly-released": P.RELEASED,
        "passed-customs": P.RELEASED,
        "detained": P.DETAINED,
        "cleared": P.CLOSED,
    }
)
"""What a status says (config/codes/outcome.csv), as a state. 查验通知 and its outcome are none: families without a word
for a passed examination follow it by a release, and only an order binds."""


def _table() -> Mapping[Progress, frozenset[Progress]]:
    return MappingProxyType(
        {state: frozenset(to for row in TRANSITIONS if row[0] is state for to in row[1]) for state in Progress}
    )


NEXT = _table()
"""The same, by state."""


def may_follow(state: Progress, then: Progress) -> bool:
    """Whether `then` is a legal next state."""
    return then in KEEPING or then in NEXT[state]


def is_late(state: Progress, then: Progress) -> bool:
    """Whether `then` only tells of an early state what is further already."""
    return then in EARLY and then not in NEXT[state]
