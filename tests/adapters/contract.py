"""What every dialect keeps. A test of a dialect inherits `DialectContract` and says what its samples mean.

A table that is used both ways makes the same mistake both ways, so a round trip is blind to wrong meaning: the samples,
written by hand from their sources, are what proves a table.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.kind import ContradictionError
from gateway.model.message import Key, Message, Receipt
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.form import Dialect, Form
from gateway.translation.schema import Schemas, read_schemas
from gateway.translation.tables import faults_of_dialect
from gateway.translation.translator import Translator, Written
from tests.samples.messages import BUSINESS_DATE

SAMPLES = Path(__file__).parents[1] / "samples"
CODES = read_codes(data_folder("config") / "codes")
SCHEMAS = read_schemas(data_folder("xsd"))

REFUSALS = (faults.TARGET_LACKS, faults.TARGET_LENGTH, faults.VALUE_INVALID)
"""What a sender's values may cause when they are written; anything else is our own fault."""
OFTEN = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
ABSENT = (None, (), "", b"")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a sample file means."""

    message: Message
    variant: str | None = None
    """Of the form, where the kind has several."""
    on: date = BUSINESS_DATE
    constants: Mapping[str, str] = field(default_factory=dict)
    """The link's, without which the sample could not be written."""
    keys: tuple[Key, ...] = ()
    """Of the envelope."""
    differs: Mapping[str, Any] = field(default_factory=dict)
    """By our name ("goods.unit"), what the sample says where the dialect's codes are coarser than the message."""
    partly: frozenset[str] = frozenset()
    """Names that this form says only under a condition that the message does not meet."""
    losses: frozenset[str] = frozenset()
    """Names or paths lost in reading: elements that no name of ours carries."""
    shared: frozenset[str] = frozenset()
    """Names that share an element: where one of them is absent, it may come back with the other's value."""
    written: bool = True
    """False: a form that is only read, or a sample in another wording than ours."""


