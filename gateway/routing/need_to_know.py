"""What is restricted goes to the offices it names and to nobody else, with its purpose and its legal basis.

Our reading of 执法互助: no text of the region's rules for it was found. 数据安全法 art. 38 holds state organs to their
duty with what they collect and use.
"""

from __future__ import annotations

from gateway.model import faults
from gateway.model.aid import AidRequest, LeadTransfer
from gateway.model.alerts import RiskAlert
from gateway.model.errors import Place
from gateway.model.message import Body
from gateway.routing.authority import RECIPIENTS
from gateway.routing.routes import Route

FOUNDED = (RiskAlert, AidRequest, LeadTransfer)
"""What says why it asks, and by what right. A control need not: the families that carry it have no word for either."""


def refuse_unfounded(body: Body) -> None:
    """Raise AID_UNFOUNDED where purpose or legal basis is blank."""
    if not isinstance(body, FOUNDED):
        return
    for name in ("purpose", "legal_basis"):
        if not getattr(body, name).strip():
            raise faults.AID_UNFOUNDED.error("a blank is no purpose and no legal basis", place=Place(path=name))


def refuse_strangers(body: Body, receiver: Route) -> None:
    """Raise RECIPIENT_TRADER or RECIPIENT_UNNAMED where this receiver may not know of it.

    A document without a word for its recipients (BKK001) goes to whom its envelope addresses. An answer goes back to
    whoever asked, who had to be an office to ask.
    """
    if not body.RESTRICTED:
        return
    if receiver.trader:
        raise faults.RECIPIENT_TRADER.error(f"link {receiver.link} is a trader's")
    offices = body.offices()
    named = any(role.partition("[")[0] == RECIPIENTS for role in offices)
    if named and not (body.ANSWERS or any(map(receiver.serves, offices.values()))):
        raise faults.RECIPIENT_UNNAMED.error(f"none of the offices of link {receiver.link} is named in it")
