from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from gateway.service.trust_folders import read_pin
from gateway.trust.answers import pem
from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.issue import Usage
from gateway.trust.keys import load_key
from tests.commands.cli import Ran, good, run
from tests.trust.authorities import entity, revoking, root
from tests.trust.conftest import need
from tests.trust.made import Party, leaf, party

ABOVE, US, PEER = party(name="authority", usage=Usage.AUTHORITY), party(name="us"), party(name="peer")
LEAF = leaf(ABOVE, US)


def laid(folder: Path, made: Party = US) -> Path:
    (folder / "made.key.pem").write_bytes(made.key_pem)
    (folder / "answer.pem").write_bytes(pem(ABOVE.certificate) + pem(LEAF))
    (folder / "peer.pem").write_bytes(PEER.pem)
    return folder


def ours(folder: Path, *more: object) -> Ran:
    return run("keys", "import", folder / "answer.pem", "--key", folder / "made.key.pem", "--out", folder / "o", *more)


def theirs(folder: Path, *more: object, stdin: bytes = b"") -> Ran:
    return run("keys", "import", folder / "peer.pem", "--out", folder / "trust" / "peer", *more, stdin=stdin)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def read(file: Path) -> Certificate:
    return read_pem(file.read_bytes())


def test_what_an_authority_sent_back_is_put_beside_its_key(tmp_path: Path) -> None:
    done = ours(laid(tmp_path), "--name", "new")
    assert done.code == 0, done.err
    assert written(tmp_path / "o") == ["new.chain.pem", "new.crt.pem", "new.key.pem"]
    assert (read(tmp_path / "o/new.crt.pem"), read(tmp_path / "o/new.chain.pem")) == (LEAF, ABOVE.certificate)
    assert load_key((tmp_path / "o/new.key.pem").read_bytes()).spki == LEAF.spki
    assert stat.S_IMODE((tmp_path / "o/new.key.pem").stat().st_mode) == 0o600
    assert LEAF.fingerprint in done.err


def test_an_authority_that_bears_the_name_and_did_not_sign_is_told(tmp_path: Path) -> None:
    impostor = party("ecdsa-p256-sha256", "authority", Usage.AUTHORITY)
    (laid(tmp_path) / "answer.pem").write_bytes(impostor.pem + pem(LEAF))
    done = ours(tmp_path, "--name", "new")
    assert (done.code, written(tmp_path / "o")) == (0, ["new.crt.pem", "new.key.pem"])
    assert "the signature of CN=authority" in done.err


def test_a_key_that_is_in_its_place_stays_there(tmp_path: Path) -> None:
    before = (laid(tmp_path) / "made.key.pem").read_bytes()
    key, answer = tmp_path / "made.key.pem", tmp_path / "answer.pem"
    good("keys", "import", answer, "--key", key, "--name", "made", "--out", tmp_path)
    assert read(tmp_path / "made.crt.pem") == LEAF
    assert key.read_bytes() == before


@pytest.mark.parametrize("there", ["new.key.pem", "new.crt.pem", "new.chain.pem"])
def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path, there: str) -> None:
    (laid(tmp_path) / "o").mkdir()
    (tmp_path / "o" / there).write_text("mine")
    done = ours(tmp_path, "--name", "new")
    assert (done.code, "is there already" in done.err) == (1, True)
    assert written(tmp_path / "o") == [there]
    assert (tmp_path / "o" / there).read_text() == "mine"


def test_a_certificate_of_another_key_is_refused(tmp_path: Path) -> None:
    done = ours(laid(tmp_path, party(name="other")))
    assert (done.code, "none of the certificates is of this key" in done.err) == (1, True)
    assert written(tmp_path / "o") == []


