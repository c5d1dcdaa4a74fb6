"""The folders of trust: each party's own certificates and lists, and the authorities that vouch for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.x509 import Name

from gateway.model import faults
from gateway.model.errors import GatewayError, Place, SenderError
from gateway.service.config import Config, Link
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.revocation import RevocationList, newest, read_list
from gateway.trust.trust_store import TrustStore
from gateway.trust.vouching import Believed, Folder

CERTIFICATE, LIST = ".pem", ".crl"
TLS = "tls"
"""A party's folder of client certificates, which sign no documents."""
BROKEN = "a file beside it cannot be read"
Lists = tuple[RevocationList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustState:
    """What the folders say, and what of it could not be used: for each of those lists the one before stays."""

    trust: TrustStore
    problems: tuple[GatewayError, ...] = ()
    unread: tuple[GatewayError, ...] = ()
    """Of certificates, while the gateway runs: for each of those, too, what its file held before stays."""
    certificates: Mapping[Path, Certificate] = field(default_factory=dict)
    """By file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One look at the folders, and what the one before it found; at start None, and a bad certificate is raised."""

    before: TrustState | None = None
    problems: list[GatewayError] = field(default_factory=list)
    unread: list[GatewayError] = field(default_factory=list)
    certificates: dict[Path, Certificate] = field(default_factory=dict)

    def lists_before(self, name: str) -> Lists:
        folders = self.before.trust.folders if self.before else ()
        return next((one.lists for one in folders if one.name == name), ())


def read_trust(folder: Path) -> TrustStore:
    """Every `<folder>/<party>/*.pem` and `*.crl`. Raises TRUST_UNUSABLE with the file, CONFIGURATION for a folder."""
    state = _state(folder, (), Believed(), None)
    for problem in state.problems:
        raise problem
    return state.trust


def read_state(config: Config, before: TrustState | None = None) -> TrustState:
    """All that a configuration trusts. Raises what `read_trust` does; lists that cannot be used are in `problems`.

    Of `before` is kept what a file held that cannot be used now, a list that an older one would replace, and one whose
    file is gone: nobody is to be believed again for want of a file. A certificate that was taken away is gone at once,
    whatever other file is wrong.
    """
    believed = Believed(required=config.revocation.required, grace=timedelta(hours=config.revocation.grace_h))
    return _state(config.trust, tuple(_shared(config)), believed, before)


def read_pin(file: Path) -> Certificate:
    """One certificate of a trust folder. Raises what `read_trust` does."""
    try:
        return read_pem(_bytes(file))
    except SenderError as error:
        raise faults.TRUST_UNUSABLE.error(error.reason, place=Place(path=str(file))) from None


def trust_files(config: Config) -> tuple[Path, ...]:
    """Every file that the state is made of. Raises CONFIGURATION where the trust folder is gone."""
    folders = (*_folders(config.trust), *(config.authorities / name for name in _names(config.links)))
    return tuple(
        file for folder in folders for file in sorted(_listed(folder)) if file.suffix.lower() in (CERTIFICATE, LIST)
    )


def normal(subject: str) -> str:
    """A subject as certificates are compared with it. ValueError for what RFC 4514 does not have."""
    return Name.from_rfc4514_string(subject).rfc4514_string()


Shared = tuple[Path, Mapping[str, str]]


def _state(folder: Path, shared: Sequence[Shared], believed: Believed, before: TrustState | None) -> TrustState:
    reading = _Reading(before=before)
    pins: list[tuple[str, Certificate]] = []
    lists: dict[str, Lists] = {}
    for party in _folders(folder):
        own = _certificates(party, reading)
        pins += [(party.name, one) for one in own]
        lists[party.name] = _lists(party, own, reading.lists_before(f"trust/{party.name}"), reading.problems)
    several = [_folder(path, subjects, reading) for path, subjects in shared]
    return TrustState(
        trust=TrustStore.of(pins, lists=lists, shared=several, believed=believed),
        problems=tuple(reading.problems),
        unread=tuple(reading.unread),
        certificates=reading.certificates,
    )


def _folder(path: Path, subjects: Mapping[str, str], reading: _Reading) -> Folder:
    found, name = _certificates(path, reading), f"authorities/{path.name}"
    authorities = tuple(one for one in found if one.is_ca)
    return Folder(
        name=name,
        subjects=subjects,
        authorities=authorities,
        lists=_lists(path, authorities, reading.lists_before(name), reading.problems),
        end_entities=tuple(one for one in found if not one.is_ca),
    )


def _shared(config: Config) -> Iterator[Shared]:
    for name in _names(config.links):
        subjects: dict[str, str] = {}
        for link in config.links:
            for subject in _subjects(link) if name in link.vouched_by else ():
                if subjects.setdefault(subject, link.party) != link.party:
                    raise _fault(link, "subjects", f"it is one of {subjects[subject]} as well", subject)
        yield config.authorities / name, subjects


def _subjects(link: Link) -> Iterator[str]:
    for subject in link.subjects:
        try:
            yield normal(subject)
        except ValueError:
            raise _fault(link, "subjects", "no name as RFC 4514 writes it (CN=…,O=…,C=CN)", subject) from None


def _names(links: Iterable[Link]) -> list[str]:
    return sorted({name for link in links for name in link.vouched_by})


def _lists(folder: Path, authorities: Sequence[Certificate], before: Lists, problems: list[GatewayError]) -> Lists:
    found, broken = [], False
    for file in sorted(_listed(folder)):
        if file.suffix.lower() == LIST:
            try:
                found.append(read_list(_bytes(file), authorities))
            except GatewayError as error:
                broken = True
                problems.append(error.fault.error(error.reason, place=Place(path=str(file))))
    now, keys = newest(found), {one.spki for one in authorities}
    mine = [one for one in before if one.spki in keys]
    why = {old.digest: _why_kept(old, now, broken) for old in mine}
    told = (f"{old.issuer}: {why[old.digest]}" for old in mine if why[old.digest] not in ("", BROKEN))
    problems += [faults.TRUST_UNUSABLE.error(reason, place=Place(path=str(folder))) for reason in told]
    return newest([*now, *(old for old in mine if why[old.digest])])


def _why_kept(old: RevocationList, now: Lists, broken: bool) -> str:
    """Why it stays; "" where its own key signed a newer one, or another key of its authority one in its place."""
    if any(_is_older(one, old) for one in now):
        return "an older list than the one that is in force, which stays"
    if broken:
        return BROKEN
    if any(one.issuer_name == old.issuer_name for one in now):
        return ""
    return "its list was taken away; the one that was read before stays until a restart"


def _is_older(one: RevocationList, old: RevocationList) -> bool:
    return (one.issuer_name, one.spki) == (old.issuer_name, old.spki) and one.age < old.age


def _certificates(folder: Path, reading: _Reading) -> list[Certificate]:
    files = [file for file in sorted(_listed(folder)) if file.suffix.lower() == CERTIFICATE]
    for file in files:
        _read_or_keep(file, reading)
    return [reading.certificates[file] for file in files if file in reading.certificates]


def _read_or_keep(file: Path, reading: _Reading) -> None:
    try:
        reading.certificates[file] = read_pin(file)
    except GatewayError as error:
        if reading.before is None:
            raise
        reading.unread.append(error)
        if file in reading.before.certificates:
            reading.certificates[file] = reading.before.certificates[file]


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in _listed(folder) if path.is_dir())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(path))) from None


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise faults.CONFIGURATION.error(error.strerror or "unreadable", place=Place(path=str(folder))) from None


def _fault(link: Link, key: str, reason: str, value: str) -> GatewayError:
    return faults.CONFIGURATION.error(reason, place=Place(path=f"link {link.name}: {key}"), value=value)
