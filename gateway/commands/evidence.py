"""`evidence`: get the container of one message, and judge one as a stranger would, offline."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from cryptography import x509

from adapters import DIALECTS, ENVELOPES
from gateway.commands.ending import Exit, tell, told
from gateway.commands.operations import (
    ConfigOption,
    JsonOption,
    TokenOption,
    UrlOption,
    operations,
    segment,
)
from gateway.commands.showing import say
from gateway.evidence.archive import BYTES_MAX
from gateway.evidence.case import Trusted
from gateway.evidence.checks import Check, Verdict
from gateway.evidence.timestamps import read_authorities
from gateway.evidence.verify import refusal, verified
from gateway.model import faults
from gateway.resources import data_folder
from gateway.service.config_file import load_config
from gateway.service.journal.evidence.views import ChainReport, Tip
from gateway.service.journal.journal import open_journal
from gateway.service.trust_folders import read_pin
from gateway.translation.schema import read_schemas
from gateway.trust.certificates import Certificate
from gateway.trust.revocation import RevocationList, newest, read_list
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Believed

STAMPS = "timestamp"
"""The folder of time-stamping authorities below --trust; it names no party."""
MARKS = {Verdict.GOOD: "good", Verdict.BAD: "BAD ", Verdict.OPEN: "open"}

HELP = """Prove to strangers what became of a message.

For example: eport-gateway evidence verify 201410150000000001.asice --trust trust/
"""
app = typer.Typer(no_args_is_help=True, add_completion=False, help=HELP)


@app.command()
@told
def export(
    message: Annotated[str, typer.Argument(metavar="ID", help="Our number of the message, 18 digits.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, as 201410150000000001.asice.")],
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Write the evidence of one message into a file: original, what was sent, receipts, decision, proofs; signed.

    For example: eport-gateway evidence export 201410150000000001 -o 201410150000000001.asice
    """
    port = operations(config, url, token_file)
    container = port.ask("GET", f"/api/v1/evidence/{segment(message)}")
    output.write_bytes(container)
    say(f"{output}: {len(container)} bytes; check it: eport-gateway evidence verify {output} --trust DIR")


@app.command()
@told
def verify(
    file: Annotated[Path, typer.Argument(help="A container.", exists=True, dir_okay=False)],
    trust: Annotated[
        Path,
        typer.Option(help="Folder of <party>/*.pem that you trust; timestamp/*.pem too.", file_okay=False, exists=True),
    ],
    gateway: Annotated[str, typer.Option(help="The folder of the gateway's certificates in it.")] = "gateway",
    as_json: JsonOption = False,
) -> None:
    """Check everything in a container, offline, and translate again: exit 0 good, 1 refused, 2 unreadable.

    For example: eport-gateway evidence verify 201410150000000001.asice --trust trust/
    """
    if file.stat().st_size > BYTES_MAX:
        raise faults.EVIDENCE_UNREADABLE.error(f"longer than {BYTES_MAX >> 20} MiB")
    checks = verified(file.read_bytes(), _trusted(trust, gateway))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in checks], ensure_ascii=False, indent=2))
    else:
        for one in checks:
            typer.echo(_line(one))
    error = refusal(checks)
    if error:
        tell(error)
        raise typer.Exit(Exit.INPUT)
    say(f"good: {sum(one.verdict is Verdict.GOOD for one in checks)} checks; {_left(checks)}")


@app.command()
@told
def audit(
    config: Annotated[Path, typer.Option(envvar="EPORT_CONFIG", help="gateway.toml: it names the journal.")],
    trust: Annotated[Path, typer.Option(help="As of verify.", file_okay=False, exists=True)],
    gateway: Annotated[str, typer.Option(help="The folder of the gateway's certificates in it.")] = "gateway",
) -> None:
    """Walk the whole chain in the journal, beside a gateway or after it: exit 0 unbroken, 1 with the first wrong place.

    For example: eport-gateway evidence audit --config gateway.toml --trust trust/
    """
    report, tip = asyncio.run(_audited(load_config(config).journal, store(trust), gateway))
    say(
        f"unbroken: {report.batches} batches of {report.records} records, {report.days} days; "
        f"{report.unsealed} records not sealed yet"
    )
    say(f"it ends with batch {tip.number} {tip.digest}: whether more was cut off, only who kept a later end can tell")


async def _audited(place: str, trust: TrustStore, party: str) -> tuple[ChainReport, Tip]:
    async with open_journal(place) as journal:
        report = await journal.evidence.verify_chain(trust, party=party)
        return report, (await journal.evidence.state()).tip


def _trusted(folder: Path, gateway: str) -> Trusted:
    return Trusted(
        store=store(folder),
        gateway=gateway,
        stamps=tuple(_stamps(folder / STAMPS)),
        dialects=DIALECTS,
        envelopes=ENVELOPES,
        schemas=read_schemas(data_folder("xsd")),
    )


def store(folder: Path) -> TrustStore:
    """Every party's certificates and lists. Time-stamping authorities name no party, and may have keys of any kind.

    The past is judged: what was revoked after it was used was good when it was used.
    """
    pins: list[tuple[str, Certificate]] = []
    lists: dict[str, tuple[RevocationList, ...]] = {}
    for party in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != STAMPS):
        own = [read_pin(file) for file in sorted(party.glob("*.pem"))]
        pins += [(party.name, one) for one in own]
        lists[party.name] = newest([read_list(file.read_bytes(), own) for file in sorted(party.glob("*.crl"))])
    return TrustStore.of(pins, lists=lists, believed=Believed(looks_back=True))


def _stamps(folder: Path) -> list[x509.Certificate]:
    return [one for path in sorted(folder.glob("*.pem")) for one in read_authorities(path.read_bytes())]


def _line(one: Check) -> str:
    where = f"  [{one.place}]" if one.place else ""
    why = f": {one.reason}" if one.reason else ""
    return f"{MARKS[one.verdict]}  {one.what}{where}{why}"


def _left(checks: tuple[Check, ...]) -> str:
    left = sum(one.verdict is Verdict.OPEN for one in checks)
    return f"{left} left open, as said above" if left else "none left open"
