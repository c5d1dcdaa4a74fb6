from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gateway.model import faults
from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.model.errors import GatewayError, SenderError
from gateway.translation.code_tables import load_codes
from gateway.translation.code_updates import updated
from gateway.translation.codes import Codes

TABLE = b"""# near: a family. far: another
canonical,name,near,far,valid_from,valid_to,reads,certainty,source
AUS,Australia,601,036,,,near,certain,s
NFK,Norfolk,601,574,,,,certain,s
CHN,China,142,156,,2016-12-31,,certain,s
"""
CODES = load_codes({"country.csv": TABLE})
DAY = date(2015, 1, 1)
BEFORE = DAY - timedelta(days=1)
AUSTRALIA = TableRow(canonical="AUS", name="Australia", codes=(TableCode(column="near", code="609"),))
UPDATE = CodeTable(family="country", version="2015-1", effective_from=DAY, issuer="GACC", rows=(AUSTRALIA,))


def said(codes: Codes, column: str, code: str, on: date) -> str:
    return codes["country"].read(column, code, on)


def refused(update: CodeTable) -> GatewayError:
    with pytest.raises(SenderError) as caught:
        updated(CODES, update)
    assert caught.value.fault is faults.CODE_TABLE_REFUSED
    return caught.value


def rows(*changed: TableRow) -> CodeTable:
    return replace(UPDATE, rows=changed)


def test_the_new_code_holds_from_its_day_and_the_old_one_until_the_day_before() -> None:
    codes = updated(CODES, UPDATE)
    assert said(codes, "near", "609", DAY) == said(codes, "near", "601", BEFORE) == "AUS"
    assert said(codes, "near", "601", DAY) == "NFK"
    with pytest.raises(SenderError):
        said(codes, "near", "609", BEFORE)


def test_a_row_is_replaced_whole_so_a_code_that_is_not_said_again_is_gone() -> None:
    codes = updated(CODES, UPDATE)
    assert said(codes, "far", "036", BEFORE) == "AUS"
    with pytest.raises(SenderError):
        said(codes, "far", "036", DAY)


def test_rows_that_are_not_named_stay_and_so_do_other_tables() -> None:
    assert said(updated(CODES, UPDATE), "far", "156", DAY) == "CHN"


def test_a_preferred_reading_stays_preferred() -> None:
    same = TableRow(canonical="AUS", name="Australia", codes=(TableCode(column="near", code="601"),))
    assert said(updated(CODES, rows(same)), "near", "601", DAY) == "AUS"


def test_what_is_withdrawn_is_unknown_from_that_day_on() -> None:
    codes = updated(CODES, rows(TableRow(canonical="NFK", name="Norfolk", withdrawn=True)))
    assert said(codes, "far", "574", BEFORE) == "NFK"
    with pytest.raises(SenderError) as caught:
        said(codes, "far", "574", DAY)
    assert caught.value.fault is faults.CODE_UNKNOWN


def test_the_first_of_several_codes_is_written_and_all_are_read() -> None:
    two = (TableCode(column="near", code="610"), TableCode(column="near", code="609"))
    codes = updated(CODES, rows(replace(AUSTRALIA, codes=two)))
    assert said(codes, "near", "609", DAY) == said(codes, "near", "610", DAY) == "AUS"
    assert codes["country"].write("near", "AUS", DAY).text == "610"


def test_every_update_makes_another_version_of_the_tables() -> None:
    once = updated(CODES, UPDATE)
    assert len({CODES.version, once.version, updated(once, replace(UPDATE, version="2015-2")).version}) == 3


def test_a_table_that_would_say_two_things_of_one_code_is_refused() -> None:
    clash = TableRow(canonical="NZL", name="New Zealand", codes=(TableCode(column="far", code="156"),))
    assert "156 stands for CHN and NZL" in refused(rows(clash)).reason


def test_an_unknown_family_or_column_is_refused_with_what_there_is() -> None:
    assert "there are country" in refused(replace(UPDATE, family="planets")).reason
    astray = replace(AUSTRALIA, codes=(TableCode(column="nearer", code="1"),))
    assert "there are canonical, far, near" in refused(rows(astray)).reason


def test_a_value_twice_or_without_any_code_is_refused() -> None:
    assert "AUS comes twice" in refused(rows(AUSTRALIA, AUSTRALIA)).reason
    assert "has no code" in refused(rows(replace(AUSTRALIA, codes=()))).reason


def test_an_update_that_reaches_behind_another_takes_its_place() -> None:
    codes = updated(updated(CODES, UPDATE), replace(UPDATE, version="2014-9", effective_from=DAY - timedelta(days=90)))
    assert said(codes, "near", "609", BEFORE) == said(codes, "near", "609", DAY) == "AUS"


def test_an_update_from_the_first_day_there_is_leaves_nothing_of_what_was_before() -> None:
    codes = updated(CODES, replace(UPDATE, effective_from=date.min))
    assert said(codes, "near", "609", date.min) == "AUS"
    assert said(codes, "near", "601", date.min) == "NFK"


def test_a_value_stands_for_itself_in_our_own_column_and_for_no_other() -> None:
    ours = TableRow(canonical="AUS", name="Australia", codes=(TableCode(column="canonical", code="CHN"),))
    assert "not for CHN" in refused(rows(ours)).reason
    itself = TableRow(canonical="XKX", name="Kosovo", codes=(TableCode(column="canonical", code="XKX"),))
    assert said(updated(CODES, rows(itself)), "canonical", "XKX", DAY) == "XKX"


def test_a_large_update_costs_by_its_rows_and_not_by_their_square() -> None:
    many = tuple(
        TableRow(canonical=f"Z{number}", name="Z", codes=(TableCode(column="near", code=f"z{number}"),))
        for number in range(300)
    )
    compared = 0

    class Told(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

    told = tuple(replace(row, canonical=Told(row.canonical)) for row in many)
    updated(updated(CODES, rows(*many)), rows(*told))
    assert compared < 100 * len(many)
