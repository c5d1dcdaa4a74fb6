"""`draw`: the secret of a day that is over, for auditors, and what was drawn by it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.showing import show_json
from gateway.model import faults
from gateway.model.errors import Place
from gateway.model.kind import CHINA
from gateway.recognition.draw import draw as drawn
from gateway.service.config_file import load_config
from gateway.service.deciding.decider import secret_of
from gateway.service.materials import read_token
from gateway.service.surroundings import utc_now
from gateway.trust.digests import hmac_sm3

DAYS = ["%Y-%m-%d"]


@told
def draw(
    on: Annotated[datetime, typer.Option("--on", formats=DAYS, help="The day of the secret, China's. 日期")],
    config: Annotated[Path, typer.Option("--config", help="gateway.toml")],
    consignments: Annotated[
        list[str] | None, typer.Argument(help="Bills, or numbers of declarations that have none. 提单号")
    ] = None,
) -> None:
    """Disclose the secret of a day that is over, and draw again by it: 0 to 9999, below the share times 100 is picked.

    For example: eport-gateway draw --on 2014-10-15 COSU6098765430 --config gateway.toml
    """
    file = load_config(config).deciding.draw_secret_file
    if file is None:
        raise faults.CONFIGURATION.error("no secret is set up", place=Place(path="deciding.draw_secret_file"))
    day = on.date()
    if day >= utc_now().astimezone(CHINA).date():
        raise faults.REQUEST_INVALID.error("who knows it before the day is over can foresee", value=day.isoformat())
    secret = secret_of(read_token(file).encode(), day)
    numbers = {name: drawn(secret, name, hmac_sm3) for name in consignments or ()}
    show_json({"day": day.isoformat(), "secret": secret.hex(), "algorithm": "HMAC-SM3", "draws": numbers})
