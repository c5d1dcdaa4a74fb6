"""The batches (批) of one consignment, out of the steps of its clearance: when each was declared, and when let go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from gateway.model.declaration import Declaration
from gateway.recognition.progress import resolved
from gateway.recognition.steps import Step
from gateway.recognition.transitions import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A step of a clearance, and when its message was accepted here."""

    step: Step
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a declaration says of its way; "": it does not say."""

    direction: str = ""
    mode: str = ""
    """Of clearance (通关方式): PC, RI, SS …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision of how goods are let go (四放), about the declaration of these numbers."""

    numbers: frozenset[str]
    at: datetime
    mode: str
    direct: str = ""
    """两直: export-direct, import-through; "": neither."""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One declaration, however often it was sent."""

    office: str
    """Where it is declared; "": it does not say."""
    declared_at: datetime
    choice: Choice = Choice()
    released_at: datetime | None = None
    """The first release of all of it: partly released is not released."""
    decided: Decided | None = None
    """The last word: of final decisions, or where there is none, of provisional ones."""
    numbers: Mapping[str, str] = field(default_factory=dict)

    @property
    def direct(self) -> str:
        """The direct mode that was decided; "": none was."""
        return self.decided.direct if self.decided else ""


def batches(
    words: Sequence[Word], choices: Mapping[str, Choice], decisions: Iterable[Decided] = ()
) -> tuple[Batch, ...]:
    """`words`: of one consignment, in the order in which they were accepted; `choices`: by our number of the message.

    A declaration sent again, for a second step or after 退单, bears a number of the first: both are one batch, from the
    first. Two batches of one bill are told apart by their numbers; a word without any of them is nobody's then.
    """
    found: list[Batch] = []
    before: list[Step] = []
    for word in words:
        numbers = resolved(word.step, before).numbers
        before.append(word.step)
        declares = word.step.kind == Declaration.KIND
        mine = _mine(found, numbers, declares=declares)
        if mine is None and declares:
            choice = choices.get(word.step.message, Choice())
            found.append(Batch(office=word.step.office, declared_at=word.at, choice=choice, numbers=numbers))
        elif mine is not None:
            found[mine] = _told(found[mine], word, numbers, choices)
    return _decided(found, sorted(decisions, key=lambda one: (not one.provisional, one.at)))


def _mine(found: Sequence[Batch], numbers: Mapping[str, str], *, declares: bool) -> int | None:
    """The batch that bears one of these numbers, else the only one if none of its own speaks against it.

    A declaration that bears no number of an earlier one is never the same.
    """
    for at, batch in enumerate(found):
        if batch.numbers.items() & numbers.items():
            return at
    alone = len(found) == 1 and not found[0].numbers.keys() & numbers.keys()
    return 0 if alone and not declares else None


def _told(batch: Batch, word: Word, numbers: Mapping[str, str], choices: Mapping[str, Choice]) -> Batch:
    """The batch with what one more word says: the numbers that it adds, and the release."""
    whole = word.step.reaches is Progress.RELEASED and word.step.part.whole
    said = choices.get(word.step.message, Choice())
    return replace(
        batch,
        numbers={**numbers, **batch.numbers},
        office=batch.office or (word.step.office if word.step.kind == Declaration.KIND else ""),
        choice=Choice(direction=batch.choice.direction or said.direction, mode=batch.choice.mode or said.mode),
        released_at=batch.released_at or (word.at if whole else None),
    )


def _decided(found: Sequence[Batch], decisions: Sequence[Decided]) -> tuple[Batch, ...]:
    made = list(found)
    for one in decisions:  # a provisional one first, so that the last final one stays
        for at, batch in enumerate(made):
            if len(made) == 1 or one.numbers & set(batch.numbers.values()):
                made[at] = replace(batch, decided=one)
    return tuple(made)
