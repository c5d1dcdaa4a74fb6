"""`validate`: whether a document of a dialect can be read, and every fault of it that can be told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import typer
from lxml import etree

from gateway.commands.ending import Exit, told
from gateway.commands.form_notes import absent, meant, places_of
from gateway.commands.reading import (
    CharsetOption,
    DialectOption,
    DocumentArgument,
    OnOption,
    day_of,
    dialect_named,
    open_file,
    tables,
)
from gateway.commands.showing import say, show, show_json
from gateway.model import faults
from gateway.model.doubts import Doubt, doubts
from gateway.model.errors import GatewayError, Place, SenderError
from gateway.model.message import Key
from gateway.translation.losses import Loss
from gateway.translation.places import Places
from gateway.translation.translator import Read, Translator

FAULTS_MAX = 100
COLUMNS = ("line", "path", "value", "fault", "reason", "remedy")


@told
def validate(
    file: DocumentArgument,
    dialect: DialectOption,
    charset: CharsetOption = "",
    on: OnOption = None,
    json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Check a document: exit 0 valid (what is not carried is named), 1 faults, 2 unreadable.

    For example: eport-gateway validate --dialect tianjin-ciq --on 2014-10-15 declaration.xml
    """
    chosen, day = dialect_named(dialect), day_of(on)
    opened = open_file(file.read(), chosen, charset=charset, on=day)
    keys = opened.envelope.keys if opened.envelope else ()
    found, read = examine(opened.root, tables().translator(chosen), day, keys)
    losses = (*opened.losses, *(read.losses if read else ()))
    doubted = list(_placed(doubts(read.message), opened.root)) if read else []
    found += [_misprinted(doubt, place) for doubt, place in doubted if doubt.sure]
    unsure = [f"{one.name} at {place}: {one.reason} (value {one.value!r})" for one, place in doubted if not one.sure]
    gone = list(absent(read.form, opened.root)) if read else []
    if json:
        told = {
            "faults": list(map(_plain, found)),
            "doubtful": unsure,
            "losses": list(map(str, losses)),
            "absent": gone,
        }
        show_json({"valid": not found, **told})
    else:
        for doubt in unsure:
            say(f"doubtful: {doubt}")
        for path in gone:
            say(f"not there, and in every document that is written in {chosen.name}: {path}")
        _tell(found, losses, read)
    if found:
        raise typer.Exit(Exit.INPUT)


def examine(
    root: etree._Element, translator: Translator, on: date, keys: tuple[Key, ...] = ()
) -> tuple[list[GatewayError], Read | None]:
    """The faults of a document, at most FAULTS_MAX, or what it says.

    Reading stops at its first fault; so each faulty value is blanked, and the rest is read again. `root` is changed.
    """
    found: list[GatewayError] = []
    while len(found) < FAULTS_MAX:
        try:
            read = translator.read(root, on=on, keys=keys)
        except SenderError as error:
            if found and error.fault is faults.ELEMENT_MISSING and error.place.path in _paths(found):
                return found, None  # we blanked it ourselves: nothing behind it can be read
            found.append(error)
            if not _blank(root, error.place.path):
                return found, None
        else:
            return found, None if found else read
    return found, None


def _paths(found: list[GatewayError]) -> set[str | None]:
    return {error.place.path for error in found}


def _blank(root: etree._Element, path: str | None) -> bool:
    """Whether there is a text at `path`, which is then gone: an empty element is as none."""
    places = Places()
    for element in root.iter(etree.Element):
        if element.text and element.text.strip() and places.path(element) == path:
            element.text = None
            return True
    return False


def _plain(error: GatewayError) -> dict[str, object]:
    fault, place = error.fault, error.place
    return {
        "line": place.line,
        "path": place.path,
        "value": error.value,
        "code": fault.code,
        "fault": fault.name,
        "reason": error.reason,
        "remedy": fault.remedy,
        "remedy_zh": fault.remedy_zh,
    }


def _placed(doubted: Iterable[Doubt], root: etree._Element) -> Iterator[tuple[Doubt, Place]]:
    """Each number with the first element that says it; a document may have thousands of either."""
    said: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        said.setdefault((element.text or "").strip(), element)
    places = Places()
    for doubt in doubted:
        at = said.get(doubt.value)
        yield doubt, Place(path=doubt.name) if at is None else places.place(at)


def _misprinted(doubt: Doubt, place: Place) -> GatewayError:
    return faults.IDENTIFIER_WRONG.error(f"{doubt.name}: {doubt.reason}", place=place, value=doubt.value)


def _tell(found: list[GatewayError], losses: tuple[Loss, ...], read: Read | None) -> None:
    places = places_of(read.form) if read else {}
    for loss in losses:
        place = meant(places, loss)
        say(f"not carried: {loss}{f'; it belongs at {place}' if place else ''}")
    if read and not found:
        say(f"valid: {read.form.kind} {read.form.variant}".rstrip())
        return
    rows = [{**_plain(error), "fault": f"{error.fault.code} {error.fault.name}"} for error in found]
    show(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])
