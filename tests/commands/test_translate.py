from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.commands.cli import DAY, SAMPLES, good, run
from tests.samples.messages import DECLARATION

NAMES = ("beijing-ciq", "tianjin-ciq", "hebei-dec", "regional")
DOCUMENTS = [
    SAMPLES / name
    for name in (
        "beijing-ciq/declaration.xml",
        "beijing-ciq/declaration-status.partly.xml",
        "tianjin-ciq/declaration.xml",
        "tianjin-ciq/declaration-status.220.xml",
        "hebei-dec/declaration.2017.gb18030.xml",
        "hebei-dec/declaration-status.DEC_DATA.xml",
        "regional/declaration.xml",
    )
]
"""Some of each; tests/adapters/test_ways.py takes all samples on all ways."""
PAIRS = [(path, target) for path in DOCUMENTS for target in NAMES]
NUMBERS = ("--set", "in_reply_to=2014101500000001", "--set", "declaration_number=BJ20141015000001")
"""What the gateway would know of the declaration that an answer answers."""
BJ, TJ = "beijing-ciq", "tianjin-ciq"
BEIJING = SAMPLES / "beijing-ciq" / "declaration.xml"
RELEASE = SAMPLES / "tianjin-ciq" / "declaration-status.220.xml"
TO_TIANJIN = ("translate", "--from", "beijing-ciq", "--to", "tianjin-ciq", *DAY)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def told(pair: tuple[Path, str]) -> str:
    return f"{name(pair[0])} to {pair[1]}"


def translated(path: Path, target: str, *more: str) -> tuple[object, ...]:
    numbers = NUMBERS if "status" in path.name else ()
    return ("translate", "--from", path.parent.name, "--to", target, *DAY, *numbers, *more, path)


@pytest.mark.parametrize("pair", PAIRS, ids=told)
def test_every_sample_becomes_a_document_that_its_target_accepts(pair: tuple[Path, str], tmp_path: Path) -> None:
    path, target = pair
    done = good(*translated(path, target))
    written = tmp_path / "written.xml"
    written.write_bytes(done.out)
    good("validate", "--dialect", target, *DAY, written)


def test_a_kind_that_the_target_has_no_form_for_is_refused_by_name() -> None:
    done = run("translate", "--from", "regional", "--to", TJ, *DAY, SAMPLES / "regional" / "release-order.xml")
    assert done.code == 1
    assert f"4206 target-lacks: {TJ} has no form for this release-order" in done.err
    assert "--constant" not in done.err, "no constant makes a form"
    assert "agree on another way" in done.err


def test_what_we_are_called_is_known_without_a_link_and_can_be_said() -> None:
    way = ("translate", "--from", BJ, "--to", "tianjin-customs", *DAY)
    assert b"<SenderID>DXPGTW0000000001<" in good(*way, BEIJING).out
    assert b"<SenderID>BJSW01<" in good(*way, "--sender", "BJSW01", BEIJING).out


def test_an_element_that_only_a_link_can_say_is_told_with_its_option() -> None:
    way = ("translate", "--from", "guangzhou-kj", "--to", "guangzhou-kj", *DAY)
    parcel = SAMPLES / "guangzhou-kj" / "declaration.xml"
    done = run(*way, parcel)
    assert done.code == 1
    assert "here --constant Head/Receiver=VALUE does" in done.err
    good(*way, "--constant", "Head/Receiver=EXAMPLEPORT", parcel)


@pytest.mark.parametrize(("target", "element"), [("beijing-ciq", "RspCodes"), ("tianjin-ciq", "MSG_CODE")])
def test_an_outcome_without_a_word_is_refused_by_its_name_and_place(target: str, element: str) -> None:
    said = (SAMPLES / "hebei-dec" / "declaration-status.DEC_DATA.xml").read_bytes()
    withdrawn = said.replace(b"<CHANNEL>P<", b"<CHANNEL>c<")
    done = run("translate", "--from", "hebei-dec", "--to", target, *DAY, *NUMBERS, "-", stdin=withdrawn)
    assert (done.code, done.out) == (1, b"")
    assert re.search(rf"4206 target-lacks at /\S+/{element}: .* \(value 'inspection-withdrawn'\)", done.err)


@pytest.mark.parametrize(
    ("channel", "target", "code"),
    [
        ("H", "beijing-ciq", "9231"),
        ("D", "beijing-ciq", "9232"),
        ("H", "tianjin-ciq", "91"),
        ("D", "tianjin-ciq", "92"),
    ],
)
def test_a_hold_or_deletion_is_told_by_a_code_of_our_own(channel: str, target: str, code: str) -> None:
    said = (SAMPLES / "hebei-dec" / "declaration-status.DEC_DATA.xml").read_bytes()
    held = said.replace(b"<CHANNEL>P<", f"<CHANNEL>{channel}<".encode())
    done = good("translate", "--from", "hebei-dec", "--to", target, *DAY, *NUMBERS, "-", stdin=held)
    assert re.search(rf"<(RspCodes|MSG_CODE)>{code}<".encode(), done.out)


