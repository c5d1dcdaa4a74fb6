"""The documents that the simulated e-ports send: hand-written in each port's own words, not by our tables."""

from __future__ import annotations

import base64
from importlib.resources import files
from xml.sax.saxutils import escape

from gateway.document.charset import encode
from gateway.trust.signer import Signer
from gateway.trust.xmldsig_seal import seal

FOLDER = files("gateway.commands.demo") / "documents"


def fill(name: str, **values: str) -> str:
    """The document of that name with its blanks filled in."""
    text = (FOLDER / f"{name}.xml").read_text(encoding="utf-8").strip()
    return text.format(**{key: escape(value) for key, value in values.items()})


def sealed(text: str, signer: Signer) -> bytes:
    """Sealed, with an XML declaration."""
    return encode(seal(text.encode(), signer).decode(), "UTF-8")


def wrapped(document: bytes, signer: Signer, *, number: str, sender: str, receiver: str, kind: str) -> bytes:
    """In a sealed DxpMsg."""
    data = base64.b64encode(document).decode()
    return sealed(fill("dxp-message", number=number, sender=sender, receiver=receiver, kind=kind, data=data), signer)