def test_a_locked_key_stays_locked(tmp_path: Path) -> None:
    need("openssl", "openssl")
    (laid(tmp_path) / "crt.pem").write_bytes(pem(LEAF))
    (tmp_path / "pass").write_text("open\n")
    export = "openssl pkcs12 -export -inkey made.key.pem -in crt.pem -out us.p12 -passout pass:open"
    subprocess.run(export.split(), cwd=tmp_path, capture_output=True, check=True)
    good("keys", "import", tmp_path / "us.p12", "--passphrase-file", tmp_path / "pass", "--out", tmp_path / "o")
    assert written(tmp_path / "o") == ["CN-leaf.crt.pem", "CN-leaf.key.pem"]
    key_pem = (tmp_path / "o/CN-leaf.key.pem").read_bytes()
    assert b"ENCRYPTED" in key_pem
    assert load_key(key_pem, b"open").spki == LEAF.spki


def test_a_peers_certificate_is_shown_and_written_when_it_is_agreed_to(tmp_path: Path) -> None:
    done = theirs(laid(tmp_path), stdin=b"y\n")
    one = PEER.certificate
    assert done.code == 0, done.err
    for word in (one.subject, one.serial_hex, one.fingerprint, one.not_after.isoformat()):
        assert word in done.err
    assert [read_pin(file) for file in (tmp_path / "trust/peer").iterdir()] == [one]


@pytest.mark.parametrize("stdin", [b"n\n", b"\n", b""])
def test_without_agreement_nothing_is_believed(tmp_path: Path, stdin: bytes) -> None:
    assert theirs(laid(tmp_path), stdin=stdin).code == 1
    assert written(tmp_path / "trust/peer") == []


@pytest.mark.parametrize("form", [str, lambda text: ":".join(text[at : at + 2] for at in range(0, 64, 2)).upper()])
def test_a_certificate_that_was_expected_needs_no_question(tmp_path: Path, form: type[str]) -> None:
    done = theirs(laid(tmp_path), "--expect-sha256", form(PEER.certificate.fingerprint))
    assert (done.code, len(written(tmp_path / "trust/peer"))) == (0, 1), done.err


def test_another_than_expected_is_never_written(tmp_path: Path) -> None:
    done = theirs(laid(tmp_path), "--yes", "--expect-sha256", LEAF.fingerprint)
    assert (done.code, "NOT the certificate" in done.err) == (1, True)
    assert written(tmp_path / "trust/peer") == []


def test_the_same_certificate_twice_changes_nothing(tmp_path: Path) -> None:
    theirs(laid(tmp_path), "--yes")
    assert (theirs(tmp_path, "--yes").code, len(written(tmp_path / "trust/peer"))) == (1, 1)


@pytest.mark.parametrize("as_pem", [True, False])
def test_a_list_of_its_own_authority_is_put_beside_it_and_an_older_one_is_not(tmp_path: Path, as_pem: bool) -> None:
    above = root("listing")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/root.pem").write_bytes(pem(above.certificate))

    def taken(number: int) -> Ran:
        (tmp_path / "list").write_bytes(revoking(above, [entity(above)], number=number, pem=as_pem))
        return run("keys", "import", tmp_path / "list", "--out", tmp_path / "a")

    assert (taken(5).code, taken(6).code, taken(4).code) == (0, 0, 1)
    (name,) = [name for name in written(tmp_path / "a") if name != "root.pem"]
    assert name.endswith(".crl")
    assert "an older list" in taken(4).err


def test_a_list_of_a_stranger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/root.pem").write_bytes(pem(root("listing").certificate))
    (tmp_path / "list").write_bytes(revoking(root("stranger"), []))
    done = run("keys", "import", tmp_path / "list", "--out", tmp_path / "a")
    assert (done.code, "4111" in done.err, written(tmp_path / "a")) == (1, True, ["root.pem"])


def test_what_is_nothing_of_all_this_is_refused(tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(b"junk")
    done = run("keys", "import", tmp_path / "junk", "--out", tmp_path / "trust")
    assert (done.code, "4110" in done.err, written(tmp_path / "trust")) == (1, True, [])
