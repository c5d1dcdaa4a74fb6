"""What `check` says of the folders of trust: what ends, what is stale or missing, what lies there for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from gateway.service.config import Config, Link
from gateway.service.expiry import stale
from gateway.service.trust_folders import CERTIFICATE, LIST, TLS, normal
from gateway.trust.certificates import Certificate
from gateway.trust.chains import issuers
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Folder

EXPIRES_SOON_DAYS = 60
STALE = {
    "grace": "believed for its grace, and then nothing it covers is",
    "refused": "its grace is over: nothing that its authority issued is believed",
}


def trust_warnings(config: Config, trust: TrustStore, now: datetime) -> Iterator[str]:
    """In the order of the folders; `now` is aware."""
    for party, certificate in trust.pins.values():
        yield from expiry(f"trust/{party}", certificate, now)
    for folder in trust.folders:
        yield from _folder_warnings(folder, trust, now)
    yield from _unknown_files(config)
    for link in config.links:
        yield from _unseen_subjects(link, {folder.name: folder for folder in trust.folders})


def expiry(name: str, certificate: Certificate, now: datetime) -> Iterator[str]:
    """A word on one that ends within EXPIRES_SOON_DAYS, or has."""
    days = (certificate.not_after - now).days
    if days < EXPIRES_SOON_DAYS:
        word = f"ends in {days} days" if days >= 0 else "has ended"
        yield f"{name}: the certificate of {certificate.subject} {word} ({certificate.not_after.date()})"


def _folder_warnings(folder: Folder, trust: TrustStore, now: datetime) -> Iterator[str]:
    for one in folder.authorities:
        if not folder.party:
            yield from expiry(folder.name, one, now)
        if not any(each.issuer_name == one.subject_name for each in folder.lists):
            word = (
                "and one is required: nothing it issued is believed" if trust.believed.required else "all are believed"
            )
            yield f"{folder.name}: {one.subject} has no list of revoked certificates (*{LIST}), {word}"
        if one.subject_name != one.issuer_name and not issuers(one, folder.authorities):
            yield f"{folder.name}: {one.subject} is believed by itself, its own issuer {one.issuer} is not there"
    for each in folder.lists:
        if state := stale(each, now, trust):
            yield f"{folder.name}: the list of {each.issuer} was due {each.next_update.isoformat()}: {STALE[state]}"


def _unknown_files(config: Config) -> Iterator[str]:
    """A file that nobody reads is one that somebody thinks is believed."""
    shared = [config.authorities / name for name in sorted({one for link in config.links for one in link.vouched_by})]
    parties = [path for path in _listed(config.trust) if path.is_dir()]
    inside = _inside([*parties, *shared, *(path / TLS for path in parties)])
    for path in (*(one for one in _listed(config.trust) if one.is_file()), *inside):
        yield f"{path}: nobody reads it; certificates end in {CERTIFICATE}, lists of revoked ones in {LIST}"
    known = {link.party for link in config.links}
    for path in parties:
        if path.name not in known:
            yield f"{path}: no link is of a party of this name"


def _inside(folders: list[Path]) -> Iterator[Path]:
    for path in (path for folder in folders for path in _listed(folder)):
        if path.suffix.lower() not in (CERTIFICATE, LIST) and not (path.is_dir() and path.name == TLS):
            yield path


def _unseen_subjects(link: Link, folders: Mapping[str, Folder]) -> Iterator[str]:
    """Only where certificates lie beside the authorities, to compare with: else any subject may be right."""
    beside = [one for name in link.vouched_by for one in folders[f"authorities/{name}"].end_entities]
    known = {one.subject for one in beside}
    for subject in link.subjects if beside else ():
        if normal(subject) not in known:
            yield f"link {link.name}: subjects: no certificate beside its authorities has {subject}"


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
