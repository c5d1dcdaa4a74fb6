from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.service.config import Key, Pkcs11
from gateway.service.materials import (
    read_passphrase,
    read_secret,
    read_shared_key,
    read_signer,
    read_signers,
    read_token,
    read_trust,
)
from gateway.trust.token import PROVIDERS
from tests.trust.conftest import need
from tests.trust.made import AT, PROFILE_NAMES, Party, party
from tests.trust.tokens import PIN, TOKEN, soft_token


def test_a_secret_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("open-sesame\n")
    assert read_secret(path) == "open-sesame"


@pytest.mark.parametrize("content", ["", "\n", "two words", "two\nlines"])
def test_anything_else_is_refused_without_quoting_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secret"
    path.write_text(content)
    with pytest.raises(SetupError) as caught:
        read_secret(path)
    assert (caught.value.fault, caught.value.value) == (faults.CONFIGURATION, None)


def test_a_passphrase_may_be_of_several_words(tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    path.write_text("correct horse\n")
    assert read_passphrase(path) == b"correct horse"


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("x" * 15)
    with pytest.raises(SetupError, match="16 characters"):
        read_token(path)
    path.write_text("x" * 16)
    assert read_token(path) == "x" * 16


def test_a_shared_key_that_could_be_guessed_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_text("made-up-and-shor")
    assert read_shared_key(path) == b"made-up-and-shor"
    path.write_text("made-up-and-sho\n")
    with pytest.raises(SetupError, match="16 characters") as caught:
        read_shared_key(path)
    assert (caught.value.place.path, caught.value.value) == (str(path), None)
    assert "made-up" not in str(caught.value)


def test_a_certificate_that_cannot_be_read_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "tianjin").mkdir()
    (tmp_path / "tianjin" / "new.pem").write_bytes(b"junk")
    (tmp_path / "tianjin" / "notes.txt").write_bytes(b"junk")
    with pytest.raises(SetupError) as caught:
        read_trust(tmp_path)
    assert caught.value.fault is faults.TRUST_UNUSABLE
    assert caught.value.place.path == str(tmp_path / "tianjin" / "new.pem")


def laid_key(folder: Path, made: Party, **more: str) -> Key:
    """A key of ours in files, as PKCS #12 if a key_file of that name is asked for."""
    (folder / "key.pem").write_bytes(made.key_pem)
    (folder / "crt.pem").write_bytes(made.pem)
    files = {"key_file": "key.pem", "certificate_file": "crt.pem"} | more
    return Key(profile=made.profile.name, **{key: folder / name for key, name in files.items() if name})


def as_pkcs12(folder: Path, *more: str) -> Path:
    command = ["openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "crt.pem", "-out", "key.p12", *more]
    subprocess.run([*command, "-passout", "pass:open"], cwd=folder, capture_output=True, check=True)
    (folder / "pass").write_text("open\n")
    return folder / "key.p12"


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_signer_is_read_from_pem_or_from_pkcs12(profile: str, tmp_path: Path) -> None:
    need("openssl", "openssl")
    made = party(profile)
    assert read_signer(laid_key(tmp_path, made)).certificate == made.certificate
    as_pkcs12(tmp_path)
    key = laid_key(tmp_path, made, key_file="key.p12", certificate_file="", passphrase_file="pass")
    assert read_signer(key).certificate == made.certificate


def test_a_pkcs12_file_without_the_certificate_needs_one_beside_it(tmp_path: Path) -> None:
    need("openssl", "openssl")
    made = party("sm2-sm3")
    laid_key(tmp_path, made)
    as_pkcs12(tmp_path, "-nocerts")
    words = {"key_file": "key.p12", "passphrase_file": "pass"}
    assert read_signer(laid_key(tmp_path, made, **words)).certificate == made.certificate
    with pytest.raises(SetupError, match="name one in certificate_file") as caught:
        read_signer(laid_key(tmp_path, made, **words, certificate_file=""))
    assert (caught.value.fault, caught.value.place.path) == (faults.KEY_UNUSABLE, str(tmp_path / "key.p12"))


def test_what_is_wrong_with_a_key_is_told_with_its_file_and_without_its_passphrase(tmp_path: Path) -> None:
    need("openssl", "openssl")
    made = party("sm2-sm3")
    laid_key(tmp_path, made)
    as_pkcs12(tmp_path)
    (tmp_path / "pass").write_text("not-this-one\n")
    with pytest.raises(SetupError) as caught:
        read_signer(laid_key(tmp_path, made, key_file="key.p12", certificate_file="", passphrase_file="pass"))
    assert str(caught.value) == f"4112 key-unusable at {tmp_path / 'key.p12'}: its passphrase is another"


def test_a_signer_may_be_in_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token, made = soft_token(tmp_path, monkeypatch), party("ecdsa-p256-sha256")
    token.put("signs", made.key_pem)
    laid_key(tmp_path, made)
    (tmp_path / "pin").write_text(PIN + "\n")
    at = Pkcs11(module=Path(token.module), token=TOKEN, label="signs")
    files = {"certificate_file": tmp_path / "crt.pem", "passphrase_file": tmp_path / "pin"}
    try:
        assert read_signer(Key(profile="ecdsa-p256-sha256", pkcs11=at, **files)).certificate == made.certificate
    finally:
        PROVIDERS.close()


def test_several_keys_of_a_profile_are_planned_by_their_moments(tmp_path: Path) -> None:
    one = laid_key(tmp_path, party("sm2-sm3"))
    two = one.model_copy(update={"sign_from": AT})
    found = read_signers((one, two, laid_key(tmp_path, party("sm2-sm3")).model_copy(update={"sign_from": AT})))
    assert {name: [each.sign_from for each in several] for name, several in found.items()} == {
        "sm2-sm3": [None, AT, AT]
    }
