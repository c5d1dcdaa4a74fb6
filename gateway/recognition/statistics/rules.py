"""What is counted, and how: one set of rules for all three regions (统一统计规则), so that their reports add up.

The rules are our own: the Plan of 2014 asks for one set and publishes none. Whoever changes one gives RULES a new name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RULES = "statistics/1"


class Measure(StrEnum):
    """What a line counts."""

    DECLARED = "declared"
    RELEASED = "released"
    MODE = "release-mode"
    RECOGNITION = "recognition"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A measure in both languages."""

    english: str
    chinese: str
    rule: str
    rule_zh: str


MEANINGS: Mapping[Measure, Meaning] = {
    Measure.DECLARED: Meaning(
        english="declared batches",
        chinese="申报批次",
        rule="one declaration, once however often it is sent, in the period in which the gateway accepted it first",
        rule_zh="一份申报计一批，重发、补发不重复计；计入网关首次接收的期间",
    ),
    Measure.RELEASED: Meaning(
        english="released batches",
        chinese="放行批次",
        rule="in the period in which the gateway accepted the first release of the whole batch; a partial release is "
        "none; hours run from the acceptance of its declaration to that of its release",
        rule_zh="计入网关接收整批首次放行的期间，部分放行不计；用时自申报接收起至放行接收止，以小时计",
    ),
    Measure.MODE: Meaning(
        english="release modes decided",
        chinese="四放判定批次",
        rule="a batch by its last final decision, else by its last provisional one, in the period of that one",
        rule_zh="按该批最后一次正式判定计（无正式判定的按最后一次预判），计入判定所在期间",
    ),
    Measure.RECOGNITION: Meaning(
        english="recognition of results",
        chinese="检验结果互认",
        rule="each decision on recognition in the period in which the gateway accepted it, by outcome, deciding office "
        "and reason",
        rule_zh="每一互认决定按结论、决定机关和理由计入网关接收的期间",
    ),
    Measure.REVOCATION: Meaning(
        english="results revoked",
        chinese="检验结果撤销",
        rule="each revocation of a result by its issuer, in the period in which the gateway accepted it",
        rule_zh="签发机关撤销的检验结果，计入网关接收撤销的期间",
    ),
}
OF_HOURS = ("the middle one, or the mean of both", "the smallest that at least nine tenths do not exceed")
"""How a median (中位数) and a p90 (第90百分位数) are taken."""
