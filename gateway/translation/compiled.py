"""One form, compiled in both directions for one version of the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.model.message import Key, Message
from gateway.translation.codes import Codes
from gateway.translation.conditions import MESSAGE
from gateway.translation.emitting import Writing
from gateway.translation.form import Constant, Field, Form
from gateway.translation.layout import LayoutError, layout, paths_of
from gateway.translation.losses import NO_NAME, Loss, loss
from gateway.translation.places import Places, line
from gateway.translation.planning import Planner
from gateway.translation.reading import Reading, Values
from gateway.translation.saying import Spot, say_field
from gateway.translation.schema import Flaw, Schemas
from gateway.translation.unsaid import is_message
from gateway.translation.walk import BLANKS, Walk
from gateway.translation.writing import Writer

KEY_PATH = "BizKey/Key[@name='{}']"


@dataclass(frozen=True, slots=True)
class Mark:
    """A constant by which a form is known: its path, as a row has it and as lxml has it, and its text."""

    path: str
    tags: str
    text: str


class Compiled:
    """Reads and writes documents of one form; raises CONFIGURATION, CODES_INVALID where it cannot be made."""

    def __init__(self, form: Form, codes: Codes, schemas: Schemas) -> None:
        self.form = form
        self._schemas = schemas
        if form.schema not in schemas:
            raise _unusable(form, f"there is no schema {form.schema}")
        try:
            self._compile(codes)
        except (LayoutError, KeyError) as error:
            raise _unusable(form, str(error)) from None
        marks = [row for row in form.rows if isinstance(row, Constant) and row.marks]
        self.marks = tuple(Mark(row.path, self._tags(row.path), row.text) for row in marks)
        self.tag = self._scope.tag(form.root)
        self.has = form.has and self._tags(form.has)

    def _compile(self, codes: Codes) -> None:
        form = self.form
        self._scope = layout(form.rows, form.namespace)
        planner = Planner(form.body, codes)
        self._plan = planner.plan(form.body, form.rows, self._scope)
        self._keys = {row.path: (row.name, planner.converter(row.codec)) for row in form.keys}
        name = f"{MESSAGE}number" if is_message(form) else "number"
        self._numbers = [row for row in form.rows if isinstance(row, Field) and row.name == name]
        if is_message(form):
            self._plan.required.append((f"{MESSAGE}number", self._numbers[0].path if self._numbers else ""))
        self._emit = Writer(form, codes).root()
        self._paths = set(paths_of(form.rows))
        spots = [Spot(form.body, (), KEY_PATH.format(row.path), row.path) for row in form.keys]
        self._says = [(row.path, say_field(row, spot, codes)) for row, spot in zip(form.keys, spots, strict=True)]

    def _tags(self, path: str) -> str:
        return "/".join(step if step.startswith("@") else self._scope.tag(step) for step in path.split("/"))

    def read(self, root: etree._Element, on: date, keys: Sequence[Key]) -> tuple[Values, tuple[Loss, ...]]:
        """The values of a document by our names, and what is lost; raises as `Translator.read`."""
        walk = Walk()
        raw = walk.scope(root, self._scope)
        reading = Reading(on, walk)
        self._read_keys(keys, root, reading)
        self._plan.fill(raw, reading.top, root, reading)
        self._schemas.check_read(self.form.schema, root, walk.not_judged(), walk.stray_attributes(root))
        return reading.top, (*walk.losses(root), *reading.losses)

    def _read_keys(self, keys: Sequence[Key], root: etree._Element, reading: Reading) -> None:
        for key in keys:
            path = KEY_PATH.format(key.name)
            if key.name not in self._keys:
                reading.losses.append(loss(path, path, key.value, NO_NAME))
                continue
            name, convert = self._keys[key.name]
            try:
                value = convert(key.value.strip(BLANKS), reading.on)
            except GatewayError as error:
                raise error.fault.error(error.reason, place=Place(path=path), value=key.value) from None
            except ValueError as error:
                raise faults.VALUE_INVALID.error(str(error), place=Place(path=path), value=key.value) from None
            reading.give(reading.top, name, value, (key.value, root))

    def number(self, root: etree._Element) -> str:
        """The text that would be the number of the message or the envelope, "" if there is none."""
        for row in self._numbers:
            text = text_at(root, self._tags(row.path))
            if text:
                return text
        return ""

    def write(
        self,
        record: Any,  # noqa: ANN401
        message: Message | None,
        on: date,
        constants: Mapping[str, str],
    ) -> tuple[bytes, tuple[Loss, ...], tuple[Key, ...]]:
        """The canonical document of a record, what it does not say, and the envelope's keys; as `Translator.write`."""
        run = Writing(on, record, message, constants, f"/{self.form.root}")
        out: list[str] = []
        self._emit(run, record, out)
        document = "".join(out).encode("utf-8")
        said = [(name, say(run, record)) for name, say in self._says]
        self._check(document)
        return document, tuple(run.losses), tuple(Key(name=name, value=text) for name, text in said if text)

    def _check(self, document: bytes) -> None:
        root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        flaw = self._schemas.flaw_of_written(self.form.schema, root)
        if flaw:
            raise self._refusal(flaw, root)

    def _refusal(self, flaw: Flaw, root: etree._Element) -> GatewayError:
        """What the sender's values can cause is told to the sender; the rest is a contradiction of table and schema."""
        element = root if flaw.element is None else flaw.element
        path = Places().path(element)
        if flaw.of_value:
            fault = faults.TARGET_LENGTH if "maxLength" in flaw.reason else faults.VALUE_INVALID
            return fault.error(flaw.words(), place=Place(path=path), value=element.text)
        holder = element if flaw.is_missing else element.getparent()
        name = flaw.expected
        if holder is not None and self._may_lack(holder, name):
            place = Place(path=f"{Places().path(holder)}/{name}")
            return faults.TARGET_LACKS.error("the target requires it, and nobody says it", place=place)
        before = element.getprevious()
        if before is not None and before.tag == element.tag:
            return faults.TARGET_LENGTH.error("the target holds no more of them", place=Place(path=path))
        reason = f"table and schema {self.form.schema} contradict each other: {flaw.words()}"
        return faults.OURS.error(reason, place=Place(path=path, line=line(element)))

    def _may_lack(self, holder: etree._Element, name: str) -> bool:
        """Whether the table has a row for the element, which had nothing to say."""
        steps = [step.split("[")[0] for step in Places().path(holder).split("/")[2:]]
        return bool(name) and "/".join([*steps, name]) in self._paths and holder.find(self._scope.tag(name)) is None


def text_at(root: etree._Element, tags: str) -> str | None:
    """The text at a path as lxml has it, `@name` at its end for an attribute."""
    where, _, attribute = tags.rpartition("@")
    if attribute == tags:
        text = root.findtext(tags)
    else:
        holder = root.find(where.rstrip("/")) if where else root
        text = None if holder is None else holder.get(attribute)
    return None if text is None else text.strip(BLANKS)


def _unusable(form: Form, reason: str) -> GatewayError:
    return faults.CONFIGURATION.error(reason, place=Place(path=f"{form.schema}, form {form.kind} {form.variant}"))
