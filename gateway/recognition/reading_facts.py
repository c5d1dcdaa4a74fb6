"""Facts out of JSON, as a command or a test is given them; several files add to one another."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from gateway.model import faults
from gateway.model.errors import Place
from gateway.recognition.facts import Facts

FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)


def read_facts(texts: Iterable[str]) -> Facts:
    """Lists of several files are joined; of anything else the last word holds. VALUE_INVALID with its place."""
    told: dict[str, object] = {}
    for text in texts:
        for name, value in _object(text).items():
            before = told.get(name)
            told[name] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    try:
        return FACTS.validate_json(json.dumps(told))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = Place(path=".".join(map(str, first["loc"])))
        raise faults.VALUE_INVALID.error(first["msg"], place=place, value=str(first["input"])) from error


def _object(text: str) -> dict[str, object]:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise faults.VALUE_INVALID.error(f"the facts are no JSON: {error}") from error
    if not isinstance(told, dict):
        raise faults.VALUE_INVALID.error("the facts are no JSON object")
    return told
