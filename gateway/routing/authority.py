"""Who may say what: default deny, per link, by kind and office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.model import faults
from gateway.model.message import Body, Message
from gateway.routing.routes import Route

RECIPIENTS = "recipients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What one link may send, and as which offices."""

    may_send: frozenset[str]
    route: Route


def allow(message: Message, authority: Authority) -> None:
    """Raise KIND_NOT_ALLOWED, NOT_DECLARED or OFFICE_NOT_ALLOWED unless the link may send this message.

    A draft (暂存) is its owner's: whoever got it, most of all in words that know no drafts, would take it for declared.
    What speaks for an office (`ISSUER`) comes from that office's own link. Anything else may be declared, examined and
    released anywhere in the region (三通), so one of the offices that it names must be the sender's own. Whom it is
    told to (`RECIPIENTS`) does not count: whoever speaks chooses them.
    """
    kind, route = message.body.KIND, authority.route
    if kind not in authority.may_send:
        raise faults.KIND_NOT_ALLOWED.error(f"link {route.link} may not send this kind", value=kind)
    if getattr(message.body, "draft", False):
        raise faults.NOT_DECLARED.error("it was handed over to be kept or uploaded, and not to be declared")
    offices = _speaking(message.body)
    if offices and not any(map(route.serves, offices.values())):
        reason = f"{', '.join(offices)}: not one of link {route.link}'s offices {', '.join(route.offices)}"
        raise faults.OFFICE_NOT_ALLOWED.error(reason, value=", ".join(sorted(set(offices.values()))))


def _speaking(body: Body) -> Mapping[str, str]:
    """The offices of which one must be the sender's own.

    An answer that does not say who gives it is its sender's; a lift that does not say it must be of its sender's order.
    """
    offices = body.offices()
    if body.ANSWERS or body.ISSUER in offices:
        return {role: office for role, office in offices.items() if role == body.ISSUER}
    return {role: office for role, office in offices.items() if role.partition("[")[0] != RECIPIENTS}
