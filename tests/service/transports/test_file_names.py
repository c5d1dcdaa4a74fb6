from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.errors import AgainError
from gateway.service.transports.file_names import (
    NAME_BYTES,
    answer_name,
    free_names,
    parcel_name,
    shown,
    timestamp,
)
from tests.service.transports.contract import parcel

MOMENT_NS = 1413331200_123_456_789
names = st.binary(min_size=1, max_size=NAME_BYTES).filter(lambda name: b"/" not in name and b"\0" not in name)
# as far as 64-bit seconds of a file system go
moments = st.integers(min_value=-(2**63) * 10**9, max_value=2**63 * 10**9)


def test_a_moment_is_worded_to_the_millisecond_as_clocks_in_china_show_it() -> None:
    assert timestamp(MOMENT_NS) == b"20141015080000123"


@given(moments)
def test_no_clock_is_so_wrong_that_it_cannot_be_worded(at_ns: int) -> None:
    assert len(timestamp(at_ns)) == 17
    assert timestamp(at_ns).isdigit()


def test_answers_are_spelled_as_the_convention_spells_them() -> None:
    assert answer_name(True, b"decl.1.zip", MOMENT_NS) == b"Successed_decl.1_20141015080000123.xml"
    assert answer_name(False, b"decl.xml", MOMENT_NS) == b"Failed_decl_20141015080000123.xml"


@given(name=names, accepted=st.booleans())
def test_every_name_a_folder_can_hold_has_an_answer_a_folder_can_hold(name: bytes, accepted: bool) -> None:
    answer = answer_name(accepted, name, MOMENT_NS)
    assert len(answer) <= NAME_BYTES
    assert b"/" not in answer
    assert answer == answer_name(accepted, name, MOMENT_NS)


@given(st.text(alphabet="单a", min_size=80, max_size=120))
def test_a_name_is_cut_between_characters(text: str) -> None:
    answer_name(True, text.encode() + b".xml", MOMENT_NS).decode()


@given(name=names)
def test_there_is_always_another_free_name_of_the_same_kind(name: bytes) -> None:
    found = list(islice(free_names(name, MOMENT_NS), 12))
    assert found[0] == name
    assert len(set(found)) == 12
    assert max(map(len, found)) <= NAME_BYTES


@given(number=st.text(), kind=st.text())
def test_the_number_of_a_parcel_cannot_lead_out_of_its_folder(number: str, kind: str) -> None:
    try:
        name = parcel_name(parcel(number=number, kind=kind))
    except UnicodeEncodeError:
        assert any("\ud800" <= character <= "\udfff" for character in number + kind)
    except AgainError:
        assert kind.lower().startswith((".", "successed", "failed"))
    else:
        assert not {b"/", b"\0"} & {bytes([byte]) for byte in name}
        assert name.endswith(b".xml")
        assert not name.startswith(b".")


@pytest.mark.parametrize("kind", ["Successed", "failed", "Failed_x", ".hidden"])
def test_a_kind_that_would_read_as_an_answer_or_be_passed_over_is_a_mistake_of_ours(kind: str) -> None:
    with pytest.raises(AgainError):
        parcel_name(parcel(kind=kind))


@given(names)
def test_every_name_can_be_shown(name: bytes) -> None:
    shown(name).encode()
