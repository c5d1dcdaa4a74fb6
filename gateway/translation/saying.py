"""What one row says of one record when it is written: a value as text, with its losses and refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.translation.codes import Codes
from gateway.translation.conditions import EMPTY, MESSAGE, defaults
from gateway.translation.emitting import Emit, Say, Writing, escaped, in_text
from gateway.translation.form import Codec, Coded, Constant, Field, Repeated, When

MAXIMUM = sys.maxsize
UNSAID = "what is written here would say more than was said"
Owner = Callable[[Any], Any]
"""The record a row belongs to, of the record that is being written; None where there is none."""
Holds = Callable[[Writing, Any], bool]
Text = Callable[[Writing, Any], str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands: in which record of ours, and where in the document."""

    record: type
    chain: tuple[str, ...]
    """Attributes that lead from the record being written to the row's own: of Inline and Nested."""
    path: str
    """From the element being written."""
    full: str
    """From the root, without numbers: the name of a link's constant."""
    prefix: str = ""
    """Our names that lead to the record being written, without numbers: "goods."."""

    def owner(self) -> Owner:
        """How to come to the record."""
        if not self.chain:
            return lambda record: record
        return lambda record: _follow(record, self.chain)

    def name(self, own: str) -> str:
        """Our name of an attribute, from the record being written."""
        return ".".join((*self.chain, own))


def _follow(record: Any, chain: tuple[str, ...]) -> Any:  # noqa: ANN401
    for name in chain:
        record = getattr(record, name)
        if record is None:
            return None
    return record


def holds(when: When | None, record: type) -> Holds:
    """Whether a condition holds for the record that a row belongs to."""
    if when is None:
        return lambda run, owner: True
    name, wanted = when.name, when.equals
    if name.startswith(MESSAGE):
        own = name.removeprefix(MESSAGE)
        return lambda run, owner: getattr(run.message, own) == wanted
    if name in defaults(record):
        return lambda run, owner: getattr(owner, name) == wanted
    return lambda run, owner: getattr(run.body, name) == wanted


def text_of(codec: Codec | Coded, codes: Codes, name: str, path: str, partly: str = "") -> Say:
    """Of a value, its text; a loss where it says less, a refusal where it says nothing."""
    worded = _code_text(codec, codes, name, path) if isinstance(codec, Coded) else _codec_text(codec, name, path)

    def text(run: Writing, value: Any) -> str | None:  # noqa: ANN401
        try:
            return worded(run, value)
        except ValueError as error:
            refusal = run.refused(faults.VALUE_INVALID, str(error), path, value)
        except GatewayError as error:
            refusal = run.refused(error.fault, error.reason, path, value)
        if not partly:
            raise refusal from None
        run.lose(name, path, value, partly)
        return None

    return text


def _codec_text(codec: Codec, name: str, path: str) -> Text:
    to_text, from_text = codec.to_text, codec.from_text
    if not codec.rounds:
        return lambda run, value: to_text(value)

    def text(run: Writing, value: Any) -> str:  # noqa: ANN401
        written = to_text(value)
        if not written or from_text(written) != value:
            run.lose(name, path, value, f"written as {written}" if written else UNSAID)
        return written

    return text


def _code_text(coded: Coded, codes: Codes, name: str, path: str) -> Text:
    family, column = codes[coded.family], coded.column

    def text(run: Writing, value: Any) -> str:  # noqa: ANN401
        written = family.write(column, value, run.on)
        if not written.exact:
            run.lose(name, path, value, f"the code {written.text} says less")
        return written.text

    return text


def say_field(row: Field, spot: Spot, codes: Codes) -> Say:
    """What a field says: its value, else the link's constant, else nothing or a refusal."""
    attribute = row.name.removeprefix(MESSAGE)
    name = row.name if row.name.startswith(MESSAGE) else spot.name(row.name)
    owner, condition = spot.owner(), row.when and holds(row.when, spot.record)
    worded = text_of(row.codec, codes, name, spot.path, row.partly)
    required, limit, of_message, share = row.required, row.max_length, row.name.startswith(MESSAGE), row.share

    def say(run: Writing, record: Any) -> str | None:  # noqa: ANN401
        owned = owner(record)
        if owned is None or (condition and not condition(run, owned)):
            return None
        value = getattr(run.message if of_message else owned, attribute)
        if share:
            value = tuple(one for one in value if one in share)
        if not value and value in EMPTY:
            return run.absent(spot.path, spot.full, name, required) if required or run.constants else None
        text = worded(run, value)
        if text and limit is not None and len(text) > limit:
            raise too_long(run, spot.path, limit, text)
        return text

    return say


def is_plain(row: Field, spot: Spot) -> bool:
    """Whether `plain_leaf` can write it."""
    free = not (spot.chain or row.when or row.partly or row.share or row.name.startswith(MESSAGE))
    return free and isinstance(row.codec, Codec) and not row.codec.rounds


def plain_leaf(tag: str, row: Field, codec: Codec, spot: Spot) -> Emit:
    """`leaf` of `say_field` without detours, for the rows that make most of a document."""
    start, end, path, limit, name = f"<{tag}>", f"</{tag}>", spot.path, row.max_length or MAXIMUM, row.name
    to_text, required = codec.to_text, row.required

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        value = getattr(record, name)
        if value or value not in EMPTY:
            try:
                text = to_text(value)
                out.append(f"{start}{text if text.isalnum() else in_text(text)}{end}")
            except ValueError as error:
                raise run.refused(faults.VALUE_INVALID, str(error), path, value) from None
            if len(text) > limit:
                raise too_long(run, path, limit, text)
        elif (required or run.constants) and (constant := run.absent(path, spot.full, name, required)):
            out.append(f"{start}{escaped(run, in_text, constant, path)}{end}")

    return emit


def say_constant(row: Constant, spot: Spot) -> Say:
    """A constant is said wherever its record is."""
    owner = spot.owner()
    return lambda run, record: None if owner(record) is None else row.text


def values_of(row: Repeated, spot: Spot, codes: Codes) -> Callable[[Writing, Any], list[str]]:
    """The texts of a tuple."""
    own, of_message = row.name.removeprefix(MESSAGE), row.name.startswith(MESSAGE)
    owner, name = spot.owner(), row.name if of_message else spot.name(own)
    worded = text_of(row.codec, codes, name, spot.path)

    def texts(run: Writing, record: Any) -> list[str]:  # noqa: ANN401
        owned = run.message if of_message else owner(record)
        if owned is None:
            return []
        said = [worded(run, value) or "" for value in getattr(owned, own)]
        for text in said:
            if row.max_length is not None and len(text) > row.max_length:
                raise too_long(run, spot.path, row.max_length, text)
        if not said and (constant := run.absent(spot.path, spot.full, name, row.required)):
            return [constant]
        return said

    return texts


def too_long(run: Writing, path: str, limit: int, text: str) -> GatewayError:
    """Nothing is cut: a name that was cut is another name."""
    return run.refused(faults.TARGET_LENGTH, f"{len(text)} characters; the target holds {limit}", path, text)
