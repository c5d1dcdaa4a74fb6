"""Has tax and foreign exchange told, beside the message that closes, changes or takes back a declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gateway.model.errors import AgainError
from gateway.recognition.spoken import Spoken
from gateway.service import blame
from gateway.service.adapter import Adapter
from gateway.service.deciding.speaker import Speaker
from gateway.service.journal.records import Acceptance, Read
from gateway.service.owing import Owed, owed, wanted
from gateway.service.planning import Plan
from gateway.translation.codes import Codes


async def feed(
    speaker: Speaker, made: Plan, acceptance: Acceptance, adapters: Mapping[str, Adapter], codes: Codes
) -> Acceptance:
    """The acceptance with the records that it makes due beside it. JOURNAL_AWAY.

    A fault of ours in saying them costs nobody the message: it is told, and the next word about the declaration makes
    them due again.
    """
    body, on = made.taken.message.body, speaker.world.today()
    kinds = wanted(adapters.values())
    due = await owed(body, acceptance.aliases, kinds, speaker.journal.registries, on)
    known = replace(
        acceptance,
        entries=(*acceptance.entries, *due.entries),
        read=(*acceptance.read, *((Read(asked=due.asked, newest=due.newest),) if due.asked else ())),
    )
    spoken = [Spoken(body=record, entries=(entry,)) for record, entry in due.records]
    try:
        beside = [await speaker.said(one, acceptance, adapters, codes) for one in spoken]
    except AgainError:
        raise
    except Exception as error:
        blame.tell(error, link=acceptance.link)
        speaker.world.observer.event("unspoken", acceptance.link, kind=body.KIND, message=acceptance.message)
        return known
    _tell(speaker, due, acceptance)
    return replace(known, beside=(*acceptance.beside, *beside))


def _tell(speaker: Speaker, due: Owed, acceptance: Acceptance) -> None:
    """Somebody must ask the declarant for what is lacking."""
    for kind, reason in due.lacking.items():
        facts = {"kind": kind, "message": acceptance.message, "reason": reason}
        speaker.world.observer.event("feed-lacking", acceptance.link, **facts)
