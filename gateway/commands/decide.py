"""`decide`: mode and place of a declaration by the pack of a day, with the trace, and what would change it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from adapters import DIALECTS
from gateway.commands.ending import Exit, told
from gateway.commands.reading import CharsetOption, DocumentArgument, dialect_named, open_file, tables
from gateway.commands.showing import say, show_json
from gateway.model import faults
from gateway.model.declaration import Declaration
from gateway.model.errors import GatewayError
from gateway.recognition.decide import decide as decided
from gateway.recognition.decision import Decision, Outcome
from gateway.recognition.facts import case_of
from gateway.recognition.otherwise import otherwise
from gateway.recognition.packs import pack_of
from gateway.recognition.reading_facts import read_facts
from gateway.recognition.wording import changes_in_words, in_words
from gateway.service.rule_packs import packs


@told
def decide(
    file: DocumentArgument,
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day customs accepted it.")],
    facts: Annotated[
        list[Path] | None, typer.Option("--facts", exists=True, dir_okay=False, help="JSON; several add up.")
    ] = None,
    dialect: Annotated[str, typer.Option("--dialect", help="Whose words; the first that reads it if not said.")] = "",
    charset: CharsetOption = "",
) -> None:
    """Decide a declaration: JSON, and the same in words on standard error. Exit 1: held for a person, or not let in.

    For example: eport-gateway decide --on 2014-10-15 --facts facts.json declaration.xml
    """
    day = on.date()
    case = case_of(_declaration(file.read(), dialect, charset, day), day)
    known = read_facts(path.read_text(encoding="utf-8") for path in facts or ())
    pack = pack_of(packs(), day)
    made, others = decided(case, known, pack), otherwise(case, known, pack)
    words, changes = in_words(made), changes_in_words(others)
    show_json({**decision_json(made), "words": [list(line) for line in words], "otherwise": list(changes)})
    for english, chinese in words:
        say(f"{english} / {chinese}")
    for change in changes:
        say(f"otherwise, {change}")
    if made.outcome is not Outcome.DECIDED:
        raise typer.Exit(Exit.INPUT)


def _declaration(raw: bytes, dialect: str, charset: str, on: date) -> Declaration:
    """Read by the dialect named, or by the first that can; what the last one said of it where none can."""
    named = [dialect_named(dialect)] if dialect else DIALECTS
    last: GatewayError = faults.ROOT_UNKNOWN.error("no dialect reads it")
    for one in named:
        try:
            opened = open_file(raw, one, charset=charset, on=on)
            keys = opened.envelope.keys if opened.envelope else ()
            body = tables().translator(one).read(opened.root, on=on, keys=keys).message.body
        except GatewayError as error:
            last = last if error.fault is faults.ROOT_UNKNOWN and last.fault is not faults.ROOT_UNKNOWN else error
            continue
        if isinstance(body, Declaration):
            return body
        raise faults.VALUE_INVALID.error("only a declaration is decided", value=body.KIND)
    raise last


def decision_json(decision: Decision) -> dict[str, object]:
    """Every field; what is not said is null or empty."""
    return {one.name: _plain(getattr(decision, one.name)) for one in fields(decision)}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case Decimal():
            return format(value, "f")
        case tuple():
            return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value
