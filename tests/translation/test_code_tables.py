from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gateway.model.errors import SenderError, SetupError
from gateway.resources import data_folder
from gateway.translation.code_tables import load_codes, read_codes
from gateway.translation.codes import Codes, Written

DAY = date(2014, 10, 15)
TABLES = sorted(data_folder("config").joinpath("codes").glob("*.csv"))
FAMILIES = (
    "certificate",
    "country",
    "currency",
    "office",
    "packaging",
    "port",
    "trade_mode",
    "transport_mode",
    "unit",
)


@pytest.fixture(scope="module")
def codes() -> Codes:
    return read_codes(data_folder("config") / "codes")


def test_every_family_is_there(codes: Codes) -> None:
    assert set(FAMILIES) <= set(codes.families)
    assert {path.stem for path in TABLES} == set(codes.families)


# By hand, from the lists themselves and from ISO: (family, column, code, canonical value).
FACTS = [
    ("country", "customs", "142", "CHN"),
    ("country", "ciq", "156", "CHN"),
    ("country", "dec", "CHN", "CHN"),
    ("country", "customs", "502", "USA"),
    ("country", "customs", "501", "CAN"),
    ("country", "ciq", "840", "USA"),
    ("country", "ciq", "124", "CAN"),
    ("country", "customs", "110", "HKG"),
    ("country", "ciq", "344", "HKG"),
    ("country", "customs", "344", "RUS"),
    ("country", "ciq", "643", "RUS"),
    ("country", "customs", "410", "BRA"),
    ("country", "ciq", "076", "BRA"),
    ("country", "customs", "133", "KOR"),
    ("country", "ciq", "410", "KOR"),
    ("country", "customs", "143", "TWN"),
    ("country", "ciq", "158", "TWN"),
    ("country", "customs", "116", "JPN"),
    ("country", "ciq", "392", "JPN"),
    ("country", "customs", "328", "ROU"),
    ("country", "ciq", "642", "ROU"),
    ("country", "customs", "146", "KGZ"),
    ("country", "ciq", "417", "KGZ"),
    ("country", "customs", "111", "IND"),
    ("country", "ciq", "356", "IND"),
    ("country", "customs", "221", "GIN"),
    ("country", "ciq", "226", "GNQ"),
    ("country", "customs", "252", "COD"),
    ("country", "customs", "358", "SRB"),
    ("country", "customs", "349", "SCG"),
    ("currency", "customs", "142", "CNY"),
    ("currency", "ciq", "156", "CNY"),
    ("currency", "customs", "502", "USD"),
    ("currency", "ciq", "840", "USD"),
    ("currency", "customs", "300", "EUR"),
    ("currency", "ciq", "910", "EUR"),
    ("currency", "ciq", "978", "EUR"),
    ("currency", "customs", "116", "JPY"),
    ("currency", "customs", "110", "HKD"),
    ("currency", "customs", "122", "MYR"),
    ("currency", "customs", "143", "TWD"),
    ("currency", "customs", "332", "RUB"),
    ("currency", "ciq", "344", "HKD"),
    ("unit", "customs", "035", "KGM"),
    ("unit", "customs", "036", "GRM"),
    ("unit", "customs", "030", "MTR"),
    ("unit", "customs", "032", "MTK"),
    ("unit", "customs", "033", "MTQ"),
    ("unit", "customs", "070", "TNE"),
    ("unit", "customs", "095", "LTR"),
    ("unit", "customs", "096", "MLT"),
    ("unit", "customs", "061", "KWT"),
    ("unit", "customs", "011", "011"),
    ("unit", "customs", "001", "001"),
    ("packaging", "ciq", "4C11", "4C11"),
    ("packaging", "customs", "7", "9999"),
    ("packaging", "customs", "07", "9999"),
    ("packaging", "customs", "1", "W1"),
    ("packaging", "customs", "2", "4M"),
    ("packaging", "dec", "93", "9C91"),
    ("packaging", "dec", "92", "9F91"),
    ("packaging", "dec", "00", "9993"),
    ("packaging", "dec", "01", "9994"),
    ("transport_mode", "customs", "2", "2"),
    ("transport_mode", "ciq", "1", "2"),
    ("transport_mode", "ciq", "2", "3"),
    ("transport_mode", "ciq", "4", "5"),
    ("transport_mode", "ciq", "9", "9"),
    ("office", "ciq", "110110", "0110"),
    ("office", "ciq", "120202", "0202"),
    ("office", "ciq", "130403", "0403"),
    ("office", "ciq", "120010", "0208"),
    ("office", "ciq", "120100", "0205"),
    ("office", "ciq", "120213", "0213"),
    ("office", "customs", "0106", "0106"),
    ("port", "customs", "2110", "276063"),
    ("port", "dec", "DEU063", "276063"),
    ("port", "customs", "142", "156000"),
    ("port", "dec", "HKG003", "344003"),
    ("port", "customs", "1477", "702000"),
    ("trade_mode", "customs", "0110", "0110"),
    ("trade_mode", "customs", "5100", "5100"),
    ("trade_mode", "eciq", "11", "0110"),
    ("trade_mode", "ciq", "11", "0110"),
    ("trade_mode", "eciq", "23", "1234"),
    ("certificate", "ciq", "97", "97"),
    ("transport_mode", "ciq", "5", "L"),
    ("transport_mode", "ciq", "6", "G"),
    ("certificate", "ciq", "21", "21"),
]


