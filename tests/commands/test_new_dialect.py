"""The scaffold, tried on a copy of this checkout: what it draws can be read, and the contract says what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.commands.scaffold.files import Names, registered
from tests.commands.cli import run

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<HNMessage version="1"><Head><MessageId>1</MessageId><MessageType>HN"1</MessageType></Head>
<Decl><IEFlag>I</IEFlag><BillNo>B1</BillNo><CUSTOM_MASTER>0110</CUSTOM_MASTER><GrossWet>100</GrossWet>
<IEDate>20141015</IEDate><Odd>x</Odd></Decl>
<Items><Item><GNo>1</GNo><CodeTS>0202300090</CodeTS><GName>冻肉</GName></Item>
<Item><GNo>2</GNo><CodeTS>0202300090</CodeTS><GName>冻肉</GName></Item></Items></HNMessage>
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("adapters", "xsd", "config"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


ONE_LINE = DOCUMENT[: DOCUMENT.rindex("<Item>")] + "</Items></HNMessage>"


def drawn(checkout: Path, document: str = DOCUMENT) -> str:
    done = run("new-dialect", "hainan", "--sample", "-", "--root", str(checkout), stdin=document.encode())
    assert done.code == 0, done.err
    return (checkout / "adapters" / "hainan" / "dec" / "declaration.py").read_text(encoding="utf-8")


def test_known_names_are_guessed_with_their_codes_and_the_rest_is_to_be_named(checkout: Path) -> None:
    table = drawn(checkout)
    assert 'Field("Decl/BillNo", "bill_number", TEXT' in table
    assert 'Field("Decl/CUSTOM_MASTER", "declaration_office", Coded("office", "customs")' in table
    assert 'Field("Decl/GrossWet", "gross_weight_kg", decimal(19, 5)' in table
    assert 'Field("Decl/IEDate", "passage_date", day()' in table
    assert 'Ignored("Decl/Odd", "to be named")' in table
    assert 'Group("Items/Item", "goods", GoodsLine, (Field("GNo", "number", INTEGER' in table


def test_what_tells_the_document_from_others_and_what_names_it_are_seen(checkout: Path) -> None:
    table = drawn(checkout)
    assert 'Field("Head/MessageId", "message.number", TEXT' in table
    assert 'Constant("Head/MessageType", "HN\\"1", marks=True)' in table
    assert 'message_type="HN\\"1",' in table


def test_a_value_that_is_a_choice_is_named_by_whoever_knows_its_words(checkout: Path) -> None:
    assert 'Ignored("Decl/IEFlag", "to be named: perhaps direction, guessed: ' in drawn(checkout)


def test_a_list_with_one_record_is_a_group_all_the_same(checkout: Path) -> None:
    assert 'Group("Items/Item", "goods", GoodsLine, (Field("GNo", "number", INTEGER' in drawn(checkout, ONE_LINE)


def test_what_is_drawn_is_sound_enough_to_say_what_is_missing(checkout: Path) -> None:
    drawn(checkout)
    asked = (
        "from pathlib import Path\n"
        "from adapters import DIALECTS\n"
        "from gateway.translation.code_tables import read_codes\n"
        "from gateway.translation.schema import read_schemas\n"
        "from gateway.translation.tables import faults_of_dialect\n"
        "codes, schemas = read_codes(Path('config/codes')), read_schemas(Path('xsd'))\n"
        "assert 'hainan-dec/declaration.xsd' in schemas\n"
        "print(*faults_of_dialect(DIALECTS[-1], codes), sep='\\n')\n"
    )
    path = {"PYTHONPATH": f"{checkout}:{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=checkout, env=path, capture_output=True, text=True, check=True
    )
    assert "terms_of_trade has no row and no reason in lacks" in done.stdout
    assert " bill_number has no row" not in done.stdout


@pytest.mark.parametrize("end", [")", ",\n)"])
def test_the_list_of_dialects_may_be_of_one_line_or_of_many(end: str) -> None:
    text = f"DIALECTS: tuple[Dialect, ...] = (A, B{end}\nENVELOPES = (C,)\n"
    made = registered(text, Names(port="hainan", dialect="hainan-dec"))
    assert made.endswith("DIALECTS: tuple[Dialect, ...] = (A, B, HAINAN_DEC)\nENVELOPES = (C,)\n")


def test_it_is_registered_once_and_nothing_is_overwritten(checkout: Path) -> None:
    drawn(checkout)
    register = (checkout / "adapters" / "__init__.py").read_text(encoding="utf-8")
    assert register.count("HAINAN_DEC") == 2
    again = run("new-dialect", "hainan", "--sample", "-", "--root", str(checkout), stdin=DOCUMENT.encode())
    assert (again.code, "nothing was written" in again.err) == (1, True)
    assert (checkout / "adapters" / "__init__.py").read_text(encoding="utf-8") == register


def test_a_name_that_is_no_folder_and_a_place_that_is_no_checkout_are_refused(tmp_path: Path, checkout: Path) -> None:
    for arguments in (("Hai-nan", str(checkout)), ("hainan", str(tmp_path / "adapters"))):
        port, root = arguments
        assert run("new-dialect", port, "--sample", "-", "--root", root, stdin=DOCUMENT.encode()).code == 2
