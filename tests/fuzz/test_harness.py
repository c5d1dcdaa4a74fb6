"""The harness itself: it finds what is there to be found, and what it once kept still fares well."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from tests.fuzz import der_mutants, targets
from tests.fuzz.chance import Chance
from tests.fuzz.noting import Note, noted
from tests.fuzz.plain import fuzz
from tests.fuzz.properties import BrokenPropertyError
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trying import (
    CORPUS,
    KEPT_BYTES,
    OursError,
    TooSlowError,
    attempt,
    bounded_memory,
    bounded_time,
    corpus_of,
    keep,
)
from tests.trust.made import party

ROOT = Path(__file__).parents[2]
CORPUS_BYTES = 300_000
TRIED = 60
each_target = pytest.mark.parametrize("name", TARGETS)
NOISE = pytest.mark.filterwarnings("ignore::UserWarning", "ignore:.*:cryptography.utils.CryptographyDeprecationWarning")
"""`cryptography` warns of the odd names and numbers that it reads."""


@NOISE
@each_target
def test_good_inputs_and_what_was_kept_fare_well(name: str) -> None:
    target = TARGETS[name]
    for data in target.seeds():
        attempt(target, data)
    for path in corpus_of(target):
        assert attempt(target, path.read_bytes()), path


@NOISE
@each_target
def test_some_inputs_of_each_target_are_tried_in_the_suite_too(name: str) -> None:
    good = len(TARGETS[name].seeds()) + len(corpus_of(TARGETS[name]))
    found = fuzz(TARGETS[name], seed=7, seconds=30, most=good + TRIED)
    assert found.failure is None, found.failing
    assert len(found.interesting) > 1, "its inputs fare in more than one way"


def test_the_corpus_is_small_has_nothing_twice_and_belongs_to_targets() -> None:
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} <= set(TARGETS)
    assert sum(path.stat().st_size for path in files) < CORPUS_BYTES
    assert len({(path.parent, path.read_bytes()) for path in files}) == len(files)


def failing(run: Callable[[bytes], None]) -> BaseException:
    found = fuzz(replace(TARGETS["parser"], run=run), seed=1, seconds=20, most=500)
    assert found.failure is not None
    return found.failure


def test_an_error_that_is_no_gateway_error_is_found() -> None:
    def run(data: bytes) -> None:
        data[1:].decode("ascii")

    assert isinstance(failing(run), UnicodeDecodeError)


def test_a_mistake_that_we_own_up_to_is_found() -> None:
    def run(_: bytes) -> None:
        raise faults.OURS.error("a mistake")

    assert isinstance(failing(run), OursError)


def test_a_verifier_that_believes_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.trust.xmldsig_verify._refuse_digest", lambda *_: None)
    found = fuzz(TARGETS["verifier"], seed=1, seconds=20)
    assert isinstance(found.failure, BrokenPropertyError)


def test_a_parser_whose_answer_is_not_what_it_reads_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "canonical", lambda _: b"<a>" + str(time.monotonic_ns()).encode() + b"</a>")
    found = fuzz(TARGETS["parser"], seed=1, seconds=20)
    assert isinstance(found.failure, BrokenPropertyError)


def test_an_input_that_takes_too_long_is_found() -> None:
    with pytest.raises(TooSlowError), bounded_time(0.05):
        while True:
            pass


def test_the_input_that_never_comes_back_can_be_read_afterwards(tmp_path: Path) -> None:
    note = Note(tmp_path / "last")
    for data in (b"first", b"2", bytes(300_000), b"third"):
        note(data)
    assert noted(tmp_path / "last") == b"third"
    told: list[bytes] = []
    fuzz(TARGETS["parser"], seed=1, seconds=20, most=100, note=told.append)
    assert len(told) > 10


def test_memory_is_bounded() -> None:
    with bounded_memory(), pytest.raises(MemoryError):
        bytearray(2**34)
    assert len(bytearray(2**20)) == 2**20


def test_a_refusal_is_a_way_to_fare() -> None:
    def run(_: bytes) -> None:
        raise faults.EMPTY.error("there is nothing in it")

    target = Target("parser", run, tuple, lambda raw, _: raw)
    assert attempt(target, b"").startswith("4001 there is")
    assert attempt(target, b"x" * 300_000) == "long"


def test_only_what_is_small_is_kept_and_only_so_much(tmp_path: Path) -> None:
    target = TARGETS["parser"]
    assert keep(target, bytes(KEPT_BYTES + 1), tmp_path) is None
    kept = [keep(target, number.to_bytes(2, "big") * (KEPT_BYTES // 2), tmp_path) for number in range(50)]
    assert None in kept
    assert kept[0] is not None
    assert kept[0].read_bytes() == bytes(KEPT_BYTES)


def test_the_same_bytes_are_the_same_chances() -> None:
    def drawn(data: bytes) -> list[float]:
        chance = Chance(data)
        return [chance.random(), chance.randrange(9), chance.choice("abc") == "a", chance.random()]

    assert drawn(b"12345") == drawn(b"12345")
    assert drawn(b"12345") != drawn(b"12346")
    assert Chance(b"\xff" * 9).getrandbits(3) == 7


def test_changed_der_has_right_lengths() -> None:
    good, chance, read = party().certificate.der, Random(1), 0  # noqa: S311
    for _ in range(300):
        try:
            targets.read_trust(der_mutants.mutant(good, chance))
            read += 1
        except GatewayError as error:
            read += error.fault is not faults.CERTIFICATE_UNREADABLE
    assert read > 30, "many are certificates still"


def test_the_command_is_one_of_the_makefile_and_of_ci() -> None:
    assert "-m tests.fuzz --seconds $(SECONDS)" in (ROOT / "Makefile").read_text("utf-8")
    assert "make fuzz SECONDS=90" in (ROOT / ".ci" / "run").read_text("utf-8")
