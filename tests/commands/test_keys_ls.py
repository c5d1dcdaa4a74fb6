from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gateway.commands.keys.inventory import Standing, standing
from gateway.trust.answers import pem
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.issue import self_signed
from tests.commands.cli import good
from tests.trust.authorities import DAY, entity, read, revoking, root
from tests.trust.conftest import need
from tests.trust.made import AT, FROM, UNTIL, party

NOW = datetime.now(UTC).replace(microsecond=0)
CONFIG = """\
[listen]
ops_token_file = "token"

[[keys]]
profile = "sm2-sm3"
key_file = "locked.pem"
certificate_file = "us.pem"
passphrase_file = "nowhere"
sign_from = 2026-01-01T00:00:00Z
"""


def valid(from_days: int, until_days: int) -> bytes:
    from_, until = (NOW + timedelta(days=days, hours=1) for days in (from_days, until_days))
    return self_signed(party().key, "made", serial=0x0A, not_before=from_, not_after=until)


def laid(folder: Path, more: str = "") -> Path:
    (folder / "gateway.toml").write_text(CONFIG + more)
    (folder / "us.pem").write_bytes(valid(-1, 365))
    for party_, content in (("old", valid(-9, -2)), ("soon", valid(-9, 20)), ("early", valid(3, 90)), ("x", b"junk")):
        (folder / "trust" / party_).mkdir(parents=True)
        (folder / "trust" / party_ / "one.pem").write_bytes(content)
    (folder / "trust/soon/tls").mkdir()
    (folder / "trust/soon/tls/client.pem").write_bytes(valid(-9, 100))
    return folder / "gateway.toml"


def listed(config: Path) -> list[dict[str, Any]]:
    rows = good("keys", "ls", "--config", config, "--json").json
    assert isinstance(rows, list)
    return rows


def test_every_certificate_is_listed_with_its_owner_and_state_and_no_passphrase_is_read(tmp_path: Path) -> None:
    rows = listed(laid(tmp_path))
    assert [(row["owner"], row["use"], row["state"]) for row in rows] == [
        ("us", "sm2-sm3", "valid"),
        ("early", "signs", "not yet"),
        ("old", "signs", "expired"),
        ("soon", "signs", "soon"),
        ("soon", "tls", "valid"),
        ("x", "signs", "unreadable"),
    ]
    assert rows[0] | {"file": ""} == {
        "owner": "us",
        "use": "sm2-sm3",
        "state": "valid",
        "algorithm": "sm2",
        "days": 365,
        "from": (NOW + timedelta(days=-1, hours=1)).isoformat(),
        "until": (NOW + timedelta(days=365, hours=1)).isoformat(),
        "subject": "CN=made",
        "issuer": "CN=made",
        "serial": "0a",
        "sha256": read_pem((tmp_path / "us.pem").read_bytes()).fingerprint,
        "note": "signs from 2026-01-01T00:00:00+00:00",
        "file": "",
    }


def test_people_get_a_table(tmp_path: Path) -> None:
    text = good("keys", "ls", "--config", laid(tmp_path)).text
    assert text.splitlines()[0].split()[:5] == ["OWNER", "USE", "ALGORITHM", "STATE", "DAYS"]
    assert len(text.splitlines()) == 7


def test_what_a_list_names_is_revoked_whatever_else_it_is() -> None:
    above = root("revoking-root")
    bad, fine = entity(above, "bad"), entity(above, "fine")
    lists = (read(above, revoking(above, [bad])),)
    assert standing(bad, lists, AT) is Standing.REVOKED
    assert standing(fine, lists, AT) is Standing.VALID
    assert standing(bad, (read(above, revoking(above, [])),), AT) is Standing.VALID


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (FROM - DAY, Standing.EARLY),
        (FROM, Standing.VALID),
        (UNTIL - 60 * DAY, Standing.VALID),
        (UNTIL - 59 * DAY, Standing.SOON),
        (UNTIL, Standing.SOON),
        (UNTIL + DAY, Standing.EXPIRED),
    ],
)
def test_a_certificate_stands_as_the_moment_says(at: datetime, expected: Standing) -> None:
    assert standing(party().certificate, (), at) is expected


def test_a_list_in_a_folder_is_asked(tmp_path: Path) -> None:
    above = root("folder-root", until=NOW + 400 * DAY)
    bad: Certificate = entity(above, "bad", until=NOW + 300 * DAY)
    folder = laid(tmp_path).parent / "authorities" / "ca"
    folder.mkdir(parents=True)
    (folder / "root.pem").write_bytes(pem(above.certificate))
    (folder / "bad.pem").write_bytes(pem(bad))
    (folder / "a.crl").write_bytes(revoking(above, [bad]))
    (folder / "b.crl").write_bytes(b"junk")
    (folder / "c.crl").mkdir()
    found = {row["subject"]: row["state"] for row in listed(tmp_path / "gateway.toml") if row["owner"] == "ca"}
    assert found == {bad.subject: "revoked", above.certificate.subject: "valid"}


def test_a_certificate_within_pkcs12_is_listed_or_said_to_be_locked(tmp_path: Path) -> None:
    need("openssl", "openssl")
    (tmp_path / "key.pem").write_bytes(party().key_pem)
    (tmp_path / "crt.pem").write_bytes(valid(-1, 200))
    export = "openssl pkcs12 -export -inkey key.pem -in crt.pem -out us.p12 -passout pass:open"
    subprocess.run(export.split(), cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "pass").write_text("open\n")
    words = '\n[[keys]]\nprofile = "sm2-sm3"\nkey_file = "us.p12"\n'
    config = laid(tmp_path, words + 'passphrase_file = "pass"\n')
    assert [row["days"] for row in listed(config) if row["owner"] == "us"] == [365, 200]
    (tmp_path / "pass").write_text("shut\n")
    row = [row for row in listed(config) if row["owner"] == "us"][1]
    assert (row["state"], row["note"]) == ("unreadable", "its passphrase is another")
