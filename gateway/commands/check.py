"""`check`: everything that would keep the gateway from starting, all of it at once, and what would make it limp."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gateway.commands.checking_tls import faults_of_tls, warnings_of_tls
from gateway.commands.checking_trust import expiry, trust_warnings
from gateway.commands.ending import Exit, tell, told
from gateway.commands.serve import CATALOGUE
from gateway.commands.showing import say, show_json
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.resources import data_folder
from gateway.service.config import Config
from gateway.service.config_file import config_faults
from gateway.service.journal.engine import engines, parse
from gateway.service.journal.engine import told as told_journal
from gateway.service.link_faults import link_faults
from gateway.service.link_warnings import link_warnings
from gateway.service.mailboxes.interface import AwayError
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes
from gateway.service.materials import Materials, read_restricted_token, read_shared_key, read_signer, read_token
from gateway.service.private_redis import find_server
from gateway.service.rule_packs import packs
from gateway.service.secret_files import seen_by_others
from gateway.service.surroundings import CHINA
from gateway.service.trust_folders import read_state
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import Codes
from gateway.translation.schema import Schemas, read_schemas
from gateway.translation.translator import EnvelopeTranslator, Translator
from gateway.trust.self_test import self_test
from gateway.trust.signer import Signer
from gateway.trust.signers import Planned, signing_at

T = TypeVar("T")
WAIT_S = 2.0


@dataclass(slots=True)
class Findings:
    """What was found so far."""

    faults: list[GatewayError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def of(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; its fault is kept, and the next thing is looked at."""
        try:
            return work()
        except GatewayError as error:
            self.faults.append(error)
            return None


