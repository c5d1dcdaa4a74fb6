"""Asks the registries what an accepted message leads to, and has it said beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gateway.model.errors import AgainError
from gateway.model.results import ResultRevocation
from gateway.recognition.draw import draw
from gateway.recognition.judged import Heard
from gateway.recognition.mandate import Mandate, Say
from gateway.recognition.pack import Pack
from gateway.recognition.release_modes import Draw
from gateway.recognition.replies import replies
from gateway.recognition.spoken import Replies
from gateway.service import blame
from gateway.service.adapter import Adapter
from gateway.service.deciding.speaker import Speaker
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Read
from gateway.service.journal.registries.keeping import PROVEN
from gateway.service.materials import Materials
from gateway.service.planning import Plan
from gateway.service.surroundings import Surroundings
from gateway.translation.codes import Codes
from gateway.translation.receipts import digest_of
from gateway.trust.digests import hmac_sm3


@dataclass(slots=True, kw_only=True)
class Decider:
    """One a worker; `speaker` is made anew when tables or trust change."""

    speaker: Speaker
    speaker_of: Callable[[Materials], Speaker]
    journal: Journal
    world: Surroundings
    says: Mapping[str, Say]
    mandate: Mandate
    pack: Callable[[date], Pack]
    draw: Draw | None

    def retable(self, materials: Materials) -> None:
        """Speak by these code tables from now on."""
        self.speaker = self.speaker_of(materials)

    async def beside(
        self, made: Plan, acceptance: Acceptance, adapters: Mapping[str, Adapter], codes: Codes
    ) -> Acceptance:
        """The acceptance with all that we say beside it, and with what the registries were asked for.

        A fault of ours in saying it costs nobody the message: it is told, and a person decides. JOURNAL_AWAY.
        """
        body = made.taken.message.body
        if not (any(say is not Say.OFF for say in self.says.values()) or isinstance(body, ResultRevocation)):
            return acceptance
        known = await self.journal.registries.heard(body, acceptance.answers or "")
        if known is None:
            return acceptance
        heard = Heard(
            at=made.at,
            on=self.world.today(),
            message=acceptance.message,
            link=acceptance.link,
            proven=not PROVEN.isdisjoint(acceptance.notes),
            known=known.entries,
            seen=lambda _declared: known.imported,
            released=known.released,
            answers=acceptance.answers or "",
            says=self.says,
            mandate=self.mandate,
            pack=self.pack,
            digest=digest_of,
            draw=self.draw,
        )
        asked = replace(acceptance, read=(*acceptance.read, Read(asked=known.asked, newest=known.newest)))
        try:
            told = replies(body, heard)
            beside = [await self.speaker.said(one, acceptance, adapters, codes) for one in told.spoken]
        except AgainError:
            raise
        except Exception as error:
            blame.tell(error, link=acceptance.link)
            self.world.observer.event("unspoken", acceptance.link, kind=body.KIND, message=acceptance.message)
            return asked
        self._tell(told, acceptance)
        return replace(asked, entries=(*acceptance.entries, *told.entries), beside=tuple(beside))

    def _tell(self, told: Replies, acceptance: Acceptance) -> None:
        """Goods wait for a person where no rule may guess."""
        for one in told.held:
            facts = {"kind": acceptance.kind, "code": one.code, "message": acceptance.message, "reason": one.reason}
            self.world.observer.event("held-for-a-person", acceptance.link, **facts)


def drawing(master: bytes) -> Draw:
    """Draws by a secret of each day, which auditors may be given: the next day's does not follow from it."""
    return lambda day, consignment: draw(secret_of(master, day), consignment, hmac_sm3)


def secret_of(master: bytes, day: date) -> bytes:
    """The secret of a day."""
    return hmac_sm3(master, day.isoformat().encode())
