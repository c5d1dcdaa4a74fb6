"""Who may lift an alert or a control: its issuer, or the office above that; nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.alerts import may_lift
from gateway.recognition.conduct import Conduct


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """By whom an alert was issued, or is lifted."""

    party: str
    """Whose link it came over; "": not known."""
    office: str = ""
    """"": the document does not say."""


def lifts_by_right(lift: Said, alert: Said, conduct: Conduct) -> bool:
    """Whether who lifts may lift it.

    Within one party the codes tell, as far as both name an office. Another party's office is above only where the
    configuration says so: two parties may serve offices of the same codes (customs and CIQ until 2018).
    """
    above = bool(alert.office) and lift.office in conduct.superiors(alert.office)
    if lift.party != alert.party:
        return above
    return above or not (lift.office and alert.office) or may_lift(lift.office, alert.office)
