"""The documents say what is true: what is printed is printed now, links lead somewhere, named tests exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adapters import DIALECTS
from gateway.commands.check import Findings, examine
from gateway.commands.demo.identities import new_identity, write_private
from gateway.document.parse import parse
from gateway.service.config import Config
from gateway.service.config_file import config_faults
from gateway.trust.profiles import PROFILES
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify
from tests.service.tls_material import DAY, made

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
MACHINE = re.compile(r"/work/|/root/|/home/\w")
OURS = "gateway", "adapters", "tests", "scripts", "xsd", "config", "docs"
NAMED = re.compile(rf"`((?:{'|'.join(OURS)})/[\w./-]*)`")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """As hosting platforms make them: lower case, blanks as dashes, other punctuation gone."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_what_is_printed_is_what_the_tables_say_now() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/print-formats"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), f"{target} does not exist"
        assert found.is_relative_to(ROOT), f"{target} leads out of the project"
        assert not anchor or anchor in anchors(found), f"{target} has no heading {anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_of_ours_that_is_named_exists(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_a_path_of_somebodys_machine(page: Path) -> None:
    assert MACHINE.findall(page.read_text(encoding="utf-8")) == []


def test_the_readme_names_the_two_commands() -> None:
    assert re.search(r"^make demo\b", text("README.md"), re.MULTILINE)
    assert re.search(r"^make test\b", text("README.md"), re.MULTILINE)


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", text("docs/threat-model.md")))
    defined = {
        name for path in (ROOT / "tests").rglob("*.py") for name in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert named
    assert named <= defined


def test_every_guide_has_its_twin_in_chinese_with_the_same_commands() -> None:
    for guide in ("operator-guide", "integrator-guide"):
        english, chinese = text(f"docs/{guide}.md"), text(f"docs/{guide}.zh.md")
        verbs = re.compile(r"^eport-gateway (\w+(?: [a-z]+\b)?)", re.MULTILINE)
        assert verbs.findall(english) == verbs.findall(chinese)


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The example configuration with every example link, as who copies them would have it."""
    region = tmp_path / "region"
    shutil.copytree(ROOT / "config", region)
    for example in (region / "links.d").glob("*.example"):
        example.rename(example.with_suffix(""))
    return region


def test_the_example_configuration_is_read_with_all_its_links(examples: Path) -> None:
    found = config_faults(examples / "gateway.toml")
    assert isinstance(found, Config)
    assert {link.dialect for link in found.links} == {dialect.name for dialect in DIALECTS}


def test_with_keys_and_certificates_the_examples_have_neither_fault_nor_warning(examples: Path) -> None:
    ours = new_identity("gateway", "sm2-sm3")
    write_private(examples / "keys/gateway.key.pem", ours.key_pem)
    write_private(examples / "keys/gateway.crt.pem", ours.certificate_pem)
    for secret in ("ops-token", "tianjin-customs.shared"):
        write_private(examples / "keys" / secret, b"made-up-secret-of-a-test")
    for party in ("authority", "beijing", "guangzhou", "hebei", "tax", "tianjin"):
        write_private(examples / f"trust/{party}/{party}.pem", new_identity(party, "sm2-sm3").certificate_pem)
    with (examples / "gateway.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[listen.tls]\ncertificate_file = "keys/server.crt.pem"\nkey_file = "keys/server.key.pem"\n')
    for name in ("server", "us-client"):
        for file in made(name, life=(-DAY, 365 * DAY)).write(examples / "keys", name):
            file.chmod(0o600)
    made("channel", life=(-DAY, 365 * DAY)).pin(examples / "trust/channel/tls")
    made("channel server", life=(-DAY, 365 * DAY)).pin(examples / "keys", "channel-server")
    (examples / "var").mkdir()
    found, config = Findings(), config_faults(examples / "gateway.toml")
    assert isinstance(config, Config)
    examine(config, found)
    assert [str(fault) for fault in found.faults] == []
    meant = ("redis: no server", "link tianjin-customs: legacy-md5-prefix is no signature")
    assert [warning for warning in found.warnings if not warning.startswith(meant)] == []


@pytest.fixture
def tools() -> None:
    for tool in ("openssl", "perl", "sh"):
        if shutil.which(tool) is None:
            pytest.skip(f"NO {tool.upper()} HERE: the signing examples of the integrator guide go unchecked")


DOCUMENT = '<a xmlns="urn:a" xmlns:b="urn:b"><b:c>北京</b:c><d></d></a>'.encode()


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b'<?xml version="1.0"?>\n' + DOCUMENT, "not canonical"),
        (b"<!-- why -->" + DOCUMENT, "not canonical"),
        (DOCUMENT.replace(b"<d></d>", b"<d/>"), "not canonical"),
    ],
)
def test_the_example_signs_nothing_that_would_be_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    made = new_identity("beijing", "sm2-sm3")
    files = {"key.pem": made.key_pem, "crt.pem": made.certificate_pem, "plain.xml": content}
    for name, raw in files.items():
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
    command = ["sh", str(ROOT / "docs/examples/sign-with-openssl"), *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("example", ["sign-with-openssl", "check-with-openssl"])
def test_an_example_without_its_arguments_tells_them(example: str) -> None:
    done = subprocess.run(["sh", str(ROOT / "docs/examples" / example)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[:6]) == (2, "usage:")


@pytest.mark.usefixtures("tools")
def test_what_the_example_signs_we_accept_and_what_we_sign_it_accepts(tmp_path: Path) -> None:
    made = new_identity("beijing", "sm2-sm3")
    files = {"key.pem": made.key_pem, "crt.pem": made.certificate_pem, "plain.xml": DOCUMENT}
    files["ours.xml"] = b'<?xml version="1.0" encoding="UTF-8"?>\n' + seal(DOCUMENT, made.signer)
    files["changed.xml"] = files["ours.xml"].replace("北京".encode(), "天津".encode())
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    def example(*command: str) -> subprocess.CompletedProcess[bytes]:
        script = str(ROOT / "docs/examples" / command[0])
        return subprocess.run(["sh", script, *command[1:]], cwd=tmp_path, capture_output=True, check=False)

    signed = example("sign-with-openssl", "key.pem", "crt.pem", "plain.xml")
    trust = TrustStore.of([("beijing", made.signer.certificate)])
    now = made.signer.certificate.not_before
    proved = verify(parse(signed.stdout).root, PROFILES["sm2-sm3"], trust, party="beijing", at=now)
    assert proved.content == DOCUMENT
    assert example("check-with-openssl", "crt.pem", "ours.xml").returncode == 0
    assert example("check-with-openssl", "crt.pem", "changed.xml").returncode == 1
