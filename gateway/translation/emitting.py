"""Canonical XML 1.0, written directly: no tree is built, and what comes out is its own C14N form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.model.message import Message
from gateway.translation.losses import Loss, each, loss, shown

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2: not even as references
TEXT_SPECIAL = re.compile(f"[&<>\r]|{ILLEGAL.pattern}")
ATTRIBUTE_SPECIAL = re.compile(f'[&<"\t\n\r]|{ILLEGAL.pattern}')
TEXT_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
ATTRIBUTE_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"})


def in_text(text: str) -> str:
    """`text` as C14N writes it between tags; ValueError if XML has no such character."""
    if text.isalnum() or not TEXT_SPECIAL.search(text):
        return text
    return _legal(text).translate(TEXT_MARKS)


def in_attribute(text: str) -> str:
    """`text` as C14N writes it between quotes; ValueError if XML has no such character."""
    if text.isalnum() or not ATTRIBUTE_SPECIAL.search(text):
        return text
    return _legal(text).translate(ATTRIBUTE_MARKS)


def _legal(text: str) -> str:
    if found := ILLEGAL.search(text):
        raise ValueError(f"XML has no character U+{ord(found[0]):04X}")
    return text


@dataclass(slots=True)
class Writing:
    """One record on its way to a document."""

    on: date
    body: Any
    message: Message | None
    constants: Mapping[str, str]
    path: str
    """Of the element whose rows are being written."""
    name: str = ""
    """Ours, of the record being written, with a point behind it: "goods[2]."."""
    losses: list[Loss] = field(default_factory=list)

    def refused(self, fault: Fault, reason: str, path: str, value: object = None) -> GatewayError:
        """A fault at a row's path."""
        text = None if value is None else shown(value)
        return fault.error(reason, place=Place(path=self._path(path)), value=text)

    def lose(self, name: str, path: str, value: object, reason: str) -> None:
        """Name a loss of an attribute of the record being written; no path: the target has no place for it."""
        where = self._path(path) if path else ""
        self.losses += [loss(self.name + one, where, lost, reason) for one, lost in each(name, value)]

    def absent(self, path: str, full: str, name: str, required: bool) -> str | None:
        """What stands where the message says nothing: the link's constant, nothing, or a refusal."""
        text = self.constants.get(full)
        if text is None and required:
            raise self.refused(faults.TARGET_LACKS, f"the target requires it, and there is no {self.name}{name}", path)
        return text

    def _path(self, path: str) -> str:
        return self.path if path in ("", ".") else f"{self.path}/{path}"


Emit = Callable[[Writing, Any, list[str]], None]
"""Appends the text of an element, or nothing."""
Say = Callable[[Writing, Any], str | None]
"""The text of one value, not yet escaped; None where there is nothing to write."""


def leaf(tag: str, say: Say, path: str) -> Emit:
    """An element with a text and nothing else."""
    start, end = f"<{tag}>", f"</{tag}>"

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        text = say(run, record)
        if text:
            out.append(f"{start}{escaped(run, in_text, text, path)}{end}")

    return emit


def halves(tags: tuple[str, str], cut: int, say: Say, path: str) -> Emit:
    """Two elements that stand next to each other and share one text, which is cut behind its first `cut` characters."""

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        text = say(run, record) or ""
        for tag, part in zip(tags, (text[:cut], text[cut:]), strict=True):
            if part:
                out.append(f"<{tag}>{escaped(run, in_text, part, path)}</{tag}>")

    return emit


def bare(say: Say, path: str) -> Emit:
    """The text of an element that also has attributes."""

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        text = say(run, record)
        if text:
            out.append(escaped(run, in_text, text, path))

    return emit


def branch(
    start: str, end: str, attributes: Sequence[tuple[str, Say, str]], children: Sequence[Emit], *, always: bool
) -> Emit:
    """An element that holds others; it is written where an attribute or anything in it is. `start` lacks its ">"."""

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        before = len(out)
        opened = start
        for name, say, path in attributes:
            if text := say(run, record):
                opened += f' {name}="{escaped(run, in_attribute, text, path)}"'
        out.append(opened + ">")
        for child in children:
            child(run, record, out)
        if always or len(out) > before + 1 or opened is not start:
            out.append(end)
        else:
            del out[before]

    return emit


def escaped(run: Writing, escape: Callable[[str], str], text: str, path: str) -> str:
    """`text` escaped; VALUE_INVALID where XML cannot hold it."""
    try:
        return escape(text)
    except ValueError as error:
        raise run.refused(faults.VALUE_INVALID, str(error), path, text) from None
