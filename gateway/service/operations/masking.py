"""What operators see without saying why: no person, and of what is restricted nothing that it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from aiohttp import web

from gateway.model.errors import GatewayError
from gateway.model.kinds import KINDS
from gateway.service.adapter import Adapter
from gateway.service.journal.views import MessageView
from gateway.translation.losses import MASK
from gateway.translation.masking import masked, masked_loss, personal_names

RESTRICTED = frozenset(kind.KIND for kind in KINDS if kind.RESTRICTED)


def masked_view(view: MessageView, adapters: Mapping[str, Adapter]) -> MessageView:
    """The view without persons in its losses, and without the numbers that something restricted bears."""
    names, restricted = _names(adapters), view.row.kind in RESTRICTED

    def lines(losses: Iterable[str]) -> tuple[str, ...]:
        return tuple(masked_loss(one, names, restricted=restricted) for one in losses)

    return replace(
        view,
        references=dict.fromkeys(view.references, MASK) if restricted else view.references,
        losses=lines(view.losses),
        deliveries=tuple(replace(one, losses=lines(one.losses)) for one in view.deliveries),
    )


def masked_document(content: bytes, view: MessageView, adapters: Mapping[str, Adapter]) -> bytes:
    """A document's masked view; 409 where none can be made of it."""
    try:
        return masked(content, _names(adapters), restricted=view.row.kind in RESTRICTED)
    except GatewayError as error:
        told = f"no masked view can be made ({error.fault.code}); ask for the bytes with a reason"
        raise web.HTTPConflict(text=told) from None


def _names(adapters: Mapping[str, Adapter]) -> frozenset[str]:
    return personal_names(adapter.terms.translator.dialect for adapter in adapters.values())
