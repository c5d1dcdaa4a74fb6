"""What a row's condition looks at: an attribute of its record, else of the body, or ("message.…") of the message."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from gateway.model.message import Message

MESSAGE = "message."
EMPTY: tuple[object, ...] = (None, "", (), b"")
"""What stands for "the document does not say"."""


@cache
def defaults(record: type) -> dict[str, Any]:
    """By attribute, the value where a document does not give one; MISSING where the record requires one."""
    return {
        one.name: one.default_factory() if one.default_factory is not MISSING else one.default for one in fields(record)
    }


@cache
def default(body: type, name: str) -> object:
    """The default of an attribute of the body, or with "message." of the message; KeyError where there is none such."""
    if name.startswith(MESSAGE):
        return defaults(Message)[name.removeprefix(MESSAGE)]
    return defaults(body)[name]


def is_empty(value: object) -> bool:
    """Whether `value` says nothing; 0 and False say something."""
    return not value and value in EMPTY
