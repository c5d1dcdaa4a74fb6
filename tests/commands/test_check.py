from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.commands.demo.identities import new_identity
from gateway.commands.demo.region import Region, lay_region
from gateway.service.journal.schema import upgrade
from tests.commands.cli import Ran, good, run

Break = Callable[[Region], None]


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return lay_region(tmp_path, profile="ecdsa-p256-sha256")


def check(region: Region) -> Ran:
    return run("check", "--config", region.config, "--json")


def edited(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")


def test_what_works_has_no_fault_and_nothing_is_made(region: Region) -> None:
    before = sorted(region.folder.rglob("*"))
    done = good("check", "--config", region.config)
    assert done.text == "3 links, 0 faults, 1 warnings\n"
    assert "warning: business_date" in done.err
    assert sorted(region.folder.rglob("*")) == before


def test_every_unknown_key_is_told_with_its_file_and_what_was_meant(region: Region) -> None:
    edited(region.folder / "links.d/tianjin.toml", "may_send", "may_sent")
    edited(region.config, "ops_port", "opsport")
    done = run("check", "--config", region.config)
    assert done.code == 1
    assert "links.d/tianjin.toml: may_sent: there is no such key; did you mean may_send?" in done.err
    assert "gateway.toml: listen.opsport: there is no such key; did you mean ops_port?" in done.err
    assert done.err.count("→ mend the configuration") == 2


def test_no_toml_is_told_by_its_line(region: Region) -> None:
    edited(region.config, "[listen]", "[listen")
    done = check(region)
    assert done.code == 1
    assert "line" in done.json["faults"][0]["reason"]


def _no_key(region: Region) -> None:
    (region.folder / "keys/gateway.key.pem").write_bytes(b"none")


def _no_token(region: Region) -> None:
    (region.folder / "keys/ops-token").write_bytes(b"two words")


def _no_trust(region: Region) -> None:
    (region.folder / "trust/hebei/hebei.pem").write_bytes(b"none")


def _no_dialect(region: Region) -> None:
    edited(region.folder / "links.d/hebei.toml", "hebei-dec", "hebei-deck")


def _no_folder(region: Region) -> None:
    edited(region.config, "var/journal", "nowhere/journal")


def _no_database(region: Region) -> None:
    (region.folder / "var/journal.sqlite").write_bytes(b"this is no database" * 100)


def _no_driver(region: Region) -> None:
    edited(region.config, "sqlite:///var/journal.sqlite", "postgresql+pg8000://127.0.0.1:1/x?connect_timeout=1")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (_no_key, "key-unusable"),
        (_no_token, "configuration"),
        (_no_trust, "trust-unusable"),
        (_no_dialect, "configuration"),
        (_no_folder, "journal-unusable"),
        (_no_database, "journal-unusable"),
        (_no_driver, "journal-unusable"),
    ],
)
def test_what_a_configuration_names_is_looked_at(region: Region, damage: Break, fault: str) -> None:
    damage(region)
    done = check(region)
    assert done.code == 1
    assert fault in [one["fault"] for one in done.json["faults"]]
    assert all(one["remedy"] and one["reason"] for one in done.json["faults"])


@pytest.mark.parametrize("sealed", ["journal.sqlite", "var"])
def test_a_journal_that_cannot_be_written_is_a_fault(
    region: Region, sealed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(f"sqlite:///{region.folder / 'var/journal.sqlite'}")
    assert check(region).code == 0
    # Root, who often runs the tests, may write everywhere.
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != sealed)
    assert [(one["fault"], Path(one["place"]).name) for one in check(region).json["faults"]] == [
        ("journal-unusable", sealed)
    ]


@pytest.mark.parametrize("name", ["gateway.key.pem", "ops-token"])
def test_a_secret_that_everybody_reads_is_a_warning(region: Region, name: str) -> None:
    (region.folder / "keys" / name).chmod(0o640)
    told = [one for one in check(region).json["warnings"] if name in one]
    assert bool(told) is name.endswith(".key.pem"), "a group may be the service's own, but a key's owner needs none"
    (region.folder / "keys" / name).chmod(0o644)
    done = check(region)
    assert done.code == 0
    assert [one for one in done.json["warnings"] if name in one and "chmod" in one]


def test_a_shared_key_and_a_passphrase_are_secrets_as_well(region: Region) -> None:
    edited(region.config, "key_file =", 'passphrase_file = "keys/pass"\nkey_file =')
    path = region.folder / "links.d/tianjin.toml"
    text = path.read_text(encoding="utf-8").replace('envelope = "dxp"', "").replace('document_profile = "none"', "")
    text = text.replace('"ecdsa-p256-sha256"', '"legacy-md5-prefix"\nshared_key_file = "keys/shared"')
    path.write_text(text.replace("tianjin-ciq", "tianjin-customs"), encoding="utf-8")
    for name in ("pass", "shared"):
        (region.folder / "keys" / name).write_bytes(b"a-made-up-secret-of-this-test")
        (region.folder / "keys" / name).chmod(0o644)
    warnings = check(region).json["warnings"]
    assert [one for one in warnings if "keys/pass" in one]
    assert [one for one in warnings if "keys/shared" in one]
    (region.folder / "keys" / "shared").write_bytes(b"short")
    assert "keys/shared" in str(check(region).json["faults"])


def test_a_link_that_will_get_nothing_is_a_warning(region: Region) -> None:
    text = (region.folder / "links.d/beijing.toml").read_text(encoding="utf-8")
    text = text.replace('name = "beijing"', 'name = "zz"').replace("DXPENT0000000110", "DXPENT0000000111")
    (region.folder / "links.d/zz.toml").write_text(text, encoding="utf-8")
    done = check(region)
    assert done.code == 0
    assert any(warning.startswith("links beijing, zz: one party") for warning in done.json["warnings"])


def test_all_faults_are_told_at_once(region: Region) -> None:
    for damage in (_no_key, _no_token, _no_trust, _no_folder):
        damage(region)
    assert len(check(region).json["faults"]) >= 4


def test_a_certificate_of_ours_that_has_ended_is_a_fault_and_a_peers_is_a_warning(region: Region) -> None:
    late = new_identity("gateway", "ecdsa-p256-sha256", life=timedelta(days=-2))
    (region.folder / "keys/gateway.key.pem").write_bytes(late.key_pem)
    (region.folder / "keys/gateway.crt.pem").write_bytes(late.certificate_pem)
    (region.folder / "trust/hebei/hebei.pem").write_bytes(late.certificate_pem)
    done = check(region)
    assert [one["fault"] for one in done.json["faults"]] == ["certificate-expired"]
    assert any(warning.startswith("trust/hebei: ") and "has ended" in warning for warning in done.json["warnings"])


def test_a_redis_that_does_not_answer_is_a_warning(region: Region) -> None:
    edited(region.config, 'redis = "none"', 'redis = "redis://127.0.0.1:1/0"')
    done = check(region)
    assert done.code == 0
    assert any("redis: it does not answer" in warning for warning in done.json["warnings"])


def test_a_file_that_is_not_there_is_usage(tmp_path: Path) -> None:
    assert run("check", "--config", tmp_path / "gateway.toml").code == 2
