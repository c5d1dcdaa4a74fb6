"""A bundle holds what its manifest names and nothing else, under a signature of its sender that is good today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.commands.demo.identities import Identity, new_identity
from gateway.evidence import container
from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError
from gateway.service.carrying import manifest as manifests
from gateway.service.carrying.bundle import prove, read, write
from gateway.service.carrying.manifest import DOCUMENTS, Item, Manifest
from gateway.trust.trust_store import TrustStore

NOW = datetime.now(UTC).replace(microsecond=0)
OURS = new_identity("gateway", "sm2-sm3")
OTHER = new_identity("hebei", "sm2-sm3")
FILES = {"documents/1.xml": b"<a/>", "documents/2.xml": b"<b/>"}
ITEMS = tuple(Item(number=name[-5], file=name, digest=digest(content)) for name, content in FILES.items())
SAID = Manifest(
    what=DOCUMENTS, number="1", sender="A", receiver="B", made_at=NOW, expires_at=NOW + timedelta(days=7), items=ITEMS
)


def trust(*identities: tuple[str, Identity]) -> TrustStore:
    return TrustStore.of([(name, one.signer.certificate) for name, one in identities])


def made(said: Manifest = SAID, files: Mapping[str, bytes] = FILES) -> bytes:
    return write(said, files, OURS.signer)


def refused(raw: bytes, fault: Fault = faults.CARRY_INVALID) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        prove(read(raw), trust(("gateway", OURS), ("hebei", OTHER)), party="gateway", now=NOW)
    assert caught.value.fault is fault, caught.value
    return caught.value


def test_what_was_written_is_read_and_proven() -> None:
    found = read(made())
    prove(found, trust(("gateway", OURS)), party="gateway", now=NOW)
    assert found.manifest == SAID
    assert found.content("documents/2.xml") == b"<b/>"


def test_a_file_that_is_missing_or_that_nothing_names_is_told_by_its_name() -> None:
    assert refused(made(files={"documents/1.xml": b"<a/>"})).place.path == "documents/2.xml"
    assert refused(made(files=FILES | {"documents/3.xml": b""})).place.path == "documents/3.xml"


def test_a_file_with_another_digest_is_refused() -> None:
    assert refused(made(files=FILES | {"documents/1.xml": b"<c/>"})).place.path == "documents/1.xml"


@pytest.mark.parametrize("twice", [{"file": ITEMS[1].file, "digest": ITEMS[1].digest}, {"number": ITEMS[1].number}])
def test_what_is_named_twice_is_refused(twice: dict[str, Any]) -> None:
    files = {one: FILES[one] for one in ("documents/2.xml",)} if "file" in twice else FILES
    said = replace(SAID, items=(replace(ITEMS[0], **twice), ITEMS[1]))
    assert "twice" in refused(made(said, files)).reason


def test_a_container_of_evidence_is_no_bundle() -> None:
    assert refused(container.packed({"trace.json": b"{}"}, OURS.signer, NOW)).place.path == manifests.FILE


def test_a_bundle_that_was_changed_after_it_was_signed_is_refused() -> None:
    again = container.packed({**FILES, manifests.FILE: manifests.written(SAID)}, OTHER.signer, NOW)
    refused(again, faults.CARRY_FOREIGN)
    refused(made().replace(b"<a/>", b"<z/>"))


def test_a_signer_nobody_knows_is_foreign() -> None:
    with pytest.raises(GatewayError) as caught:
        prove(read(made()), trust(("gateway", OTHER)), party="gateway", now=NOW)
    assert caught.value.fault is faults.CARRY_FOREIGN


def test_a_certificate_that_has_ended_since_proves_nothing_whatever_moment_the_signature_claims() -> None:
    short = new_identity("gateway", "sm2-sm3", life=timedelta(days=1))
    raw = write(SAID, FILES, short.signer)
    prove(read(raw), trust(("gateway", short)), party="gateway", now=NOW)
    with pytest.raises(GatewayError) as caught:
        prove(read(raw), trust(("gateway", short)), party="gateway", now=NOW + timedelta(days=2))
    assert caught.value.fault is faults.CARRY_FOREIGN
