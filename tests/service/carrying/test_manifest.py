"""A manifest is read back as it was written, and nothing that is worded otherwise is read at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.service.carrying.manifest import DOCUMENTS, RECEIPTS, Item, Manifest, read, written

NOW = datetime(2014, 10, 15, 8, 0, 0, 1, tzinfo=UTC)
ITEM = Item(number="1", file="documents/1.xml", digest="sm3:0", charset="UTF-8", not_after=NOW)
SAID = Manifest(
    what=DOCUMENTS, number="201410150000000001", sender="A", receiver="B", made_at=NOW, expires_at=NOW, items=(ITEM,)
)

texts = st.text(max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
items = st.builds(
    Item, number=texts, file=texts, digest=texts, document=texts, charset=texts, not_after=st.none() | moments
)
manifests = st.builds(
    Manifest,
    what=st.sampled_from([DOCUMENTS, RECEIPTS]),
    number=st.from_regex(r"[A-Za-z0-9]{1,32}", fullmatch=True),
    sender=texts,
    receiver=texts,
    made_at=moments,
    expires_at=st.none() | moments,
    answers=texts,
    items=st.lists(items, min_size=1, max_size=3).map(tuple),
)


@given(manifests)
def test_what_was_written_is_read_back(said: Manifest) -> None:
    assert read(written(said)) == said


@given(st.binary(max_size=60))
def test_whatever_else_comes_is_refused_with_a_code(raw: bytes) -> None:
    with pytest.raises(SenderError) as caught:
        read(raw)
    assert caught.value.fault is faults.CARRY_INVALID


@pytest.mark.parametrize(
    "change",
    [
        {"count": 2},
        {"more": "x"},
        {"what": "else"},
        {"number": "../1"},
        {"number": "1" * 33},
        {"number": 1},
        {"items": []},
        {"made_at": "2014-10-15T08:00:00"},
        {"made_at": "2014-10-15T16:00:00.000001+08:00"},
        {"expires_at": 5},
        {"items": [{"number": "1"}]},
        {"items": 5},
    ],
)
def test_a_manifest_of_another_wording_is_refused(change: dict[str, Any]) -> None:
    raw = json.dumps(json.loads(written(SAID)) | change, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(SenderError) as caught:
        read(raw)
    assert caught.value.fault is faults.CARRY_INVALID


def test_a_manifest_of_too_many_is_refused() -> None:
    with pytest.raises(SenderError):
        read(written(replace(SAID, items=(ITEM,) * 4001)))
