"""Translator: a port's document to a Message and back, by its tables, the codes of one version, and the schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.message import Body, Envelope, Key, Message, Receipt
from gateway.translation.codes import Codes
from gateway.translation.compiled import Compiled
from gateway.translation.conditions import MESSAGE
from gateway.translation.form import Dialect, EnvelopeDialect, Field, Form, When
from gateway.translation.losses import Loss
from gateway.translation.reading import made_of
from gateway.translation.recognising import Recogniser
from gateway.translation.schema import Schemas

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Read:
    """What a document says."""

    message: Message
    form: Form
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a message became: canonical (C14N 1.0) UTF-8 bytes without a declaration, not signed."""

    document: bytes
    form: Form
    losses: tuple[Loss, ...]
    keys: tuple[Key, ...]


class Translator:
    """One dialect; made once for one version of the codes, used for every document of its links."""

    def __init__(self, dialect: Dialect, codes: Codes, schemas: Schemas) -> None:
        self.dialect = dialect
        self.codes_version = codes.version
        self._forms = [Compiled(form, codes, schemas) for form in dialect.forms]
        self._receipt = Compiled(dialect.receipt, codes, schemas)
        self._recogniser = Recogniser(self._forms)
        answers = [form for form in dialect.forms if getattr(form.body, "ANSWERS", False)]
        self.answered_by = frozenset(row.name for form in answers for row in form.rows if isinstance(row, Field))
        """The names by which an answer in this dialect may say what it answers, among others."""

    def read(self, root: etree._Element, *, on: date, keys: Sequence[Key] = ()) -> Read:
        """Read a document, with the `keys` of its envelope.

        Raises ROOT_UNKNOWN, NAMESPACE_WRONG, ELEMENT_MISSING, VALUE_INVALID, CODE_UNKNOWN, CODE_AMBIGUOUS, SCHEMA.
        """
        compiled = self._recogniser.form_of(root)
        values, losses = compiled.read(root, on, keys)
        return Read(message_of(compiled.form, values), compiled.form, losses)

    def write(self, message: Message, *, on: date, constants: Mapping[str, str] = NOTHING) -> Written:
        """Write a message; `constants` are the link's, by path, for what the target requires and nobody says.

        Raises TARGET_LACKS, TARGET_LENGTH, VALUE_INVALID; OURS if table and schema contradict each other.
        """
        compiled = self._form_for(message, on)
        document, losses, keys = compiled.write(message.body, message, on, constants)
        return Written(document, compiled.form, losses, keys)

    def number(self, root: etree._Element) -> str:
        """The message's number as far as it can be read from a document that may be wrong; "" if it cannot."""
        try:
            return self._recogniser.form_of(root).number(root)
        except GatewayError:
            return ""

    def read_receipt(self, root: etree._Element, *, on: date) -> Receipt:
        """Read this dialect's answer to one document; raises what `read` does."""
        return cast("Receipt", record_of(self._receipt, root, on)[0])

    def write_receipt(self, receipt: Receipt, *, on: date) -> bytes:
        """Word our answer to one document."""
        return self._receipt.write(receipt, None, on, NOTHING)[0]

    def _form_for(self, message: Message, on: date) -> Compiled:
        unmet: dict[str, None] = {}
        for compiled in self._forms:
            form = compiled.form
            if not (form.written and form.kind == message.body.KIND and form.since <= on <= form.until):
                continue
            against = [when for when in form.when if not _holds(when, message)]
            if not against:
                return compiled
            unmet |= dict.fromkeys(f"{when.name} {_held(when, message)}" for when in against)
        said = f": none says {', '.join(unmet)}" if unmet else ""
        raise faults.TARGET_LACKS.error(f"{self.dialect.name} has no form for this {message.body.KIND} on {on}{said}")


class EnvelopeTranslator:
    """An envelope, and its receipt."""

    def __init__(self, dialect: EnvelopeDialect, codes: Codes, schemas: Schemas) -> None:
        self.dialect = dialect
        self._message = Compiled(dialect.message, codes, schemas)
        self._receipt = Compiled(dialect.receipt, codes, schemas)

    def read(self, root: etree._Element, *, on: date) -> tuple[Envelope, tuple[Loss, ...]]:
        """Read an envelope; raises what `Translator.read` does."""
        record, losses = record_of(self._message, root, on)
        return cast("Envelope", record), losses

    def write(self, envelope: Envelope, *, on: date) -> tuple[bytes, tuple[Loss, ...]]:
        """Write an envelope; raises what `Translator.write` does."""
        return self._message.write(envelope, None, on, NOTHING)[:2]

    def number(self, root: etree._Element) -> str:
        """The message id as far as it can be read from an envelope that may be wrong; "" if it cannot."""
        return self._message.number(root) if root.tag == self._message.tag else ""

    def read_receipt(self, root: etree._Element, *, on: date) -> Receipt:
        """Read the answer to one envelope."""
        return cast("Receipt", record_of(self._receipt, root, on)[0])

    def write_receipt(self, receipt: Receipt, *, on: date) -> bytes:
        """Word our answer to one envelope."""
        return self._receipt.write(receipt, None, on, NOTHING)[0]


def message_of(form: Form, values: dict[str, Any]) -> Message:
    """The body, and the message around it."""
    around = {name.removeprefix(MESSAGE): values.pop(name) for name in list(values) if name.startswith(MESSAGE)}
    return Message(body=cast("Body", made_of(form.body, values, f"/{form.root}", None)), **around)


def record_of(compiled: Compiled, root: etree._Element, on: date) -> tuple[object, tuple[Loss, ...]]:
    """An envelope or a receipt; raises what `Translator.read` does."""
    Recogniser([compiled]).form_of(root)
    values, losses = compiled.read(root, on, ())
    return made_of(compiled.form.body, values, f"/{compiled.form.root}", None), losses


def _holds(when: When, message: Message) -> bool:
    return bool(_held(when, message) == when.equals)


def _held(when: When, message: Message) -> object:
    holder = message if when.name.startswith(MESSAGE) else message.body
    return getattr(holder, when.name.removeprefix(MESSAGE))
