"""The md5 prefix of Tianjin's customs queue: 32 hexadecimal digits of md5(document + shared key) before the document.

It is no signature: whoever knows the key can make it, MD5 lets two documents have one prefix, and it proves nothing to
anybody else. A link speaks it because its peer knows nothing better, and never because it was asked for less.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from gateway.model import faults
from gateway.model.errors import Place

PROFILE = "legacy-md5-prefix"
CHARS = 32
SHAPE = re.compile(rb"[0-9a-f]{32}")
KEY_CHARS = 16
"""The least that a shared key has."""
START = Place(offset=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Md5Prefix:
    """What was agreed with one link: the key, and on which way documents bear the prefix; receipts never do."""

    key: bytes = field(repr=False)
    received: bool = True
    sent: bool = True

    def stripped(self, raw: bytes) -> bytes:
        """The document of what was received, its prefix checked. Raises PREFIX_WRONG."""
        if not self.received:
            return raw
        given, document = raw[:CHARS], raw[CHARS:]
        if not SHAPE.fullmatch(given):
            reason = f"the document does not begin with {CHARS} hexadecimal digits in lower case"
            raise faults.PREFIX_WRONG.error(reason, place=START)
        if not hmac.compare_digest(given, _digits(document, self.key)):
            raise faults.PREFIX_WRONG.error("the digits are not those of this document and the shared key", place=START)
        return document

    def prefixed(self, document: bytes) -> bytes:
        """What is sent for `document`."""
        return _digits(document, self.key) + document if self.sent else document


def _digits(document: bytes, key: bytes) -> bytes:
    """As public code of the platform makes them: PHP's md5 of the document with the key behind it."""
    return hashlib.md5(document + key, usedforsecurity=False).hexdigest().encode("ascii")
