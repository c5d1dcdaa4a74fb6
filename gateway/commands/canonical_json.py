"""Our Message as JSON: dates and moments in ISO 8601, decimals as text; what is not said is left out."""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from gateway.model.message import Message
from gateway.translation.conditions import is_empty


def message_json(message: Message) -> dict[str, object]:
    """The message, and its kind, which its body's class stands for."""
    return {"kind": message.body.KIND, **_record(message)}


def _record(record: object) -> dict[str, object]:
    assert is_dataclass(record)  # noqa: S101  (everything in a message is text, number or record)
    said = ((one.name, getattr(record, one.name)) for one in fields(record))
    return {name: _plain(value) for name, value in said if not is_empty(value)}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case bytes():
            return base64.b64encode(value).decode()
        case tuple():
            return [_plain(one) for one in value]
        case bool() | int() | str():
            return value
        case _:
            return _record(value)