def test_the_document_alone_is_on_standard_output_and_each_loss_on_standard_error() -> None:
    done = good(*TO_TIANJIN, BEIJING)
    assert etree.fromstring(done.out).tag == "RequestMessage"
    assert "not in tianjin-ciq: goods[1].ciq_name = '冻去骨牛肉(其他)': no element" in done.err


def test_the_day_makes_our_number_unless_another_is_given() -> None:
    assert "<MESSAGE_ID>201410150000000001</MESSAGE_ID>" in good(*TO_TIANJIN, BEIJING).text
    assert "<MESSAGE_ID>77</MESSAGE_ID>" in good(*TO_TIANJIN, "--number", "77", BEIJING).text


def test_the_target_is_written_in_the_charset_asked_for() -> None:
    done = good("translate", "--from", "beijing-ciq", "--to", "hebei-dec", *DAY, "--write-charset", "gb18030", BEIJING)
    assert done.out.startswith(b'<?xml version="1.0" encoding="GB18030"?>')
    assert "北京某某食品有限公司".encode("gb18030") in done.out


def test_a_document_is_read_from_standard_input_too() -> None:
    moments = re.compile(rb"<MESSAGE_TIME>[^<]*<")
    from_file, piped = good(*TO_TIANJIN, BEIJING), good(*TO_TIANJIN, "-", stdin=BEIJING.read_bytes())
    assert moments.sub(b"", piped.out) == moments.sub(b"", from_file.out)


def test_canonical_prints_what_we_read_with_dates_in_iso_and_decimals_as_text() -> None:
    said = good("translate", "--from", "beijing-ciq", "--canonical", *DAY, BEIJING).json
    assert said["kind"] == "declaration"
    assert said["number"] == DECLARATION.number
    line = said["body"]["goods"][0]
    assert (line["hs_code"], line["unit_price"], line["origin_country"]) == ("0202300090", "5.2", "AUS")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["body"]["unloading_date"])
    assert "entry_number" not in said["body"]


def test_explain_tells_where_each_value_was_read_and_is_written() -> None:
    lines = [re.split(r"\s{2,}", line) for line in good(*TO_TIANJIN, "--explain", BEIJING).err.splitlines()]
    told = {line[1]: line for line in lines if len(line) == 4}
    read, _, value, written = told["goods[2].hs_code"]
    assert read == "/EEntDeclIo/ITF_DCL_IO_DECL_GOODS[2]/ProdHsCode"
    assert value == "0204420000"
    assert written.endswith("/IIDeclGoodsList/IIDeclGoodsListInformation[2]/HS_CODE")
    assert told["message.number"][0] == "(ours)"
    assert told["goods[1].ciq_name"][3] == "(not written)"
    assert told["clearance_mode"][3] == "(envelope's key clearance-mode)"


def test_a_missing_number_of_the_answered_is_refused_with_the_way_to_give_it() -> None:
    way = ("translate", "--from", "tianjin-ciq", "--to", "beijing-ciq", *DAY)
    done = run(*way, RELEASE)
    assert done.code == 1
    assert "target-lacks at /Ciqresult/CusCiqNo" in done.err
    assert "--set declaration_number=VALUE" in done.err
    good(*way, *NUMBERS, RELEASE)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--to", "latin"), "tianjin-ciq, tianjin-customs, hebei-dec"),
        (("--to", "tianjin-ciq", "--set", "outcome=released"), "declaration has"),
        (("--to", "tianjin-ciq", "--constant", "no-equals-sign"), "NAME=VALUE"),
        (("--to", "tianjin-ciq", "--constant", "/RequestMessage/X=1"), "path below its root"),
        (("--to", "tianjin-ciq", "--on", "yesterday"), "--on"),
    ],
)
def test_a_wrong_option_is_usage_and_says_what_there_is(more: tuple[str, ...], word: str) -> None:
    done = run("translate", "--from", "beijing-ciq", *more, BEIJING)
    assert done.code == 2
    assert word in re.sub(r"[\s│]+", " ", done.err)


def test_what_cannot_be_read_is_told_apart_from_what_is_wrong() -> None:
    assert run(*TO_TIANJIN, "-", stdin=b"<a").code == 2
    assert run(*TO_TIANJIN, "-", stdin=b"<a/>").code == 1
    assert run(*TO_TIANJIN, "nowhere.xml").code == 2