class DialectContract:
    """Subclass it as `Test…`, and give the dialect, the folder of its samples, and their meanings."""

    dialect: ClassVar[Dialect]
    folder: ClassVar[Path]
    samples: ClassVar[Mapping[str, Meaning]]
    receipts: ClassVar[Mapping[str, Receipt]]
    codes: ClassVar[Codes] = CODES
    schemas: ClassVar[Schemas] = SCHEMAS
    made: ClassVar[Translator]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "name" in metafunc.fixturenames:
            metafunc.parametrize("name", sorted(self.samples))
        if "receipt" in metafunc.fixturenames:
            metafunc.parametrize("receipt", sorted(self.receipts))

    @property
    def translator(self) -> Translator:
        """Made once a class."""
        cls = type(self)
        if "made" not in vars(cls):
            cls.made = Translator(self.dialect, self.codes, self.schemas)
        return cls.made

    def test_every_attribute_has_a_row_or_a_reason(self) -> None:
        assert faults_of_dialect(self.dialect, self.codes) == []

    def test_every_sample_has_a_meaning(self) -> None:
        held = {path.name for path in self.folder.glob("*.xml")}
        assert held == {*self.samples, *self.receipts}

    def test_every_sample_names_its_source(self) -> None:
        for name in (*self.samples, *self.receipts):
            assert re.search(
                rb"\A(\xef\xbb\xbf)?(<\?xml[^>]*\?>\s*)?<!--.{20}", (self.folder / name).read_bytes(), re.S
            )

    def test_a_sample_reads_to_its_message(self, name: str) -> None:
        meaning = self.samples[name]
        read = self.translator.read(self.root(name), on=meaning.on, keys=meaning.keys)
        assert flat(read.message) == flat(spoken(meaning.message, read.form, meaning.differs, meaning.partly))
        assert {loss.name for loss in read.losses} == meaning.losses
        assert read.form.kind == meaning.message.body.KIND
        assert meaning.variant in (None, read.form.variant)

    def test_its_message_is_written_as_the_sample(self, name: str) -> None:
        meaning = self.samples[name]
        if meaning.written:
            written = self.write(meaning.message, meaning)
            assert written.document.decode() == canonical(self.root(name)).decode()
            assert written.keys == meaning.keys
            declared = lost(meaning.message, written.form) | set(meaning.differs) | meaning.partly
            assert {declaring(unnumbered(loss.name), declared) for loss in written.losses} == declared

    def test_the_strict_schema_takes_the_sample(self, name: str) -> None:
        meaning, root = self.samples[name], self.root(name)
        form = self.translator.read(root, on=meaning.on, keys=meaning.keys).form
        if meaning.written:
            assert self.schemas.flaw_of_written(form.schema, root) is None

    def test_elements_may_come_in_any_order(self, name: str) -> None:
        meaning, root = self.samples[name], self.root(name)
        ordered = self.translator.read(root, on=meaning.on, keys=meaning.keys)
        for element in root.iter():
            element[:] = sorted(element, key=lambda child: str(child.tag), reverse=True)
        assert self.translator.read(root, on=meaning.on, keys=meaning.keys).message == ordered.message

    def test_the_number_is_found_before_anything_is_read(self, name: str) -> None:
        assert self.translator.number(self.root(name)) in ("", self.samples[name].message.number)

    @OFTEN
    @given(data=st.data())
    def test_what_is_written_reads_back_but_for_the_losses(self, name: str, data: Any) -> None:
        meaning = self.samples[name]
        if not meaning.written:
            return
        message = data.draw(messages(meaning.message))
        try:
            written = self.write(message, meaning)
        except GatewayError as error:
            assert error.fault in REFUSALS
            return
        root = parse(written.document).root
        assert canonical(root) == written.document
        read = self.translator.read(root, on=meaning.on, keys=written.keys)
        assert read.losses == ()
        losses = {loss.name for loss in written.losses}
        assert (
            covering(different(flat(message), flat(read.message)), losses) - meaning.shared == losses - meaning.shared
        )

    @OFTEN
    @given(data=st.data())
    def test_a_spoilt_sample_is_read_or_refused(self, name: str, data: Any) -> None:
        root = self.root(name)
        spoil(data.draw(st.sampled_from(list(root.iter()))), data)
        try:
            self.translator.read(root, on=self.samples[name].on, keys=self.samples[name].keys)
        except GatewayError as error:
            assert error.fault.turn == "sender"

    def test_a_receipt_says_what_it_means(self, receipt: str) -> None:
        meant = self.receipts[receipt]
        spoken_receipt = self.translator.read_receipt(self.root(receipt), on=BUSINESS_DATE)
        assert flat(spoken_receipt) == flat(spoken(meant, self.dialect.receipt, {}, frozenset()))

    def test_a_receipt_is_written_as_the_sample(self, receipt: str) -> None:
        written = self.translator.write_receipt(self.receipts[receipt], on=BUSINESS_DATE)
        assert written.decode() == canonical(self.root(receipt)).decode()

    def write(self, message: Message, meaning: Meaning) -> Written:
        return self.translator.write(message, on=meaning.on, constants=meaning.constants)

    def root(self, name: str) -> etree._Element:
        """The sample without the blanks between its elements."""
        root = parse((self.folder / name).read_bytes()).root
        for element in root.iter():
            if len(element) and not (element.text or "").strip():
                element.text = None
            element.tail = None
        return root


def unnumbered(name: str) -> str:
    return re.sub(r"\[\d+\]", "", name)


def declaring(name: str, declared: set[str]) -> str:
    """The declared name that a loss is of: a record is declared as one, and lost by everything that it says."""
    return next((one for one in declared if name == one or name.startswith(f"{one}.")), name)


def flat(value: Any, name: str = "") -> dict[str, Any]:
    """Every value by its full name: "goods[2].unit", "message.number"."""
    if isinstance(value, Message):
        around = {f"message.{f.name}": getattr(value, f.name) for f in fields(value) if f.name != "body"}
        return {**{key: one for key, one in around.items() if one not in ABSENT}, **flat(value.body)}
    if is_dataclass(value):
        parts = (flat(getattr(value, f.name), f"{name}.{f.name}".lstrip(".")) for f in fields(value))
        return {key: one for part in parts for key, one in part.items()}
    if isinstance(value, tuple) and any(map(is_dataclass, value)):
        return {key: one for i, item in enumerate(value, 1) for key, one in flat(item, f"{name}[{i}]").items()}
    return {} if value in ABSENT else {name: value}


def different(left: dict[str, Any], right: dict[str, Any]) -> set[str]:
    return {key for key in {*left, *right} if left.get(key) != right.get(key)}


