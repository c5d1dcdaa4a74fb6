"""What one record of the chain says: canonical JSON of digests and facts, never a payload.

Every record has `what` (accepted, attempt, act), `message` (our number, or null) and `at`. The others, by `what`:

* accepted: link, party, number (the sender's), kind, dialect, content, received, receipt, header (charset label beside
  the document, or null), on (business date), notes, losses, answers, origin ({message, party, link, number,
  references} or null), aliases, release (of this program), tables (digest of the dialects' tables and schemas), codes
  (digest of the code tables), sender_terms, deliveries ([{link, party, number, document, code, reason, losses,
  terms}]), proof ({layer: {certificate, chain, lists}} of digests).
* attempt: delivery, link, number, attempt, worker, began_at, document, verdict, code, reason, receipt.
* act: actor, verb, target, reason; of a new seal also document.

Moments are ISO 8601 in UTC with microseconds; a digest is `sm3:` and hex, or null where there are no bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from gateway.trust.digests import DIGESTS


def encoded(record: Mapping[str, object]) -> bytes:
    """The bytes that are kept and hashed: keys sorted, no blanks, UTF-8. TypeError for what JSON does not have."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: bytes) -> str:
    """`sm3:` and hex."""
    return "sm3:" + DIGESTS["sm3"](content).hex()


def moment(at: datetime) -> str:
    """ISO 8601 in UTC, always with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
