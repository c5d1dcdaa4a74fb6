"""What `check` says of TLS: every file, what belongs together, and what ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from gateway.commands.demo.region import Region, lay_region
from tests.commands.cli import Ran, run
from tests.service.tls_material import DAY, Shown, made

YEAR = timedelta(days=365)
LINK = """\
name = "channel"
party = "channel"
dialect = "hebei-dec"
profile = "none"
client_certificate = "required"
offices = ["04"]
transport = { kind = "http", url = "https://127.0.0.1:9/inbox", tls = { server_certificates = "receiver.pem" } }
"""


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """With a TLS port and a link that asks for a client certificate."""
    region = lay_region(tmp_path, profile="ecdsa-p256-sha256")
    with region.config.open("a", encoding="utf-8") as config:
        config.write('\n[listen.tls]\ncertificate_file = "keys/s.crt.pem"\nkey_file = "keys/s.key.pem"\n')
    (tmp_path / "links.d/channel.toml").write_text(LINK, encoding="utf-8")
    return region


def laid(region: Region, server: Shown, theirs: Shown) -> None:
    for file in server.write(region.folder / "keys", "s"):
        file.chmod(0o600)
    theirs.pin(region.folder / "trust/channel/tls")
    theirs.pin(region.folder, "receiver")


def check(region: Region) -> Ran:
    return run("check", "--config", region.config, "--json")


def test_what_is_whole_and_holds_for_long_is_no_word_worth(region: Region) -> None:
    long = (-DAY, YEAR)
    laid(region, made("gateway", life=long), made("channel", life=long))
    done = check(region)
    assert done.code == 0
    assert not any("tls" in one for one in done.json["warnings"])


def test_what_ends_soon_is_told_and_theirs_that_ended_too(region: Region) -> None:
    laid(region, made("gateway"), made("channel", life=(-2 * DAY, -DAY)))
    done = check(region)
    assert done.code == 0
    told = [one.partition(":")[0] for one in done.json["warnings"] if one.startswith("tls-")]
    assert told == ["tls-server", "tls-receiver-channel", "tls-channel"]


def test_a_server_certificate_of_ours_that_ended_is_a_fault(region: Region) -> None:
    laid(region, made("gateway", life=(-2 * DAY, -DAY)), made("channel", life=(-DAY, YEAR)))
    done = check(region)
    assert done.code == 1
    assert [(one["fault"], one["place"]) for one in done.json["faults"]] == [("certificate-expired", "tls-server")]


def test_files_that_do_not_belong_together_are_a_fault(region: Region) -> None:
    laid(region, made("gateway"), made("channel"))
    (region.folder / "keys/s.key.pem").write_bytes(made("other").key_pem())
    done = check(region)
    assert [one["fault"] for one in done.json["faults"]] == ["key-unusable"]


def test_a_key_that_everybody_can_read_is_told(region: Region) -> None:
    laid(region, made("gateway"), made("channel"))
    (region.folder / "keys/s.key.pem").chmod(0o644)
    assert any("s.key.pem: everybody" in one for one in check(region).json["warnings"])
