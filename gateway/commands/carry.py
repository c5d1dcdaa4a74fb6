"""`carry`: the emergency channel; what waits for a link that is down goes there, and its receipts back, by a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from gateway.commands.ending import told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    LimitOption,
    Operations,
    ReasonOption,
    TokenOption,
    UrlOption,
    operations,
    segment,
)
from gateway.commands.showing import say, show, show_json
from gateway.model import faults
from gateway.service.carrying import bundle as bundles
from gateway.service.carrying.manifest import RECEIPTS
from gateway.service.operations.carrying import FILE_BYTES

COLUMNS = ("at", "way", "party", "number", "link", "documents", "state", "expires_at")
TIMEOUT_S = 600.0
"""A thousand documents are accepted one after another, each with its commit."""
BundleArgument = Annotated[str, typer.Argument(metavar="BUNDLE", help="Its number, as carry ls shows it.")]

app = typer.Typer(no_args_is_help=True, help="Carry what waits for a link that is down, and its receipts back.")


@app.command("export")
@told
def export(
    link: Annotated[str, typer.Option(help="The link that is down; stop it first.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, as tianjin.asice.")],
    reason: ReasonOption,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Write what waits for a link into one signed file; until it expires or is recalled the line does not send that.

    For example: eport-gateway carry export --link tianjin -o tianjin.asice --reason "their line is down"
    """
    _refuse_existing(output)
    wanted = json.dumps({"link": link, "reason": reason}).encode()
    raw = _port(config, url, token_file).ask("POST", "/api/v1/carry/exports", wanted)
    _write(output, raw)
    found = bundles.read(raw).manifest
    say(f"{output}: bundle {found.number}, {len(found.items)} documents for {found.receiver} until {found.expires_at}")
    say("take it there, have it imported, and import here the receipts that you are given")


@app.command("import")
@told
def take(
    file: Annotated[Path, typer.Argument(help="A bundle of documents, or of receipts.", exists=True, dir_okay=False)],
    reason: ReasonOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the receipts go; else beside it, .receipts.asice.")
    ] = None,
    link: Annotated[str, typer.Option(help="Whose it is, where its sender's address does not say it.")] = "",
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Take in a bundle: documents as if they came over the line, or the receipts for what was carried out.

    For example: eport-gateway carry import tianjin.asice -o tianjin-receipts.asice --reason "brought by Li"
    """
    if file.stat().st_size > FILE_BYTES:
        raise faults.CARRY_INVALID.error(f"longer than {FILE_BYTES >> 20} MiB")
    raw = file.read_bytes()
    manifest, target = bundles.read(raw).manifest, output or file.with_suffix(".receipts.asice")
    if manifest.what != RECEIPTS:
        _refuse_existing(target)
    query = urlencode({"reason": reason, "link": link} if link else {"reason": reason})
    answer = _port(config, url, token_file).ask("POST", f"/api/v1/carry/imports?{query}", raw)
    if manifest.what == RECEIPTS:
        say(f"bundle {manifest.number}: its receipts are taken; see what became of each: messages ls --link")
        return
    _write(target, answer)
    say(f"bundle {manifest.number}: {len(manifest.items)} documents are answered; bring back {target}")


@app.command("receipts")
@told
def receipts(
    number: BundleArgument,
    party: Annotated[str, typer.Option(help="Whose bundle it was.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Fetch the receipts for a bundle that was taken in once more, if the first file was lost.

    For example: eport-gateway carry receipts 201410150000000001 --party beijing -o receipts.asice
    """
    _refuse_existing(output)
    path = f"/api/v1/carry/{segment(party)}/{segment(number)}/receipts"
    _write(output, _port(config, url, token_file).ask("GET", path))
    say(f"{output}: the receipts for bundle {number}")


@app.command("recall")
@told
def recall(
    number: BundleArgument,
    reason: ReasonOption,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Let the line send what a bundle holds: it was lost, or the line is back first. Its receipts still count.

    For example: eport-gateway carry recall 201410150000000001 --reason "the line is back"
    """
    _port(config, url, token_file).post(f"/api/v1/carry/{segment(number)}/recall", {"reason": reason})
    say(f"bundle {number} is recalled")


@app.command("ls")
@told
def ls(
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """List bundles that went out and came in, the newest first.

    For example: eport-gateway carry ls --config gateway.toml
    """
    found = _port(config, url, token_file).get("/api/v1/carry", {"limit": limit})["bundles"]
    if as_json:
        show_json(found)
    else:
        show(COLUMNS, [[row[column] for column in COLUMNS] for row in found], none="no bundle")


def _port(config: Path | None, url: str, token_file: Path | None) -> Operations:
    return operations(config, url, token_file).patient(TIMEOUT_S)


def _refuse_existing(path: Path) -> None:
    """Seen before anything is asked for: receipts that were not brought back yet must not be written over."""
    if path.exists() or not path.parent.is_dir():
        raise typer.BadParameter(f"{path} is there already, or its folder is not", param_hint="--output")


def _write(path: Path, raw: bytes) -> None:
    """For its owner alone: it is signed and not encrypted."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(raw)
