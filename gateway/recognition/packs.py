"""Reads rule packs out of TOML, and chooses the one of a day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from gateway.model import faults
from gateway.model.errors import Place
from gateway.recognition.pack import Pack

PACK: TypeAdapter[Pack] = TypeAdapter(Pack)


def read_pack(text: str) -> Pack:
    """The pack of a TOML file. RULES_INVALID with the place: not TOML, an unknown key, a missing or wrong value."""
    try:
        return PACK.validate_python(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise faults.RULES_INVALID.error(str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = Place(path=".".join(map(str, first["loc"])))
        raise faults.RULES_INVALID.error(first["msg"], place=place, value=str(first["input"])) from error


def pack_of(packs: Iterable[Pack], on: date) -> Pack:
    """The pack in force on the day customs accepted the declaration; RULES_INVALID where there is none or several."""
    found = [pack for pack in packs if pack.valid_from <= on <= pack.valid_until]
    if len(found) != 1:
        raise faults.RULES_INVALID.error(f"{len(found)} rule packs are in force", value=on.isoformat())
    return found[0]
