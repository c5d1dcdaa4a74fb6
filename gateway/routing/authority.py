"""Who may say what: default deny, per link, by kind and office."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model import faults
from gateway.model.message import Message
from gateway.routing.routes import Route

ISSUING_ROLES = ("declaration_office", "office", "issuer_office")
"""The roles in which a document speaks for an office: that one must be the sender's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What one link may send, and as which offices."""

    may_send: frozenset[str]
    route: Route


def allow(message: Message, authority: Authority) -> None:
    """Raise KIND_NOT_ALLOWED or OFFICE_NOT_ALLOWED unless the link may send this message."""
    kind = message.body.KIND
    if kind not in authority.may_send:
        raise faults.KIND_NOT_ALLOWED.error(f"link {authority.route.link} may not send this kind", value=kind)
    offices = message.body.offices()
    for role in ISSUING_ROLES:
        if role in offices and not authority.route.serves(offices[role]):
            reason = f"{role} is not one of link {authority.route.link}'s offices {authority.route.offices}"
            raise faults.OFFICE_NOT_ALLOWED.error(reason, value=offices[role])