@told
def check(
    config: Annotated[Path, typer.Option(help="gateway.toml", envvar="EPORT_CONFIG", exists=True, dir_okay=False)],
    json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Find every fault of a configuration and of what it names: exit 0 none, 1 any. Nothing is changed or sent.

    For example: eport-gateway check --config gateway.toml
    """
    found, read = Findings(), config_faults(config)
    if isinstance(read, Config):
        examine(read, found)
    else:
        found.faults.extend(read)
    if json:
        show_json({"faults": list(map(_plain, found.faults)), "warnings": found.warnings})
    else:
        _tell(found, read)
    if found.faults:
        raise typer.Exit(Exit.INPUT)


def examine(config: Config, found: Findings) -> None:
    """Look at everything a configuration names."""
    found.of(self_test)
    found.of(lambda: read_token(config.listen.ops_token_file))
    found.of(lambda: read_restricted_token(config.listen))
    codes = found.of(lambda: read_codes(data_folder("config") / "codes"))
    schemas = found.of(lambda: read_schemas(data_folder("xsd")))
    state, now = found.of(lambda: read_state(config)), datetime.now(UTC)
    found.faults.extend((*(state.problems if state else ()), *faults_of_tls(config, now)))
    found.warnings.extend(warnings_of_tls(config, now))
    planned = _planned(config, found)
    for link in config.links:
        if path := link.shared_key_file:
            found.of(lambda path=path: read_shared_key(path))  # type: ignore[misc]
    signers = {name: signing_at(several, now).signer for name, several in planned.items()}
    found.of(packs)
    if codes and schemas:
        _tables(codes, schemas, found)
        if state:
            materials = Materials(codes=codes, schemas=schemas, signers=signers, trust=state.trust)
            for link in config.links:
                found.faults.extend(link_faults(link, CATALOGUE, materials))
            found.warnings.extend(trust_warnings(config, state.trust, now))
    _ours(signers, found, now)
    found.of(lambda: _journal(config.journal))
    found.warnings.extend(_redis(config))
    found.warnings.extend(_oddities(config))


def _tables(codes: Codes, schemas: Schemas, found: Findings) -> None:
    """Every dialect's tables against code tables and schemas."""
    for dialect in CATALOGUE.dialects:
        found.of(lambda dialect=dialect: Translator(dialect, codes, schemas))  # type: ignore[misc]
    for envelope in CATALOGUE.envelopes:
        found.of(lambda envelope=envelope: EnvelopeTranslator(envelope, codes, schemas))  # type: ignore[misc]


def _planned(config: Config, found: Findings) -> dict[str, list[Planned]]:
    """Our keys by profile, those that can be used."""
    made: dict[str, list[Planned]] = {}
    for key in config.keys:
        if signer := found.of(lambda key=key: read_signer(key)):  # type: ignore[misc]
            made.setdefault(key.profile, []).append(Planned(signer=signer, sign_from=key.sign_from))
    return made


def _ours(signers: Mapping[str, Signer], found: Findings, now: datetime) -> None:
    """A certificate of ours that is not valid now makes every peer refuse us: that is a fault, and no warning."""
    for name, signer in signers.items():
        one = signer.certificate
        if one.is_valid(now):
            found.warnings.extend(expiry(f"keys: {name}", one, now))
        else:
            reason = f"valid from {one.not_before.isoformat()} to {one.not_after.isoformat()}"
            place = Place(path=f"keys: {name}")
            found.faults.append(faults.CERTIFICATE_EXPIRED.error(reason, place=place, value=one.subject))


def _journal(url: str) -> None:
    """Open it without making or migrating it. Raises JOURNAL_UNUSABLE, JOURNAL_AWAY."""
    where = parse(url)
    if where.get_backend_name() == "sqlite" and where.database and not _is_there(Path(where.database)):
        return
    try:
        opened = engines(url, readers=1, wait_s=WAIT_S)
        with opened.reading.connect() as connection:
            connection.execute(text("SELECT 1"))
        opened.dispose()
    except GatewayError:
        raise
    except DBAPIError as error:
        if "not a database" in str(error.orig):
            raise faults.JOURNAL_UNUSABLE.error("the file is no database") from None
        raise told_journal(error) from None
    except Exception as error:  # whatever a driver says of an unreachable server
        raise faults.JOURNAL_AWAY.error(f"{type(error).__name__}: {error}") from None


def _is_there(database: Path) -> bool:
    """Whether a SQLite file is; both it and its folder, where it writes ahead, must let themselves be written."""
    for path, what in ((database.parent, "folder"), (database, "file")):
        if path.exists() and not os.access(path, os.W_OK):
            raise faults.JOURNAL_UNUSABLE.error(f"the {what} cannot be written to", place=Place(path=str(path)))
    return database.exists()


def _redis(config: Config) -> Iterator[str]:
    """Redis is motion only: without it the journal alone works, slower."""
    if config.redis == "":
        if find_server() is None:
            yield "redis: no server binary is found for a private one; the journal alone will move the mailboxes"
    elif config.redis != "none":
        yield from asyncio.run(_asked(config.redis))


async def _asked(url: str) -> list[str]:
    try:
        mailboxes = RedisMailboxes(url, dedup_s=60)
    except ValueError as error:
        return [f"redis: {error}"]
    try:
        return [f"redis: {warning}" for warning in (await mailboxes.open()).warnings]
    except AwayError as error:
        return [f"redis: it does not answer; the journal alone will move the mailboxes ({error})"]
    finally:
        await mailboxes.close()


def _oddities(config: Config) -> Iterator[str]:
    if not config.links:
        yield "links: there is none, so every document is a stranger's"
    yield from link_warnings(
        config.links, CATALOGUE, config.business_date or datetime.now(UTC).astimezone(CHINA).date()
    )
    yield from seen_by_others(config)
    if config.business_date:
        yield f"business_date: codes and rules are held at {config.business_date}, for ever"


def _plain(error: GatewayError) -> dict[str, object]:
    fault = error.fault
    return {
        "code": fault.code,
        "fault": fault.name,
        "place": str(error.place),
        "value": error.value,
        "reason": error.reason,
        "remedy": fault.remedy,
        "remedy_zh": fault.remedy_zh,
    }


def _tell(found: Findings, read: object) -> None:
    for error in found.faults:
        tell(error)
    for warning in found.warnings:
        say(f"warning: {warning}")
    links = f"{len(read.links)} links, " if isinstance(read, Config) else ""
    typer.echo(f"{links}{len(found.faults)} faults, {len(found.warnings)} warnings")
