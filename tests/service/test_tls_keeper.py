"""TLS kept as its files say: faults before anything runs, renewal without a restart, the old while the new is bad."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.config import Config
from gateway.service.tls_faults import tls_faults
from gateway.service.tls_files import endings
from gateway.service.tls_keeper import TlsKeeper
from gateway.trust.certificates import read_certificate
from tests.service.tls_material import DAY, crl, made

HERE = "https://127.0.0.1:9/inbox"


class Scene:
    """A folder with a server certificate, Hebei's pin, and a client certificate of ours for Hebei."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = made("gateway")
        self.files = self.server.write(folder / "keys", "server")
        self.hebei = made("hebei")
        self.pin = self.hebei.pin(folder / "trust/hebei/tls")
        self.ours = made("us").write(folder / "keys", "us")
        self.theirs = made("receiver").pin(folder / "keys", "receiver")
        self.age = 0

    def config(self, *, served: bool = True, **link: Any) -> Config:
        files = ("server_certificates", "certificate_file", "key_file")
        tls = dict(zip(files, (self.theirs, *self.ours), strict=True))
        given: dict[str, Any] = {"name": "hebei", "party": "hebei", "dialect": "hebei-dec", "profile": "none"}
        given |= {"offices": ["04"], "client_certificate": "required"}
        given["transport"] = {"kind": "http", "url": HERE, "tls": tls}
        listen: dict[str, Any] = {"ops_token_file": self.folder / "token"}
        if served:
            listen["tls"] = dict(zip(("certificate_file", "key_file"), self.files, strict=True))
        data: dict[str, Any] = {"trust": self.folder / "trust", "listen": listen, "links": [given | link]}
        return Config(**data)

    def keeper(self) -> TlsKeeper:
        return TlsKeeper(self.config())

    def renew(self, file: Path, content: bytes) -> None:
        """As if some time had gone by since: clocks of file systems are coarse."""
        self.age += 1
        file.write_bytes(content)
        os.utime(file, ns=(self.age, self.age))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def told(found: Sequence[GatewayError]) -> list[tuple[str, str]]:
    return [(one.fault.code, str(one.place)) for one in found]


def test_what_is_whole_has_no_fault(scene: Scene) -> None:
    assert list(tls_faults(scene.config())) == []


def test_a_client_certificate_can_only_be_asked_for_over_tls(scene: Scene) -> None:
    (fault,) = tls_faults(scene.config(served=False))
    assert "listen.tls" in fault.reason
    assert told([fault]) == [(faults.CONFIGURATION.code, "link hebei: client_certificate")]
    with pytest.raises(GatewayError, match=r"listen\.tls"):
        TlsKeeper(scene.config(served=False))


def test_a_link_that_asks_needs_a_pin_of_its_own_party(scene: Scene) -> None:
    scene.pin.rename(scene.pin.with_suffix(".old"))
    (fault,) = tls_faults(scene.config())
    assert "hebei/tls" in fault.reason


def test_a_document_signing_certificate_vouches_for_no_connection(scene: Scene) -> None:
    scene.pin.rename(scene.folder / "trust/hebei/signing.pem")
    assert len(list(tls_faults(scene.config()))) == 1


@pytest.mark.parametrize("profile", ["none", "sm2-sm3"])
def test_what_nobody_signs_goes_over_https_only(scene: Scene, profile: str) -> None:
    plain = {"kind": "http", "url": "http://127.0.0.1:9/inbox"}
    found = told(list(tls_faults(scene.config(transport=plain, profile=profile))))
    assert found == ([(faults.CONFIGURATION.code, "link hebei: transport.url")] if profile == "none" else [])


def test_every_file_at_fault_is_named_not_only_the_first(scene: Scene) -> None:
    scene.pin.write_bytes(b"no certificate")
    scene.files[1].write_bytes(b"no key")
    scene.ours[1].unlink()
    found = told(list(tls_faults(scene.config())))
    files = [(faults.TRUST_UNUSABLE, scene.pin), (faults.KEY_UNUSABLE, scene.files[1])]
    files.append((faults.CONFIGURATION, scene.ours[1]))
    assert {(fault.code, str(file)) for fault, file in files} <= set(found)
    assert ("link hebei: client_certificate") in {place for _, place in found}


def test_one_certificate_names_one_party(scene: Scene) -> None:
    scene.hebei.pin(scene.folder / "trust/beijing/tls")
    config = scene.config()
    (other,) = (one.model_copy(update={"name": "beijing", "party": "beijing"}) for one in config.links)
    found = list(tls_faults(config.model_copy(update={"links": (*config.links, other)})))
    assert any("pinned for" in one.reason for one in found)


def test_one_file_that_cannot_be_read_accuses_no_other_link(scene: Scene) -> None:
    made("beijing").pin(scene.folder / "trust/beijing/tls")
    scene.pin.write_bytes(b"half a certificate")
    config = scene.config()
    (other,) = (one.model_copy(update={"name": "beijing", "party": "beijing"}) for one in config.links)
    found = list(tls_faults(config.model_copy(update={"links": (*config.links, other)})))
    assert not [one for one in found if "beijing" in f"{one.place} {one.reason}"]


