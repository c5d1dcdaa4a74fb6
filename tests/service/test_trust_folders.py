"""Folders of trust that are half written, half read, or half empty while the gateway runs."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from gateway.service.tls_files import stamp
from tests.service.laid import Laid, laid
from tests.service.test_trust_keeper import DAY, NOW, answered, authority, issued_signer, trust, written
from tests.trust.authorities import revoking


@pytest_asyncio.fixture
async def region(tmp_path: Path) -> AsyncIterator[Laid]:
    async with laid(tmp_path) as there:
        yield there


async def test_a_certificate_that_is_taken_away_is_out_though_another_partys_is_half_written(region: Laid) -> None:
    (trust(region) / "beijing.pem").unlink()
    (region.region.folder / "trust" / "hebei" / "new.pem").write_bytes(b"half a certi")
    await region.gateway.trust.refresh()
    assert await answered(region, "1", region.signers["beijing"]) == "4107"
    assert "new.pem" in region.gateway.trust.problems["trust"]


async def test_a_certificate_whose_file_cannot_be_read_any_more_is_believed_still_and_told(region: Laid) -> None:
    whole = (trust(region) / "beijing.pem").read_bytes()
    (trust(region) / "beijing.pem").write_bytes(whole[:99])
    for _ in range(2):
        await region.gateway.trust.refresh()
        assert await answered(region, "1", region.signers["beijing"]) == "0000"
        assert "beijing.pem" in region.gateway.trust.problems["trust"]
        (region.region.folder / "trust" / "hebei" / "hebei.pem").touch()
    (trust(region) / "beijing.pem").write_bytes(whole)
    await region.gateway.trust.refresh()
    assert region.gateway.trust.problems == {}


async def test_a_list_that_is_taken_away_from_beside_its_authority_revokes_still_and_is_told(region: Laid) -> None:
    above = authority()
    signer, path = issued_signer(above), trust(region) / "ca.crl"
    written(trust(region) / "ca.pem", above)
    path.write_bytes(revoking(above, [signer.certificate], number=5, at=NOW - DAY, until=NOW + DAY))
    await region.gateway.trust.refresh()
    path.unlink()
    await region.gateway.trust.refresh()
    assert await answered(region, "1", signer) == "4125"
    assert "taken away" in region.gateway.trust.problems["lists"]
    path.write_bytes(revoking(above, number=6, at=NOW - DAY, until=NOW + DAY))
    await region.gateway.trust.refresh()
    assert region.gateway.trust.problems == {}
    (trust(region) / "ca.pem").unlink()
    path.unlink()
    await region.gateway.trust.refresh()
    assert region.gateway.trust.problems == {}


async def test_a_list_whose_name_ends_in_capitals_revokes_too(region: Laid) -> None:
    above = authority()
    signer = issued_signer(above)
    written(trust(region) / "CA.PEM", above)
    (trust(region) / "CA.CRL").write_bytes(revoking(above, [signer.certificate], at=NOW - DAY, until=NOW + DAY))
    await region.gateway.trust.refresh()
    assert await answered(region, "1", signer) == "4125"


def test_a_file_of_the_same_size_and_time_is_seen_to_be_another(tmp_path: Path) -> None:
    """As `cp -p` and `rsync` leave it; and one that may be read at last has changed nothing but its mode."""
    path = tmp_path / "a.pem"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    seen = [stamp([path])]
    changed = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == changed:  # the file system's clock ticks every few milliseconds
        path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    seen.append(stamp([path]))
    assert seen[0] != seen[1]