@pytest.mark.parametrize(("family", "column", "code", "canonical"), FACTS, ids=lambda value: str(value))
def test_the_code_means(codes: Codes, family: str, column: str, code: str, canonical: str) -> None:
    assert codes[family].read(column, code, DAY) == canonical


@pytest.mark.parametrize(
    ("family", "canonical", "column", "text", "exact"),
    [
        ("currency", "EUR", "ciq", "910", True),
        ("packaging", "9999", "customs", "7", True),
        ("packaging", "4C11", "customs", "1", False),
        ("packaging", "9C91", "customs", "5", False),
        ("packaging", "W1", "ciq", "490", False),
        ("packaging", "W5", "ciq", "9999", False),
        ("packaging", "W1", "dec", "23", True),
        ("transport_mode", "2", "ciq", "1", True),
        ("port", "1012", "ciq", "104003", False),
        ("country", "SDN", "ciq", "729", True),
        ("office", "0110", "ciq", "110110", True),
    ],
)
def test_the_value_is_written(codes: Codes, family: str, canonical: str, column: str, text: str, exact: bool) -> None:
    assert codes[family].write(column, canonical, DAY) == Written(text, exact)


@pytest.mark.parametrize("mode", "01678HTWXYZ")
def test_ways_of_transport_that_ciq_cannot_tell_apart_are_losses(codes: Codes, mode: str) -> None:
    assert codes["transport_mode"].write("ciq", mode, DAY) == Written("9", False)


@pytest.mark.parametrize("code", ["086", "728", "016"])
def test_country_numbers_that_two_lists_give_to_two_countries_are_refused(codes: Codes, code: str) -> None:
    with pytest.raises(SenderError, match="two meanings"):
        codes["country"].read("ciq", code, DAY)


def test_a_stray_customs_code_of_china_is_no_ciq_code(codes: Codes) -> None:
    with pytest.raises(SenderError, match="country/ciq has no such code"):
        codes["country"].read("ciq", "142", DAY)


def test_a_mode_of_trade_is_unknown_before_it_was_opened(codes: Codes) -> None:
    assert codes["trade_mode"].read("dec", "9710", date(2020, 7, 1)) == "9710"
    with pytest.raises(SenderError, match="on 2020-06-30"):
        codes["trade_mode"].read("dec", "9710", date(2020, 6, 30))


def test_marks_ended_with_the_mark(codes: Codes) -> None:
    assert codes["currency"].read("customs", "304", date(2001, 12, 31)) == "DEM"
    with pytest.raises(SenderError):
        codes["currency"].read("customs", "304", DAY)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("on", [DAY, date(2021, 1, 1)])
def test_both_directions_keep_their_laws(codes: Codes, name: str, on: date) -> None:
    table = codes[name]
    for row in (row for row in table.rows if row.since <= on <= row.until):
        for column in row.cells:
            written = table.write(column, row.canonical, on)
            back = table.read(column, written.text, on) if (column, written.text) not in DOUBTFUL else None
            assert written.exact == (back == row.canonical)
            if back is not None:
                assert table.write(column, back, on) == Written(written.text, True)


DOUBTFUL = {("ciq", "728"), *(("eciq", code) for code in ("13", "16", "18", "21"))}


def test_each_office_of_the_three_regions_has_a_ciq_code_of_its_own(codes: Codes) -> None:
    offices = [row for row in codes["office"].rows if row.canonical[:2] in {"01", "02", "04"}]
    written = [codes["office"].write("ciq", row.canonical, DAY) for row in offices]
    assert len(offices) > 40
    assert all(one.exact for one in written)
    assert len({one.text for one in written}) == len(offices)


def test_an_office_code_of_our_own_making_says_so(codes: Codes) -> None:
    made = [row for row in codes["office"].rows if row.cells.get("ciq") in {("110110",), ("120202",), ("130403",)}]
    assert [row.certainty for row in made] == ["ours"] * 3


