"""What a table is made of. A table is data, used both to read and to write; adapters hold nothing else.

Rows stand in the order in which the written document has its elements. A path is relative to the form's root (in a
group, to the group's element): `Head/EntryNo`, `@ver`, `Key/@name`. A name is an attribute of the body, or `message.`
and one of the Message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """A pair. Law: from_text(to_text(v)) == v unless `rounds`; both raise ValueError on what they cannot carry."""

    name: str
    """For the printed formats: "text", "decimal 19,5", "yyyyMMdd"."""
    from_text: Callable[[str], Any]
    to_text: Callable[[Any], str]
    rounds: bool = False
    """What is written may say less than the value, or "" nothing: it is read back, and a difference is a named loss."""
    share: tuple[StrEnum, ...] = ()
    """Of a tuple that several elements hold together, the members that this one can say."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A value of a code family, in the column this dialect uses; resolved with the Codes argument."""

    family: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A row or form that holds only where an attribute read or given before has this value."""

    name: str
    equals: object


@dataclass(frozen=True, slots=True)
class Tail:
    """The next sibling, in which the end of a value's text stands: a clock beside its day."""

    path: str
    head: int
    """Characters in the element before it; all behind them stand here."""
    width: int
    """Characters here; zeros that a sender left out in front are put back."""


@dataclass(frozen=True, slots=True)
class Field:
    """One element or attribute, and our name of it."""

    path: str
    name: str
    codec: Codec | Coded
    required: bool = False
    """Must be written: a missing value takes the link's constant, or refuses."""
    max_length: int | None = None
    """Characters the target holds; more refuses, nothing is cut."""
    when: When | None = None
    partly: str = ""
    """Why the element and our name share only some values: what the codec cannot read or write is then a named loss
    with this reason and not a refusal (Type of DecHead: of its 20 values two are clearance modes)."""
    note: str = ""
    """What this row rests on where the form's source is not enough, e.g. "inferred" or "ours"."""
    tail: Tail | None = None

    @property
    def share(self) -> tuple[StrEnum, ...]:
        """What the codec can say of a tuple that several elements hold together; () where one element holds it all."""
        return self.codec.share if isinstance(self.codec, Codec) else ()


@dataclass(frozen=True, slots=True)
class Group:
    """Elements repeated at `path`, each a record; a tuple in the body."""

    path: str
    name: str
    record: type
    rows: tuple[Row, ...]
    required: bool = False
    when: When | None = None
    """Of the body, so that a record's elements can mean one thing in an import and another in an export."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A record of ours whose elements stand flat beside the others; None where none of them is there."""

    name: str
    record: type
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """One element with children at `path` that is one record (OriHead); None where it is not there."""

    path: str
    name: str
    record: type
    rows: tuple[Row, ...]
    required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Elements repeated at `path`, each one value (ReceiverIds/ReceiverId); a tuple of values in the body."""

    path: str
    name: str
    codec: Codec | Coded
    required: bool = False
    max_length: int | None = None
    """Characters of each value."""
    most: int | None = None
    """How many there may be."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Implied:
    """An attribute without an element of its own: read as `value` where `when` holds and no row before gave one.

    Nothing is written; another value than the one implied is a named loss.
    """

    name: str
    value: object
    when: When | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """Text always written. With `marks`, it also tells this form from others of the same root when reading."""

    path: str
    text: str
    marks: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """An element that real documents have and that no name of ours carries: a named loss wherever it is not empty."""

    path: str
    reason: str
    secret: bool = False
    """The loss names the element and never its value: real documents have credentials there."""


Row = Field | Group | Inline | Nested | Repeated | Implied | Constant | Ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind in one dialect (or one of its variants)."""

    kind: str
    variant: str
    """Unique within dialect and kind: "120", "4.8"."""
    body: type
    root: str
    namespace: str | None = None
    prefix: str | None = None
    """The prefix written for the namespace; None: the default namespace."""
    schema: str
    """Below xsd/, for example "beijing-ciq/declaration.xsd": strict, for writing; read in its lax view."""
    rows: tuple[Row, ...]
    has: str = ""
    """A child of the root by which a document of this form is told from others of the same root and marks."""
    when: tuple[When, ...] = ()
    """Which bodies this variant is written for; all must hold. The first form of the kind that holds is written."""
    message_type: str = ""
    """MsgType in a DXP envelope around it."""
    keys: tuple[Field, ...] = ()
    """Rows whose path is the name of a BizKey/Key of the envelope: what the document itself has no element for."""
    lacks: Mapping[str, str] = field(default_factory=dict)
    """Our names that this form cannot say, and why; `goods.x` for a record's. Dropped with a named loss."""
    written: bool = True
    """False: only read (a form of the past)."""
    since: date = date.min
    """First and last day on which it is written; every form is read on every day."""
    until: date = date.max
    source: str
    """Where its names come from, and what of it is our design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A port's forms."""

    name: str
    port: str
    forms: tuple[Form, ...]
    receipt: Form
    """How this dialect words the answer to one document."""
    charset: str = "UTF-8"
    """Written, unless the link names another of `charsets`."""
    charsets: tuple[str, ...] = ("UTF-8",)
    gives: str | None = None
    """The number of a body that the platform gives, here we: our outgoing number goes there where none is known."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeDialect:
    """An envelope that carries a business document as bytes: the form of the envelope, and of its receipt."""

    name: str
    message: Form
    receipt: Form
    source: str
