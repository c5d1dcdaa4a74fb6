"""The rule packs, row by row, and what they decide for every tier, risk and override."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import product

from gateway.model.alerts import RiskLevel
from gateway.model.choices import Direction
from gateway.recognition.decide import decide
from gateway.recognition.facts import Alert, Case, Facts, Goods, Level, Result
from gateway.recognition.pack import Pack, Risk
from gateway.recognition.rule import Certainty, Rule, in_force
from gateway.service.rule_packs import packs
from scripts.printed.markdown import page, quoted, section, table

HS = "9403600000"
WOOL = "5101110001"
ENTERPRISE = "an enterprise"
HEAD = ("id", "version", "valid_from", "valid_until", "approved_by")
TABLES = [field.name for field in fields(Pack) if field.name not in HEAD]
COMMON = {field.name for field in fields(Rule)}
SURE = {
    Certainty.PRIMARY: "read in a primary text",
    Certainty.SECONDARY: "told by a secondary source",
    Certainty.INFERRED: "ours: a proposal until the authority approves it",
    Certainty.GENERAL: "general knowledge, to be confirmed",
}
OVERRIDES: tuple[tuple[str, dict[str, object]], ...] = (
    ("none", {}),
    ("an alert", {"alerts": (Alert(number="A", hs_codes=("94", "51")),)}),
    ("a first import", {"first_import": True}),
    ("a non-conformity", {"nonconformities": ((HS, date.max),)}),
    ("a recognised result", {"results": (Result(number="R", recognised=True),)}),
    ("a filed case", {}),
    ("quarantine goods", {}),
)


def rules_pages() -> Iterator[tuple[str, str]]:
    """Name and text: an index, one page a pack, and one of decisions."""
    read = packs()
    rows = [(f"[{one.id}]({one.id}.md)", one.version, str(one.valid_from), _until(one.valid_until)) for one in read]
    sure = table(("mark", "means"), ((quoted(one), words) for one, words in SURE.items()))
    index = table(("pack", "version", "from", "until"), rows)
    what = "A pack is chosen by the day on which customs accepted the declaration. What they decide: "
    what += "[every tier, risk and override](decisions.md). What may follow what in a clearance: "
    what += "[the protocol](protocol.md)."
    yield "README.md", page("Rule packs", "config/rules", what, index, section("How sure a row is", sure))
    for pack in read:
        yield f"{pack.id}.md", _pack_page(pack)
    yield "decisions.md", _decisions(read)


def _until(day: date) -> str:
    return "" if day == date.max else str(day)


def _pack_page(pack: Pack) -> str:
    approved = f"approved by {pack.approved_by}" if pack.approved_by else "approved by nobody yet"
    head = f"Version {pack.version}, {approved}; from {pack.valid_from} {_until(pack.valid_until)}".rstrip() + "."
    tables = (section(name, _rows(getattr(pack, name))) for name in TABLES)
    return page(f"Rule pack {pack.id}", f"config/rules/{pack.id}.toml", head, *tables)


def _rows(rows: tuple[Rule, ...]) -> str:
    if not rows:
        return ""
    own = [field.name for field in fields(rows[0]) if field.name not in COMMON]
    heads = ("row", *(name.replace("_", " ") for name in own), "from", "until", "sure", "source")
    return table(
        heads,
        (
            (
                quoted(row.id),
                *(_said(getattr(row, name)) for name in own),
                str(row.valid_from),
                _until(row.valid_until),
                row.certainty,
                row.source,
            )
            for row in rows
        ),
    )


def _said(value: object) -> str:
    match value:
        case None | "" | () | False:
            return ""
        case True:
            return "yes"
        case Enum():
            return str(value.value)
        case tuple():
            return ", ".join(map(_said, value))
        case dict():
            return "; ".join(f"{_said(key)}: {_said(one)}" for key, one in value.items())
        case _:
            return str(value)


def _decisions(read: tuple[Pack, ...]) -> str:
    intro = "An import in its own container, declared at its destination, of an enterprise with the credit level named."
    return page("What the packs decide", "config/rules", intro, *(_of_pack(pack) for pack in read))


def _of_pack(pack: Pack) -> str:
    day = max(row.valid_from for row in pack.scheme if "matrix" in row.uses)
    scheme = next(row for row in in_force(pack.scheme, day) if "matrix" in row.uses)
    heads = ("risk", "override", *(f"{level} ({tier})" for level, tier in scheme.tiers.items()))
    rows = (
        (risk, name, *(_cell(pack, day, risk, name, change, level) for level in scheme.tiers))
        for risk, (name, change) in product(RiskLevel, OVERRIDES)
    )
    return section(f"{pack.id}, on {day} by {scheme.scheme}", table(heads, rows))


def _cell(pack: Pack, day: date, risk: RiskLevel, name: str, change: dict[str, object], level: str) -> str:
    scheme = next(row for row in in_force(pack.scheme, day) if "matrix" in row.uses)
    code = WOOL if name == "quarantine goods" else HS
    own = Level(
        uscc=ENTERPRISE,
        scheme=scheme.scheme,
        level=level,
        effective_from=day,
        under_case=name == "a filed case",
    )
    facts = replace(Facts(levels=(own,), alerts=(), first_import=False), **_dated(change, day))  # type: ignore[arg-type]
    made = decide(_case(day, code), facts, replace(pack, risk=(_risk(pack, risk, code),)))
    share = "" if made.sampling_percent in (None, Decimal(100)) else f" {made.sampling_percent} %"
    way = f", {made.direct_mode}" if made.direct_mode else ""
    return f"{made.mode or made.code}{share}{way}"


def _dated(change: dict[str, object], day: date) -> dict[str, object]:
    return {"nonconformities": ((HS, day),)} if "nonconformities" in change else change


def _risk(pack: Pack, level: RiskLevel, code: str) -> Risk:
    row = pack.matrix[0]
    return Risk(
        id="asked",
        source=row.source,
        certainty=row.certainty,
        valid_from=pack.valid_from,
        prefixes=(code,),
        level=level,
    )


def _case(day: date, code: str) -> Case:
    return Case(
        on=day,
        direction=Direction.IMPORT,
        goods=(Goods(number=1, hs_code=code),),
        enterprise=frozenset({ENTERPRISE}),
        declaration_office="0110",
        port_office="0202",
        destination_office="0110",
        original_container=True,
    )
