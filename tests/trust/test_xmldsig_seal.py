from __future__ import annotations

import pytest

from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import AgainError, SenderError
from gateway.trust.dsig import DS, NAMESPACE
from gateway.trust.xmldsig_seal import scope, seal, seal_canonical
from gateway.trust.xmldsig_verify import verify
from tests.trust.made import AT, DOCUMENT, PROFILE_NAMES, party

ROOTS = (
    "<a/>",
    "<a>text</a>",
    '<a xmlns="urn:d" xmlns:z="urn:z" xmlns:b="urn:b"><b:c/></a>',
    '<ds:a xmlns:ds="urn:not-ours"/>',
    f'<a xmlns:ds="{NAMESPACE}"/>',
    f'<a xmlns="{NAMESPACE}" xmlns:dsig="{NAMESPACE}"/>',
    '<a xml:space="preserve" xml:lang="zh&quot;&lt;&amp;&#9;&#10;&#13;" b=">"/>',
    '<a xmlns:x="http://x/?a=1;b=2" b=">&gt;&lt;"/>',
    '<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><a  z="1"\n y="2"><b/></a>\n',
)


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_a_sealed_document_is_canonical_and_verifies(profile: str) -> None:
    made = party(profile)
    sealed = seal(DOCUMENT, made.signer)
    root = parse(sealed).root
    assert canonical(root) == sealed
    found = verify(root, made.profile, made.trust, party="tianjin", at=AT)
    assert found.content == canonical(parse(DOCUMENT).root)
    assert (found.party, found.profile, found.certificate) == ("tianjin", profile, made.certificate)


@pytest.mark.parametrize("text", ROOTS)
def test_every_root_can_be_sealed(text: str) -> None:
    made = party("ecdsa-p256-sha256")
    sealed = seal(text.encode(), made.signer)
    root = parse(sealed).root
    assert canonical(root) == sealed
    content = verify(root, made.profile, made.trust, party="tianjin", at=AT).content
    assert content == canonical(parse(text.encode()).root)


@pytest.mark.parametrize("text", ROOTS)
def test_the_signed_bytes_are_the_canonical_signed_info(text: str) -> None:
    """Two ways to one answer: written straight, and canonicalised from the finished document."""
    signed: list[bytes] = []
    made = party("ecdsa-p256-sha256")

    class Listener:
        profile, certificate = made.profile, made.certificate

        def value(self, message: bytes) -> bytes:
            signed.append(message)
            return bytes(64)

    root = parse(seal(text.encode(), Listener())).root  # type: ignore[arg-type]
    assert signed == [canonical(root[-1][0])]


def test_the_signature_is_last_with_the_prefix_ds_and_one_line_values() -> None:
    sealed = seal(DOCUMENT, party().signer)
    signature = parse(sealed).root[-1]
    assert (signature.tag, signature.prefix) == (f"{DS}Signature", "ds")
    assert signature.findtext(f"{DS}KeyInfo/{DS}KeyName") == "0a1b2c3d"
    certificate = signature.findtext(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    assert certificate
    assert certificate.split() == [certificate]
    assert not sealed.startswith(b"<?xml")


def test_one_scope_serves_all_documents_of_a_form() -> None:
    made = party()
    first, second = (parse(f'<a xmlns="urn:d" xml:lang="zh">{n}</a>'.encode()).root for n in "12")
    sealed = seal_canonical(canonical(second), scope(first), made.signer)
    assert verify(parse(sealed).root, made.profile, made.trust, party="tianjin", at=AT).content == canonical(second)


def test_a_document_that_is_sealed_already_is_an_error_of_ours() -> None:
    with pytest.raises(AgainError) as caught:
        seal(seal(DOCUMENT, party().signer), party().signer)
    assert caught.value.fault is faults.OURS


def test_what_cannot_be_read_cannot_be_sealed() -> None:
    with pytest.raises(SenderError) as caught:
        seal(b"<a>", party().signer)
    assert caught.value.fault is faults.NOT_XML
