"""`decide`: mode and place of a declaration by the pack of a day, with the trace, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated

import click
import typer

from adapters import DIALECTS
from gateway.commands.deciding_recorded import again, instant, recorded
from gateway.commands.ending import Exit, told
from gateway.commands.operations import JsonOption
from gateway.commands.reading import CharsetOption, dialect_named, open_file, tables
from gateway.commands.showing import say, show_json
from gateway.model import faults
from gateway.model.declaration import Declaration
from gateway.model.errors import GatewayError
from gateway.recognition.decide import decide as decided
from gateway.recognition.decision import Decision, Outcome
from gateway.recognition.facts import Case, Facts, case_of
from gateway.recognition.otherwise import otherwise
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of
from gateway.recognition.reading_facts import read_facts
from gateway.recognition.wording import changes_in_words, in_words
from gateway.service.rule_packs import packs

DAY = ["%Y-%m-%d"]
Target = Annotated[
    str, typer.Argument(metavar="FILE|NUMBER", help="A declaration; with --config a number of one that was accepted.")
]
On = Annotated[
    datetime | None,
    typer.Option("--on", "--as-true", formats=DAY, help="The day customs accepted it: its pack, its levels. 生效日"),
]
GivenFacts = Annotated[
    list[Path] | None, typer.Option("--facts", exists=True, dir_okay=False, help="JSON; several add up.")
]
Dialect = Annotated[str, typer.Option("--dialect", help="Whose words; the first that reads it if not said.")]
Config = Annotated[
    Path | None, typer.Option("--config", help="gateway.toml: it names the journal, whose registries are asked.")
]
AsKnown = Annotated[
    str, typer.Option("--as-known", metavar="INSTANT", help="With NUMBER: by what was known then. 知悉时点")
]
Against = Annotated[
    Path | None,
    typer.Option("--against", exists=True, dir_okay=False, help="Decide recorded traffic by this pack. 试算规则包"),
]
First = Annotated[datetime | None, typer.Option("--from", formats=DAY, help="With --against: first day. 起始日")]
Last = Annotated[datetime | None, typer.Option("--to", formats=DAY, help="With --against: last day. 截止日")]


@told
def decide(
    target: Target = "",
    on: On = None,
    facts: GivenFacts = None,
    dialect: Dialect = "",
    charset: CharsetOption = "",
    config: Config = None,
    as_known: AsKnown = "",
    against: Against = None,
    first: First = None,
    last: Last = None,
    json: JsonOption = False,
) -> None:
    """Decide a declaration: JSON, and the same in words on standard error. Exit 1: held for a person, or not let in.

    For example: eport-gateway decide --on 2014-10-15 --facts facts.json declaration.xml; with --config and a number,
    by the registries; with --config and --against PACK.toml all that was recorded: exit 1 if anything ends otherwise.
    """
    given = read_facts(path.read_text(encoding="utf-8") for path in facts or ())
    day = on.date() if on else None
    if against is not None:
        if again(_needed(config), against, given, _date(first), _date(last), json=json):
            raise typer.Exit(Exit.INPUT)
        return
    if not target:
        raise typer.BadParameter("name a file, or with --config a number", param_hint="FILE|NUMBER")
    if config is None:
        if day is None:
            raise typer.BadParameter("the day customs accepted it is needed", param_hint="--on")
        with click.open_file(target, "rb") as file:
            case = case_of(_declaration(file.read(), dialect, charset, day), day)
        _tell(case, given, pack_of(packs(), day), {})
        return
    found = recorded(config, target, given, day, instant(as_known))
    _tell(found.case, found.facts, found.pack, found.said)


def _tell(case: Case, known: Facts, pack: Pack, said: Mapping[str, object]) -> None:
    made, others = decided(case, known, pack), otherwise(case, known, pack)
    words, changes = in_words(made), changes_in_words(others)
    show_json({**said, **decision_json(made), "words": [list(line) for line in words], "otherwise": list(changes)})
    for english, chinese in words:
        say(f"{english} / {chinese}")
    for change in changes:
        say(f"otherwise, {change}")
    if made.outcome is not Outcome.DECIDED:
        raise typer.Exit(Exit.INPUT)


def _needed(config: Path | None) -> Path:
    if config is None:
        raise typer.BadParameter("recorded traffic is in a journal: name its gateway.toml", param_hint="--config")
    return config


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


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
