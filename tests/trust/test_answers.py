from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.model import faults
from gateway.model.errors import SenderError, SetupError
from gateway.trust import der
from gateway.trust.answers import SIGNED_DATA, answer_for, certificates_in, pem
from gateway.trust.certificates import Certificate
from gateway.trust.issue import Usage
from tests.trust.made import leaf, party

ABOVE, BELOW = party(name="authority", usage=Usage.AUTHORITY), party(name="us")
LEAF = leaf(ABOVE, BELOW)
BOTH = pem(ABOVE.certificate) + pem(LEAF)


def pkcs7(folder: Path, form: str) -> bytes:
    (folder / "both.pem").write_bytes(BOTH)
    command = ["openssl", "crl2pkcs7", "-nocrl", "-certfile", "both.pem", "-outform", form]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout


def test_certificates_are_found_in_pem_with_words_around_them_and_in_der() -> None:
    assert certificates_in(b"Dear customer,\n" + BOTH + b"regards\n") == (ABOVE.certificate, LEAF)
    assert certificates_in(LEAF.der) == (LEAF,)


@pytest.mark.usefixtures("openssl")
@pytest.mark.parametrize("form", ["PEM", "DER"])
def test_certificates_are_found_in_pkcs7(form: str, tmp_path: Path) -> None:
    assert set(certificates_in(pkcs7(tmp_path, form))) == {ABOVE.certificate, LEAF}


@pytest.mark.usefixtures("openssl")
def test_pkcs7_of_the_chinese_standard_is_read_too(tmp_path: Path) -> None:
    (_, explicit) = der.children(pkcs7(tmp_path, "DER"))
    chinese = der.wrap(der.SEQUENCE, SIGNED_DATA[1] + explicit)
    assert set(certificates_in(chinese)) == {ABOVE.certificate, LEAF}


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x00", b"-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n"])
def test_what_holds_none_is_refused(junk: bytes) -> None:
    with pytest.raises(SenderError) as caught:
        certificates_in(junk)
    assert caught.value.fault is faults.CERTIFICATE_UNREADABLE


@pytest.mark.parametrize(
    "found", [(LEAF, ABOVE.certificate), (ABOVE.certificate, LEAF, party(name="other").certificate)]
)
def test_ours_is_told_by_the_key_and_followed_by_those_above(found: tuple[Certificate, ...]) -> None:
    answer = answer_for(BELOW.key.spki, found)
    assert (answer.certificate, answer.chain) == (LEAF, (ABOVE.certificate,))


def test_a_certificate_signed_by_itself_has_no_chain() -> None:
    assert answer_for(ABOVE.key.spki, (LEAF, ABOVE.certificate)).chain == ()


def test_certificates_of_other_keys_are_refused_by_name() -> None:
    with pytest.raises(SetupError) as caught:
        answer_for(party(name="other").key.spki, (LEAF,))
    assert (caught.value.fault, caught.value.value) == (faults.KEY_UNUSABLE, "CN=leaf")


def test_a_certificate_is_written_as_pem() -> None:
    assert x509.load_pem_x509_certificate(pem(LEAF)).public_bytes(Encoding.DER) == LEAF.der
