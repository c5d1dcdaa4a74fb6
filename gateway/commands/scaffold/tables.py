"""The text of a table: a row for every element of the document, guessed or to be named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from gateway.commands.scaffold.guessing import Guesser
from gateway.commands.scaffold.outline import Outline, groups, leaves
from gateway.model.goods import Container, GoodsLine

TO_NAME = "to be named"
TABLE = '''\
"""{kind} of {port}: first drawn from one document. Every row is to be looked at, with its source beside it."""

from __future__ import annotations

from adapters.{module}.source import PUBLIC
{imports}

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="1",
    body=Declaration,
    root="{root}",
    namespace={namespace},
    schema="{dialect}/declaration.xsd",
    rows=(
{rows}
    ),
    message_type={type},
    lacks={{}},
    source=PUBLIC,
)
'''
MODULES = {
    "gateway.model.declaration": ("Declaration",),
    "gateway.model.goods": ("Container", "GoodsLine"),
    "gateway.translation.codecs": (
        "INTEGER",
        "MOMENT_17",
        "MOMENT_ISO",
        "MOMENT_SPACED",
        "TEXT",
        "day",
        "decimal",
        "moment",
    ),
    "gateway.translation.form": ("Coded", "Constant", "Field", "Form", "Group", "Ignored"),
}
ALWAYS = ("Declaration", "Form")
RECORDS: Mapping[str, type] = {"goods": GoodsLine, "containers": Container}
"""The groups whose records are looked for in a document that nobody has named yet."""


def table(made: Outline, guesser: Guesser, *, dialect: str, port: str, module: str, namespace: str | None) -> str:
    """The module of the table, for `ruff format` to put in order."""
    rows = "\n".join(f"        {row}" for row in _rows(made, guesser))
    named = f'"{namespace}"' if namespace else "None"
    words = {"port": port, "module": module, "dialect": dialect, "root": made.name, "namespace": named}
    words["type"] = _quoted(next((text for path, text in leaves(made) if guesser.marks(path)), "") or made.name)
    return TABLE.format(kind="The declaration", rows=rows, imports=_imports(rows), **words)


def _imports(rows: str) -> str:
    used = {
        module: [name for name in names if name in ALWAYS or re.search(rf"\b{name}\b", rows)]
        for module, names in MODULES.items()
    }
    return "\n".join(f"from {module} import {', '.join(names)}" for module, names in used.items() if names)


def _rows(made: Outline, guesser: Guesser) -> Iterator[str]:
    yield from _fields(made, guesser, "")
    for path, group in groups(made):
        yield _group(path, group, guesser)


def _fields(made: Outline, guesser: Guesser, inside: str) -> Iterator[str]:
    taken: set[str] = set()
    for path, text in leaves(made):
        guess = guesser.guess(path, text, inside)
        if text and not inside and guesser.marks(path):
            yield f'Constant("{path}", {_quoted(text)}, marks=True),'
        elif guess is None or guess.name in taken:
            yield f'Ignored("{path}", "{TO_NAME}"),'
        elif not guess.codec:
            yield f'Ignored("{path}", "{TO_NAME}: perhaps {guess.name}, {guess.note}"),'
        else:
            taken.add(guess.name)
            yield f'Field("{path}", "{guess.name}", {guess.codec}, note="{guess.note}"),'


def _group(path: str, group: Outline, guesser: Guesser) -> str:
    scores = {name: _score(group, guesser, name) for name in RECORDS}
    name = max(scores, key=lambda one: scores[one])
    if not scores[name]:
        return f'Ignored("{path}", "{TO_NAME}"),'
    rows = "".join(_fields(group, guesser, name))
    return f'Group("{path}", "{name}", {RECORDS[name].__name__}, ({rows})),'


def _score(group: Outline, guesser: Guesser, name: str) -> int:
    return sum(guesser.guess(path, text, name) is not None for path, text in leaves(group))


def _quoted(text: str) -> str:
    """As it stands in Python."""
    return json.dumps(text, ensure_ascii=False)
