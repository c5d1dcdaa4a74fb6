"""A document as a command gets it: from a file or standard input, with no link that says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated

import typer

from adapters import DIALECTS, ENVELOPES
from gateway.commands.showing import say
from gateway.document.parse import parse
from gateway.resources import data_folder
from gateway.service.surroundings import CHINA
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.form import Dialect
from gateway.translation.schema import Schemas, read_schemas
from gateway.translation.taking import Opened, open_document
from gateway.translation.terms import Terms
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust import dsig
from gateway.trust.md5_prefix import CHARS, SHAPE
from gateway.trust.trust_store import TrustStore

NOT_CHECKED = "signature not checked: `verify` does that"
PREFIXED = "the md5 prefix was taken off and not checked: that takes the key of its link; byte numbers are without it"

DialectOption = Annotated[str, typer.Option("--dialect", help="Whose words: see `dialects`.")]
CharsetOption = Annotated[
    str, typer.Option("--charset", metavar="LABEL", help="What the sender says beside the document (HTTP charset).")
]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Codes and forms as of this day; today in China if not said."),
]
DocumentArgument = Annotated[typer.FileBinaryRead, typer.Argument(metavar="FILE", help="A document; - reads it here.")]


@dataclass(frozen=True, slots=True)
class Tables:
    """What is on disk beside the program."""

    codes: Codes
    schemas: Schemas

    def translator(self, dialect: Dialect) -> Translator:
        """For one dialect, with today's tables."""
        return Translator(dialect, self.codes, self.schemas)


@cache
def tables() -> Tables:
    """Read once; raises CODES_INVALID, CONFIGURATION."""
    return Tables(read_codes(data_folder("config") / "codes"), read_schemas(data_folder("xsd")))


def dialect_named(name: str, option: str = "--dialect") -> Dialect:
    """A dialect, or a usage error with the names there are."""
    known = {dialect.name: dialect for dialect in DIALECTS}
    if name not in known:
        raise typer.BadParameter(f"{name!r}: there are {', '.join(known)}", param_hint=option)
    return known[name]


def day_of(on: datetime | None) -> date:
    """The day whose codes hold."""
    return on.date() if on else datetime.now(UTC).astimezone(CHINA).date()


def open_file(raw: bytes, dialect: Dialect, *, charset: str, on: date) -> Opened:
    """Parse a document, out of its envelope if it has one; signatures are taken off unread, which is said.

    Raises what parsing and the envelope's form raise.
    """
    raw = bare(raw)
    root = parse(raw, header=charset or None).root
    envelope = _envelopes().get(str(root.tag))
    terms = Terms(
        party="",
        translator=tables().translator(dialect),
        envelope=envelope,
        profile=None,
        trust=TrustStore.of([]),
    )
    opened = open_document(raw, terms, header=charset or None, at=datetime.now(UTC), on=on)
    if envelope:
        say(f"taken out of {envelope.dialect.message.root} {opened.number}: places are those of its Data")
    if envelope or root.find(dsig.SIGNATURE) is not None:
        say(NOT_CHECKED)
    return opened


def bare(raw: bytes) -> bytes:
    """A document without the md5 prefix of a legacy link, which is said."""
    if not SHAPE.match(raw):
        return raw
    say(PREFIXED)
    return raw[CHARS:]


def _envelopes() -> Mapping[str, EnvelopeTranslator]:
    """By the tag of the root."""
    codes, schemas = tables().codes, tables().schemas
    return {
        f"{{{one.message.namespace}}}{one.message.root}": EnvelopeTranslator(one, codes, schemas) for one in ENVELOPES
    }
