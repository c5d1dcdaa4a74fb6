"""What the gateway states of a file of originals: so many messages and members, and the digest of their list.

Our own design, in the namespace of the chain's statements. The list (contents.jsonl) has one line a member: its path,
its size in bytes and its SM3 digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gateway.document.parse import parse
from gateway.evidence.records import digest, moment
from gateway.evidence.statements import LIMIT_BYTES, NAMESPACE, proven
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal

CONTENTS = "contents.jsonl"
STATEMENT = "statement.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One original within a file."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStatement:
    """What is stated of one file; `name` is the file's, so that none can stand for another."""

    at: datetime
    name: str
    messages: int
    members: int
    contents: str
    """Digest of the list."""


def listed(members: Iterable[Member]) -> bytes:
    """The list, in the order given."""
    lines = (
        json.dumps({"path": one.path, "size": one.size, "digest": one.digest}, separators=(",", ":")) for one in members
    )
    return "".join(f"{line}\n" for line in lines).encode()


def read_list(contents: bytes) -> Mapping[str, Member]:
    """The members by path. Raises ARCHIVE_WRONG for anything that is not worded as `listed` words it."""
    try:
        found = [Member(**json.loads(line)) for line in contents.decode().splitlines()]
    except (ValueError, TypeError):
        raise wrong("its list cannot be read", CONTENTS) from None
    by_path = {one.path: one for one in found}
    if len(by_path) != len(found) or listed(found) != contents:
        raise wrong("its list is not worded as ours are", CONTENTS)
    return by_path


def sealed(statement: ArchiveStatement, signer: Signer) -> bytes:
    """Its bytes as they stand in the file and in the journal."""
    return seal(_written(statement), signer)


def read(statement: bytes, trust: TrustStore, *, party: str) -> ArchiveStatement:
    """What `party`'s seal covers. Raises ARCHIVE_WRONG, whatever is wrong with it."""
    try:
        content = proven(statement, trust, party=party).content
        root = parse(content, limit=LIMIT_BYTES).root
        values = {str(child.tag).removeprefix(f"{{{NAMESPACE}}}"): child.text or "" for child in root}
        found = ArchiveStatement(
            at=datetime.fromisoformat(values["At"]),
            name=values["Name"],
            messages=int(values["Messages"]),
            members=int(values["Members"]),
            contents=values["Contents"],
        )
    except (GatewayError, LookupError, ValueError) as error:
        raise wrong(f"its statement: {error}", STATEMENT) from None
    if _written(found) != content:
        raise wrong("its statement is not worded as ours are", STATEMENT)
    return found


def refuse_other(stated: ArchiveStatement, name: str, contents: bytes, members: int) -> None:
    """ARCHIVE_WRONG where the statement is of another file, or of another list."""
    if stated.name != name:
        raise wrong(f"it was sealed as {stated.name[:80]}", STATEMENT)
    if (stated.contents, stated.members) != (digest(contents), members):
        raise wrong("its list is not the one that was sealed", CONTENTS)


def wrong(reason: str, path: str) -> GatewayError:
    """ARCHIVE_WRONG at a member."""
    return faults.ARCHIVE_WRONG.error(reason, place=Place(path=path))


def _written(statement: ArchiveStatement) -> bytes:
    said = {
        "At": moment(statement.at),
        "Name": statement.name,
        "Messages": statement.messages,
        "Members": statement.members,
        "Contents": statement.contents,
    }
    inner = "".join(f"<{tag}>{value}</{tag}>" for tag, value in said.items())
    return f'<ArchiveStatement xmlns="{NAMESPACE}">{inner}</ArchiveStatement>'.encode()
