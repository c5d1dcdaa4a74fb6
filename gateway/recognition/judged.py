"""One declaration judged by what is known: its results recognised first, for the decision rests on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from gateway.recognition.decide import decide
from gateway.recognition.decision import Outcome
from gateway.recognition.entries import Entry, Registry, entries
from gateway.recognition.facts import Facts
from gateway.recognition.filed import Filed, first_import
from gateway.recognition.gathering import Kept, gather
from gateway.recognition.held import HeldError
from gateway.recognition.mandate import Mandate, Say
from gateway.recognition.otherwise import otherwise
from gateway.recognition.pack import Pack
from gateway.recognition.recognitions import recognitions
from gateway.recognition.release_modes import Digest, Draw, Moment, encoded, record, record_entry, release_mode
from gateway.recognition.spoken import Held, Replies, Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known beside the message itself."""

    at: datetime
    on: date
    message: str
    """Our number of it, and the link over which it came."""
    link: str
    proven: bool
    """Whether a certificate stands behind it."""
    known: Sequence[Kept]
    seen: Callable[[Filed], frozenset[str]] = field(default=lambda _declared: frozenset())
    """Imports of before, of `filed.imports`."""
    released: frozenset[str] = frozenset()
    """Of the messages in `known`, those whose goods somebody let go, or may have."""
    answers: str = ""
    """Our number of the message that it answers."""
    says: Mapping[str, Say]
    """By link."""
    mandate: Mandate
    pack: Callable[[date], Pack]
    digest: Digest
    draw: Draw | None = None


def judged(declared: Filed, heard: Heard, moment: Moment, about: tuple[str, ...]) -> Replies:
    """Recognition first, for the decision rests on it."""
    if moment.say is Say.OFF or not declared.case.declaration_office:
        return Replies()
    pack = heard.pack(declared.case.on)
    try:
        found = [
            replace(one, about=about) for one in recognitions(declared, heard.known, heard.mandate, pack, heard.at)
        ]
    except HeldError as held:
        return Replies(held=(Held(code=held.code, reason=held.reason),))
    more = tuple(kept for one in found for kept in as_kept(entries(one.body), heard))
    known = (*heard.known, *more)
    facts = gather(declared.case, known, _before(declared, heard))
    decided = _decided(declared, facts, pack, heard, moment, last_mode(declared, known))
    return together((Replies(spoken=tuple(found)), _about(decided, about)))


def _before(declared: Filed, heard: Heard) -> Facts:
    standing = heard.mandate.facts
    return replace(standing, first_import=first_import(declared.case, heard.seen(declared)))


def _decided(declared: Filed, facts: Facts, pack: Pack, heard: Heard, moment: Moment, last: Kept | None) -> Replies:
    decision = decide(declared.case, facts, pack)
    moment = replace(moment, supersedes=last.entry.said["number"] if last is not None else "")
    said = record(declared, facts, decision, moment)
    if decision.outcome is not Outcome.DECIDED:
        held = Held(code=decision.code, reason=decision.reason)
        return Replies(entries=(record_entry(declared, said),), held=(held,))
    body = release_mode(declared, decision, otherwise(declared.case, facts, pack), moment, heard.digest(encoded(said)))
    if last is not None and not moment.anew and _same(last, entries(body)[0]):
        return Replies()
    return Replies(spoken=(Spoken(body=body, entries=(record_entry(declared, said),)),))


SAME = ("office", "mode", "location", "site", "direct_mode", "sampling_percent", "provisional", "accepted_on")


def _same(last: Kept, now: Entry) -> bool:
    return all(last.entry.said[name] == now.said[name] for name in SAME)


def _about(told: Replies, about: tuple[str, ...]) -> Replies:
    return replace(told, spoken=tuple(replace(one, about=about) for one in told.spoken))


def last_mode(declared: Filed, known: Sequence[Kept]) -> Kept | None:
    """The last decision on its mode."""
    mine = (one for one in known if of(one, Registry.RELEASE_MODE) and set(one.entry.subjects) & declared.case.numbers)
    return max(mine, key=lambda one: one.number, default=None)


def as_kept(found: Sequence[Entry], heard: Heard) -> Iterator[Kept]:
    """What the message itself, or we beside it, bring in this very commit: after all that is known."""
    after = max((one.number for one in heard.known), default=0) + 1
    for number, one in enumerate(found, after):
        yield Kept(number=number, entry=one, message=heard.message, link=heard.link, proven=heard.proven)


def of(one: Kept, registry: Registry) -> bool:
    """Whether it is an entry of that registry."""
    return one.entry.registry is registry


def files(one: Kept) -> bool:
    """Whether it is a declaration."""
    return of(one, Registry.DECLARATION)


def together(told: Iterable[Replies]) -> Replies:
    """All of them as one."""
    each = tuple(told)
    return Replies(
        spoken=tuple(one for some in each for one in some.spoken),
        entries=tuple(one for some in each for one in some.entries),
        held=tuple(one for some in each for one in some.held),
    )
