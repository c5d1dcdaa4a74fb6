from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gateway.document.charset import Believed, Text, decode, encode, without_declaration
from gateway.model import faults
from gateway.model.errors import Fault, SenderError

NAME = "朱镕基"  # 镕 is not in GB2312, but in GBK
RARE = "㙍𠮷"  # four bytes each in GB18030, none in GBK
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def declared(label: str, text: str, codec: str) -> bytes:
    return f'<?xml version="1.0" encoding="{label}"?><a>{text}</a>'.encode(codec)


def refusal(raw: bytes, header: str | None = None) -> SenderError:
    with pytest.raises(SenderError) as caught:
        decode(raw, header=header)
    return caught.value


def won(text: Text) -> tuple[str, str, int]:
    return text.source, text.charset, text.repairs


@pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "cp936", "x-gbk", "GB_2312-80", "gb18030", "GB18030"])
def test_every_label_of_the_gb_family_reads_gb18030(label: str) -> None:
    assert decode(declared(label, NAME + RARE, "gb18030")).content.endswith(f"<a>{NAME}{RARE}</a>")


@pytest.mark.parametrize(
    ("label", "text", "repairs"),
    [("gb2312", "北京", 0), ("gb2312", NAME, 1), ("gbk", NAME, 0), ("gbk", RARE, 1), ("gb18030", RARE, 0)],
)
def test_a_label_too_narrow_for_its_bytes_is_one_repair(label: str, text: str, repairs: int) -> None:
    assert won(decode(declared(label, text, "gb18030"))) == ("declaration", label, repairs)


def test_a_byte_order_mark_wins_and_is_not_part_of_the_content() -> None:
    text = decode(b"\xef\xbb\xbf<a/>", header="utf-8")
    assert (won(text), text.content) == (("bom", "utf-8", 0), "<a/>")
    assert decode("\ufeff<a>京</a>".encode("gb18030")).content == "<a>京</a>"


def test_the_header_wins_over_the_declaration_and_the_default_comes_last() -> None:
    assert won(decode(declared("utf-8", "x", "utf-8"), header='"GBK"')) == ("header", "gbk", 0)
    assert won(decode(b"<a/>", default="gb18030")) == ("default", "gb18030", 0)
    assert won(decode(b"<?xml version='1.0'?><a/>")) == ("default", "utf-8", 0)


def test_a_label_that_lost_and_was_wrong_is_one_repair() -> None:
    assert won(decode(declared("gbk", NAME, "utf-8"), header="utf-8")) == ("header", "utf-8", 1)
    assert won(decode(declared("utf-8", NAME, "gbk"), header="gb18030")) == ("header", "gb18030", 1)
    assert won(decode(b"\xef\xbb\xbf" + declared("gbk", NAME, "utf-8"))) == ("bom", "utf-8", 1)


def test_two_labels_are_refused_where_the_bytes_fit_both() -> None:
    assert "\u00e9\u00e9".encode().decode("gb18030")
    error = refusal(declared("gbk", "\u00e9\u00e9", "utf-8"), header="utf-8")
    assert (error.fault, error.reason) == (
        faults.CHARSET_MISMATCH,
        "the header says UTF-8, the declaration says GBK, and the bytes fit both",
    )


@pytest.mark.parametrize("label", ["utf-7", "latin-1", "iso-8859-1", "big5", "utf-16", "no such"])
def test_any_other_label_is_unknown(label: str) -> None:
    assert refusal(b"<a/>", header=label).fault is faults.CHARSET_UNKNOWN
    assert refusal(declared(label, "", "ascii")).value == label


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_refused_by_its_name(codec: str) -> None:
    error = refusal("<a/>".encode(codec))
    assert (error.fault, error.reason) == (faults.CHARSET_UNKNOWN, "the bytes are UTF-16 or UTF-32")


def test_gbk_under_the_name_of_utf_8_is_refused_with_the_byte_and_a_clear_word() -> None:
    error = refusal(b"\xef\xbb\xbf<a>\n" + NAME.encode("gbk"))
    assert error.fault is faults.CHARSET_MISMATCH
    assert error.reason == "declared UTF-8, but the bytes read as GB18030"
    assert (error.place.line, error.place.offset, error.value) == (2, 7, "d6 ec e9 46")


def test_utf_8_under_the_name_of_gbk_is_refused_not_garbled() -> None:
    assert "朱镕基吉".encode().decode("gb18030")
    error = refusal(declared("gbk", "朱镕基吉·", "utf-8"))
    assert (error.fault, error.reason) == (faults.CHARSET_MISMATCH, "declared GBK, but the bytes read as UTF-8")
    assert error.place.offset == len(declared("gbk", "", "ascii")) - len("</a>")


def test_bytes_that_are_nothing_are_refused() -> None:
    assert refusal(b"<a>\xff\xff</a>").reason == "declared UTF-8"
    assert refusal(b"<a>\xff</a>", header="gbk").reason == "declared GBK"


@given(CHINESE)
@example("瞌乚")  # its bytes are valid UTF-8 as well
def test_gb18030_under_its_own_name_is_read_so_or_refused_where_it_might_be_utf_8(text: str) -> None:
    raw = text.encode("gb18030")
    try:
        assert decode(raw, header="gb18030").content == text
    except SenderError as error:
        assert error.fault is faults.CHARSET_MISMATCH
        raw.decode("utf-8")


