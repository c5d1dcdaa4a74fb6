"""预裁定: whether a pre-decision that a declaration cites holds for it, and whether the declaration follows it.

All offices of the region recognise what one of them decided; whoever declares otherwise than was decided for him is
looked at on paper. That consequence is our own proposal.
"""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.predecision import PreDecisionSubject
from gateway.recognition.facts import Case
from gateway.recognition.papers import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A cited pre-decision, judged for one case."""

    number: str
    why_not: str = ""
    """Why it does not hold for the case; "": it holds."""
    differs: str = ""
    """What the case says otherwise."""

    def __str__(self) -> str:
        """As a fact of the decision."""
        told = self.why_not or (f"declared otherwise: {self.differs}" if self.differs else "followed")
        return f"{self.number}: {told}"


def apply_ruling(ruling: Ruling, case: Case) -> Applied:
    """For the day of the case."""
    reasons = (
        (ruling.withdrawn, "withdrawn"),
        (ruling.holder not in case.enterprise, f"it is of {ruling.holder or 'nobody named'}"),
        (not ruling.valid_from <= case.on <= ruling.valid_until, f"from {ruling.valid_from} to {ruling.valid_until}"),
    )
    why_not = next((reason for holds, reason in reasons if holds), "")
    return Applied(number=ruling.number, why_not=why_not, differs="" if why_not else _differs(ruling, case))


def _differs(ruling: Ruling, case: Case) -> str:
    """A classification is followed by a line of its code; an origin by every line of the code, or of all."""
    match ruling.subject:
        case PreDecisionSubject.CLASSIFICATION:
            followed = any(one.hs_code.startswith(ruling.hs_code) for one in case.goods)
            return "" if followed else f"no line is of {ruling.hs_code}"
        case PreDecisionSubject.ORIGIN:
            lines = [one for one in case.goods if one.hs_code.startswith(ruling.hs_code)]
            other = [one.number for one in lines if one.origin != ruling.origin]
            return f"line {other[0]} is not of {ruling.origin}" if other else ""
        case PreDecisionSubject.VALUE | PreDecisionSubject.TEMPORARY:
            return ""  # a method in words, or a permit: an officer reads it
