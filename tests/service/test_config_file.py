"""Every fault of a configuration with its place and value; what may stand in it, and from where it is taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.service.config import Config, FolderTransport, HttpTransport
from gateway.service.config_file import config_faults, load_config

GATEWAY = """\
address = "DXPGTW0000000001"
journal = "sqlite:///var/journal.sqlite"
trust = "trust"

[listen]
ops_token_file = "keys/token"

[[keys]]
profile = "sm2-sm3"
key_file = "keys/key.pem"
certificate_file = "/elsewhere/crt.pem"
"""
LINK = """\
name = "beijing"
party = "beijing"
dialect = "beijing-ciq"
profile = "sm2-sm3"
address = "DXPBJ"
offices = ["01"]
transport = { kind = "http", url = "http://127.0.0.1:1/inbox" }
"""
FOLDER = 'transport = { kind = "folder", root = "boxes" }'
HTTP = 'transport = { kind = "http", url = "http://127.0.0.1:1/inbox" }'


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("EPORT__")]:
        monkeypatch.delenv(name)


def laid(folder: Path, gateway: str = GATEWAY, **links: str) -> Path:
    (folder / "links.d").mkdir()
    for name, text in (links or {"beijing": LINK}).items():
        (folder / "links.d" / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "gateway.toml").write_text(gateway, encoding="utf-8")
    return folder / "gateway.toml"


def found(path: Path) -> list[tuple[str, str | None]]:
    """(Place, value) of each fault."""
    told = config_faults(path)
    assert isinstance(told, tuple), "it was taken"
    assert {error.fault for error in told} == {faults.CONFIGURATION}
    return [(str(error.place), error.value) for error in told]


def test_a_good_configuration_has_what_its_files_say(tmp_path: Path) -> None:
    config = load_config(laid(tmp_path, beijing=LINK, tianjin=LINK.replace("beijing", "tianjin").replace("DXPBJ", "T")))
    assert [link.name for link in config.links] == ["beijing", "tianjin"]
    link = config.link("beijing")
    assert link is not None
    assert isinstance(link.transport, HttpTransport)
    assert (link.route().offices, link.route().address, link.retry.policy().attempts) == (("01",), "DXPBJ", 100)
    assert config.link("nobody") is None


def test_links_may_stand_in_the_file_too(tmp_path: Path) -> None:
    text = LINK.replace("beijing", "here").replace("DXPBJ", "DXPHE")
    assert [link.name for link in load_config(laid(tmp_path, f"{GATEWAY}\n[[links]]\n{text}")).links] == [
        "here",
        "beijing",
    ]


def test_relative_paths_begin_at_the_files_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = laid(tmp_path, beijing=LINK.replace(HTTP, FOLDER))
    monkeypatch.chdir("/")
    config = load_config(path)
    assert config.listen.ops_token_file == tmp_path / "keys/token"
    assert config.keys[0].key_file == tmp_path / "keys/key.pem"
    assert config.keys[0].certificate_file == Path("/elsewhere/crt.pem")
    assert config.trust == tmp_path / "trust"
    assert config.journal == f"sqlite:///{tmp_path / 'var/journal.sqlite'}"
    assert isinstance(config.links[0].transport, FolderTransport)
    assert config.links[0].transport.root == tmp_path / "boxes"


def test_an_absolute_journal_and_another_engine_are_left_as_they_are(tmp_path: Path) -> None:
    for number, url in enumerate(("sqlite:////srv/journal.sqlite", "postgresql+psycopg://db/eport")):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert load_config(laid(folder, GATEWAY.replace("sqlite:///var/journal.sqlite", url))).journal == url


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPORT__LISTEN__PORT", "9000")
    monkeypatch.setenv("EPORT__ADDRESS", "DXPENV")
    monkeypatch.setenv("EPORT__LIMITS__DOCUMENT_BYTES", "2048")
    config = load_config(laid(tmp_path))
    assert (config.listen.port, config.address, config.limits.document_bytes) == (9000, "DXPENV", 2048)
    assert config.listen.ops_token_file == tmp_path / "keys/token", "what it does not name stays the file's"


def test_a_wrong_word_in_the_environment_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPORT__LISTEN__PORT", "70000")
    assert [place for place, _ in found(laid(tmp_path))] == ["environment: EPORT__LISTEN__PORT"]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ('address = "DXPGTW0000000001"', 'adress = "X"', ["adress"]),
        ("[listen]", "[listen]\nprot = 1", ["listen.prot"]),
        ("[listen]", "[listen]\nport = 70000", ["listen.port"]),
        ("[listen]", '[listen]\nops_host = "0.0.0.0"', ["listen.ops_host"]),
        ('ops_token_file = "keys/token"', "", ["listen.ops_token_file"]),
        ('profile = "sm2-sm3"', 'profile = "md5"', ["keys.0.profile"]),
        ('key_file = "keys/key.pem"', "", ["keys.0"]),
        ('address = "DXPGTW0000000001"', f'address = "{"D" * 17}"', ["address"]),
        ("[listen]", "[limits]\ndocument_bytes = 1\n[listen]", ["limits.document_bytes"]),
        ('trust = "trust"', "workers = 0\ndedup_s = 1", ["workers", "dedup_s"]),
        ('trust = "trust"', 'links = "beijing"', ["links"]),
    ],
)
def test_each_fault_of_the_file_is_told_with_its_place(tmp_path: Path, old: str, new: str, places: list[str]) -> None:
    told = [place for place, _ in found(laid(tmp_path, GATEWAY.replace(old, new, 1)))]
    assert sorted(told) == sorted(f"gateway.toml: {place}" for place in places)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('name = "beijing"', 'name = "Bei jing"', "name"),
        ("offices", "office", "offices"),
        ('["01"]', "[]", "offices"),
        (HTTP, 'transport = { kind = "pigeon" }', "transport"),
        (HTTP, 'transport = { kind = "http", url = "ftp://x" }', "transport.http.url"),
        (HTTP, 'transport = { kind = "folder", root = "b", business_type = "../x" }', "transport.folder.business_type"),
        (HTTP, f"{HTTP}\nretry = {{ first_s = 0 }}", "retry.first_s"),
        (HTTP, f'{HTTP}\nenvelope = "soap"', "envelope"),
        (HTTP, f'{HTTP}\nmay_sent = ["declaration"]', "may_sent"),
    ],
)
def test_each_fault_of_a_link_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    told = [where for where, _ in found(laid(tmp_path, beijing=LINK.replace(old, new, 1)))]
    assert f"links.d/beijing.toml: {place}" in told


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[listen]", "[listen]\nprot = 1", "there is no such key; did you mean port?"),
        ('ops_token_file = "keys/token"', "", "it must be given"),
        ('trust = "trust"', 'redis = "localhost"', "redis://"),
        ("[listen]", "[listen]\nport = 8500\nops_port = 8500", "the e-ports' port is one of the operators'"),
        (
            "[listen]",
            "workers = 3\n[listen]\nport = 8502\nops_port = 8500",
            "the e-ports' port is one of the operators'",
        ),
    ],
)
def test_a_fault_is_told_in_our_words(tmp_path: Path, old: str, new: str, reason: str) -> None:
    told = config_faults(laid(tmp_path, GATEWAY.replace(old, new, 1)))
    assert isinstance(told, tuple), "it was taken"
    assert [reason in one.reason and "Value error" not in one.reason for one in told] == [True]


@pytest.mark.parametrize("url", ["", "none", "redis://r:1/0", "rediss://r", "unix:///run/redis.sock"])
def test_a_redis_is_named_by_its_url(tmp_path: Path, url: str) -> None:
    assert load_config(laid(tmp_path, GATEWAY.replace('trust = "trust"', f'redis = "{url}"'))).redis == url


def test_any_free_ports_do_not_meet(tmp_path: Path) -> None:
    path = laid(tmp_path, GATEWAY.replace("[listen]", "[listen]\nport = 0\nops_port = 0"))
    assert load_config(path).listen.ops_port == 0


@pytest.mark.parametrize("name", ["EPORT__WROKERS", "EPORT__LISTEN__PROT"])
def test_an_unknown_word_in_the_environment_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "2")
    assert [place for place, _ in found(laid(tmp_path))] == [f"environment: {name}"]


def test_links_that_cannot_be_listed_are_not_taken_for_none(tmp_path: Path) -> None:
    path = laid(tmp_path)
    (tmp_path / "links.d/beijing.toml").unlink()
    (tmp_path / "links.d").rmdir()
    assert load_config(path).links == (), "a gateway without links.d may have its links in the file"
    (tmp_path / "links.d").touch()
    assert [place for place, _ in found(path)] == ["links.d"]


def test_all_faults_are_told_at_once_and_load_raises_the_first(tmp_path: Path) -> None:
    path = laid(tmp_path, GATEWAY.replace("[listen]", "[listen]\nport = -1\nops_port = -2"))
    assert [value for _, value in found(path)] == ["-1", "-2"]
    with pytest.raises(SetupError) as caught:
        load_config(path)
    assert caught.value.place.path == "gateway.toml: listen.port"


def test_nothing_authenticates_an_unsigned_document_over_http(tmp_path: Path) -> None:
    unsigned = LINK.replace('profile = "sm2-sm3"', 'profile = "none"')
    told = config_faults(laid(tmp_path, beijing=unsigned))
    assert isinstance(told, tuple)
    assert "profile none is for folders and for client certificates" in told[0].reason
    assert str(told[0].place) == "links.d/beijing.toml"
    (tmp_path / "links.d/beijing.toml").write_text(unsigned.replace(HTTP, FOLDER))
    assert load_config(tmp_path / "gateway.toml").links[0].profile == "none"


@pytest.mark.parametrize(("what", "other"), [("name", 'address = "DXPXX"'), ("address", 'name = "other"')])
def test_two_links_share_neither_name_nor_address(tmp_path: Path, what: str, other: str) -> None:
    key = other.split(" ", 1)[0]
    line = next(line for line in LINK.splitlines() if line.startswith(f"{key} "))
    told = config_faults(laid(tmp_path, one=LINK, two=LINK.replace(line, other)))
    assert isinstance(told, tuple)
    assert f"two links share one {what}" in told[0].reason


@pytest.mark.parametrize("what", ["name", "party"])
def test_no_link_is_called_what_the_gateway_calls_itself(tmp_path: Path, what: str) -> None:
    line = next(line for line in LINK.splitlines() if line.startswith(f"{what} "))
    told = config_faults(laid(tmp_path, one=LINK.replace(line, f'{what} = "gateway"')))
    assert isinstance(told, tuple)
    assert "gateway is what we call ourselves" in told[0].reason


def test_several_links_may_have_no_address(tmp_path: Path) -> None:
    bare = LINK.replace('address = "DXPBJ"\n', "")
    assert len(load_config(laid(tmp_path, one=bare, two=bare.replace('name = "beijing"', 'name = "other"'))).links) == 2


@pytest.mark.parametrize("content", [b"a = ", b"\xff", b'a = "x"\na = "y"'])
def test_what_is_no_toml_is_told_with_the_file_it_is_in(tmp_path: Path, content: bytes) -> None:
    path = laid(tmp_path)
    (tmp_path / "links.d/beijing.toml").write_bytes(content)
    assert [place for place, _ in found(path)] == ["beijing.toml"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [place for place, _ in found(tmp_path / "gateway.toml")] == ["gateway.toml"]


def test_a_secret_that_stands_in_the_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    path = laid(tmp_path, GATEWAY.replace("[listen]", '[listen]\nops_token = "hunter2-hunter2-hunter2"'))
    told = config_faults(path)
    assert isinstance(told, tuple)
    assert "hunter2" not in "".join(map(str, told))


def test_the_password_of_a_redis_is_not_repeated(tmp_path: Path) -> None:
    path = laid(tmp_path, GATEWAY.replace('trust = "trust"', 'redis = "http://:hunter2@redis"'))
    assert found(path) == [("gateway.toml: redis", None)]


def test_a_configuration_cannot_be_changed_while_it_runs(tmp_path: Path) -> None:
    config: Any = load_config(laid(tmp_path))
    with pytest.raises(ValueError, match="frozen"):
        config.workers = 2
    assert Config.model_config["extra"] == "forbid"


def key(profile: str, *lines: str) -> str:
    files = 'key_file = "keys/new.pem"\ncertificate_file = "keys/new.crt.pem"\n'
    return "\n".join((f'\n[[keys]]\nprofile = "{profile}"\n{files}', *lines))


@pytest.mark.parametrize("moment", ["", "sign_from = 2026-01-01T00:00:00Z"])
def test_two_keys_of_one_profile_take_turns(tmp_path: Path, moment: str) -> None:
    new = key("rsa-sha256", moment)
    assert found(laid(tmp_path, GATEWAY + new + new)) == [("gateway.toml: keys", None)]


def test_a_key_of_another_profile_or_another_moment_stands_beside(tmp_path: Path) -> None:
    more = key("rsa-sha256"), key("sm2-sm3", "sign_from = 2026-01-01T00:00:00+08:00")
    assert len(load_config(laid(tmp_path, GATEWAY + "".join(more))).keys) == 3
