"""What the gateway states under its seal: that a batch of records has this root, and a day of batches that one.

Small documents of our own namespace (our own design), each naming the one before by the digest of its bytes, so that
none can be taken out, put in, or exchanged without all that follow. Built and read here; `written` of what was read is
byte for byte the content, so there is one wording only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from gateway.document.parse import parse
from gateway.evidence.records import moment
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import dsig
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import Verified, verify

NAMESPACE = "urn:eport-gateway:evidence:1"
LIMIT_BYTES = 64 * 1024
"""Of a statement with its Signature and certificate."""
SEALS = ("sm2-sm3", "rsa-sha256", "ecdsa-p256-sha256", "rsa-pss-sha256")
"""The profiles that we sign under; no other is believed of a statement."""
FIRST = ""
"""What the first of a chain names as its predecessor."""
NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
DIGEST = re.compile(r"sm3:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchStatement:
    """So many records in the order of their numbers have this root (`merkle`)."""

    number: int
    """From 1, without a gap."""
    at: datetime
    day: date
    """The day (UTC) whose statement covers it: that of `at`, never before its predecessor's, if a clock went back."""
    previous: str
    """Digest of the statement of batch `number` - 1; FIRST for the first."""
    first: int
    last: int
    """The journal's numbers of the first and the last record."""
    count: int
    """At least 1."""
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatement:
    """All batches of one day, in their order: the digests of their statements (32 bytes each) are the tree's bodies.

    A day without a batch has no statement.
    """

    day: date
    at: datetime
    previous: str
    """Digest of the statement of the last day before that had batches; FIRST for the first."""
    first: int
    last: int
    """Numbers of its first and its last batch; it has all between."""
    count: int
    root: str
    tip: str
    """Digest of the statement of batch `last`."""


Statement = BatchStatement | DayStatement
S = TypeVar("S", BatchStatement, DayStatement)


def written(statement: Statement) -> bytes:
    """Its canonical form, not yet sealed."""
    name = type(statement).__name__
    said = "".join(f"<{tag}>{to_text(getattr(statement, field))}</{tag}>" for tag, field, to_text, _ in ROWS[name])
    return f'<{name} xmlns="{NAMESPACE}">{said}</{name}>'.encode()


def sealed(statement: Statement, signer: Signer) -> bytes:
    """Its bytes as they are kept and given out."""
    return seal(written(statement), signer)


def proven(statement: bytes, trust: TrustStore, *, party: str) -> Verified:
    """What `party`'s seal on it covers, its certificate valid when it says that it was made.

    Raises EVIDENCE_WRONG for a profile that is not one of SEALS, and what `parse` and `verify` raise.
    """
    root = parse(statement, limit=LIMIT_BYTES).root
    at = _moment(root.findtext(f"{{{NAMESPACE}}}At") or "")
    return verify(root, _profile(root.find(f"{dsig.SIGNATURE}/*/{dsig.DS}SignatureMethod")), trust, party=party, at=at)


def read_batch(content: bytes) -> BatchStatement:
    """From the verified bytes alone (`Verified.content`). Raises EVIDENCE_WRONG for any other writing or meaning."""
    found = _read(content, BatchStatement)
    if found.number < 1 or not 1 <= found.count <= found.last - found.first + 1:
        raise _wrong("its numbers contradict each other")
    return found


def read_day(content: bytes) -> DayStatement:
    """From the verified bytes alone. Raises EVIDENCE_WRONG."""
    found = _read(content, DayStatement)
    if found.first < 1 or not 1 <= found.count == found.last - found.first + 1:
        raise _wrong("its numbers contradict each other")
    return found


def _profile(method: object) -> Profile:
    name = str(method.get("Algorithm")) if hasattr(method, "get") else ""
    found = [one for one in SEALS if one in PROFILES and PROFILES[one].signature_method == name]
    if not found:
        raise faults.EVIDENCE_WRONG.error("no statement of a gateway is sealed so", value=name)
    return PROFILES[found[0]]


def _read(content: bytes, kind: type[S]) -> S:
    root = parse(content, limit=LIMIT_BYTES).root
    values = {str(child.tag).removeprefix(f"{{{NAMESPACE}}}"): child.text or "" for child in root}
    try:
        said: dict[str, Any] = {name: from_text(values[tag]) for tag, name, _, from_text in ROWS[kind.__name__]}
    except LookupError as error:
        raise _wrong(f"it has no {error}") from None
    found = kind(**said)
    if written(found) != content:
        raise _wrong("it is not worded as ours are")
    return found


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(f"no moment: {text[:40]}") from None
    if at.tzinfo is None:
        raise _wrong(f"a moment without its offset: {text[:40]}")
    return at


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(f"no day: {text[:40]}") from None


def _number(text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise _wrong(f"no number: {text[:40]}")
    return int(text)


def _digest(text: str) -> str:
    if not DIGEST.fullmatch(text):
        raise _wrong(f"no digest: {text[:40]}")
    return text


def _previous(text: str) -> str:
    return text if text == FIRST else _digest(text)


def _wrong(reason: str) -> GatewayError:
    return faults.EVIDENCE_WRONG.error(f"statement: {reason}")


Row = tuple[str, str, Callable[..., str], Callable[[str], object]]
"""Element, attribute, and the pair of text and value."""
PLACE: tuple[Row, ...] = (("Previous", "previous", str, _previous),)
SPAN: tuple[Row, ...] = (
    ("First", "first", str, _number),
    ("Last", "last", str, _number),
    ("Count", "count", str, _number),
    ("Root", "root", str, _digest),
)
WHEN: tuple[Row, ...] = (("At", "at", moment, _moment), ("Day", "day", date.isoformat, _day))
ROWS: Mapping[str, Iterable[Row]] = {
    "BatchStatement": (("Number", "number", str, _number), *WHEN, *PLACE, *SPAN),
    "DayStatement": (*WHEN, *PLACE, *SPAN, ("Tip", "tip", str, _digest)),
}