def covering(keys: set[str], losses: set[str]) -> set[str]:
    """The losses that tell why keys differ, and the keys that none of them tells of."""
    told = {key: {loss for loss in losses if key == loss or key.startswith((f"{loss}.", f"{loss}["))} for key in keys}
    return {one for key, found in told.items() for one in (found or {key})}


def spoken(value: Any, form: Form, differs: Mapping[str, Any], partly: frozenset[str]) -> Any:
    """The message as this form can say it: by what its table declares, and by nothing the engine does."""
    changes: dict[str, Any] = {**dict.fromkeys((*form.lacks, *partly), MISSING), **differs}
    for name, new in changes.items():
        value = changed(value, name, new)
    return value


def changed(value: Any, name: str, new: Any) -> Any:
    """A copy with `name` at its default (MISSING), or at another value; through every record of a tuple."""
    if isinstance(value, Message):
        own = name.removeprefix("message.")
        return changed_in(value, own, new) if own != name else replace(value, body=changed_in(value.body, name, new))
    return changed_in(value, name, new)


def changed_in(record: Any, name: str, new: Any) -> Any:
    first, _, rest = name.partition(".")
    held = getattr(record, first)
    if not rest:
        return (
            record
            if new is MISSING and default_of(record, first) is MISSING
            else replace(record, **{first: default_of(record, first) if new is MISSING else new})
        )
    if isinstance(held, tuple):
        return replace(record, **{first: tuple(changed_in(item, rest, new) for item in held)})
    return record if held is None else replace(record, **{first: changed_in(held, rest, new)})


def default_of(record: Any, name: str) -> Any:
    if isinstance(record, Message) and name == "number":
        return ""  # what has no number of its own is named by its envelope, or by its content
    one = next(one for one in fields(record) if one.name == name)
    return one.default_factory() if one.default_factory is not MISSING else one.default


def lost(message: Message, form: Form) -> set[str]:
    """The names in `lacks` of which this message has a value."""
    without = [(name, changed(message, name, MISSING)) for name in form.lacks]
    return {name for name, other in without if different(flat(message), flat(other))}


@st.composite
def messages(draw: st.DrawFn, message: Message) -> Message:
    """The message with some of its optional attributes left out, others reworded, and some of its goods lines."""
    body: Any = draw(fewer(message.body))
    if getattr(body, "goods", ()):
        lines = draw(st.lists(st.sampled_from(body.goods), min_size=1, max_size=4))
        goods = tuple(replace(draw(fewer(line)), number=number) for number, line in enumerate(lines, 1))
        body = consistent(body, goods=goods)
    return replace(message, body=body)


@st.composite
def fewer(draw: st.DrawFn, record: Any) -> Any:
    optional = [one.name for one in fields(record) if default_of(record, one.name) is not MISSING]
    dropped = draw(st.sets(st.sampled_from(optional)))
    words = [one for one in optional if type(getattr(record, one)) is str and not getattr(record, one).isascii()]
    reworded = draw(st.sets(st.sampled_from(words))) if words else set()
    values: dict[str, Any] = {name: draw(phrases) for name in sorted(reworded)}
    values.update({name: default_of(record, name) for name in sorted(dropped)})
    return consistent(record, **values)


def consistent(record: Any, **values: Any) -> Any:
    """A copy; one that contradicts itself is refused where it is read, and never comes to be written."""
    try:
        return replace(record, **values)
    except ContradictionError:
        reject()


phrases = st.text("某名<>&\"' \t\n\r]肉a1é€𠮷", min_size=1, max_size=8).filter(
    lambda text: text == text.strip(" \t\r\n")
)


def spoil(element: etree._Element, data: Any) -> None:
    """One change of one element."""
    match data.draw(st.sampled_from(["drop", "rename", "twice", "text", "inner", "attribute", "blank"])):
        case "drop" if (parent := element.getparent()) is not None:
            parent.remove(element)
        case "twice" if (parent := element.getparent()) is not None:
            parent.append(copy.deepcopy(element))
        case "rename":
            element.tag = "{urn:other}Other"
        case "text":
            element.text = data.draw(
                st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).map(legal)
            )
        case "inner":
            etree.SubElement(element, element.tag).text = "1"
        case "attribute":
            element.set("other", "1")
        case _:
            element.text = " "


def legal(text: str) -> str:
    return text.replace("\ufffe", "").replace("\uffff", "")
