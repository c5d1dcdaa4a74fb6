"""An enterprise's tier: its level under the scheme that the pack asks on that day. No level is ever guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gateway.model.credit import CreditScheme
from gateway.model.release_mode import Tier
from gateway.recognition.facts import Level
from gateway.recognition.held import HeldError
from gateway.recognition.pack import Pack, Scheme
from gateway.recognition.rule import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What credit says of an enterprise on one day. `level` None: none is on file, which is T3 and no better."""

    tier: Tier
    scheme: Scheme
    level: Level | None
    under_case: bool


def standing(enterprise: frozenset[str], levels: Sequence[Level] | None, pack: Pack, use: str, on: date) -> Standing:
    """Its standing for "matrix" or "clearance".

    HeldError: no enterprise named, nobody to ask, a level run out, two levels at once, a level decided case by case.
    """
    if not enterprise:
        raise HeldError("enterprise-unnamed", "no code says which enterprise it is")
    if levels is None:
        raise HeldError("credit-away", "the service of credit levels could not be asked")
    scheme = _scheme(pack, use, on)
    own = [one for one in levels if one.of(enterprise)]
    case = any(one.under_case and _holds(one, on) for one in own)
    level = _level(own, scheme.scheme, on) or _carried(own, scheme, on)
    if level is None:
        return Standing(tier=Tier.T3, scheme=scheme, level=None, under_case=case)
    return Standing(tier=_tier(scheme, level), scheme=scheme, level=level, under_case=case)


def _scheme(pack: Pack, use: str, on: date) -> Scheme:
    found = [row for row in in_force(pack.scheme, on) if use in row.uses]
    if len(found) != 1:
        raise HeldError("scheme-missing", f"{len(found)} credit schemes are in force for {use}")
    return found[0]


def _holds(level: Level, on: date) -> bool:
    return level.effective_from <= on <= (level.effective_until or date.max)


def _level(own: Iterable[Level], scheme: CreditScheme, on: date) -> Level | None:
    begun = [one for one in own if one.scheme is scheme and one.effective_from <= on]
    if not begun:
        return None
    first = max(one.effective_from for one in begun)
    newest = [one for one in begun if one.effective_from == first]
    if len({(one.level, one.on_serious_list) for one in newest}) > 1:
        raise HeldError("credit-contradicts", "two levels of one scheme begin on one day")
    if not _holds(newest[0], on):
        raise HeldError("credit-expired", "its level has run out, and no other follows")
    return newest[0]


def _carried(own: Iterable[Level], scheme: Scheme, on: date) -> Level | None:
    """The level of the scheme before, where the authority let it pass over; what it decides anew is held."""
    if scheme.carried_from is None:
        return None
    before = _level(own, scheme.carried_from, on)
    if before is None:
        return None
    if before.level not in scheme.carried:
        raise HeldError("credit-case-by-case", f"level {before.level} of {before.scheme} is decided anew, case by case")
    return before


def _tier(scheme: Scheme, level: Level) -> Tier:
    if level.on_serious_list and scheme.listed is not None:
        return scheme.listed
    name = level.level if level.scheme is scheme.scheme else scheme.carried[level.level]
    if name not in scheme.tiers:
        raise HeldError("credit-case-by-case", f"no tier stands for level {name} of {scheme.scheme}")
    return scheme.tiers[name]
