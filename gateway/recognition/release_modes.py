"""A decision in the words of the message that tells it, and its record: enough to decide it once more years later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gateway.model.release_mode import Fact, Fired, ReleaseModeDecision
from gateway.recognition.decision import Decision, Outcome
from gateway.recognition.draw import drawn
from gateway.recognition.entries import Entry, Registry
from gateway.recognition.facts import Facts
from gateway.recognition.filed import Filed, said_of
from gateway.recognition.mandate import Say
from gateway.recognition.otherwise import WITHOUT_ALERTS, Otherwise
from gateway.recognition.reading_facts import FACTS
from gateway.recognition.rows import ALERT_ROW
from gateway.recognition.wording import changes_in_words

Digest = Callable[[bytes], str]
Draw = Callable[[date, str], int]
"""(the day of the secret, the consignment) → 0 to 9999."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and how a decision is taken."""

    at: datetime
    say: Say
    accepted_on: date | None = None
    """None: at the door, so it is provisional."""
    supersedes: str = ""
    anew: bool = False
    """It is said even if it ends as the last one did: that was taken out of the mailboxes."""
    draw: Draw | None = None
    """None: nobody set up a secret, and a person draws."""


def record(declared: Filed, facts: Facts, decision: Decision, moment: Moment) -> dict[str, Any]:
    """By what it was decided and how it ended, in JSON values."""
    said = FACTS.dump_python(facts, mode="json")
    said["epidemic_origins"].sort()
    return {
        "outcome": decision.outcome.value,
        "code": decision.code,
        "reason": decision.reason,
        "mode": decision.mode.value if decision.mode else "",
        "location": decision.location.value if decision.location else "",
        "site": decision.site,
        "pack": decision.pack,
        "on": declared.case.on.isoformat(),
        "provisional": moment.accepted_on is None or moment.say is Say.ADVISE,
        "filed": said_of(declared),
        "facts": said,
    }


def record_entry(declared: Filed, said: dict[str, Any]) -> Entry:
    """The same for the registry."""
    return Entry(registry=Registry.DECISION, subjects=tuple(sorted(declared.case.numbers)), said=said)


def release_mode(
    declared: Filed, decision: Decision, others: tuple[Otherwise, ...], moment: Moment, digest: str
) -> ReleaseModeDecision:
    """The message of a decision that was taken; `digest` of its record stands among its facts.

    Alerts and controls stand in the record alone: this message goes to e-ports, and traders never know of them.
    """
    assert decision.outcome is Outcome.DECIDED and decision.mode and decision.location  # noqa: S101 (the caller)
    case = declared.case
    offices = (case.declaration_office, case.port_office, case.destination_office)
    concerned = tuple(one for one in dict.fromkeys(offices) if one)
    body = ReleaseModeDecision(
        **declared.named(),
        deciding_office=case.declaration_office,
        recipients=concerned if moment.say is Say.DECIDE else (),
        mode=decision.mode,
        location=decision.location,
        decided_at=moment.at,
        supersedes=moment.supersedes or None,
        provisional=moment.accepted_on is None or moment.say is Say.ADVISE,
        accepted_on=moment.accepted_on,
        direct_mode=decision.direct_mode,
        site=decision.site or None,
        sampling_percent=decision.sampling_percent,
        tier=decision.tier,
        risk=decision.risk,
        pack=decision.pack,
        matrix=decision.matrix or None,
        approved_by=decision.approved_by or None,
        result_number=decision.result_number or None,
        remark="; ".join(changes_in_words(tuple(one for one in others if one.change != WITHOUT_ALERTS))) or None,
        facts=(*(one for one in decision.facts if one.name != "alert"), Fact(name="record", value=digest)),
        trace=tuple(_open_to_all(decision)),
    )
    return body if moment.accepted_on is None else _drawn(body, declared, moment)


def encoded(said: dict[str, Any]) -> bytes:
    """A record in bytes: its digest is taken over these."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _open_to_all(decision: Decision) -> Iterator[Fired]:
    alerts = {one.value for one in decision.facts if one.name == "alert"}
    for one in (*decision.trace, *_almost(decision)):
        if one.rule != ALERT_ROW and not any(number in (one.fact or "") for number in alerts):
            yield one


def _almost(decision: Decision) -> Iterator[Fired]:
    yield from (replace(one, effect=f"not fired: {one.effect}") for one in decision.almost)
    for one in decision.refused_choices:
        yield Fired(rule=one.condition, fact=one.evidence, effect=f"not fired: {one.choice} is refused")


def _drawn(body: ReleaseModeDecision, declared: Filed, moment: Moment) -> ReleaseModeDecision:
    """Only when it is the last word: who knows beforehand that a batch is picked can still change it.

    The consignment is known by its bill, for numbers of declarations can be had anew until a draw suits.
    """
    percent = body.sampling_percent
    if percent is None or moment.accepted_on is None:
        return body
    if percent in (Decimal(0), Decimal(100)):
        return replace(body, drawn=percent == 100)
    if moment.draw is None:
        return body
    number = moment.draw(moment.accepted_on, min(declared.case.bills, default=declared.name))
    return replace(body, draw=number, draw_date=moment.accepted_on, drawn=drawn(number, percent))
