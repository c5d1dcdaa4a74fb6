from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evidence import archive
from gateway.evidence.archive import NAME, packed, unpacked
from gateway.model.errors import GatewayError

NAMES = st.from_regex(NAME, fullmatch=True).filter(lambda name: len(name) <= archive.NAME_CHARS)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, content in members:
            opened.writestr(zipfile.ZipInfo(name, archive.EARLIEST), content, compress_type=method)
    return made.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=6))
def test_what_is_packed_comes_back_and_makes_the_same_bytes(members: dict[str, bytes]) -> None:
    raw = packed(members)
    assert unpacked(raw) == members
    assert packed(dict(reversed(members.items()))) == raw


@given(st.binary(max_size=200))
def test_whatever_else_is_refused_in_our_words(raw: bytes) -> None:
    with pytest.raises(GatewayError, match=r"413[01]"):
        unpacked(raw)


@pytest.mark.parametrize(
    "name", ["../x.xml", "/etc/passwd", "a//b", "a/../b", "a b", "é", "a\\b", ".x", "a/", "x" * 201]
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(GatewayError, match="4131"):
        unpacked(zipped((name, b"x")))


def test_a_compressed_member_is_refused() -> None:
    with pytest.raises(GatewayError, match="compressed"):
        unpacked(zipped(("a.xml", b"0" * 100_000), method=zipfile.ZIP_DEFLATED))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(GatewayError, match="two members have one name"):
        unpacked(zipped(("a.xml", b"1"), ("a.xml", b"2")))


def test_more_members_than_are_allowed_are_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped(*((f"{number}.xml", b"") for number in range(4)))
    monkeypatch.setattr(archive, "MEMBERS_MAX", 3)
    with pytest.raises(GatewayError, match="more than 3 members"):
        unpacked(raw)


def test_a_zip_with_other_times_is_not_ours() -> None:
    with pytest.raises(GatewayError, match="not as a gateway writes it"):
        unpacked(zipped(("a.xml", b"1")))
