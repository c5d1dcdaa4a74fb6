"""What the receiving office makes of the results that a declaration leads to: one decision on each, told its issuer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from gateway.model.kind import CHINA
from gateway.model.recognition import Recognition, RecognitionDecision
from gateway.model.results import InspectionResult
from gateway.recognition.entries import RESULT, Registry
from gateway.recognition.filed import Filed
from gateway.recognition.gathering import Kept, alerts, arrival, fallen
from gateway.recognition.ground import hits
from gateway.recognition.mandate import Mandate
from gateway.recognition.pack import Pack
from gateway.recognition.recognise import Required, Use, recognise
from gateway.recognition.rule import matches
from gateway.recognition.spoken import Spoken

RESTRICTED = "restricted"
"""Instead of the number of an alert: what the issuer is told may reach a trader (docs/decisions/0030)."""


def recognitions(
    declared: Filed, known: Sequence[Kept], mandate: Mandate, pack: Pack, at: datetime
) -> Iterator[Spoken]:
    """A decision on every result that names the declaration or is cited by it, but where the last one says the same.

    HeldError: no rules on that day. A result whose issuer took it back stays revoked: nothing more is said of it.
    """
    for kept in _candidates(declared, known):
        result = RESULT.validate_python(kept.entry.said["result"])
        before = _last(declared, result.result_number, known)
        judged = recognise(result, _use(declared, result, kept, known, mandate), pack)
        if before == judged.outcome or before == Recognition.REVOKED_LATER:
            continue
        refused = judged.outcome is Recognition.REFUSED
        body = RecognitionDecision(
            **declared.named(),
            result_number=result.result_number,
            deciding_office=declared.case.declaration_office,
            outcome=judged.outcome,
            decided_at=at,
            used_for=declared.name,
            reason=judged.reason or None,
            answer_by=at.astimezone(CHINA).date() + timedelta(days=mandate.answer_days) if refused else None,
            pack=judged.pack,
            recognised_items=judged.recognised_items,
            conditions=judged.conditions,
        )
        yield Spoken(body=body, answers=kept.message)


def _candidates(declared: Filed, known: Iterable[Kept]) -> Iterator[Kept]:
    """The last word of each result that names the declaration, or is cited by it."""
    last: dict[str, Kept] = {}
    for one in known:
        if one.entry.registry is Registry.RESULT:
            number = str(one.entry.said["number"])
            named = set(one.entry.subjects) & declared.case.numbers
            if named or number in declared.case.papers:
                last[number] = one
    yield from (one for _, one in sorted(last.items()))


def _last(declared: Filed, number: str, known: Iterable[Kept]) -> str:
    said = [
        str(one.entry.said["outcome"])
        for one in known
        if one.entry.registry is Registry.RECOGNITION
        and one.entry.said["number"] == number
        and one.entry.said["used_for"] in (declared.name, *declared.case.numbers)
    ]
    return said[-1] if said else ""


def _use(declared: Filed, result: InspectionResult, kept: Kept, known: Sequence[Kept], mandate: Mandate) -> Use:
    """Seals are vouched for by the boxes: the same ones, and no gate, track or arrival told of trouble (ours)."""
    number = result.result_number
    trouble = bool(arrival(known))
    same_boxes = set(result.container_numbers) <= declared.case.containers
    vouched = same_boxes and (bool(result.container_numbers) or not result.seal_numbers)
    replaced = (str(one.entry.said["number"]) for one in known if _replaces(one, number))
    return Use(
        on=declared.case.on,
        goods=declared.goods,
        required=tuple(_required(declared, mandate)),
        body_listed=result.issuing_office.startswith(mandate.bodies) if mandate.bodies else False,
        signature_held=kept.proven,
        revoked=number in fallen(known),
        superseded_by=next(replaced, ""),
        seals_whole=vouched and not trouble,
        seals=result.seal_numbers if vouched and not trouble else None,
        alerts=(RESTRICTED,) if any(hits(declared.case, tuple(alerts(known)))) else (),
    )


def _replaces(one: Kept, number: str) -> bool:
    return one.entry.registry is Registry.RESULT and one.entry.said["supersedes"] == number


def _required(declared: Filed, mandate: Mandate) -> Iterator[Required]:
    for line in declared.goods:
        for demand in mandate.demands:
            if matches(line.hs_code, line.ciq_code, demand.prefixes):
                yield Required(
                    goods_line=line.result_line,
                    item_code=demand.item_code,
                    standard=demand.standard,
                    edition=demand.edition,
                )