def test_one_certificate_of_two_parties_is_told_with_its_folders_and_nothing_else(scene: Scene) -> None:
    scene.hebei.pin(scene.folder / "trust/beijing/tls")
    config = scene.config()
    (other,) = (one.model_copy(update={"name": "beijing", "party": "beijing"}) for one in config.links)
    (fault,) = tls_faults(config.model_copy(update={"links": (*config.links, other)}))
    assert fault.place.path == str(scene.folder / "trust/*/tls")


def test_a_new_server_certificate_is_shown_from_the_next_connection_on(scene: Scene) -> None:
    keeper = scene.keeper()
    assert keeper.listening is not None
    before = keeper.listening.current
    keeper.look()
    assert keeper.listening.current is before
    after = made("gateway")
    scene.renew(scene.files[0], after.pem)
    scene.renew(scene.files[1], after.key_pem())
    with capture_logs() as logs:
        keeper.look()
    assert keeper.listening.current is not before
    assert [(one["event"], one["part"]) for one in logs] == [("tls-renewed", "tls-server")]


def test_a_half_written_pair_keeps_the_old_one_and_is_told_once(scene: Scene) -> None:
    keeper, after = scene.keeper(), made("gateway")
    assert keeper.listening is not None
    before = keeper.listening.current
    scene.renew(scene.files[0], after.pem)
    with capture_logs() as logs:
        keeper.look()
        keeper.look()
    assert keeper.listening.current is before
    assert [one["event"] for one in logs] == ["tls-unusable"]
    assert list(keeper.problems) == ["tls-server"]
    scene.renew(scene.files[1], after.key_pem())
    keeper.look()
    assert (keeper.listening.current is before, dict(keeper.problems)) == (False, {})


def test_it_is_tried_again_though_no_file_changed_since(scene: Scene) -> None:
    """The stamp is taken before the files are read; what came in between must not be missed."""
    keeper = scene.keeper()
    scene.pin.chmod(0o600)
    pem = scene.pin.read_bytes()
    scene.renew(scene.pin, b"half")
    keeper.look()
    at = scene.pin.stat().st_mtime_ns
    scene.pin.write_bytes(pem)
    os.utime(scene.pin, ns=(at, at))
    keeper.look()
    assert dict(keeper.problems) == {}


def test_pins_come_and_go_without_a_restart_and_the_handshake_learns_them(scene: Scene) -> None:
    keeper, after = scene.keeper(), made("hebei")
    assert keeper.listening is not None
    after.pin(scene.pin.parent, "next")
    keeper.look()
    names = {one.fingerprint for _, one in keeper.pins.pins.values()}
    assert names == {read_certificate(one.der).fingerprint for one in (scene.hebei, after)}
    assert keeper.listening.current.cert_store_stats()["x509"] == 2
    scene.pin.unlink()
    keeper.look()
    assert keeper.listening.current.cert_store_stats()["x509"] == 1
    with pytest.raises(GatewayError, match="nobody we know"):
        keeper.pins.party_of(read_certificate(scene.hebei.der), datetime.now(UTC))


def test_a_list_beside_the_pins_revokes(scene: Scene) -> None:
    authority = made("authority", ca=True)
    leaf, kept = made("one", by=authority), made("two", by=authority)
    authority.pin(scene.pin.parent, "authority")
    (scene.pin.parent / "authority.crl").write_bytes(crl(authority, leaf))
    pins, now = scene.keeper().pins, datetime.now(UTC)
    assert pins.party_of(read_certificate(kept.der), now) == "hebei"
    with pytest.raises(GatewayError, match="revoked"):
        pins.party_of(read_certificate(leaf.der), now)


def test_our_client_certificate_and_whom_we_believe_are_renewed_for_each_link(scene: Scene) -> None:
    keeper = scene.keeper()
    before = keeper.client("hebei")
    scene.renew(scene.theirs, made("receiver").pem)
    keeper.look()
    assert keeper.client("hebei") is not before
    assert keeper.client("no-https-link") is True


def test_it_is_known_when_each_certificate_ends(scene: Scene) -> None:
    found = {one.owner: one for one in endings(scene.config())}
    assert found.keys() == {"tls-server", "tls-client-hebei", "tls-receiver-hebei", "tls-hebei"}
    assert {name for name, one in found.items() if one.is_ours} == {"tls-server", "tls-client-hebei"}
    now = datetime.now(UTC)
    assert all(one.is_valid(now) and not one.is_valid(now + 2 * DAY) for one in found.values())
    scene.files[0].write_bytes(b"no certificate")
    assert "tls-server" not in {one.owner for one in endings(scene.config())}


async def test_it_looks_by_itself_until_cancelled_and_outlives_a_mistake_of_ours(scene: Scene) -> None:
    looked, twice = [0], asyncio.Event()
    loop = asyncio.get_running_loop()

    class Watching(TlsKeeper):
        def look(self) -> None:
            looked[0] += 1
            if looked[0] == 2:
                loop.call_soon_threadsafe(twice.set)
            raise ZeroDivisionError

    with capture_logs() as logs:
        task = asyncio.create_task(Watching(scene.config(), poll_s=0.0001).run())
        await twice.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert {one["event"] for one in logs} == {"our-fault"}
