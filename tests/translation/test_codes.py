from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.errors import SenderError, SetupError
from gateway.translation.codes import AmbiguityError, Claim, Codes, Family, Row, Spell, Written, family, spells

DAY = date(2014, 10, 15)


def row(canonical: str, cells: dict[str, str], **more: object) -> Row:
    split = {column: tuple(cell.split("|")) for column, cell in cells.items()}
    return Row(canonical=canonical, name=canonical, cells=split, **more)  # type: ignore[arg-type]


def made(*rows: Row) -> Family:
    return family("colour", rows, ["a", "b"])


def test_a_code_is_read_by_its_column_and_written_in_the_other() -> None:
    colours = made(row("RED", {"a": "1", "b": "R"}), row("BLUE", {"a": "2", "b": "1"}))
    assert colours.read("a", "1", DAY) == "RED"
    assert colours.read("b", "1", DAY) == "BLUE"
    assert colours.write("b", "RED", DAY) == Written("R", True)


def test_an_unknown_code_is_refused_with_its_value_and_column() -> None:
    with pytest.raises(SenderError, match="colour/a has no such code") as refused:
        made(row("RED", {"a": "1"})).read("a", "9", DAY)
    assert (refused.value.fault.name, refused.value.value) == ("code-unknown", "9")


@pytest.mark.parametrize("text", ["", " 1", "1 ", "１", "01"])
def test_nothing_but_the_very_code_is_read(text: str) -> None:
    with pytest.raises(SenderError, match="no such code"):
        made(row("RED", {"a": "1"})).read("a", text, DAY)


def test_a_value_without_a_code_in_the_column_is_refused() -> None:
    with pytest.raises(SenderError, match="colour/b has no code for this") as refused:
        made(row("RED", {"a": "1"})).write("b", "RED", DAY)
    assert (refused.value.fault.name, refused.value.value) == ("target-lacks", "RED")


def test_many_to_one_is_read_as_the_preferred_row_and_written_inexactly_by_the_others() -> None:
    colours = made(row("RED", {"a": "9"}), row("OTHER", {"a": "9"}, reads=frozenset("a")))
    assert colours.read("a", "9", DAY) == "OTHER"
    assert colours.write("a", "OTHER", DAY) == Written("9", True)
    assert colours.write("a", "RED", DAY) == Written("9", False)


@pytest.mark.parametrize("reads", [frozenset(), frozenset("a")], ids=["none preferred", "both preferred"])
def test_two_meanings_without_one_preferred_are_refused_when_made(reads: frozenset[str]) -> None:
    with pytest.raises(AmbiguityError, match="9 stands for BLUE and RED"):
        made(row("RED", {"a": "9"}, reads=reads), row("BLUE", {"a": "9"}, reads=reads))


def test_a_declared_ambiguity_is_written_but_never_read() -> None:
    colours = made(row("RED", {"a": "1|9"}, doubtful=frozenset({("a", "9")})), row("BLUE", {"a": "9"}))
    with pytest.raises(SenderError, match="two meanings") as refused:
        colours.read("a", "9", DAY)
    assert refused.value.fault.name == "code-ambiguous"
    assert colours.write("a", "BLUE", DAY) == Written("9", False)
    assert colours.write("a", "RED", DAY) == Written("1", True)


def test_all_alternatives_are_read_and_the_first_is_written() -> None:
    colours = made(row("RED", {"a": "1|01"}))
    assert {colours.read("a", text, DAY) for text in ("1", "01")} == {"RED"}
    assert colours.write("a", "RED", DAY).text == "1"


def test_one_code_may_mean_another_thing_later() -> None:
    colours = made(
        row("RED", {"a": "1"}, until=date(2018, 7, 31)),
        row("BLUE", {"a": "1"}, since=date(2018, 8, 1)),
    )
    assert colours.read("a", "1", date(2018, 7, 31)) == "RED"
    assert colours.read("a", "1", date(2018, 8, 1)) == "BLUE"
    with pytest.raises(SenderError, match="no code for this on 2018-08-01"):
        colours.write("a", "RED", date(2018, 8, 1))


def test_exactness_follows_the_date() -> None:
    colours = made(
        row("RED", {"a": "9"}),
        row("OTHER", {"a": "9"}, reads=frozenset("a"), since=date(2018, 8, 1)),
    )
    assert colours.write("a", "RED", date(2018, 7, 31)) == Written("9", True)
    assert colours.write("a", "RED", date(2018, 8, 1)) == Written("9", False)


def test_one_overlapping_day_is_an_ambiguity() -> None:
    with pytest.raises(AmbiguityError):
        made(row("RED", {"a": "1"}, until=DAY), row("BLUE", {"a": "1"}, since=DAY))


def test_a_value_may_not_stand_twice_on_one_date() -> None:
    with pytest.raises(AmbiguityError, match="RED stands for row 1 and row 2"):
        made(row("RED", {"a": "1"}), row("RED", {"a": "1"}))


def test_a_column_that_is_not_there_is_the_operators_turn() -> None:
    with pytest.raises(SetupError, match="the table colour has no column c"):
        made(row("RED", {"a": "1"})).read("c", "1", DAY)


def test_a_family_that_is_not_there_is_the_operators_turn() -> None:
    with pytest.raises(SetupError, match="no code table taste"):
        Codes("0", {"colour": made()})["taste"]


DAYS = st.dates(date(2013, 1, 1), date(2013, 1, 20))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=5), DAYS)
def test_spells_say_on_each_day_what_the_claims_say(periods: list[list[date]], on: date) -> None:
    claims = [Claim("x", since, until) for since, until in periods]
    found = [spell for spell in spells("k", claims) if spell.since <= on <= spell.until]
    assert len(found) == any(since <= on <= until for since, until in periods)


@given(st.permutations([Spell("x", date.min, DAY), Spell("y", date(2014, 10, 16), date.max)]))
def test_spells_do_not_depend_on_the_order_of_rows(order: list[Spell]) -> None:
    claims = [Claim(spell.value, spell.since, spell.until) for spell in order]
    assert [spell.value for spell in spells("k", claims)] == ["x", "y"]


CELL = st.none() | st.sampled_from("123456")
TABLES = st.lists(st.tuples(st.sampled_from("ABCDEF"), CELL, CELL, st.booleans()), max_size=6)


@given(TABLES)
def test_whatever_table_is_let_in_keeps_the_laws_of_both_directions(cells: list[tuple]) -> None:
    rows = []
    for canonical, a, b, preferred in cells:
        said = {column: code for column, code in (("a", a), ("b", b)) if code}
        rows.append(row(canonical, said, reads=frozenset(said) if preferred else frozenset()))
    try:
        colours = made(*rows)
    except AmbiguityError:
        return
    check_laws(colours)


def check_laws(table: Family, on: date = DAY) -> None:
    """`write(read(x)) == x` for what is written of a preferred reading; `read(write(c)) == c` iff exact."""
    for one in table.rows:
        for column in one.cells:
            written = table.write(column, one.canonical, on)
            try:
                back = table.read(column, written.text, on)
            except SenderError:
                assert not written.exact
                continue
            assert (back == one.canonical) == written.exact
            assert table.write(column, back, on) == Written(written.text, True)
