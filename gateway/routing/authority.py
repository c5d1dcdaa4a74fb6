"""Who may say what: default deny, per link, by kind and office."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model import faults
from gateway.model.message import Message
from gateway.routing.routes import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What one link may send, and as which offices."""

    may_send: frozenset[str]
    route: Route


def allow(message: Message, authority: Authority) -> None:
    """Raise KIND_NOT_ALLOWED or OFFICE_NOT_ALLOWED unless the link may send this message.

    An answer speaks for an office, so that one must be the sender's own. Anything else may be declared, examined and
    released anywhere in the region (三通), so one of the offices that it names must be.
    """
    kind, route = message.body.KIND, authority.route
    if kind not in authority.may_send:
        raise faults.KIND_NOT_ALLOWED.error(f"link {route.link} may not send this kind", value=kind)
    offices = message.body.offices()
    own = [route.serves(office) for office in offices.values()]
    if offices and not (all(own) if message.body.ANSWERS else any(own)):
        reason = f"{', '.join(offices)}: not one of link {route.link}'s offices {', '.join(route.offices)}"
        raise faults.OFFICE_NOT_ALLOWED.error(reason, value=", ".join(sorted(set(offices.values()))))
