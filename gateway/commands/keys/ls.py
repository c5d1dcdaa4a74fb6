"""`keys ls`: every certificate of a configuration, how long it lasts, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.keys.inventory import Found, inventory, revocations, standing
from gateway.commands.showing import show, show_json
from gateway.service.config_file import load_config
from gateway.trust.revocation import RevocationList

COLUMNS = ("owner", "use", "algorithm", "state", "days", "until", "subject", "serial", "sha256", "note")


@told
def ls(
    config: Annotated[Path, typer.Option(help="gateway.toml", envvar="EPORT_CONFIG", exists=True, dir_okay=False)],
    json: Annotated[bool, typer.Option("--json", help="For machines: with times, files and issuers.")] = False,
) -> None:
    """List our certificates, the parties' and the authorities': state valid, soon, expired, not yet, revoked.

    For example: eport-gateway keys ls --config gateway.toml
    """
    settings, now = load_config(config), datetime.now(UTC)
    lists = revocations(settings)
    rows = [_row(found, lists, now) for found in inventory(settings)]
    if json:
        show_json(rows)
    else:
        show(COLUMNS, [[row.get(column) for column in COLUMNS] for row in rows], none="no keys and no certificates")


def _row(found: Found, lists: Sequence[RevocationList], now: datetime) -> dict[str, object]:
    one = found.certificate
    row: dict[str, object] = {"owner": found.owner, "use": found.use, "state": standing(one, lists, now).value}
    if one is not None:
        row |= {
            "algorithm": one.algorithm.value,
            "days": (one.not_after - now).days,
            "from": one.not_before.isoformat(),
            "until": one.not_after.isoformat(),
            "subject": one.subject,
            "issuer": one.issuer,
            "serial": one.serial_hex,
            "sha256": one.fingerprint,
        }
    return row | {"note": found.note, "file": str(found.file)}
