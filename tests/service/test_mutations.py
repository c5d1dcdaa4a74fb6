"""Good documents with bytes changed at random: always a receipt, never an error of ours, never another meaning."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from gateway.document.parse import parse
from gateway.model import faults
from tests.service.laid import SAMPLES, Laid, laid

Mutation = tuple[str, float, int, bytes]
in_one_loop = pytest.mark.asyncio(loop_scope="module")
thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TOKENS = (
    b"9",
    b"A",
    b" ",
    b"\xe8\x82\x89",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b'"',
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"</a>",
)
MUTATION = st.tuples(
    st.sampled_from(("put", "insert", "delete", "double", "swap")),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 40),
    st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=4),
)
TEXTS = (
    *("", " ", "9", "0", "-1", "1e5", "NaN", "A", "x" * 300, "9" * 400, "9" * 30 + ".5", "0." + "0" * 30 + "1"),
    *("\uff11\uff12", "肉" * 100, "\U0001f600", "110110", "999999", "20141015", "2014-02-30", "2014-10-15 10:00:00"),
    *("9999-12-31 23:59:59", "0001-01-01 00:00:00", "0001-01-01T00:00:00"),
)
CHANGE = st.tuples(
    st.sampled_from(("text", "text", "text", "delete", "double", "rename", "move", "attribute", "wrap")),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
)
PLAIN = {
    party: [path.read_bytes() for path in sorted((SAMPLES / dialect).glob("*.xml")) if "receipt" not in path.name]
    for party, dialect in {"beijing": "beijing-ciq", "tianjin": "tianjin-ciq", "hebei": "hebei-dec"}.items()
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region")) as made:
        yield made


def mutated(document: bytes, mutations: list[Mutation]) -> bytes:
    for name, where, length, token in mutations:
        at = int(where * len(document))
        before, there, behind = document[:at], document[at : at + length], document[at + length :]
        document = {
            "put": before + token + document[at + len(token) :],
            "insert": before + token + there + behind,
            "delete": before + behind,
            "double": before + there + there + behind,
            "swap": before + behind[:length] + there + behind[length:],
        }[name]
    return document


@pytest.mark.parametrize("link", ["beijing", "tianjin", "hebei"])
@in_one_loop
@thorough
@given(mutations=st.lists(MUTATION, min_size=1, max_size=3))
async def test_what_was_signed_is_refused_or_still_says_the_same(
    region: Laid, link: str, mutations: list[Mutation]
) -> None:
    document = region.good(link, "2014101500000001")
    await region.accept(link, document)
    first = await region.accept(link, document)
    assert first.copy
    answer = await region.accept(link, mutated(document, mutations))
    assert answer.code != faults.OURS.code
    assert parse(answer.receipt).root is not None
    assert not answer.accepted or (answer.copy, answer.message) == (True, first.message)
    assert answer.code != faults.CONFLICTING_COPY.code, "another content must not get past the signature"


@pytest.mark.parametrize("party", sorted(PLAIN))
@in_one_loop
@thorough
@given(data=st.data(), mutations=st.lists(MUTATION, min_size=1, max_size=4))
async def test_what_nobody_signed_is_answered_whatever_it_says(
    region: Laid, party: str, data: st.DataObject, mutations: list[Mutation]
) -> None:
    document = data.draw(st.sampled_from(PLAIN[party]))
    answer = await region.accept(f"plain-{party}", mutated(document, mutations))
    assert answer.code != faults.OURS.code
    assert parse(answer.receipt).root is not None


@pytest.mark.parametrize("party", sorted(PLAIN))
@in_one_loop
@thorough
@given(data=st.data(), changes=st.lists(CHANGE, min_size=1, max_size=3))
async def test_what_is_well_formed_and_strange_is_answered(
    region: Laid, party: str, data: st.DataObject, changes: list[tuple[str, int, int]]
) -> None:
    root = etree.fromstring(data.draw(st.sampled_from(PLAIN[party])))
    for name, one, other in changes:
        change(root, name, one, other)
    document = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    answer = await region.accept(f"plain-{party}", document)
    assert answer.code != faults.OURS.code
    assert parse(answer.receipt).root is not None


def change(root: etree._Element, name: str, one: int, other: int) -> None:
    elements = list(root.iter("*"))[1:]
    assume(elements)
    element, second = elements[one % len(elements)], elements[other % len(elements)]
    parent = element.getparent()
    if name == "text" and len(element) == 0:
        element.text = TEXTS[other % len(TEXTS)]
    elif name == "delete" and parent is not None:
        parent.remove(element)
    elif name == "double":
        element.addnext(copy.deepcopy(element))
    elif name == "rename":
        element.tag = second.tag
    elif name == "move" and second not in list(element.iter()):
        second.append(element)
    elif name == "attribute":
        element.set("a", "b")
    elif name == "wrap":
        element.append(element.makeelement(element.tag))


@pytest.mark.parametrize("party", sorted(PLAIN))
@in_one_loop
@thorough
@given(raw=st.binary(max_size=200))
async def test_no_bytes_at_all_are_too_odd_to_be_answered(region: Laid, party: str, raw: bytes) -> None:
    for link in (party, f"plain-{party}"):
        answer = await region.accept(link, raw)
        assert (answer.accepted, answer.code != faults.OURS.code) == (False, True)
        assert parse(answer.receipt).root is not None


def test_there_are_good_documents_to_change() -> None:
    assert all(len(documents) >= 2 for documents in PLAIN.values()), Path(SAMPLES)
