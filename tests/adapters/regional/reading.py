"""The samples of our own dialect with one thing changed, read and written again."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from adapters.regional import DIALECT
from gateway.document.parse import parse
from gateway.model.errors import SenderError
from gateway.translation.translator import Read, Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples.messages import BUSINESS_DATE


@cache
def regional() -> Translator:
    return Translator(DIALECT, CODES, SCHEMAS)


def sample(name: str, *changes: tuple[str, str]) -> bytes:
    text = (SAMPLES / "regional" / f"{name}.xml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def read(name: str, *changes: tuple[str, str], on: date = BUSINESS_DATE) -> Read:
    return regional().read(parse(sample(name, *changes)).root, on=on)


def refused(name: str, *changes: tuple[str, str]) -> SenderError:
    with pytest.raises(SenderError) as caught:
        read(name, *changes)
    return caught.value
