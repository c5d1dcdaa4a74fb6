from __future__ import annotations

import pytest

from gateway.commands.bench.documents import case
from gateway.commands.bench.measuring import row
from gateway.commands.bench.steps import steps
from gateway.document.parse import parse
from gateway.trust.dsig import SIGNATURE
from tests.commands.cli import good, run

PROFILE = "ecdsa-p256-sha256"


def test_a_document_is_as_great_as_was_asked_for_and_sealed() -> None:
    for size in (2, 6):
        made = case(size, PROFILE)
        assert size * 1024 <= len(made.content) < size * 1024 + 1024
        assert parse(made.raw).root[-1].tag == SIGNATURE


def test_every_step_and_every_floor_runs_and_gives_the_same_each_time() -> None:
    pairs = steps(case(2, PROFILE))
    assert pairs[-1].name == "whole, without I/O"
    for pair in pairs:
        for work in (pair.floor, pair.ours):
            assert type(work()) is type(work())


def test_the_ratio_is_the_median_of_the_rounds_and_not_of_the_means() -> None:
    made = row("step", 2048, [1.0, 2.0, 4.0], [2.0, 2.0, 40.0])
    assert (made.kilobytes, made.floor_us, made.ours_us, made.ratio) == (2.0, 2e6, 2e6, 2.0)


def test_machines_get_the_machine_and_a_row_a_step_and_size() -> None:
    done = good("bench", "--json", "--sizes", "2,3", "--profile", PROFILE, "--rounds", 3, "--seconds", 0.1).json
    assert {"cpu", "cores", "python", "lxml", "libxml2", "libcrypto"} <= done["machine"].keys()
    steps_told = [one["step"] for one in done["rows"]]
    assert len(steps_told) == 2 * len(set(steps_told))
    assert "journal, group commit" in steps_told
    assert all(one["floor_us"] > 0 and one["ratio"] > 0 for one in done["rows"])


@pytest.mark.parametrize("sizes", ["", "four", "0", "4,9999"])
def test_a_wrong_size_is_usage(sizes: str) -> None:
    assert run("bench", "--sizes", sizes).code == 2
