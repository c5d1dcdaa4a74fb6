from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import SetupError
from gateway.trust import der
from gateway.trust.certificates import read_certificate
from gateway.trust.keys import pem_of, signing_key
from gateway.trust.libcrypto import library
from gateway.trust.pkcs12 import read_pkcs12
from tests.trust.made import PROFILE_NAMES, party

pytestmark = pytest.mark.usefixtures("openssl")
OCTET_STRING, EXPLICIT_0 = 0x04, 0xA0


def exported(folder: Path, profile: str, *more: str, locked_by: str = "open") -> bytes:
    """What openssl makes of a party's key and certificate."""
    made = party(profile)
    (folder / "key.pem").write_bytes(made.key_pem)
    (folder / "crt.pem").write_bytes(made.pem)
    (folder / "above.pem").write_bytes(party("sm2-sm3", "above").pem)
    command = ["openssl", "pkcs12", "-export", "-in", "crt.pem", "-inkey", "key.pem", "-out", "made.p12", *more]
    subprocess.run([*command, "-passout", f"pass:{locked_by}"], cwd=folder, capture_output=True, check=True)
    return (folder / "made.p12").read_bytes()


def refused(encoded: bytes, passphrase: bytes | None) -> str:
    with pytest.raises(SetupError) as caught:
        read_pkcs12(encoded, passphrase)
    assert caught.value.fault is faults.KEY_UNUSABLE
    assert pending() == 0
    return caught.value.reason


def pending() -> int:
    """What libcrypto's error queue of this thread holds: an error left there is blamed on somebody else's next call."""
    peek = library().ERR_peek_error
    peek.restype, peek.argtypes = ctypes.c_ulong, []
    return int(peek())


def two_in_one(first: bytes, second: bytes) -> bytes:
    """The safes of two files without a mac in one file: no tool makes these, exports of key stores hold them."""

    def safes(encoded: bytes) -> tuple[bytes, bytes, list[bytes]]:
        version, data = der.children(encoded)
        kind, explicit = der.children(data)
        (octets,) = der.children(explicit)
        return version, kind, der.children(octets[len(octets) - _size(octets) :])

    version, kind, mine = safes(first)
    both = der.wrap(der.SEQUENCE, b"".join([*mine, *safes(second)[2]]))
    data = der.wrap(der.SEQUENCE, kind + der.wrap(EXPLICIT_0, der.wrap(OCTET_STRING, both)))
    return der.wrap(der.SEQUENCE, version + data)


def _size(element: bytes) -> int:
    """Of the content of one element."""
    return element[1] if element[1] < 0x80 else int.from_bytes(element[2 : 2 + (element[1] & 0x7F)], "big")


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_what_openssl_exports_is_the_key_with_its_certificate_and_those_above(profile: str, tmp_path: Path) -> None:
    found = read_pkcs12(exported(tmp_path, profile, "-certfile", "above.pem"), b"open")
    assert found.certificate is not None
    assert read_certificate(found.certificate) == party(profile).certificate
    assert [read_certificate(one) for one in found.others] == [party("sm2-sm3", "above").certificate]
    assert signing_key(found.private).spki == party(profile).key.spki
    assert pending() == 0


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_bundle_never_shows_its_key(profile: str, tmp_path: Path) -> None:
    found = read_pkcs12(exported(tmp_path, profile), b"open")
    assert "private" not in repr(found)
    assert pem_of(found.private) == party(profile).key_pem


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_another_passphrase_or_none_is_told(profile: str, tmp_path: Path) -> None:
    encoded = exported(tmp_path, profile)
    assert refused(encoded, b"shut") == "its passphrase is another"
    assert refused(encoded, None) == "it needs a passphrase: name its file"


def test_a_file_without_a_passphrase_needs_none(tmp_path: Path) -> None:
    assert read_pkcs12(exported(tmp_path, "rsa-sha256", locked_by="")).certificate


@pytest.mark.parametrize("profile", ["sm2-sm3", "ecdsa-p256-sha256"])
def test_a_file_without_a_key_says_so(profile: str, tmp_path: Path) -> None:
    assert refused(exported(tmp_path, profile, "-nokeys"), b"open") == "it holds no private key: export it with its key"


def test_a_key_may_come_without_its_certificate(tmp_path: Path) -> None:
    assert read_pkcs12(exported(tmp_path, "sm2-sm3", "-nocerts"), b"open").certificate is None


@pytest.mark.parametrize("profile", ["sm2-sm3", "ecdsa-p256-sha256"])
def test_of_several_keys_none_is_taken_by_chance(profile: str, tmp_path: Path) -> None:
    once = exported(tmp_path, profile, "-nomac")
    assert "several private keys" in refused(two_in_one(once, once), b"open")


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x00", b"-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_such_file_is_told(junk: bytes) -> None:
    assert refused(junk, b"open") == "it is no PKCS #12 file"


def test_a_damaged_file_is_refused_and_no_more(tmp_path: Path) -> None:
    whole = exported(tmp_path, "sm2-sm3")
    for at in range(0, len(whole), 37):
        try:
            read_pkcs12(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :], b"open")
        except SetupError as error:
            assert error.fault is faults.KEY_UNUSABLE
        assert pending() == 0
