"""The packs as they are shipped, and a plain import to decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from gateway.model.choices import Direction
from gateway.model.credit import CreditScheme
from gateway.recognition.facts import Case, Facts, Goods, Level
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of, read_pack
from gateway.resources import data_folder

IMPORTER = "911101085513850820"
ON = date(2014, 10, 15)
FURNITURE = "9403600000"
SEAFOOD = "1604199090"

PackOn = Callable[[date], Pack]


@pytest.fixture(scope="session")
def packs() -> list[Pack]:
    return [read_pack(file.read_text()) for file in sorted((data_folder("config") / "rules").glob("*.toml"))]


@pytest.fixture(scope="session")
def pack_on(packs: list[Pack]) -> PackOn:
    return lambda on: pack_of(packs, on)


@pytest.fixture(scope="session")
def pack(pack_on: PackOn) -> Pack:
    """Of 15 October 2014."""
    return pack_on(ON)


def ciq(level: str, **more: object) -> Level:
    made = Level(uscc=IMPORTER, scheme=CreditScheme.CIQ2013, level=level, effective_from=date(2014, 1, 1))
    return replace(made, **more)  # type: ignore[arg-type]


def customs(level: str, uscc: str = IMPORTER, *, under_case: bool = False) -> Level:
    since = date(2014, 1, 1)
    return Level(uscc=uscc, scheme=CreditScheme.GAC197, level=level, effective_from=since, under_case=under_case)


def known(level: str = "B") -> Facts:
    """Of an importer of that level who has imported these goods before."""
    return Facts(levels=(ciq(level), customs(level)), alerts=(), first_import=False)


def through(hs_code: str = FURNITURE, on: date = ON) -> Case:
    """Goods that land at Xingang and go to Pinggu in their own box, declared there."""
    return Case(
        on=on,
        direction=Direction.IMPORT,
        goods=(Goods(number=1, hs_code=hs_code, origin="DEU"),),
        enterprise=frozenset({IMPORTER}),
        declaration_office="0110",
        port_office="0202",
        destination_office="0110",
        original_container=True,
    )