def test_an_office_outside_the_three_regions_has_no_ciq_code(codes: Codes) -> None:
    with pytest.raises(SenderError, match="office/ciq has no code"):
        codes["office"].write("ciq", "2201", DAY)


def test_the_version_changes_with_any_byte_of_any_table() -> None:
    raw = table()
    files = ({"a.csv": raw}, {"b.csv": raw}, {"a.csv": b"#\n" + raw}, {"a.csv": raw, "b.csv": raw})
    assert len({load_codes(one).version for one in files}) == len(files)


def test_the_version_does_not_change_with_the_order_of_files() -> None:
    raw = table()
    assert load_codes({"a.csv": raw, "b.csv": raw}).version == load_codes({"b.csv": raw, "a.csv": raw}).version


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no code tables"):
        read_codes(tmp_path)


HEAD = "# Colours.\n# source book: a book of colours\n# ciq, dec: two families\n"
COLUMNS = "canonical,name,ciq,dec,valid_from,valid_to,reads,certainty,source\n"
ROW = "RED,red,1,R,,,,certain,book\n"


def table(*rows: str, columns: str = COLUMNS) -> bytes:
    return (HEAD + columns + ROW + "".join(f"{row}\n" for row in rows)).encode()


@pytest.mark.parametrize(
    ("row", "fault", "line"),
    [
        ("BLUE,blue,1,B,,,,certain,book", "1 stands for BLUE and RED", None),
        ("RED,red,2,B,,,,certain,book", "RED stands for row 1 and row 2", None),
        ("BLUE,blue,2,B,2014-13-01,,,certain,book", "'2014-13-01' is no date", 6),
        ("BLUE,blue,2,B,,1.1.2014,,certain,book", "'1.1.2014' is no date", 6),
        ("BLUE,blue,2,B,2014-02-01,2014-01-01,,certain,book", "valid_to lies before valid_from", 6),
        ("BLUE,blue,2,B,,,dec ciq x,certain,book", "reads names x", 6),
        ("BLUE,blue,2,,,,dec,certain,book", "reads names dec, where this row has no code", 6),
        ("BLUE,blue,2,B,,,,sure,book", "certainty 'sure' is none of", 6),
        ("BLUE,blue,2,B,,,,certain,hearsay", "source 'hearsay' is not named", 6),
        ("BLUE,blue,2,B,,,,certain,", "source '' is not named", 6),
        ("BLUE,blue, 2,B,,,,certain,book", "spaces around the value of ciq", 6),
        ("BLUE,blue,2|,B,,,,certain,book", "an empty code in '2|'", 6),
        (",blue,2,B,,,,certain,book", "canonical and name must be filled in", 6),
        ("BLUE,blue,2,B", "4 values under 9 columns", 6),
        ('BLUE,"blue"x,2,B,,,,certain,book', "expected after", 6),
    ],
)
def test_a_doubtful_table_is_refused_with_its_place(row: str, fault: str, line: int | None) -> None:
    with pytest.raises(SetupError, match=r"code table colour\.csv: ") as refused:
        load_codes({"colour.csv": table(row)})
    assert fault in refused.value.reason
    assert (refused.value.place.path, refused.value.place.line) == ("colour.csv", line)


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        (COLUMNS.replace("dec", "custom"), "unknown column custom"),
        (COLUMNS.replace("dec", "ciq"), "a column comes twice"),
        (COLUMNS.replace("certainty", "name_en"), "missing column certainty"),
    ],
)
def test_a_doubtful_header_is_refused(columns: str, fault: str) -> None:
    with pytest.raises(SetupError) as refused:
        load_codes({"colour.csv": table(columns=columns)})
    assert fault in refused.value.reason
    assert refused.value.place.line == 4


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(SetupError, match="missing column"):
        load_codes({"colour.csv": b""})


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(SetupError, match="not UTF-8 at byte 0"):
        load_codes({"colour.csv": "颜色".encode("gbk")})


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_code_given_a_second_meaning_is_refused_in_every_table(path: Path) -> None:
    raw = path.read_bytes()
    whole = load_codes({path.name: raw})[path.stem]
    cells = ((row, column) for row in whole.rows if row.since <= DAY <= row.until for column in row.cells)
    row, column = next(cell for cell in cells if whole.write(cell[1], cell[0].canonical, DAY).exact)
    columns = next(line for line in raw.decode().splitlines() if line.startswith("canonical,")).split(",")
    said = {
        "canonical": "MUTANT",
        "name": "mutant",
        column: row.cells[column][0],
        "reads": column if column in row.reads else "",
        "certainty": "ours",
        "source": row.source,
    }
    mutant = ",".join(said.get(one, "") for one in columns)
    with pytest.raises(SetupError, match=r"stands for .*MUTANT"):
        load_codes({path.name: raw + f"{mutant}\n".encode()})
