"""Every sample on every way: from its own dialect to each other one, and what that one makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from adapters import DIALECTS
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.translation.form import Dialect
from gateway.translation.giving import numbered
from gateway.translation.translator import Read, Translator
from tests.adapters.contract import CODES, REFUSALS, SAMPLES, SCHEMAS
from tests.samples.messages import AFTER_MERGER, BUSINESS_DATE

NAMES = {dialect.name: dialect for dialect in DIALECTS}
DOCUMENTS = sorted(
    path for name in NAMES for path in (SAMPLES / name).glob("*.xml") if not path.name.startswith("receipt")
)
NOW = datetime(2014, 10, 15, 1, 0, tzinfo=UTC)


@cache
def translator(name: str) -> Translator:
    return Translator(NAMES[name], CODES, SCHEMAS)


def read(path: Path, on: date) -> Read:
    return translator(path.parent.name).read(parse(path.read_bytes()).root, on=on)


def speaks(dialect: Dialect, kind: str, on: date) -> bool:
    return any(form.written and form.kind == kind and form.since <= on <= form.until for form in dialect.forms)


def on_its_way(path: Path, target: Dialect, on: date) -> tuple[Read, Read] | GatewayError:
    """What is read of a sample, and what the target reads of what was written for it; or the refusal."""
    said = read(path, on)
    try:
        given = numbered(said.message, target.gives, number="201410150000000001", at=NOW)
        given = replace(given, sender="DXPGTW0000000001", receivers=("DXPENT0000000001",))
        written = translator(target.name).write(given, on=on)
    except GatewayError as error:
        return error
    return said, translator(target.name).read(parse(written.document).root, on=on, keys=written.keys)


@pytest.mark.parametrize("on", [BUSINESS_DATE, AFTER_MERGER], ids=str)
@pytest.mark.parametrize("target", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_sample_becomes_a_document_of_its_kind_or_a_refusal_that_the_sender_can_act_on(
    target: Dialect, on: date
) -> None:
    for path in DOCUMENTS:
        done = on_its_way(path, target, on)
        if isinstance(done, GatewayError):
            assert done.fault in REFUSALS, (path, done)
        else:
            assert done[0].message.body.KIND == done[1].message.body.KIND, path


@pytest.mark.parametrize("target", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_kind_without_a_word_there_is_refused_and_never_written_as_another(target: Dialect) -> None:
    for path in DOCUMENTS:
        kind = read(path, BUSINESS_DATE).message.body.KIND
        if not speaks(target, kind, BUSINESS_DATE):
            done = on_its_way(path, target, BUSINESS_DATE)
            assert isinstance(done, GatewayError), path
            assert done.fault is faults.TARGET_LACKS, (path, done)


def test_what_our_own_dialect_carries_loses_nothing() -> None:
    for path in DOCUMENTS:
        done = on_its_way(path, NAMES["regional"], BUSINESS_DATE)
        assert not isinstance(done, GatewayError), (path, done)
        assert done[0].message.body == done[1].message.body, path


@pytest.mark.parametrize("target", DIALECTS, ids=lambda dialect: dialect.name)
def test_an_outcome_comes_back_as_itself_or_as_a_coarser_true_word_and_partly_released_as_itself(
    target: Dialect,
) -> None:
    for path in DOCUMENTS:
        done = on_its_way(path, target, BUSINESS_DATE)
        if isinstance(done, GatewayError):
            continue
        was, now = (getattr(one.message.body, "outcome", None) for one in done)
        if was == "partly-released" or now == "partly-released":
            assert was == now, path
        if now is not None and now.startswith("released"):
            assert str(was).startswith("released") or was in ("passed-customs", "cleared"), (path, was, now)
