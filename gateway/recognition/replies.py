"""What an accepted message makes the gateway say: recognitions, decisions, and the end of a revoked result's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import singledispatch

from gateway.model.alerts import ControlOrder
from gateway.model.declaration import Declaration
from gateway.model.kind import CHINA
from gateway.model.recognition import Recognition, RecognitionDecision
from gateway.model.results import InspectionResult, ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.recognition.entries import Registry, entries
from gateway.recognition.filed import filed, read_filed
from gateway.recognition.gathering import Kept
from gateway.recognition.judged import Heard, as_kept, files, judged, last_mode, of, together
from gateway.recognition.mandate import Say
from gateway.recognition.release_modes import Moment
from gateway.recognition.revoke import Follow, Used, follow_ups
from gateway.recognition.spoken import Replies, Spoken

ACCEPTED = frozenset({"accepted", "numbered", "in-process"})
"""Outcomes (config/codes/outcome.csv) by which customs takes a declaration; its day governs (rule 5)."""


@singledispatch
def replies(_body: object, _heard: Heard) -> Replies:
    """Nothing, for most kinds."""
    return Replies()


@replies.register
def _declared(body: Declaration, heard: Heard) -> Replies:
    """At the door: provisional, as of today."""
    say = heard.says.get(heard.link, Say.OFF)
    return judged(filed(body, heard.on), heard, Moment(at=heard.at, say=say), ())


@replies.register
def _status(body: DeclarationStatus, heard: Heard) -> Replies:
    """Customs took it: decided again as of that day, once."""
    if body.outcome not in ACCEPTED:
        return Replies()
    on = body.noticed_at.astimezone(CHINA).date() if body.noticed_at else heard.on
    found = next((one for one in heard.known if files(one) and one.message == heard.answers), None)
    if found is None:
        return Replies()
    declared = read_filed(found.entry.said, on)
    last = last_mode(declared, heard.known)
    if last is not None and last.entry.said["accepted_on"]:
        return Replies()
    moment = Moment(at=heard.at, say=heard.says.get(found.link, Say.OFF), accepted_on=on, draw=heard.draw)
    return judged(declared, heard, moment, (found.message,))


@replies.register
def _result(body: InspectionResult, heard: Heard) -> Replies:
    """For declarations that came before their result."""
    heard = replace(heard, known=(*heard.known, *as_kept(entries(body), heard)))
    numbers = set(body.references().values())
    found = [
        one
        for one in _last_of_each(heard.known)
        if numbers & set(one.entry.subjects) or _cites(one, body.result_number)
    ]
    return together(_anew(one, heard) for one in found)


@replies.register
def _controlled(body: ControlOrder, heard: Heard) -> Replies:
    """An order to watch takes what was decided out of the mailboxes: it is decided again with the order known."""
    numbers = set(body.references().values())
    heard = replace(heard, known=(*heard.known, *as_kept(entries(body), heard)))
    found = [one for one in _last_of_each(heard.known) if numbers & set(one.entry.subjects)]
    return together(_anew(one, heard, stopped=True) for one in found)


@replies.register
def _revoked(body: ResultRevocation, heard: Heard) -> Replies:
    """Every office that used the result is told, and its issuer; what was decided on it is decided again."""
    uses = {one.message: one for one in _last_uses(heard.known) if _number(one) == body.result_number}
    used = {name: _use(one, heard) for name, one in uses.items()}
    issued = [one.message for one in heard.known if of(one, Registry.RESULT) and _number(one) == body.result_number]
    told = [
        Spoken(
            body=_taken_back(body, follow, heard), answers=answers, about=_about(uses[follow.decision_number], heard)
        )
        for follow in follow_ups(body.result_number, used.values())
        for about in (_about(uses[follow.decision_number], heard),)
        for answers in ("", *issued[-1:])
    ]
    brought = [*entries(body), *(entry for one in told for entry in entries(one.body))]
    heard = replace(heard, known=(*heard.known, *as_kept(brought, heard)))
    held = {one.declaration for one in used.values() if not one.released}
    held |= set(body.references().values()) - {body.result_number}
    again = [one for one in _last_of_each(heard.known) if held & set(one.entry.subjects)]
    return together((Replies(spoken=tuple(told)), *(_anew(one, heard, stopped=True) for one in again)))


def _taken_back(body: ResultRevocation, follow: Follow, heard: Heard) -> RecognitionDecision:
    return RecognitionDecision(
        declaration_number=follow.declaration or None,
        result_number=body.result_number,
        deciding_office=follow.office,
        outcome=Recognition.REVOKED_LATER,
        decided_at=heard.at,
        used_for=follow.declaration or None,
        reason=body.reason,
        consequence=follow.consequence,
    )


def _last_uses(known: Sequence[Kept]) -> list[Kept]:
    """The last word on each use of a result, where it lets the goods go."""
    last = {(_number(one), one.entry.said["used_for"]): one for one in known if of(one, Registry.RECOGNITION)}
    return [one for one in last.values() if one.entry.said["outcome"] in ("recognised", "partial")]


def _last_of_each(known: Sequence[Kept]) -> list[Kept]:
    """Each declaration as it was declared last."""
    return list({tuple(one.entry.said["numbers"].items()): one for one in known if files(one)}.values())


def _number(one: Kept) -> str:
    return str(one.entry.said["number"])


def _use(one: Kept, heard: Heard) -> Used:
    said = one.entry.said
    return Used(
        decision_number=one.message,
        result_number=said["number"],
        office=said["office"],
        declaration=said["used_for"],
        released=bool(heard.released & set(_about(one, heard))),
    )


def _about(use: Kept, heard: Heard) -> tuple[str, ...]:
    """The recognition, and the declaration that it was for."""
    declared = (one.message for one in heard.known if files(one) and use.entry.said["used_for"] in one.entry.subjects)
    return (use.message, *dict.fromkeys(declared))


def _anew(one: Kept, heard: Heard, *, stopped: bool = False) -> Replies:
    """The last decision on a declaration once more, for something of it changed; said only if it ends otherwise."""
    last = last_mode(read_filed(one.entry.said, heard.on), heard.known)
    accepted = last.entry.said["accepted_on"] if last is not None else None
    on = date.fromisoformat(accepted) if accepted else heard.on
    say = heard.says.get(one.link, Say.OFF)
    moment = Moment(at=heard.at, say=say, accepted_on=on if accepted else None, anew=stopped, draw=heard.draw)
    return judged(read_filed(one.entry.said, on), heard, moment, (one.message,))


def _cites(one: Kept, result: str) -> bool:
    return result in one.entry.said["case"].get("papers", ())
