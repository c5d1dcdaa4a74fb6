"""Which files a new dialect has, and what stands in them at first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from gateway.commands.scaffold.guessing import Guesser
from gateway.commands.scaffold.outline import Outline
from gateway.commands.scaffold.schemas import schema
from gateway.commands.scaffold.tables import table

DIALECT = '''\
"""{dialect}: say here whose format it is, of which years, and what of it is our own design."""

from __future__ import annotations

from adapters.{module}.declaration import DECLARATION
from adapters.{module}.source import PUBLIC
from adapters.regional.receipt import RECEIPT
from gateway.translation.form import Dialect

DIALECT = Dialect(name="{dialect}", port="{port}", forms=(DECLARATION,), receipt=RECEIPT, source=PUBLIC)
'''
SOURCE = '''\
"""Where the names come from."""

from __future__ import annotations

PUBLIC = "to be named: the specification, its edition and day; and what of it is our own design"
'''
TEST = '''\
"""{dialect} keeps the contract that every dialect keeps; first make it read its sample to the one declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from adapters.{module} import DIALECT
from gateway.model.message import Receipt
from tests.adapters.contract import SAMPLES, DialectContract, Meaning
from tests.samples import messages


class Test{title}(DialectContract):
    dialect = DIALECT
    folder = SAMPLES / "{dialect}"
    samples: ClassVar[Mapping[str, Meaning]] = {{"declaration.xml": Meaning(message=messages.DECLARATION)}}
    receipts: ClassVar[Mapping[str, Receipt]] = {{}}
'''
COMMENT = "<!-- Source: to be named. Change its values to those of tests/samples/messages.py, which are made up. -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the new dialect is called."""

    port: str
    dialect: str

    @property
    def module(self) -> str:
        """Below adapters."""
        return f"{self.port}.{self.dialect.removeprefix(f'{self.port}-').replace('-', '_')}"


def new_files(names: Names, root: etree._Element, made: Outline, guesser: Guesser) -> dict[Path, str]:
    """By path in the checkout."""
    module, namespace = names.module, etree.QName(root).namespace
    folder = Path("adapters", *module.split("."))
    words = {"dialect": names.dialect, "port": names.port, "module": module}
    title = "".join(part.capitalize() for part in re.split(r"[-_]", names.dialect))
    return {
        folder / "__init__.py": DIALECT.format(**words),
        folder / "source.py": SOURCE,
        folder / "declaration.py": table(made, guesser, namespace=namespace, **words),
        Path("xsd", names.dialect, "declaration.xsd"): schema(made, namespace),
        Path("tests", "samples", names.dialect, "declaration.xml"): _sample(root),
        Path("tests", "adapters", names.port, f"test_{names.dialect.replace('-', '_')}.py"): TEST.format(
            title=title, **words
        ),
    }


def registered(text: str, names: Names) -> str:
    """`adapters/__init__.py` with the dialect's line; unchanged where it is there already."""
    constant = names.dialect.replace("-", "_").upper()
    line = f"from adapters.{names.module} import DIALECT as {constant}\n"
    if line in text:
        return text
    text = text.replace("from gateway.translation.form", f"{line}from gateway.translation.form", 1)
    return re.sub(r"(?ms)^(DIALECTS: .*?),?\s*\)$", rf"\1, {constant})", text, count=1)


def _sample(root: etree._Element) -> str:
    body = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{COMMENT}\n{body}'
