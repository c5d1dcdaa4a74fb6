"""The words of XML Signature (W3C XML-DSig, http://www.w3.org/TR/xmldsig-core/), and its base64."""

from __future__ import annotations

import base64
import binascii

NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"
DS = f"{{{NAMESPACE}}}"
SIGNATURE = f"{DS}Signature"
ENVELOPED = f"{NAMESPACE}enveloped-signature"
_BLANKS = str.maketrans("", "", " \t\r\n")


def to_base64(content: bytes) -> bytes:
    """One line."""
    return base64.b64encode(content)


def from_base64(text: str | None) -> bytes:
    """The bytes, blanks ignored. Raises ValueError for any other writing of them.

    Base64 has several spellings of one value (unused bits at its end); only the one without such bits is taken, so that
    no byte of a signed document can change unseen.
    """
    try:
        compact = (text or "").translate(_BLANKS).encode("ascii")
        content = base64.b64decode(compact, validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("no base64") from None
    if to_base64(content) != compact:
        raise ValueError("no canonical base64")
    return content
