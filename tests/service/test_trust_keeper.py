"""Certificates, lists and keys that change on disk under a running gateway."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.commands.demo.identities import new_identity, write_private
from gateway.commands.demo.wording import sealed
from gateway.service.operations.trust_health import count_trust, trust_checks
from gateway.trust.certificates import read_pem
from gateway.trust.issue import Usage, issued, self_signed
from gateway.trust.profiles import PROFILES
from gateway.trust.signer import Signer
from tests.service.laid import PROFILE, Laid, laid
from tests.trust.authorities import Authority, key, revoking

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def region(tmp_path: Path) -> AsyncIterator[Laid]:
    async with laid(tmp_path) as there:
        yield there


def authority(name: str = "beijing-ca") -> Authority:
    own = key(PROFILES[PROFILE].algorithm, name)
    pem = self_signed(
        own, name, serial=9, not_before=NOW - DAY, not_after=NOW + 900 * DAY, usage=Usage.AUTHORITY, path_length=1
    )
    return Authority(name=name, key=own, certificate=read_pem(pem))


def issued_signer(above: Authority, name: str = "beijing-port") -> Signer:
    own = key(PROFILES[PROFILE].algorithm, name)
    times = {"not_before": NOW - DAY, "not_after": NOW + 100 * DAY}
    pem = issued(above.issuer, own.spki, name, serial=77, **times)  # type: ignore[arg-type]
    return Signer(profile=PROFILES[PROFILE], key=own, certificate=read_pem(pem))


def written(path: Path, one: Authority) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(x509.load_der_x509_certificate(one.certificate.der).public_bytes(Encoding.PEM))


async def answered(there: Laid, number: str, by: Signer) -> str:
    return (await there.accept("beijing", sealed(there.declared(number), by))).code


def trust(there: Laid) -> Path:
    return there.region.folder / "trust" / "beijing"


async def test_a_certificate_is_believed_from_the_next_look_on_and_an_old_one_beside_it(region: Laid) -> None:
    new = new_identity("beijing", PROFILE)
    assert await answered(region, "1", new.signer) == "4107"
    (trust(region) / "new.pem").write_bytes(new.certificate_pem)
    await region.gateway.trust.refresh()
    assert await answered(region, "1", new.signer) == "0000"
    assert await answered(region, "2", region.signers["beijing"]) == "0000"


async def test_a_certificate_that_is_taken_away_is_out_though_a_list_is_broken(region: Laid) -> None:
    (trust(region) / "beijing.pem").unlink()
    (trust(region) / "ca.crl").write_bytes(b"half a li")
    await region.gateway.trust.refresh()
    assert await answered(region, "1", region.signers["beijing"]) == "4107"
    assert "ca.crl" in region.gateway.trust.problems["lists"]


async def test_a_faulty_state_keeps_the_old_one_and_is_told_once(region: Laid) -> None:
    (trust(region) / "new.pem").write_bytes(b"half a certi")
    with structlog.testing.capture_logs() as logs:
        await region.gateway.trust.refresh()
        await region.gateway.trust.refresh()
    assert [one["part"] for one in logs if one["event"] == "trust-unusable"] == ["trust"]
    assert await answered(region, "1", region.signers["beijing"]) == "0000"
    metrics = region.gateway.desk.metrics
    count_trust(metrics, region.gateway.trust)
    assert metrics.registry.get_sample_value("eport_trust_reload_failed", {"part": "trust"}) == 1
    [said] = trust_checks(region.gateway.trust, NOW)["files:trust"]
    assert said["status"] == "warn"
    assert "new.pem" in str(said["output"])
    (trust(region) / "new.pem").unlink()
    await region.gateway.trust.refresh()
    assert region.gateway.trust.problems == {}


async def test_a_list_that_comes_revokes_and_a_broken_or_an_older_one_changes_nothing(region: Laid) -> None:
    above = authority()
    signer, path = issued_signer(above), trust(region) / "ca.crl"
    written(trust(region) / "ca.pem", above)
    await region.gateway.trust.refresh()
    assert await answered(region, "1", signer) == "0000"
    path.write_bytes(revoking(above, [signer.certificate], number=5, at=NOW - DAY, until=NOW + DAY))
    await region.gateway.trust.refresh()
    assert await answered(region, "2", signer) == "4125"
    for bad in (b"broken", revoking(above, number=4, at=NOW - DAY, until=NOW + DAY)):
        path.write_bytes(bad)
        await region.gateway.trust.refresh()
        assert await answered(region, "2", signer) == "4125"
        assert region.gateway.trust.problems["lists"]
    path.write_bytes(revoking(above, number=6, at=NOW - DAY, until=NOW + DAY))
    await region.gateway.trust.refresh()
    assert await answered(region, "2", signer) == "0000"
    assert region.gateway.trust.problems == {}


async def test_a_stale_list_warns_in_health_and_then_what_it_covers_is_refused(region: Laid) -> None:
    above = authority()
    written(trust(region) / "ca.pem", above)
    (trust(region) / "ca.crl").write_bytes(revoking(above, at=NOW - 9 * DAY, until=NOW - timedelta(hours=2)))
    with structlog.testing.capture_logs() as logs:
        await region.gateway.trust.refresh()
        await region.gateway.trust.refresh()
    assert [one["state"] for one in logs if one["event"] == "revocation-list-stale"] == ["grace"]
    assert await answered(region, "1", issued_signer(above)) == "0000"
    keeper = region.gateway.trust
    assert [one["status"] for one in trust_checks(keeper, NOW)["revocation:trust/beijing"]] == ["warn"]
    assert [one["status"] for one in trust_checks(keeper, NOW + DAY)["revocation:trust/beijing"]] == ["fail"]
    count_trust(region.gateway.desk.metrics, keeper)
    value = region.gateway.desk.metrics.registry.get_sample_value
    name = "eport_revocation_list_next_update_timestamp_seconds"
    assert value(name, {"authority": "trust/beijing"}) == (NOW - timedelta(hours=2)).timestamp()


async def test_a_new_key_of_ours_signs_the_next_receipt_and_seals_what_waits(region: Laid) -> None:
    new = new_identity("gateway", PROFILE)
    for name, content in (("gateway.key.pem", new.key_pem), ("gateway.crt.pem", new.certificate_pem)):
        write_private(region.region.folder / "keys" / f"next-{name}", content)
        os.replace(region.region.folder / "keys" / f"next-{name}", region.region.folder / "keys" / name)
    await region.gateway.trust.refresh()
    for adapter in region.gateway.adapters.values():
        assert adapter.terms.signers[PROFILE].certificate == new.signer.certificate
    answer = await region.accept("beijing", region.declaration("1"))
    assert f"<ds:KeyName>{new.signer.certificate.serial_hex}<".encode() in answer.receipt


async def test_a_key_that_signs_though_its_certificate_ended_is_told(region: Laid) -> None:
    ended = new_identity("gateway", PROFILE, life=-DAY)
    write_private(region.region.folder / "keys" / "gateway.key.pem", ended.key_pem)
    write_private(region.region.folder / "keys" / "gateway.crt.pem", ended.certificate_pem)
    with structlog.testing.capture_logs() as log:
        await region.gateway.trust.refresh()
    assert [line["profile"] for line in log if line["event"] == "signing-doubtful"] == [PROFILE]
    told = trust_checks(region.gateway.trust, NOW)[f"signing:{PROFILE}"]
    assert told == [{"status": "warn", "output": "no certificate of ours is valid for this profile"}]


async def test_a_key_and_a_certificate_that_do_not_belong_together_change_nothing(region: Laid) -> None:
    (region.region.folder / "keys" / "gateway.crt.pem").write_bytes(new_identity("x", PROFILE).certificate_pem)
    await region.gateway.trust.refresh()
    assert "another key" in region.gateway.trust.problems["keys"]
    assert await answered(region, "1", region.signers["beijing"]) == "0000"


async def test_tables_that_change_later_keep_what_was_renewed(region: Laid) -> None:
    new = new_identity("beijing", PROFILE)
    (trust(region) / "new.pem").write_bytes(new.certificate_pem)
    await region.gateway.trust.refresh()
    region.gateway.keeper._wire(region.gateway.keeper.codes)
    assert await answered(region, "1", new.signer) == "0000"


async def test_a_broken_list_refuses_to_start(tmp_path: Path) -> None:
    from gateway.commands.demo.region import lay_region
    from gateway.model.errors import SetupError
    from gateway.service.config_file import load_config
    from gateway.service.surroundings import utc_now
    from gateway.service.trust_keeper import TrustKeeper

    there = lay_region(tmp_path, profile=PROFILE)
    (tmp_path / "trust" / "hebei" / "ca.crl").write_bytes(b"junk")
    with pytest.raises(SetupError) as caught:
        TrustKeeper(load_config(there.config), utc_now)
    assert caught.value.fault.name == "trust-unusable"
    assert str(caught.value.place).endswith("hebei/ca.crl")


async def test_a_shared_authority_lets_in_whom_a_link_names_and_accuses_who_speaks_for_another(tmp_path: Path) -> None:
    national = authority("national")
    written(tmp_path / "authorities" / "national" / "ca.pem", national)
    there = 'name = "vouched"\nparty = "beijing"\ndialect = "beijing-ciq"\nprofile = "sm2-sm3"\noffices = ["01"]\n'
    there += 'may_send = ["declaration"]\nvouched_by = ["national"]\nsubjects = ["CN=beijing-port"]\n'
    there += 'transport = { kind = "http", url = "http://127.0.0.1:9/inbox" }\n'
    other = there.replace("vouched", "other", 1).replace('"beijing"', '"hebei"').replace("beijing-port", "hebei-port")
    async with laid(tmp_path, vouched=there, other=other) as region:

        async def code(name: str) -> str:
            document = sealed(region.declared(f"V{name}"), issued_signer(national, name))
            return (await region.accept("vouched", document)).code

        assert await code("beijing-port") == "0000"
        assert await code("hebei-port") == "4108"
        assert await code("shanghai-port") == "4107"


async def test_a_document_older_than_its_certificate_is_carried_with_a_note_of_it(region: Laid) -> None:
    answer = await region.accept("tianjin", region.good("tianjin", "1"))
    view = await region.gateway.journal.message(answer.message)
    assert view is not None
    assert "before its certificate began" in view.notes["signing-time"]
    assert view.notes["chain"].startswith("sm3:")
    assert region.counted("signing-time", link="tianjin") == 1
