"""A guess at what an element means: by its name in the dialects there are, and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import islice

from gateway.model.message import Message
from gateway.translation.coverage import lines
from gateway.translation.form import Coded, Constant, Dialect, Field

NOTE_CHARS = 60
NOT_IN_NAMES = re.compile(r"[^a-z0-9]")
MOMENTS = (
    (re.compile(r"\d{14}"), 'moment("%Y%m%d%H%M%S")'),
    (re.compile(r"\d{17}"), "MOMENT_17"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "MOMENT_SPACED"),
)
DAYS = ((re.compile(r"\d{8}"), "day()"), (re.compile(r"\d{4}-\d\d-\d\d"), 'day("%Y-%m-%d")'))


@dataclass(frozen=True, slots=True)
class Guess:
    """Our name, the codec as it is written in a table, and on whose word."""

    name: str
    codec: str
    """"": the value is none that a codec for all could read; whoever names the element chooses one."""
    note: str


class Guesser:
    """Knows the element names of the dialects there are, for one kind."""

    def __init__(self, dialects: Iterable[Dialect], kind: str, body: type, records: Mapping[str, type]) -> None:
        self._known: dict[str, Counter[tuple[str, str, str]]] = {}
        self._marks: set[str] = set()
        self._annotations = {one.name: str(one.type) for one in fields(body)}
        for name, record in {**records, "message": Message}.items():
            self._annotations |= {f"{name}.{one.name}": str(one.type) for one in fields(record)}
        for dialect in dialects:
            for form in (form for form in dialect.forms if form.kind == kind):
                for line in lines(form.rows):
                    if isinstance(line.row, Field):
                        self._learn(line.path, line.name, line.row, dialect.name)
                marks = (row.path for row in form.rows if isinstance(row, Constant) and row.marks)
                self._marks |= {_key(path) for path in islice(marks, 1)}

    def _learn(self, path: str, name: str, row: Field, dialect: str) -> None:
        coded = isinstance(row.codec, Coded)
        code = f'Coded("{row.codec.family}", "{row.codec.column}")' if isinstance(row.codec, Coded) else ""
        word = f"guessed: {dialect} has an element of this name" + ("" if coded else f", {_told(row.codec)}")
        self._known.setdefault(_key(path), Counter())[(name, code, word)] += 1

    def marks(self, path: str) -> bool:
        """Whether an element of this name is the first by which a form of another dialect is known: its type."""
        return _key(path) in self._marks

    def guess(self, path: str, text: str, inside: str = "") -> Guess | None:
        """What the element may be, None where no dialect has one of its name; `inside`: our name of its group."""
        found = self._known.get(_key(path), Counter())
        prefix = f"{inside}." if inside else ""
        fitting = [one for one, _ in found.most_common() if _is_of(one[0], prefix)]
        if not fitting:
            return None
        name, code, word = fitting[0]
        return Guess(name.removeprefix(prefix), code or self._codec(name, text), word)

    def _codec(self, name: str, text: str) -> str:
        kind = self._annotations.get(name, "str")
        if "datetime" in kind:
            return next((codec for shape, codec in MOMENTS if shape.fullmatch(text)), "MOMENT_ISO")
        if "date" in kind:
            return next((codec for shape, codec in DAYS if shape.fullmatch(text)), "day()")
        if "Decimal" in kind:
            return "decimal(19, 5)"
        return {"int": "INTEGER", "str": "TEXT"}.get(kind[:3], "")


def _is_of(name: str, prefix: str) -> bool:
    """Whether it is a name of the body, or of the message around it; with a prefix of that group's records."""
    return name.startswith(prefix) and "." not in name.removeprefix(prefix or "message.")


def _told(codec: object) -> str:
    """The codec's name as a note: a choice may be long."""
    return str(getattr(codec, "name", "")).replace('"', "'")[:NOTE_CHARS]


def _key(path: str) -> str:
    """Names are compared without case and underscores: BILL_NO and BillNo are one."""
    return NOT_IN_NAMES.sub("", path.rpartition("/")[2].lower())
