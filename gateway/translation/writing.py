"""Compiles the rows of a form for writing, once for one version of the codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from gateway.model import faults
from gateway.translation.codes import Codes
from gateway.translation.emitting import Emit, Say, Writing, bare, branch, escaped, halves, in_attribute, in_text, leaf
from gateway.translation.form import Codec, Constant, Field, Form, Group, Inline, Nested, Repeated, Row
from gateway.translation.layout import LayoutError
from gateway.translation.saying import Spot, holds, is_plain, plain_leaf, say_constant, say_field, values_of
from gateway.translation.unsaid import unsaid


@dataclass(slots=True)
class Element:
    """An element of the form while its rows are put together."""

    tag: str
    attributes: dict[str, tuple[Say, str]] = field(default_factory=dict)
    children: list[Element | Emit] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def child(self, tag: str) -> Element:
        """The element `tag` that is open now, or a new one."""
        last = self.children[-1] if self.children else None
        if isinstance(last, Element) and last.tag == tag:
            return last
        made = Element(tag)
        self.add(tag, made)
        return made

    def add(self, tag: str, child: Element | Emit) -> None:
        """Add a child; LayoutError if others came since the last of its name: the order of a sequence has one place."""
        if tag in self.tags[:-1] or (self.tags[-1:] == [tag] and isinstance(child, Element)):
            raise LayoutError(f"the rows of {tag} do not stand together")
        if self.tags[-1:] != [tag]:
            self.tags.append(tag)
        self.children.append(child)

    def emit(self, declaration: str = "", *, always: bool = False) -> Emit:
        """Attributes stand in the order of their names, as C14N has them, behind the namespace."""
        attributes = [(name, *self.attributes[name]) for name in sorted(self.attributes)]
        children = [child.emit() if isinstance(child, Element) else child for child in self.children]
        return branch(f"<{self.tag}{declaration}", f"</{self.tag}>", attributes, children, always=always)


@dataclass(frozen=True, slots=True)
class Writer:
    """What the rows of one form have in common."""

    form: Form
    codes: Codes

    def root(self) -> Emit:
        """The whole document; raises LayoutError, CODES_INVALID."""
        form = self.form
        top = Element(self.tag(form.root))
        self._rows(top, form.rows, Spot(form.body, (), "", ""))
        top.children.append(unsaid(form, form.body, form.rows, ""))
        bound = f"xmlns:{form.prefix}" if form.prefix else "xmlns"
        return top.emit(f' {bound}="{in_attribute(form.namespace)}"' if form.namespace else "", always=True)

    def tag(self, name: str) -> str:
        """The element name as it is written."""
        return f"{self.form.prefix}:{name}" if self.form.prefix else name

    def _rows(self, top: Element, rows: tuple[Row, ...], spot: Spot) -> None:
        """Put rows into `top`; the paths of `spot` are what all of them begin with."""
        attributed = {path.partition("@")[0].rstrip("/") for row in rows if "@" in (path := getattr(row, "path", ""))}
        for row in rows:
            match row:
                case Field() | Constant():
                    self._single(top, row, below(spot, row.path), row.path in attributed)
                case Repeated():
                    self._repeated(top, row, below(spot, row.path))
                case Group():
                    self._group(top, row, below(spot, row.path))
                case Inline():
                    self._rows(top, row.rows, replace(spot, record=row.record, chain=(*spot.chain, row.name)))
                case Nested():
                    self._nested(top, row, below(spot, row.path))
                case _:
                    pass

    def _open(self, top: Element, path: str) -> tuple[Element, str]:
        """The element that holds the last step of a path, and that step."""
        *containers, last = path.split("/")
        for step in containers:
            top = top.child(self.tag(step))
        return top, last

    def _single(self, top: Element, row: Field | Constant, spot: Spot, attributed: bool) -> None:
        say = say_field(row, spot, self.codes) if isinstance(row, Field) else say_constant(row, spot)
        holder, last = self._open(top, spot.path)
        if last.startswith("@"):
            holder.attributes[last[1:]] = (say, spot.path)
        elif last == ".":
            holder.children.append(bare(say, spot.path))
        elif attributed:
            holder.child(self.tag(last)).children.append(bare(say, spot.path))
        elif isinstance(row, Field) and row.tail:
            tags = (self.tag(last), self.tag(row.tail.path.rpartition("/")[2]))
            holder.add(tags[0], halves(tags, row.tail.head, say, spot.path))
            holder.tags.append(tags[1])
        elif isinstance(row, Field) and isinstance(row.codec, Codec) and is_plain(row, spot):
            holder.add(self.tag(last), plain_leaf(self.tag(last), row, row.codec, spot))
        else:
            holder.add(self.tag(last), leaf(self.tag(last), say, spot.path))

    def _repeated(self, top: Element, row: Repeated, spot: Spot) -> None:
        holder, last = self._open(top, spot.path)
        holder.add(self.tag(last), leaves(self.tag(last), values_of(row, spot, self.codes), spot.path))

    def _group(self, top: Element, row: Group, spot: Spot) -> None:
        holder, last = self._open(top, spot.path)
        inner = Element(self.tag(last))
        prefix = f"{spot.prefix}{spot.name(row.name)}."
        self._rows(inner, row.rows, Spot(row.record, (), "", f"{spot.full}/", prefix))
        inner.children.append(unsaid(self.form, row.record, row.rows, prefix))
        holder.add(inner.tag, group(inner.emit(), row, spot))

    def _nested(self, top: Element, row: Nested, spot: Spot) -> None:
        if row.required:
            self._open(top, spot.path)[0].children.append(needed(row, spot))
        chain, path, full = (*spot.chain, row.name), f"{spot.path}/", f"{spot.full}/"
        self._rows(top, row.rows, Spot(row.record, chain, path, full, spot.prefix))


def below(spot: Spot, path: str) -> Spot:
    """The spot of one row of those that `spot` is the beginning of."""
    return replace(spot, path=spot.path + path, full=spot.full + path)


def group(inner: Emit, row: Group, spot: Spot) -> Emit:
    """One element a record."""
    owner, name = spot.owner(), spot.name(row.name)
    condition = row.when and holds(row.when, spot.record)

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        owned = owner(record)
        if owned is None or (condition and not condition(run, owned)):
            return
        items = getattr(owned, row.name)
        if row.required and not items:
            raise run.refused(
                faults.TARGET_LACKS, f"the target requires it, and there are no {run.name}{name}", spot.path
            )
        path, prefix = run.path, run.name
        for index, item in enumerate(items, 1):
            run.path = f"{path}/{spot.path}[{index}]" if len(items) > 1 else f"{path}/{spot.path}"
            run.name = f"{prefix}{name}[{index}]."
            inner(run, item, out)
        run.path, run.name = path, prefix

    return emit


def needed(row: Nested, spot: Spot) -> Emit:
    """Refuses where a required record is not there; writes nothing."""
    owner = spot.owner()

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        owned = owner(record)
        if owned is not None and getattr(owned, row.name) is None:
            raise run.refused(faults.TARGET_LACKS, f"the target requires it, and there is no {row.name}", spot.path)

    return emit


def leaves(tag: str, texts: Callable[[Writing, Any], list[str]], path: str) -> Emit:
    """One element a text."""
    start, end = f"<{tag}>", f"</{tag}>"

    def emit(run: Writing, record: Any, out: list[str]) -> None:  # noqa: ANN401
        out.extend(f"{start}{escaped(run, in_text, text, path)}{end}" for text in texts(run, record))

    return emit
