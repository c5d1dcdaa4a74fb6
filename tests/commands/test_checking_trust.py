from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.commands.demo.region import Region, lay_region
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.issue import Usage, issued, self_signed
from tests.commands.cli import run
from tests.trust.authorities import Authority, key, revoking

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return lay_region(tmp_path, profile="ecdsa-p256-sha256")


def authority(name: str = "national", days: int = 900) -> Authority:
    own = key(Algorithm.P256, name)
    pem = self_signed(own, name, serial=9, not_before=NOW - DAY, not_after=NOW + days * DAY, usage=Usage.AUTHORITY)
    return Authority(name=name, key=own, certificate=read_pem(pem))


def written(path: Path, one: Certificate) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(x509.load_der_x509_certificate(one.der).public_bytes(Encoding.PEM))


def vouched(region: Region, subject: str, party: str = "hebei") -> None:
    path = region.folder / "links.d" / f"{party}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'vouched_by = ["national"]\nsubjects = ["{subject}"]\n{text}', encoding="utf-8")


def told(region: Region) -> tuple[list[str], list[str]]:
    done = run("check", "--config", region.config, "--json").json
    return [one["reason"] for one in done["faults"]], done["warnings"]


def test_a_link_that_an_authority_vouches_for_has_no_fault_and_a_missing_list_is_told(region: Region) -> None:
    written(region.folder / "authorities/national/ca.pem", authority().certificate)
    (region.folder / "trust/hebei/hebei.pem").unlink()
    vouched(region, "CN=hebei-port")
    faults, warnings = told(region)
    assert faults == []
    assert any(one.startswith("authorities/national: CN=national has no list of revoked") for one in warnings)


def test_a_stale_list_an_end_near_and_a_file_that_nobody_reads_are_told(region: Region) -> None:
    above = authority(days=5)
    written(region.folder / "trust/hebei/ca.pem", above.certificate)
    (region.folder / "trust/hebei/ca.crl").write_bytes(revoking(above, at=NOW - 9 * DAY, until=NOW - 5 * DAY))
    (region.folder / "trust/hebei/new.crt").write_bytes(b"x")
    (region.folder / "trust/hebei/tls").mkdir()
    (region.folder / "trust/hebei/tls/client.cer").write_bytes(b"x")
    (region.folder / "trust/shanghai").mkdir()
    faults, warnings = told(region)
    assert faults == []
    assert any("the list of CN=national was due" in one and "grace is over" in one for one in warnings)
    assert any("CN=national ends in" in one for one in warnings)
    assert [Path(one.split(":")[0]).name for one in warnings if "nobody reads it" in one] == ["new.crt", "client.cer"]
    assert any("shanghai: no link" in one for one in warnings)


def test_a_broken_list_is_a_fault(region: Region) -> None:
    (region.folder / "trust/hebei/ca.crl").write_bytes(b"x")
    assert any("no list of revoked" in one for one in told(region)[0])


def test_a_subject_that_no_certificate_at_hand_has_is_told_and_one_that_is_no_name_is_a_fault(region: Region) -> None:
    above = authority()
    times = {"not_before": NOW - DAY, "not_after": NOW + 100 * DAY}
    port = read_pem(issued(above.issuer, key(Algorithm.P256, "x").spki, "hebei-port", serial=7, **times))  # type: ignore[arg-type]
    written(region.folder / "authorities/national/ca.pem", above.certificate)
    written(region.folder / "authorities/national/hebei.pem", port)
    vouched(region, "CN=hebei-prot")
    assert any("has CN=hebei-prot" in one for one in told(region)[1])
    vouched(region, "nonsense", "beijing")
    assert any("RFC 4514" in one for one in told(region)[0])


def test_one_subject_of_two_parties_is_a_fault(region: Region) -> None:
    written(region.folder / "authorities/national/ca.pem", authority().certificate)
    vouched(region, "CN=port", "hebei")
    vouched(region, "CN=port", "beijing")
    assert any("as well" in one for one in told(region)[0])


def test_an_authority_whose_own_issuer_is_elsewhere_is_told(region: Region) -> None:
    above = authority("top")
    own = key(Algorithm.P256, "between")
    times = {"not_before": NOW - DAY, "not_after": NOW + 100 * DAY}
    pem = issued(above.issuer, own.spki, "between", serial=7, usage=Usage.AUTHORITY, **times)  # type: ignore[arg-type]
    written(region.folder / "trust/hebei/ca.pem", read_pem(pem))
    assert any("its own issuer CN=top is not there" in one for one in told(region)[1])
