"""The protocol of clearance, by its table: what may follow what, and under which code the rest is told or refused."""

from __future__ import annotations

from gateway.model import faults
from gateway.recognition.steps import Duty
from gateway.recognition.transitions import KEEPING, OUTCOMES, TRANSITIONS
from scripts.printed.markdown import page, quoted, section, table

INTRO = """\
Declare at X, an order to Y, executed by Y, status back to X. A step whose row is not here is a breach (4611). What
tells a state that was left already came late: it changes nothing. A part of the goods (lines, else containers) that is
examined or detained holds the whole; a part that was released says nothing of the rest. `rules`: the protocol of the
region as the press told it; `ours`: a proposal until the authority approves it."""
KEEP = "Any state may be followed by {}: what keeps goods is never out of turn."
RULES = (
    (faults.ORDER_UNKNOWN, "an execution or a result names an order that was issued for these goods"),
    (faults.ORDER_USED, "an order to release is executed once; a corrected one keeps its number, and its one use"),
    (
        faults.ORDER_OUT_OF_TIME,
        "it is executed not before it was issued, and while it is valid, by its office's own word",
    ),
    (faults.OFFICE_OTHER, "the office that it names executes it; after an examination nobody else releases"),
    (faults.GOODS_UNEXAMINED, "what was ordered to be examined is released when every such order has a good result"),
    (faults.DUTIES_JOINED, f"one id does one of {', '.join(Duty)} on one declaration (海关法 art. 79, 商检法 art. 30)"),
    (faults.TRANSITION_ILLEGAL, "each step follows the last by a row of the table below"),
    (faults.ORDERER_WRONG, "the office orders where the goods were declared, or that of its district (直属海关)"),
)


def protocol_page() -> str:
    """The whole page."""
    keeping = " and ".join(quoted(one) for one in sorted(KEEPING))
    codes = table(("code", "rule"), ((f"{fault.code} {fault.name}", rule) for fault, rule in RULES))
    rows = ((quoted(state), ", ".join(map(quoted, then)), whose, why) for state, then, whose, why in TRANSITIONS)
    told = table(("outcome", "state"), ((quoted(outcome), quoted(state)) for outcome, state in OUTCOMES.items()))
    return page(
        "Protocol of clearance",
        "gateway/recognition/transitions.py",
        INTRO,
        KEEP.format(keeping),
        section("Rules", codes),
        section("What may follow", table(("after", "may come", "whose", "why"), rows)),
        section("What a status says", told),
    )
