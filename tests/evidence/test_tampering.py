"""Whatever is changed in a container is seen, and told with its place; the gateway's own good key does not help."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
import pytest_asyncio

from gateway.evidence import archive, container, signatures
from gateway.evidence.checks import Check
from gateway.evidence.dossier import Dossier, Proven
from gateway.evidence.records import encoded
from gateway.evidence.verify import verified
from gateway.model.errors import GatewayError
from gateway.trust import dsig
from tests.evidence.conftest import Scene

in_one_loop = pytest.mark.asyncio(loop_scope="session")
BYTES_A_MEMBER = 3


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def members(scene: Scene, whole: Dossier) -> dict[str, bytes]:
    return archive.unpacked(scene.sealed(whole))


def told(scene: Scene, raw: bytes) -> list[str]:
    """The bad lines, or the error of what is no container."""
    try:
        return [f"{one.place} {one.reason}" for one in verified(raw, scene.trusted) if one.verdict == "bad"]
    except GatewayError as error:
        assert error.fault.code == "4131"
        return [str(error)]


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def names_of_a_container() -> list[str]:
    return ["mimetype", "META-INF/manifest.xml", "META-INF/signatures.xml", "received.xml", "receipt.xml", "trace.json",
            "timeline.json", "README.txt", "tables/codes.json", "tables/used.json", "links/beijing.json",
            "links/tianjin.json", "chain/places.json", "chain/records/0001.json", "chain/batches/1.xml"]  # fmt: skip


@in_one_loop
@pytest.mark.parametrize("name", names_of_a_container())
async def test_one_changed_byte_of_any_file_is_seen_and_the_file_named(
    scene: Scene, members: dict[str, bytes], name: str
) -> None:
    content, chance = members[name], Random(name)  # noqa: S311
    for at in {0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(BYTES_A_MEMBER))}:
        found = told(scene, archive.packed({**members, name: flipped(content, at)}))
        assert found, (name, at)
        assert any(name in line or "no container" in line for line in found), (name, at, found)


@pytest.mark.slow
@pytest.mark.timeout(900)
@in_one_loop
async def test_bytes_all_through_every_file_are_under_the_signature(scene: Scene, members: dict[str, bytes]) -> None:
    for name, content in members.items():
        step = max(1, len(content) // 211)
        for at in range(0, len(content), step):
            assert told(scene, archive.packed({**members, name: flipped(content, at)})), (name, at)


@in_one_loop
async def test_one_changed_byte_of_the_zip_itself_is_seen(scene: Scene, whole: Dossier) -> None:
    raw, chance = scene.sealed(whole), Random(4)  # noqa: S311
    for at in [*range(60), *range(len(raw) - 60, len(raw)), *(chance.randrange(len(raw)) for _ in range(30))]:
        assert told(scene, flipped(raw, at)), at
    assert told(scene, raw + b"\0")
    assert told(scene, raw[:-1])


@in_one_loop
async def test_a_file_dropped_added_or_renamed_is_seen_and_named(scene: Scene, members: dict[str, bytes]) -> None:
    for name in members:
        less = {one: content for one, content in members.items() if one != name}
        assert told(scene, archive.packed(less)), name
        assert told(scene, archive.packed({**less, f"x-{name.replace('/', '-')}": members[name]})), name
    assert told(scene, archive.packed({**members, "more.xml": b"<more/>"}))


@in_one_loop
async def test_files_that_change_places_are_seen(scene: Scene, members: dict[str, bytes]) -> None:
    names = sorted(members)
    for one, other in pairwise(names):
        swapped = {**members, one: members[other], other: members[one]}
        assert told(scene, archive.packed(swapped)), (one, other)


@in_one_loop
async def test_files_of_another_message_are_seen(scene: Scene, members: dict[str, bytes]) -> None:
    other = archive.unpacked(scene.sealed(await scene.dossier("beijing", "2014101500700099")))
    for name in members.keys() & other.keys():
        if members[name] != other[name]:
            assert told(scene, archive.packed({**members, name: other[name]})), name


@in_one_loop
async def test_a_container_of_a_stranger_is_not_the_gateway_s(scene: Scene, whole: Dossier) -> None:
    raw = container.write(whole, scene.signers["beijing"])
    assert any("4108" in line for line in told(scene, raw))


# From here on the gateway itself lies, and signs it with its own good key.


def lied(scene: Scene, dossier: Dossier) -> list[str]:
    return told(scene, scene.sealed(dossier))


def recorded(whole: Dossier, **changes: object) -> Dossier:
    """The acceptance says something else."""
    said = json.loads(whole.records[0].body)
    body = encoded({**said, **changes})
    return replace(whole, records=(replace(whole.records[0], body=body), *whole.records[1:]))


@in_one_loop
async def test_a_gateway_that_changes_what_it_received_is_caught(scene: Scene, whole: Dossier) -> None:
    changed = replace(whole, received=whole.received.replace(b"first", b"later", 1).replace(b"<", b" <", 1))
    assert any(line.startswith("received.xml") for line in lied(scene, changed))


@in_one_loop
async def test_a_gateway_that_seals_another_receipt_is_caught(scene: Scene, whole: Dossier) -> None:
    other = replace(whole, receipt=(await scene.dossier("beijing", "2014101500700098")).receipt)
    assert any(line.startswith("receipt.xml") for line in lied(scene, other))


@in_one_loop
async def test_a_gateway_that_changes_a_record_is_caught_by_the_chain(scene: Scene, whole: Dossier) -> None:
    lies: tuple[dict[str, object], ...] = ({"kind": "status"}, {"losses": ["x"]}, {"number": "1"}, {"aliases": []})
    for changes in lies:
        found = lied(scene, recorded(whole, **changes))
        assert any("does not lead to the root" in line for line in found), changes


@in_one_loop
async def test_a_path_that_leads_elsewhere_is_caught(scene: Scene, whole: Dossier) -> None:
    first = whole.records[0]
    wrong = replace(whole, records=(replace(first, path=(b"\0" * 32, *first.path[1:])), *whole.records[1:]))
    assert any("does not lead to the root" in line for line in lied(scene, wrong))


@in_one_loop
async def test_a_record_that_was_never_sealed_is_told_as_open(scene: Scene, whole: Dossier) -> None:
    young = replace(
        whole, records=tuple(Proven(body=one.body, batch=None) for one in whole.records), batches=(), days=()
    )
    checks: tuple[Check, ...] = verified(scene.sealed(young), scene.trusted)
    assert [one for one in checks if one.verdict == "bad"] == []
    assert any("not sealed yet" in one.reason for one in checks)


@in_one_loop
async def test_a_document_left_out_is_caught(scene: Scene, whole: Dossier) -> None:
    assert any("document is not there" in line for line in lied(scene, replace(whole, sent=whole.sent[1:])))


@in_one_loop
async def test_a_receipt_left_out_is_caught(scene: Scene, whole: Dossier) -> None:
    silent = tuple(replace(one, receipts=()) for one in whole.sent)
    assert any("digests of the answers" in line for line in lied(scene, replace(whole, sent=silent)))


@in_one_loop
async def test_terms_left_out_are_caught(scene: Scene, whole: Dossier) -> None:
    assert any("are not there" in line for line in lied(scene, replace(whole, materials={})))


def test_a_signature_says_which_file_it_does_not_know(scene: Scene) -> None:
    at = scene.world.now()
    seal = signatures.signature({"a.xml": b"a"}, scene.seal, at)
    with pytest.raises(GatewayError, match=r"b\.xml.*does not name"):
        signatures.signed(seal, {"a.xml": b"a", "b.xml": b"b"}, scene.trusted.store, party="gateway")
    with pytest.raises(GatewayError, match=r"a\.xml.*not there"):
        signatures.signed(seal, {}, scene.trusted.store, party="gateway")
    assert dsig.NAMESPACE.encode() in seal
