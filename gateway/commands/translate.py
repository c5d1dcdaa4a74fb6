"""`translate`: one document from one dialect into another, as the gateway would, but unsealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from gateway.commands.canonical_json import message_json
from gateway.commands.ending import told
from gateway.commands.explaining import COLUMNS, explained
from gateway.commands.reading import (
    CharsetOption,
    DocumentArgument,
    OnOption,
    day_of,
    dialect_named,
    open_file,
    tables,
)
from gateway.commands.showing import say, show, show_json, write
from gateway.document.charset import encode
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.message import REFERENCES, Message
from gateway.service.config import Config
from gateway.translation.form import Dialect
from gateway.translation.giving import numbered
from gateway.translation.layout import paths_of
from gateway.translation.taking import Opened, declared_anyway
from gateway.translation.translator import Read, Written

FIRST = "0000000001"
OURS: str = Config.model_fields["address"].default
"""What our documents name as their sender where a configuration says nothing else."""
SenderOption = Annotated[str, typer.Option(metavar="ID", help="By which id the target knows us: a link's our_address.")]


@told
def translate(
    file: DocumentArgument,
    source: Annotated[str, typer.Option("--from", help="The dialect of FILE.")],
    target: Annotated[str, typer.Option("--to", help="The dialect to write.")] = "",
    on: OnOption = None,
    charset: CharsetOption = "",
    write_charset: Annotated[
        str, typer.Option(metavar="LABEL", help="Of the document written; the dialect's own if not said.")
    ] = "",
    number: Annotated[
        str, typer.Option(help="Our number of the document written; the day and 0000000001 if not said.")
    ] = "",
    constant: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH=VALUE", help="What the target requires and nobody says, as a link's constants."),
    ] = None,
    sender: SenderOption = OURS,
    put: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A number that the gateway would take from its journal."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="What was read where, and written where.")] = False,
    canonical: Annotated[
        bool, typer.Option("--canonical", help="Print what we read as JSON, and write nothing.")
    ] = False,
) -> None:
    """Print the document in another dialect; what is lost is named on standard error.

    For example: eport-gateway translate --from beijing-ciq --to tianjin-ciq --on 2014-10-15 declaration.xml

    An answer needs the numbers of what it answers: --set in_reply_to=201410150000000001
    """
    day, dialect = day_of(on), dialect_named(source, "--from")
    opened = open_file(file.read(), dialect, charset=charset, on=day)
    read = _read(opened, dialect, day)
    message = _with(read.message, _pairs(put, "--set"))
    if canonical:
        show_json(message_json(message))
        return
    chosen = dialect_named(target, "--to")
    given = replace(_declared(message, chosen, number or f"{day:%Y%m%d}{FIRST}"), sender=sender)
    written = _written(given, chosen, day, _pairs(constant, "--constant"))
    write(_encoded(written, chosen, write_charset))
    _say_losses(written.losses, f"not in {chosen.name}")
    if explain:
        show(COLUMNS, explained(opened.root, read, given, written), error=True)


def _read(opened: Opened, dialect: Dialect, on: date) -> Read:
    keys = opened.envelope.keys if opened.envelope else ()
    read = tables().translator(dialect).read(opened.root, on=on, keys=keys)
    _say_losses((*opened.losses, *read.losses), "not read")
    return read


def _declared(message: Message, dialect: Dialect, number: str) -> Message:
    """As a gateway would give it out; a draft taken for declared, which is said."""
    message, drafts = declared_anyway(message, drafts_are_declared=True)
    if drafts:
        say("it is a draft (暂存), and is written as declared: a gateway does so only where drafts_are_declared")
    return numbered(message, dialect.gives, number=number, at=datetime.now(UTC))


def _written(message: Message, dialect: Dialect, on: date, constants: Mapping[str, str]) -> Written:
    paths = {path for form in dialect.forms if form.kind == message.body.KIND for path in paths_of(form.rows)}
    for path in constants.keys() - (paths or constants.keys()):
        raise typer.BadParameter(f"nothing of a {message.body.KIND} has this path below its root: {path!r}")
    try:
        return tables().translator(dialect).write(message, on=on, constants=constants)
    except GatewayError as error:
        if error.fault is faults.TARGET_LACKS and error.value is None:
            _advise(error, paths)
        raise


def _advise(error: GatewayError, paths: set[str]) -> None:
    """How to say here what the journal or a link would say; nothing helps where there is no form for the kind."""
    path, name = (error.place.path or "").lstrip("/").partition("/")[2], error.reason.rpartition(" ")[2]
    if name in REFERENCES:
        say(f"a gateway has such numbers in its journal: here --set {name}=VALUE does")
    elif path and path in paths and "there are no" not in error.reason:
        say(f"a link says it by a constant of this path: here --constant {path}=VALUE does")


def _encoded(written: Written, dialect: Dialect, charset: str) -> bytes:
    for key in written.keys:
        say(f"goes into the envelope: BizKey/Key {key.name} = {key.value!r}")
    return encode(written.document.decode(), charset or dialect.charset)


def _say_losses(losses: Sequence[object], where: str) -> None:
    for loss in losses:
        say(f"{where}: {loss}")


def _with(message: Message, numbers: Mapping[str, str]) -> Message:
    """With numbers of the body set; a usage error where the kind has no such number."""
    known = [one.name for one in fields(message.body) if one.name in REFERENCES]  # type: ignore[arg-type]
    for name in numbers:
        if name not in known:
            raise typer.BadParameter(f"{name!r}: {message.body.KIND} has {', '.join(known)}", param_hint="--set")
    return replace(message, body=replace(message.body, **numbers))  # type: ignore[type-var]


def _pairs(texts: Sequence[str] | None, option: str) -> Mapping[str, str]:
    return dict(_split(texts or (), option))


def _split(texts: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
        yield name, value
