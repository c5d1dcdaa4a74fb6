"""Every printed page by its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from adapters import DIALECTS, ENVELOPES
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.form import Dialect
from scripts.printed.codes import codes_page
from scripts.printed.configuration import configuration
from scripts.printed.faults import faults_page
from scripts.printed.forms import envelope_page, kind_page
from scripts.printed.markdown import between, page, section, table
from scripts.printed.matrix import counts, spoken
from scripts.printed.protocol import protocol_page
from scripts.printed.rules import rules_pages
from scripts.printed.states import states

SILENT = "An empty cell: no public format of that family has a word for the kind. `regional` has one for every kind."
MARKED: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("architecture.md", "states", states),
    ("operator-guide.md", "configuration", configuration),
)


def pages(root: Path) -> dict[Path, str]:
    """What each page should be."""
    docs = root / "docs"
    printed = {docs / "formats" / name: text for name, text in _formats()}
    printed |= {docs / "rules" / name: text for name, text in rules_pages()}
    printed[docs / "rules" / "protocol.md"] = protocol_page()
    printed[docs / "faults.md"] = faults_page()
    for name, mark, content in MARKED:
        path = docs / name
        printed[path] = between(path.read_text("utf-8"), mark, content())
    return printed


def _formats() -> Iterator[tuple[str, str]]:
    for dialect in DIALECTS:
        for kind in kinds(dialect):
            yield f"{dialect.name}.{kind}.md", kind_page(dialect, kind, DIALECTS)
    for envelope in ENVELOPES:
        yield f"envelope.{envelope.name}.md", envelope_page(envelope)
    yield "codes.md", codes_page(read_codes(data_folder("config") / "codes"))
    yield "README.md", _index()


def kinds(dialect: Dialect) -> list[str]:
    """Its kinds and its receipt, in order, once each."""
    return list(dict.fromkeys(form.kind for form in (*dialect.forms, dialect.receipt)))


def _index() -> str:
    rows = [
        (
            dialect.name,
            dialect.port,
            ", ".join(f"[{kind}]({dialect.name}.{kind}.md)" for kind in kinds(dialect)),
            dialect.source,
        )
        for dialect in DIALECTS
    ]
    rows += [(one.name, "all", f"[envelope and receipt](envelope.{one.name}.md)", one.source) for one in ENVELOPES]
    every = dict.fromkeys(form.kind for dialect in DIALECTS for form in dialect.forms)
    lost = (section(f"Names lost: {kind}", counts(DIALECTS, kind)) for kind in every)
    own = "Codes that no authority published stand in [codes.md](codes.md)."
    every_kind = section("Kinds by dialect", f"{SILENT}\n\n{spoken(DIALECTS)}")
    return page("Formats", "adapters", table(("dialect", "port", "kinds", "source"), rows), own, every_kind, *lost)
