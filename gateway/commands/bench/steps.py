"""The steps of accepting one document without I/O, each beside its floor. Both do the same work on the same bytes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from gateway.commands.bench.documents import DAY, NUMBER, Case
from gateway.commands.bench.measuring import Pair, Work
from gateway.commands.reading import tables
from gateway.document.canonical import canonical
from gateway.document.parse import parse, parse_text
from gateway.model.message import Message
from gateway.resources import data_folder
from gateway.translation.form import Form
from gateway.translation.giving import give, numbered
from gateway.translation.lax import lax
from gateway.translation.receipts import accepted, word
from gateway.translation.taking import open_document, understand
from gateway.trust import dsig
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import Encoding
from gateway.trust.public_keys import is_signed_by
from gateway.trust.signature_value import der_from_raw
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify

PIECES = re.compile("<[^>]*>|[^<]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the steps work on, made once beforehand."""

    case: Case
    root: etree._Element
    message: Message
    form: Form
    schema: etree.XMLSchema
    """Libxml2's own, of the same view of the schema that we read by."""
    info: bytes
    """The canonical SignedInfo, as long as any we sign."""
    signature: bytes
    document: bytes
    """Tianjin's, canonical."""
    envelope: bytes
    receipt: bytes


def steps(case: Case) -> Sequence[Pair]:
    """All of them, the whole last: its floor is the others' one after another."""
    made, signer, translator = _made(case), case.identity.signer, case.sender.translator
    return (
        Pair(name="parse, verify", floor=_verify_floor(made), ours=lambda: _verified(case)),
        Pair(
            name="parse, verify, re-parse what was verified",
            floor=_verify_floor(made),
            ours=lambda: parse_text(_verified(case).decode()),
        ),
        Pair(
            name="check by schema",
            floor=lambda: _check_floor(made),
            ours=lambda: tables().schemas.check_read(made.form.schema, made.root, ()),
        ),
        Pair(
            name="read, check by schema",
            floor=lambda: _read_floor(made),
            ours=lambda: translator.read(made.root, on=DAY),
        ),
        Pair(name="write, check by schema", floor=_join_floor(made.document), ours=_writing(made)),
        Pair(name="seal", floor=_sign_floor(made, made.envelope), ours=lambda: seal(made.envelope, signer)),
        Pair(name="receipt, sealed", floor=_receipt_floor(made), ours=lambda: _receipt(case)),
        Pair(name="whole, without I/O", floor=_whole_floor(made), ours=lambda: whole(case)),
    )


def whole(case: Case) -> bytes:
    """What the exchange does of one document before its commit."""
    opened = open_document(case.raw, case.sender, header=None, at=case.at, on=DAY)
    taken = understand(opened, case.sender, on=DAY)
    give(taken.message, case.receiver, number=NUMBER, at=case.at, on=DAY)
    return _receipt(case)


def _made(case: Case) -> Made:
    root = parse(case.content).root
    read = case.sender.translator.read(root, on=DAY)
    signature = parse(case.raw).root[-1]
    value = dsig.from_base64(signature[1].text)
    given = give(read.message, case.receiver, number=NUMBER, at=case.at, on=DAY)
    envelope = parse(given.document).root
    document = dsig.from_base64(envelope.findtext(".//{*}Data"))
    envelope.remove(envelope[-1])
    schema = etree.parse(data_folder("xsd") / read.form.schema).getroot()
    return Made(
        case=case,
        root=root,
        message=read.message,
        form=read.form,
        schema=etree.XMLSchema(lax(schema)),
        info=canonical(signature[0]),
        signature=der_from_raw(value) if case.identity.signer.profile.encoding is Encoding.RAW else value,
        document=document,
        envelope=canonical(envelope),
        receipt=_receipt(case),
    )


def _verified(case: Case) -> bytes:
    terms = case.sender
    assert terms.profile is not None  # noqa: S101  (a bench always seals)
    return verify(parse(case.raw).root, terms.profile, terms.trust, party=terms.party, at=case.at).content


def _verify_floor(made: Made) -> Work:
    case, signer = made.case, made.case.identity.signer
    certificate, digest = signer.certificate, DIGESTS[signer.profile.digest]

    def floor() -> None:
        root = etree.fromstring(case.raw, etree.XMLParser(resolve_entities=False, no_network=True))
        root.remove(root[-1])
        digest(etree.tostring(root, method="c14n"))
        is_signed_by(signer.profile.scheme, certificate.spki, made.info, made.signature)

    return floor


def _check_floor(made: Made) -> bool:
    return made.schema.validate(made.root)


def _read_floor(made: Made) -> list[tuple[object, str | None]]:
    made.schema.validate(made.root)
    return [(element.tag, element.text) for element in made.root.iter()]


def _join_floor(document: bytes) -> Work:
    """One string of what the document is made of, and its bytes."""
    pieces = PIECES.findall(document.decode())
    return lambda: "".join(pieces).encode()


def _sign_floor(made: Made, content: bytes) -> Work:
    signer = made.case.identity.signer
    digest = DIGESTS[signer.profile.digest]

    def floor() -> None:
        digest(content)
        signer.key.sign(made.info, signer.profile.scheme)

    return floor


def _receipt_floor(made: Made) -> Work:
    """The digest of what was received, the text of the receipt, and its seal."""
    join, sign, raw = _join_floor(made.receipt), _sign_floor(made, made.receipt), made.case.raw

    def floor() -> None:
        DIGESTS["sm3"](raw)
        join()
        sign()

    return floor


def _whole_floor(made: Made) -> Work:
    """The floors one after another, and the document into its envelope."""
    around = made.envelope.replace(b64encode(made.document), b"")
    works = (
        _verify_floor(made),
        lambda: _read_floor(made),
        _join_floor(made.document),
        lambda: b64encode(made.document) + around,
        _sign_floor(made, made.envelope),
        _receipt_floor(made),
    )

    def floor() -> None:
        for work in works:
            work()

    return floor


def _writing(made: Made) -> Work:
    translator = made.case.receiver.translator
    told = numbered(made.message, translator.dialect.gives, number=NUMBER, at=made.case.at)
    return lambda: translator.write(told, on=DAY)


def _receipt(case: Case) -> bytes:
    told = accepted(case.raw, case.sender, number=NUMBER, envelope=None, at=case.at)
    return word(told, case.sender, on=DAY)
