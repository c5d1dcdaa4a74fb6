from __future__ import annotations

import base64

import pytest

from tests.commands.cli import DAY, SAMPLES, good, run

BEIJING = SAMPLES / "beijing-ciq" / "declaration.xml"
HEBEI = SAMPLES / "hebei-dec" / "declaration.4.8.xml"
VALIDATE_HEBEI = ("validate", "--dialect", "hebei-dec", "--on", "2019-01-01")
VALIDATE = ("validate", "--dialect", "beijing-ciq", *DAY)


def broken(*pairs: tuple[str, str]) -> bytes:
    text = BEIJING.read_text(encoding="utf-8")
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now, 1)
    return text.encode()


def test_a_valid_document_ends_well_and_names_its_form() -> None:
    done = good(*VALIDATE, BEIJING)
    assert "valid: declaration EEntDeclIo" in done.err
    assert done.out == b""


def test_every_fault_is_told_with_line_path_value_and_remedy() -> None:
    bad = broken(
        ("<Currency>840<", "<Currency>XXX<"),
        ("<TradeCountryCode>036<", "<TradeCountryCode>999<"),
        ("<Qty>18000<", "<Qty>many<"),
    )
    done = run(*VALIDATE, "--json", "-", stdin=bad)
    assert done.code == 1
    assert done.json["valid"] is False
    told = {(fault["path"].split("/")[-1], fault["value"], fault["code"]) for fault in done.json["faults"]}
    assert told == {
        ("Currency", "XXX", "4204"),
        ("TradeCountryCode", "999", "4204"),
        ("Qty", "many", "4203"),
    }
    for fault in done.json["faults"]:
        element = fault["path"].split("/")[-1]
        assert f"<{element}>{fault['value']}<" in bad.decode().splitlines()[fault["line"] - 1]
        assert fault["remedy"] and fault["remedy_zh"] and fault["reason"]


def test_the_table_for_people_has_a_line_a_fault() -> None:
    lines = run(*VALIDATE, "-", stdin=broken(("<Currency>840<", "<Currency>XXX<"))).text.splitlines()
    assert lines[0].split() == ["LINE", "PATH", "VALUE", "FAULT", "REASON", "REMEDY"]
    assert "XXX" in lines[1]
    assert "4204 code-unknown" in lines[1]
    assert len(lines) == 2


def test_a_required_value_that_is_wrong_does_not_go_on_for_ever() -> None:
    done = run(*VALIDATE, "--json", "-", stdin=broken(("<AplKind>I<", "<AplKind>Z<")))
    assert [fault["value"] for fault in done.json["faults"]] == ["Z"]


def test_what_no_name_of_ours_carries_is_named_and_is_no_fault() -> None:
    done = good(*VALIDATE, "-", stdin=broken(("<AplKind>", "<Unheard>of</Unheard><AplKind>")))
    assert "not carried: /EEntDeclIo/ITF_DCL_IO_DECL/Unheard = 'of'" in done.err


def test_a_document_in_an_envelope_is_taken_out_and_its_signature_is_said_to_be_unchecked() -> None:
    envelope = (SAMPLES / "dxp" / "message.xml").read_text(encoding="utf-8")
    start, end = envelope.index("Data>") + 5, envelope.index("</", envelope.index("Data>"))
    data = base64.b64encode((SAMPLES / "tianjin-ciq" / "declaration.xml").read_bytes()).decode()
    done = good(
        "validate", "--dialect", "tianjin-ciq", *DAY, "-", stdin=f"{envelope[:start]}{data}{envelope[end:]}".encode()
    )
    assert "taken out of DxpMsg 2014101500000001" in done.err
    assert "signature not checked" in done.err
    assert "valid: declaration 120" in done.err


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "4001"),
        (b"<a", "4003"),
        (b"<!DOCTYPE a><a/>", "4004"),
        (b"<a>" * 200 + b"</a>" * 200, "4005"),
        (b"\xff\xfe<\x00a\x00", "4006"),
        ('<?xml version="1.0" encoding="utf-8"?><a>报关单</a>'.encode("gbk"), "4007"),
        (b"<a><?x y?></a>", "4008"),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_its_code(raw: bytes, code: str) -> None:
    done = run(*VALIDATE, "-", stdin=raw)
    assert done.code == 2
    assert done.err.startswith(code)
    assert "→" in done.err


def test_the_label_beside_a_document_wins_over_its_declaration() -> None:
    gbk = BEIJING.read_text(encoding="utf-8").encode("gb18030")
    assert run(*VALIDATE, "-", stdin=gbk).code == 2
    good(*VALIDATE, "--charset", "gb18030", "-", stdin=gbk)


def mistyped(was: str, now: str) -> bytes:
    return HEBEI.read_bytes().replace(was.encode(), now.encode())


def test_a_wrong_check_character_is_a_fault_with_the_right_one_told() -> None:
    done = run(*VALIDATE_HEBEI, "-", stdin=mistyped("91110108551385082Q", "91110108551385082R"))
    assert done.code == 1
    for words in (
        "4211 identifier-wrong",
        "/DecMessage/DecHead/TradeCoScc",
        "the check character of 91110108551385082 is Q",
    ):
        assert words in done.out.decode()


def test_what_may_be_right_all_the_same_is_doubted_and_is_no_fault() -> None:
    done = good(*VALIDATE_HEBEI, "-", stdin=mistyped("CSQU3054383", "CSQU3054384"))
    assert "doubtful: containers[1].number at /DecMessage/DecContainers/Container/ContainerId, line " in done.err
    assert ": the check digit of CSQU305438 is 3" in done.err


ECIQ = SAMPLES / "beijing-eciq" / "declaration.xml"


def beside() -> bytes:
    """The goods one step too high, as who writes a first document puts them."""
    text = ECIQ.read_text(encoding="gbk")
    start, end = text.index("<ITF_DCL_IO_DECL_GOODS>"), text.rindex("</ITF_DCL_IO_DECL_GOODS>")
    end += len("</ITF_DCL_IO_DECL_GOODS>")
    goods = text[start:end]
    return (text[:start] + text[end:]).replace("</ROOT>", f"{goods}</ROOT>").encode("gbk")


def test_what_stands_beside_its_place_is_told_with_its_place_and_what_is_missing_for_it() -> None:
    way = ("validate", "--dialect", "beijing-eciq", *DAY)
    done = good(*way, "-", stdin=beside())
    place = "ITF_DCL_IO_DECL/ITF_DCL_IO_DECL_GOODS"
    assert f"not there, and in every document that is written in beijing-eciq: /ROOT/{place}\n" in done.err
    assert f"no name of ours; it belongs at {place}/ProdHsCode\n" in done.err
    assert good(*way, "--json", "-", stdin=beside()).json["absent"] == [f"/ROOT/{place}"]
    assert "not there" not in good(*way, ECIQ).err


@pytest.mark.parametrize("dialect", ["beijing-ciq", "tianjin-ciq", "regional"])
def test_a_whole_sample_lacks_nothing_that_its_form_writes(dialect: str) -> None:
    told = good("validate", "--dialect", dialect, *DAY, "--json", SAMPLES / dialect / "declaration.xml").json
    assert told["absent"] == []


def test_the_md5_prefix_of_a_legacy_link_is_taken_off_and_told() -> None:
    done = good(*VALIDATE, "-", stdin=b"0123456789abcdef" * 2 + BEIJING.read_bytes())
    assert "md5 prefix was taken off and not checked" in done.err
    assert "md5" not in good(*VALIDATE, BEIJING).err
