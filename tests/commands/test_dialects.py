from __future__ import annotations

import pytest

from adapters import DIALECTS
from tests.commands.cli import good, run


def test_there_is_one_row_a_form_with_how_much_it_cannot_carry() -> None:
    heading, *rows = good("dialects").text.splitlines()
    assert heading.split()[:4] == ["DIALECT", "PORT", "KIND", "VARIANT"]
    forms = [form for dialect in DIALECTS for form in dialect.forms]
    assert [int(row.split()[-1]) for row in rows] == [len(form.lacks) for form in forms]


def test_dates_charsets_and_envelope_are_told() -> None:
    (row,) = [row for row in good("dialects").text.splitlines() if "SWDEC001" in row]
    assert "until 2018-07-31" in row
    assert "UTF-8 GB18030" in row
    assert row.split()[-2] == "SWDEC001"


def test_losses_are_listed_with_their_reasons() -> None:
    lines = good("dialects", "--losses").text.splitlines()
    assert len(lines) - 1 == sum(len(form.lacks) for dialect in DIALECTS for form in dialect.forms)
    assert any("goods.ciq_name" in line and "tianjin-ciq" in line for line in lines)


def test_machines_get_everything() -> None:
    told = good("dialects", "--json").json
    assert {one["dialect"] for one in told} == {dialect.name for dialect in DIALECTS}
    assert all(one["source"] and one["charsets"] and isinstance(one["not_carried"], dict) for one in told)


def test_the_matrix_has_a_row_for_each_way_from_one_dialect_to_another() -> None:
    rows = [line.split() for line in good("dialects", "--matrix").text.splitlines()[1:]]
    told = {(row[0], row[1], row[2]) for row in rows}
    assert ("declaration", "beijing-ciq", "hebei-dec") in told
    assert ("heartbeat", "regional", "beijing-ciq") not in told
    (way,) = [row for row in rows if row[:4] == ["declaration", "beijing-ciq", "tianjin-ciq", "120"]]
    assert 0 < int(way[4]) < int(way[5])


def test_what_is_lost_on_a_way_is_told_a_line_a_name_with_its_reason() -> None:
    matrix = ("dialects", "--matrix", "--kind", "declaration", "--dialect", "tianjin-ciq")
    start = ["declaration", "beijing-ciq", "tianjin-ciq", "120"]
    (way,) = [row for line in good(*matrix).text.splitlines() if (row := line.split())[:4] == start]
    lost = [row for line in good(*matrix, "--losses").text.splitlines() if (row := line.split())[:4] == start]
    assert len(lost) == int(way[4])
    assert all(len(row) > 5 for row in lost)


def test_a_row_fits_where_people_read() -> None:
    assert max(map(len, good("dialects", "--matrix").text.splitlines())) <= 100
    assert max(map(len, good("dialects", "--dialect", "beijing-eciq").text.splitlines())) <= 140


def test_one_kind_or_dialect_may_be_asked_for() -> None:
    rows = [line.split() for line in good("dialects", "--kind", "seal").text.splitlines()[1:]]
    assert [(row[0], row[2]) for row in rows] == [("regional", "seal")]
    rows = [line.split() for line in good("dialects", "--dialect", "beijing-eciq").text.splitlines()[1:]]
    assert {row[0] for row in rows} == {"beijing-eciq"}
    assert {one["kind"] for one in good("dialects", "--kind", "seal", "--json").json} == {"seal"}


@pytest.mark.parametrize("option", ["--kind", "--dialect"])
def test_what_there_is_not_is_usage_with_what_there_is(option: str) -> None:
    done = run("dialects", option, "nothing")
    assert done.code == 2
    assert {"--kind": "heartbeat", "--dialect": "beijing-eciq"}[option] in done.err
