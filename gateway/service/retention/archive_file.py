"""A file of originals: a zip with their list and our statement on it, whole on the disk before anything is taken out.

Its name is the month in which the time of its messages ends, and a number: so a file can go as a whole, in that month.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from gateway.evidence import archived
from gateway.evidence.archived import CONTENTS, STATEMENT, ArchiveStatement, Member
from gateway.evidence.records import digest
from gateway.evidence.statements import LIMIT_BYTES
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.journal.retention.views import Payload
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

PART = ".part"
"""While it is written: what a crash leaves behind is known by it, and nobody takes it for a file that is whole."""
SUFFIX = ".zip"
UNREADABLE = (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, LookupError, OverflowError, NotImplementedError)
LIST_BYTES_MAX = 256 * 2**20
MEMBER_BYTES_MAX = 2**30


class ArchiveWriter:
    """One file being written. Raises ARCHIVE_AWAY where the folder does not take it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.messages: set[str] = set()
        self.keep_until: datetime | None = None
        self._path = folder / name
        self._members: list[Member] = []
        try:
            # Personal data leaves the journal's own protection here: nobody else on the machine may read it.
            descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(descriptor, "wb")
        except OSError as error:
            raise _away(error, self._part) from None
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)

    @property
    def _part(self) -> Path:
        return self._path.with_name(self.name + PART)

    def add(self, payloads: Iterable[Payload]) -> None:
        """Put originals in."""
        try:
            for one in payloads:
                self._put(f"{one.message}/{one.path}", one.content)
        except OSError as error:
            raise _away(error, self._part) from None

    def finish(self, signer: Signer, at: datetime) -> bytes:
        """Seal it, see it on the disk under its name, and give its statement."""
        contents = archived.listed(self._members)
        stated = ArchiveStatement(
            at=at,
            name=self.name,
            messages=len(self.messages),
            members=len(self._members),
            contents=digest(contents),
        )
        statement = archived.sealed(stated, signer)
        try:
            for name, content in ((CONTENTS, contents), (STATEMENT, statement)):
                self._zip.writestr(name, content)
            self._zip.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._part, self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise _away(error, self._part) from None
        return statement

    def discard(self) -> None:
        """Give it up: nothing of it is left."""
        with suppress(OSError, ValueError):  # it wants to write its directory; on a full disk it cannot
            self._zip.close()
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _put(self, path: str, content: bytes) -> None:
        self._zip.writestr(path, content)
        self._members.append(Member(path=path, size=len(content), digest=digest(content)))


def verified(path: Path, trust: TrustStore, *, party: str) -> ArchiveStatement:
    """Whether every original in the file is as `party` sealed it, none missing and none more. Raises ARCHIVE_WRONG."""
    try:
        with zipfile.ZipFile(path) as file:
            names = [one.filename for one in file.infolist()]
            contents = _bounded(file, CONTENTS, LIST_BYTES_MAX)
            stated = archived.read(_bounded(file, STATEMENT, LIMIT_BYTES), trust, party=party)
            members = archived.read_list(contents)
            archived.refuse_other(stated, path.name, contents, len(members))
            if sorted(names) != sorted([*members, CONTENTS, STATEMENT]):
                raise archived.wrong("a member is missing, or is none of ours", CONTENTS)
            for member in members.values():
                _payload(file, member)
    except UNREADABLE as error:
        raise archived.wrong(f"it is no zip of ours ({type(error).__name__})", path.name) from None
    return stated


def originals(path: Path, message: str, statement: bytes) -> tuple[Payload, ...]:
    """One message's, from a file that has this statement of the journal's. ARCHIVE_WRONG, ARCHIVE_AWAY."""
    try:
        with zipfile.ZipFile(path) as file:
            contents = _bounded(file, CONTENTS, LIST_BYTES_MAX)
            if _bounded(file, STATEMENT, LIMIT_BYTES) != statement or digest(contents).encode() not in statement:
                raise archived.wrong("it is not the file that the journal knows", STATEMENT)
            wanted = [one for one in archived.read_list(contents).values() if one.path.startswith(f"{message}/")]
            return tuple(_payload(file, one) for one in wanted)
    except OSError as error:
        raise _away(error, path) from None
    except UNREADABLE as error:
        raise archived.wrong(f"it is no zip of ours ({type(error).__name__})", path.name) from None


def _payload(file: zipfile.ZipFile, member: Member) -> Payload:
    content = _bounded(file, member.path, member.size)
    if digest(content) != member.digest:
        raise archived.wrong("it is not what was sealed", member.path)
    message, _, path = member.path.partition("/")
    return Payload(message=message, path=path, content=content)


def remove(path: Path) -> None:
    """Take a file off the disk, and see it gone."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names are in the folder: without this a power cut may bring the old ones back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _bounded(file: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A member, never more of it than it may have: a bomb is not unpacked."""
    with file.open(name) as member:
        content = member.read(min(limit, MEMBER_BYTES_MAX) + 1)
    if len(content) > limit:
        raise archived.wrong("it is longer than was sealed", name)
    return content


def _away(error: OSError, path: Path) -> Exception:
    return faults.ARCHIVE_AWAY.error(error.strerror or "it cannot be written", place=Place(path=str(path)))
