"""Where in a document the rows of a form look: a tree of element names, whose leaves are numbered slots.

A document is walked once, in the order its elements stand in; its texts fall into slots, and the rows then take them
in their own order. So elements may come in any order, and a row may depend on another that stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from gateway.translation.form import Constant, Field, Group, Ignored, Inline, Nested, Repeated, Row


class Kind(Enum):
    """What an element is to the form."""

    BRANCH = auto()
    LEAF = auto()
    MANY = auto()
    GROUP = auto()
    IGNORED = auto()


class LayoutError(ValueError):
    """The rows of a form contradict each other about a path."""


@dataclass(slots=True)
class Node:
    """One element of the form."""

    kind: Kind = Kind.BRANCH
    slot: int = 0
    """From 0; of a branch below the top: from -1 downwards, to tell that it stands there twice."""
    plain: bool = False
    """A leaf without attributes: the case that has to be fast."""
    children: dict[str, Node] = field(default_factory=dict)
    attributes: dict[str, int] = field(default_factory=dict)
    scope: Scope | None = None
    ignored: Ignored | None = None


@dataclass(slots=True)
class Scope:
    """The root or one repeated element: everything within it that is not repeated has one slot."""

    namespace: str | None
    top: Node = field(default_factory=Node)
    slots: dict[str, int] = field(default_factory=dict)
    branches: int = 0

    def place(self, path: str, kind: Kind) -> Node:
        """Give `path` a slot; raises LayoutError where it is something else already."""
        where, _, attribute = path.rpartition("@")
        node = self._node(where.rstrip("/") if attribute != path else path)
        slot = self.slots.setdefault(path, len(self.slots))
        if attribute != path:
            node.attributes[attribute] = slot
        elif node.kind in (Kind.BRANCH, kind) and not (node.children and kind is not Kind.BRANCH):
            node.kind, node.slot = kind, slot
        else:
            raise LayoutError(f"{path} is both {node.kind.name.lower()} and {kind.name.lower()}")
        node.plain = node.kind is Kind.LEAF and not node.attributes
        return node

    def _node(self, path: str) -> Node:
        node = self.top
        for step in path.split("/") if path not in ("", ".") else ():
            if node.kind is not Kind.BRANCH:
                raise LayoutError(f"{path} lies within a value")
            if node is not self.top and not node.slot:
                self.branches += 1
                node.slot = -self.branches
            node = node.children.setdefault(self.tag(step), Node())
        return node

    def tag(self, name: str) -> str:
        """The element name as lxml has it."""
        return f"{{{self.namespace}}}{name}" if self.namespace else name


def layout(rows: Iterable[Row], namespace: str | None) -> Scope:
    """The scope of a form's root; raises LayoutError."""
    scope = Scope(namespace)
    _fill(scope, rows, "")
    return scope


def paths_of(rows: Iterable[Row], prefix: str = "") -> Iterator[str]:
    """Every element of the rows from the root, the containers among them."""
    for row in rows:
        path = prefix + getattr(row, "path", "")
        if isinstance(row, Field) and row.tail:
            yield prefix + row.tail.path
        steps = path.split("/")
        yield from ("/".join(steps[:count]) for count in range(1, len(steps) + 1))
        if isinstance(row, Group | Nested):
            yield from paths_of(row.rows, f"{path}/")
        elif isinstance(row, Inline):
            yield from paths_of(row.rows, prefix)


def _place(scope: Scope, row: Field | Constant, prefix: str) -> None:
    """Give a slot to each element that holds the text of one row."""
    scope.place(prefix + row.path, Kind.LEAF)
    if isinstance(row, Field) and row.tail:
        scope.place(prefix + row.tail.path, Kind.LEAF)


def _fill(scope: Scope, rows: Iterable[Row], prefix: str) -> None:
    for row in rows:
        match row:
            case Field() | Constant():
                _place(scope, row, prefix)
            case Repeated():
                scope.place(prefix + row.path, Kind.MANY)
            case Ignored():
                scope.place(prefix + row.path, Kind.IGNORED).ignored = row
            case Inline():
                _fill(scope, row.rows, prefix)
            case Nested():
                _fill(scope, row.rows, f"{prefix}{row.path}/")
            case Group():
                node = scope.place(prefix + row.path, Kind.GROUP)
                node.scope = node.scope or Scope(scope.namespace)
                _fill(node.scope, row.rows, "")
            case _:
                pass
