"""A decision in words, in English and in Chinese (简体中文): for the officer who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.recognition.decision import Decision, Outcome
from gateway.recognition.otherwise import Otherwise

MODES: Mapping[str, str] = {
    "declaration": "申报放行",
    "verification": "验证放行",
    "sampling": "抽样放行",
    "supervision": "监管放行",
}
PLACES: Mapping[str, str] = {
    "port": "口岸",
    "destination": "目的地",
    "port-and-destination": "口岸和目的地",
    "designated-site": "指定监管场地",
    "origin": "产地",
}
DIRECT: Mapping[str, str] = {"export-direct": "出口直放", "import-through": "进口直通"}
RISKS: Mapping[str, str] = {"low": "一般", "medium": "较高", "high": "高"}
ROWS: Mapping[str, tuple[str, str]] = {
    "10-matrix": ("risk and credit", "风险与信用"),
    "2-alert": ("an alert or order to watch", "布控或风险预警"),
    "3-tier": ("the worst credit", "严重失信"),
    "4-case": ("a filed case", "已立案"),
    "4-arrival": ("what was wrong on the way", "途中或到达异常"),
    "5-quarantine": ("quarantine at the entry port", "入境口岸检疫"),
    "6-port-list": ("the list of goods for the port", "须在口岸检验"),
    "7-first": ("first import, or a certificate", "首次进口或需出证"),
    "8-nonconformity": ("an earlier non-conformity", "曾不合格"),
    "8-predecision": ("a pre-decision that is not followed", "与预裁定不符"),
    "9-report": ("the report of a laboratory", "检验结果采信"),
    "9-recognised": ("a recognised result", "检验结果互认"),
}


def in_words(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Line by line, each in both languages."""
    if decision.outcome is not Outcome.DECIDED:
        name = {Outcome.HELD: ("held for a person", "转人工处理"), Outcome.REJECTED: ("rejected", "不准入")}
        english, chinese = name[decision.outcome]
        return ((f"{english}: {decision.reason}", f"{chinese}：{decision.code}"),)
    return tuple(_lines(decision))


def _lines(decision: Decision) -> Iterator[tuple[str, str]]:
    yield _outcome(decision)
    for one in decision.trace:
        english, chinese = ROWS.get(one.rule, (one.rule, DIRECT.get(one.fact or "", one.rule)))
        yield f"{english}: {one.fact}: {one.effect}", f"{chinese}：{one.fact}"
    for row in decision.almost:
        english, chinese = ROWS.get(row.rule, (row.rule, row.rule))
        yield f"nearly, {english}: {row.effect}", f"未适用，{chinese}"
    for refused in decision.refused_choices:
        chinese = f"所选 {DIRECT.get(refused.choice, refused.choice)} 不适用：{refused.condition}"
        yield f"choice {refused.choice} is refused for {refused.condition}: {refused.evidence}", chinese
    if not decision.approved_by:
        yield "the matrix is a proposal: nobody has approved it", "矩阵为建议稿，尚未经主管机关批准"


def _outcome(decision: Decision) -> tuple[str, str]:
    mode, place = str(decision.mode), str(decision.location)
    share = "" if decision.sampling_percent is None else f" {decision.sampling_percent} %"
    english = f"{mode}{share}, at {place} {decision.site}".rstrip()
    chinese = f"{MODES[mode]}{share}，{PLACES[place]} {decision.site}".rstrip()
    if decision.direct_mode is not None:
        english += f", {decision.direct_mode}"
        chinese += f"，{DIRECT[decision.direct_mode]}"
    return english, chinese


def changes_in_words(others: tuple[Otherwise, ...]) -> tuple[str, ...]:
    """What would change the outcome, and to what: with B: 抽样放行 20 %."""
    return tuple(f"{one.change}: {_outcome(one.decision)[0]} ({_outcome(one.decision)[1]})" for one in others)