@given(ANY, st.sampled_from(["utf-8", "gb2312", "gbk", "gb18030"]))
@settings(deadline=None)
def test_what_encode_writes_decode_reads(text: str, charset: str) -> None:
    text = f"<a>{text.lstrip(chr(0xFEFF))}</a>"
    try:
        raw = encode(text, charset)
    except SenderError as error:
        assert error.fault is faults.TARGET_CHARSET
        assert error.value in text if error.value else False
        return
    try:
        read = decode(raw)
    except SenderError as error:  # a few GBK texts of many two-byte forms are valid UTF-8: refused, never garbled
        assert (error.fault, charset != "utf-8") == (faults.CHARSET_MISMATCH, True)
        return
    assert (without_declaration(read.content).strip(), read.charset, read.repairs) == (text.strip(), charset, 0)


@given(st.binary(max_size=200), st.sampled_from([None, "gbk", "utf-8", "gb2312"]))
def test_no_bytes_get_anything_but_a_text_or_a_refusal(raw: bytes, header: str | None) -> None:
    try:
        decode(raw, header=header)
    except SenderError as error:
        assert error.fault in (faults.CHARSET_UNKNOWN, faults.CHARSET_MISMATCH)


def test_the_declaration_names_the_charset_in_place_of_any_other() -> None:
    assert encode('<?xml version="1.0" encoding="UTF-8"?><a>京</a>', "gb2312") == (
        b'<?xml version="1.0" encoding="GB2312"?>\n<a>\xbe\xa9</a>'
    )


def test_gb2312_writes_the_middle_dot_and_the_dash_as_its_readers_read_them() -> None:
    assert encode("·—", "gb2312").endswith(b"\n\xa1\xa4\xa1\xaa")


@pytest.mark.parametrize(
    ("charset", "text", "value"),
    [("gb2312", "<a>\n镕</a>", "镕"), ("gbk", "<a>\n€</a>", "€"), ("gb2312", "<a>\n・", "・")],
)
def test_a_character_the_charset_lacks_is_named_with_its_place(charset: str, text: str, value: str) -> None:
    with pytest.raises(SenderError) as caught:
        encode(text, charset)
    error = caught.value
    assert (error.fault, error.value, error.place.line) == (faults.TARGET_CHARSET, value, 2)
    assert "character 4 of the document" in error.reason


def test_references_stand_for_what_the_charset_lacks() -> None:
    assert encode("<a>朱镕基·</a>", "gb2312", references=True).endswith("<a>朱&#38229;基·</a>".encode("gbk"))


def test_an_unknown_charset_to_write_is_refused() -> None:
    with pytest.raises(SenderError) as caught:
        encode("<a/>", "latin-1")
    fault: Fault = caught.value.fault
    assert fault is faults.CHARSET_UNKNOWN


def test_lines_keep_their_numbers_when_the_declaration_goes() -> None:
    assert without_declaration("\n<?xml version='1.0'\n?>\n<a/>") == "\n\n\n<a/>"
    assert without_declaration("<a/>") == "<a/>"


def test_bytes_in_another_charset_than_they_say_cost_a_few_times_their_own_memory() -> None:
    raw = b'<?xml version="1.0" encoding="gbk"?><a>' + "国".encode() * 100_000
    tracemalloc.start()
    try:
        with pytest.raises(SenderError):
            decode(raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * len(raw)


@pytest.mark.parametrize(
    "label",
    ["chinese", "csGB2312", "GB_2312", "iso-ir-58", "euc-cn", "MS936", "windows-936", "GB18030-2022"],
)
def test_other_names_of_the_gb_family_are_known(label: str) -> None:
    assert decode(declared(label, NAME, "gbk")).content.endswith(f"<a>{NAME}</a>")


@pytest.mark.parametrize("label", ["utf-7", "iso-8859-1", "latin1", "windows-1252", "big5", "ascii", "hz-gb-2312"])
def test_labels_that_parsers_take_silently_are_refused_by_name(label: str) -> None:
    """libxml2 reads UTF-7, and GBK bytes labelled Latin-1, without a word."""
    for error in (refusal(declared(label, NAME, "gbk")), refusal(declared("gbk", NAME, "gbk"), header=label)):
        assert (error.fault, error.value) == (faults.CHARSET_UNKNOWN, label)


def test_a_character_of_the_edition_of_2022_counts_as_a_repair() -> None:
    for label in ("gb18030", "gbk"):
        text = decode(f'<?xml version="1.0" encoding="{label}"?><a>'.encode() + b"\xfe\x59</a>")
        assert (text.content[-5:-4], text.repairs) == ("龴", 1)


def test_a_peer_whose_header_says_anything_is_believed_by_its_declaration() -> None:
    raw = declared("gbk", NAME, "gbk")
    text = decode(raw, header="utf-8", believed=Believed.DECLARATION)
    assert (won(text), text.content[-7:-4]) == (("declaration", "gbk", 1), NAME)
    bare = f"<a>{NAME}</a>".encode("gbk")
    assert won(decode(bare, header="gbk", believed=Believed.DECLARATION)) == ("header", "gbk", 0)
    marked = decode(b"\xef\xbb\xbf" + declared("gbk", NAME, "utf-8"), believed=Believed.DECLARATION)
    assert won(marked) == ("bom", "utf-8", 1)


def test_the_windows_euro_is_read_under_a_gbk_label() -> None:
    raw = b'<?xml version="1.0" encoding="gbk"?><a>\x80' + NAME.encode("gbk") + b"</a>"
    assert decode(raw).content.endswith(f"<a>€{NAME}</a>")


def test_a_gbk_receiver_cannot_be_told_the_characters_of_2022() -> None:
    with pytest.raises(SenderError) as caught:
        encode("<a>龴</a>", "GBK")
    assert (caught.value.fault, caught.value.value) == (faults.TARGET_CHARSET, "龴")
    assert encode("<a>龴</a>", "GBK", references=True).endswith(b"<a>&#40884;</a>")
    assert encode("<a>龴</a>", "GB18030").endswith(b"<a>\xfe\x59</a>")
