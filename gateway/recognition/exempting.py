"""What papers do to a decision: accepted reports free from tests, pre-decisions are facts that are followed or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gateway.model.release_mode import Fact, Fired
from gateway.recognition.accepting import Accepted, accept_report
from gateway.recognition.ground import Ground
from gateway.recognition.rows import Effect
from gateway.recognition.rulings import apply_ruling

ROW = "9-report"
FREES = "no sample is taken for test"


def reports(ground: Ground) -> tuple[Accepted, ...]:
    """Each report, judged."""
    return tuple(accept_report(one, ground.pack, ground.case) for one in ground.facts.reports)


def exempt(ground: Ground, fired: Sequence[Effect]) -> tuple[str, ...]:
    """The reports that together cover all goods; () where one line is left, or a row stands against lightening."""
    held = [one for one in reports(ground) if one.holds]
    covered = {line for one in held for line in one.lines}
    whole = bool(ground.case.goods) and covered >= {one.number for one in ground.case.goods}
    return tuple(sorted(one.number for one in held)) if whole and not any(one.no_lighter for one in fired) else ()


def trace(ground: Ground, fired: Sequence[Effect]) -> Iterator[Fired]:
    """The reports that count."""
    for number in exempt(ground, fired):
        yield Fired(rule=ROW, fact=number, effect=FREES, source="采信: 商检法 art. 6, customs order 259")


def almost(ground: Ground, fired: Sequence[Effect]) -> Iterator[Fired]:
    """The reports that do not, and why."""
    counts = exempt(ground, fired)
    against = next((one.row for one in fired if one.no_lighter), "")
    for one in reports(ground):
        if one.number not in counts:
            why = one.reason or (f"row {against} stands against it" if against else "other goods are not covered")
            yield Fired(rule=ROW, fact=one.number, effect=why)


def facts(ground: Ground) -> Iterator[Fact]:
    """What was looked at, in the version that it had."""
    for report, judged in zip(ground.facts.reports, reports(ground), strict=True):
        said = "accepted" if judged.holds else "not accepted"
        yield Fact(name="report", value=f"{report.number}: {said}", version=report.version or None)
    for ruling in ground.facts.rulings:
        value = str(apply_ruling(ruling, ground.case))
        yield Fact(name="pre-decision", value=value, version=ruling.version or None)
