"""Hebei's samples, as they are and changed, read and written by its translator."""

from __future__ import annotations

from datetime import date

from lxml import etree

from adapters.hebei.dec import DIALECT
from gateway.document.parse import parse
from gateway.model.declaration import Declaration
from gateway.model.message import Message
from gateway.model.status import DeclarationStatus
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples.messages import AFTER_MERGER

HEBEI = Translator(DIALECT, CODES, SCHEMAS)
FOLDER = SAMPLES / "hebei-dec"


def sample(name: str) -> etree._Element:
    return parse((FOLDER / name).read_bytes()).root


def changed(name: str, *changes: tuple[str, str]) -> etree._Element:
    raw = (FOLDER / name).read_text("utf-8")
    for old, new in changes:
        assert old in raw
        raw = raw.replace(old, new)
    return parse(raw.encode()).root


def inner(name: str, path: str) -> etree._Element:
    found = sample(name).find(path)
    assert found is not None
    return parse(etree.tostring(found)).root


def declaration(root: etree._Element, on: date = AFTER_MERGER) -> Declaration:
    body = HEBEI.read(root, on=on).message.body
    assert isinstance(body, Declaration)
    return body


def status(root: etree._Element) -> DeclarationStatus:
    body = HEBEI.read(root, on=AFTER_MERGER).message.body
    assert isinstance(body, DeclarationStatus)
    return body


def written(body: Declaration | DeclarationStatus, on: date = AFTER_MERGER) -> etree._Element:
    return etree.fromstring(HEBEI.write(Message(number="1", body=body), on=on).document)


def text(root: etree._Element, path: str) -> str | None:
    found = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return None if found is None else found.text
