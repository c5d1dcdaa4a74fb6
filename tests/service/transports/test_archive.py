from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.service.transports.archive import MEMBERS, only_document

LIMIT = 1_000_000
XML = b"<a>" + bytes(range(256)) * 20 + b"</a>"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return file.getvalue()


GOOD = packed(("decl.xml", XML))


def refusal(archive: bytes, name: bytes = b"decl.zip") -> str:
    with pytest.raises(SenderError) as caught:
        only_document(name, archive, LIMIT)
    assert caught.value.fault is faults.ARCHIVE
    return caught.value.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_xml_of_the_same_base_name_is_given(method: int) -> None:
    assert only_document(b"decl.zip", packed(("decl.XML", XML), method=method), LIMIT) == XML


@pytest.mark.parametrize("disk", ["utf-8", "gbk"])
@pytest.mark.parametrize("inside", ["utf-8", "gbk"])
def test_a_chinese_name_agrees_in_either_charset(disk: str, inside: str) -> None:
    archive = packed(("报关单.xml", XML))
    if inside == "gbk":
        placeholder = packed(("??????.xml", XML))
        archive = placeholder.replace(b"??????", "报关单".encode("gbk"))
    assert only_document("报关单".encode(disk) + b".zip", archive, LIMIT) == XML


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ((), "0 members"),
        ((("decl.xml", XML), ("scan.pdf", b"%PDF")), "attachments are not carried"),
        ((("other.xml", XML),), "same base name"),
        ((("decl.txt", XML),), "same base name"),
        ((("sub/decl.xml", XML),), "same base name"),
        ((("../decl.xml", XML),), "same base name"),
        ((("decl.xml/", b""),), "same base name"),
        (tuple((f"{number}.xml", b"") for number in range(MEMBERS + 1)), f"more than {MEMBERS} members"),
    ],
)
def test_anything_else_is_refused_with_a_reason(members: tuple[tuple[str, bytes], ...], reason: str) -> None:
    assert reason in refusal(packed(*members))


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    assert "200 times" in refusal(packed(("decl.xml", b" " * 900_000)))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_said() -> None:
    bomb = packed(("decl.xml", b" " * 900_000))
    at = bomb.index(b"PK\x01\x02") + 24
    assert "BadZipFile" in refusal(bomb[:at] + struct.pack("<I", 1000) + bomb[at + 4 :])


def test_a_document_over_the_limit_is_cut_one_byte_after_it() -> None:
    assert only_document(b"decl.zip", GOOD, 100) == XML[:101]


def test_an_encrypted_member_is_refused() -> None:
    at = GOOD.index(b"PK\x01\x02") + 8
    assert "encrypted" in refusal(GOOD[:at] + b"\x01\x00" + GOOD[at + 2 :])


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_beyond_deflate_is_refused(method: int) -> None:
    assert "deflated" in refusal(packed(("decl.xml", XML), method=method))


@pytest.mark.parametrize("archive", [b"", b"PK", b"<a/>", GOOD[:-10], GOOD[40:]])
def test_what_is_no_archive_is_refused(archive: bytes) -> None:
    assert "cannot be unpacked" in refusal(archive)


def test_damage_to_the_content_is_seen() -> None:
    assert "cannot be unpacked" in refusal(GOOD[:60] + bytes([GOOD[60] ^ 1]) + GOOD[61:])


@given(at=st.integers(0, len(GOOD) - 1), cut=st.integers(0, 30), put=st.binary(max_size=30))
@example(at=0, cut=0, put=b"")
def test_no_damage_gives_another_document_or_another_error(at: int, cut: int, put: bytes) -> None:
    try:
        assert only_document(b"decl.zip", GOOD[:at] + put + GOOD[at + cut :], LIMIT) == XML
    except SenderError as error:
        assert error.fault is faults.ARCHIVE
