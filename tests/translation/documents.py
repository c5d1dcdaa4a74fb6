"""Documents of the invented dialect, changed at one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from gateway.document.parse import parse_text
from gateway.model.errors import GatewayError
from gateway.translation.translator import Read, Translator
from tests.translation.invented import CODES, INVENTED, KEYS, ON, SCHEMAS

TRANSLATOR = Translator(INVENTED, CODES, SCHEMAS)
SAMPLE = (Path(__file__).parent / "samples" / "parcel.xml").read_text("utf-8")


def document(*changes: tuple[str, str]) -> etree._Element:
    text = SAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_text(text)


def read(*changes: tuple[str, str]) -> Read:
    return TRANSLATOR.read(document(*changes), on=ON, keys=KEYS)


def refused(act: Callable[[], object]) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        act()
    return caught.value
