"""Bad input, one row a document: what is wrong, which code says so, where, with which value, and whether we sign that.

A row's maker gets the region and a number, and gives bytes. `known`: the signature proved who sent it, so the answer is
signed; the answer to anybody else is not.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill, sealed
from gateway.model import faults
from gateway.model.errors import Fault
from tests.service.laid import Laid

Make = Callable[[Laid, str], bytes]
CIQ = "http://www.chinaport.gov.cn/ciq"
DXP = "http://www.chinaport.gov.cn/dxp"
LIMIT = 10 * 2**20
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for y, x in zip("abcdefg", "bcdefgh", strict=True))
    + "]><l>&h;</l>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One row. `place` and `value` are what the receipt says of them, whole."""

    name: str
    fault: Fault
    make: Make
    link: str = "beijing"
    place: str = ""
    value: str | None = None
    known: bool = False
    charset: str | None = None
    mends_over: str = ""
    """The link over which a good document under the same id is taken; "": its own."""


def raw(content: bytes | str) -> Make:
    return lambda laid, number: content.encode() if isinstance(content, str) else content


def changed(old: str, new: str, *, everywhere: bool = False) -> Make:
    """Changed before it was sealed: the sender means it."""

    def make(laid: Laid, number: str) -> bytes:
        text = laid.declared(number)
        assert old in text, old
        return sealed(text.replace(old, new, -1 if everywhere else 1), laid.signers["beijing"])

    return make


def altered(old: bytes, new: bytes) -> Make:
    """Changed after it was sealed."""

    def make(laid: Laid, number: str) -> bytes:
        document = laid.declaration(number)
        assert old in document, old
        return document.replace(old, new, 1)

    return make


def one_byte_of(element: str, at: int = 40) -> Make:
    """The letter at this place of the base64 in an element of the Signature becomes another."""

    def make(laid: Laid, number: str) -> bytes:
        document = laid.declaration(number)
        start = document.index(f"<ds:{element}>".encode()) + len(element) + 5 + at
        return document[:start] + (b"A" if document[start : start + 1] != b"A" else b"B") + document[start + 1 :]

    return make


def by(signer: str) -> Make:
    return lambda laid, number: laid.declaration(number, by=signer)


def document(text: str) -> Make:
    """Another document than a declaration, well sealed."""
    return lambda laid, number: sealed(text, laid.signers["beijing"])


def unsealed(laid: Laid, number: str) -> bytes:
    return laid.declared(number).encode()


def before_root(text: str) -> Make:
    return lambda laid, number: laid.declaration(number).replace(b"<EEnt", text.encode() + b"<EEnt", 1)


def labelled(label: str, codec: str) -> Make:
    """Sealed as UTF-8, then written in another charset under a label."""

    def make(laid: Laid, number: str) -> bytes:
        text = laid.declaration(number).decode().replace('"UTF-8"', f'"{label}"', 1)
        return text.encode(codec)

    return make


def twice_signed(laid: Laid, number: str) -> bytes:
    good = laid.declaration(number)
    signature = re.search(rb"<ds:Signature.*</ds:Signature>", good, re.DOTALL)
    assert signature
    return good.replace(signature[0], signature[0] * 2)


def signed_elsewhere(laid: Laid, number: str) -> bytes:
    """The signature of a good document, carried into an element of it."""
    good = laid.declaration(number)
    signature = re.search(rb"<ds:Signature.*</ds:Signature>", good, re.DOTALL)
    assert signature
    bare = good.replace(signature[0], b"")
    return bare.replace(b"</ITF_DCL_IO_DECL>", signature[0] + b"</ITF_DCL_IO_DECL>")


def wrapped_away(laid: Laid, number: str) -> bytes:
    """The good document whole, inside another that says something else: signature wrapping."""
    good = laid.declaration(number).split(b"\n", 1)[1]
    return laid.declared(number).replace("</EEntDeclIo>", "").encode() + good + b"</EEntDeclIo>"


def carried(data: bytes | str, kind: str = "SWDEC001") -> Make:
    """In Hebei's well sealed envelope."""
    content = data.encode() if isinstance(data, str) else data
    return lambda laid, number: laid.envelope("hebei", number, content, kind)


def enveloped(old: str, new: str) -> Make:
    """Hebei's envelope with a word changed before it was sealed."""

    def make(laid: Laid, number: str) -> bytes:
        data = base64.b64encode(laid.hebei_text(number).encode()).decode()
        names = {"sender": ADDRESSES["hebei"], "receiver": ADDRESSES["gateway"], "kind": "SWDEC001"}
        text = fill("dxp-message", number=number, data=data, **names)
        assert re.search(old, text), old
        return sealed(re.sub(old, new, text, count=1), laid.signers["hebei"])

    return make


def nested(depth: int) -> str:
    return f"{'<a>' * depth}{'</a>' * depth}"


INFO = "/DxpMsg/TransInfo"
WIDE = "\uff11\uff18\uff10\uff10\uff10"
HEAD = "/EEntDeclIo/ITF_DCL_IO_DECL"
LINE = "/EEntDeclIo/ITF_DCL_IO_DECL_GOODS"
RECEIVERS = "".join(f"<ReceiverId>DXPENT{n:010d}</ReceiverId>" for n in range(6))

BYTES = (
    Bad(name="empty", fault=faults.EMPTY, make=raw("")),
    Bad(name="blanks only", fault=faults.EMPTY, make=raw(" \r\n\t ")),
    Bad(name="a byte order mark only", fault=faults.EMPTY, make=raw(b"\xef\xbb\xbf")),
    Bad(name="one byte over the limit", fault=faults.TOO_LARGE, make=raw(b"<a>" + b"x" * (LIMIT - 2))),
    Bad(name="not XML", fault=faults.NOT_XML, make=raw("declare 18000 kg of beef"), place="line 1"),
    Bad(name="JSON", fault=faults.NOT_XML, make=raw('{"BillNo": "COSU1"}'), place="line 1"),
    Bad(
        name="truncated",
        fault=faults.NOT_XML,
        make=lambda laid, number: laid.declaration(number)[:-30],
        place="line 2",
    ),
    Bad(name="two roots", fault=faults.NOT_XML, make=raw("<a/>\n<b/>"), place="line 2"),
    Bad(name="DOCTYPE", fault=faults.DOCTYPE, make=before_root("<!DOCTYPE EEntDeclIo>"), place="line 2"),
    Bad(name="a billion laughs", fault=faults.DOCTYPE, make=raw(LAUGHS), place="line 1"),
    Bad(name="an external entity", fault=faults.DOCTYPE, make=raw("\n\n" + OUTSIDE), place="line 3"),
    Bad(
        name="an entity nobody declared", fault=faults.NOT_XML, make=altered(b"<Qty>18", b"<Qty>&x;18"), place="line 2"
    ),
    Bad(name="101 deep", fault=faults.TOO_DEEP, make=raw(nested(101))),
    Bad(name="100,000 deep", fault=faults.TOO_DEEP, make=raw(nested(100_000))),
    Bad(
        name="5,000 namespaces",
        fault=faults.NAMESPACE_WRONG,
        make=raw("<a " + " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(5000)) + "/>"),
    ),
    Bad(
        name="100,000 attributes",
        fault=faults.NOT_XML,
        make=raw("<a " + " ".join(f'n{n}=""' for n in range(100_000)) + "/>"),
    ),
    Bad(name="the same attribute twice", fault=faults.NOT_XML, make=raw('<a n="" n=""/>'), place="line 1"),
    Bad(name="UTF-7", fault=faults.CHARSET_UNKNOWN, make=labelled("UTF-7", "utf-7"), value="UTF-7"),
    Bad(name="Latin-1", fault=faults.CHARSET_UNKNOWN, make=labelled("ISO-8859-1", "utf-8"), value="ISO-8859-1"),
    Bad(name="UTF-16", fault=faults.CHARSET_UNKNOWN, make=labelled("UTF-16", "utf-16"), place="byte 0"),
    Bad(
        name="a label of UTF-16 on UTF-8",
        fault=faults.CHARSET_UNKNOWN,
        make=labelled("UTF-16", "utf-8"),
        value="UTF-16",
    ),
    Bad(
        name="a label beside it that nobody speaks",
        fault=faults.CHARSET_UNKNOWN,
        make=by("beijing"),
        charset="x-user-defined",
        value="x-user-defined",
    ),
    Bad(
        name="GBK labelled UTF-8",
        fault=faults.CHARSET_MISMATCH,
        make=labelled("UTF-8", "gbk"),
        place="line 2, byte 832",
        value="b1 b1 be a9",
    ),
    Bad(
        name="UTF-8 labelled GBK",
        fault=faults.CHARSET_MISMATCH,
        make=labelled("GBK", "utf-8"),
        place="line 2, byte 830",
        value="e5 8c 97 e4",
    ),
    Bad(
        name="half a character",
        fault=faults.CHARSET_MISMATCH,
        make=altered("肉".encode(), b"\xe8\x82"),
        place="line 2, byte 1133",
        value="e8 82 3c 2f",
    ),
    Bad(name="NUL", fault=faults.NOT_XML, make=altered(b"18000", b"18\x00000"), place="line 2"),
    Bad(name="a control character", fault=faults.NOT_XML, make=altered(b"18000", b"18\x07000"), place="line 2"),
    Bad(name="a reference to one", fault=faults.NOT_XML, make=altered(b"18000", b"18&#7;000"), place="line 2"),
    Bad(name="an instruction before", fault=faults.INSTRUCTION, make=before_root("<?php x?>"), place="line 2"),
    Bad(
        name="an instruction inside", fault=faults.INSTRUCTION, make=altered(b"<Qty>", b"<?x y?><Qty>"), place="line 2"
    ),
)
TRUST = (
    Bad(name="not signed", fault=faults.SIGNATURE_MISSING, make=unsealed),
    Bad(name="another root, not signed", fault=faults.SIGNATURE_MISSING, make=raw("<Other/>")),
    Bad(name="the value changed", fault=faults.SIGNATURE_INVALID, make=one_byte_of("SignatureValue")),
    Bad(
        name="the value is no base64",
        fault=faults.SIGNATURE_INVALID,
        make=altered(b"<ds:SignatureValue>", b"<ds:SignatureValue>!"),
    ),
    Bad(name="the digest changed", fault=faults.SIGNATURE_INVALID, make=one_byte_of("DigestValue", 20)),
    Bad(name="the content changed", fault=faults.DIGEST_MISMATCH, make=altered(b"18000", b"98000")),
    Bad(name="an attribute added", fault=faults.DIGEST_MISMATCH, make=altered(b"<Qty>", b'<Qty a="b">')),
    Bad(name="the certificate changed", fault=faults.CERTIFICATE_UNTRUSTED, make=one_byte_of("X509Certificate", 390)),
    Bad(
        name="no certificate at all",
        fault=faults.CERTIFICATE_UNREADABLE,
        make=altered(b"<ds:X509Certificate>", b"<ds:X509Certificate>AAAA"),
    ),
    Bad(
        name="the name of another key",
        fault=faults.KEY_NAME_WRONG,
        make=altered(b"<ds:KeyName>", b"<ds:KeyName>ff"),
    ),
    Bad(
        name="an algorithm with a shared key",
        fault=faults.ALGORITHM_SHARED,
        make=altered(
            b"http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3", b"http://www.w3.org/2000/09/xmldsig#hmac-sha1"
        ),
        value="http://www.w3.org/2000/09/xmldsig#hmac-sha1",
    ),
    Bad(name="two signatures", fault=faults.SIGNATURE_SEVERAL, make=twice_signed, place="line 2"),
    Bad(name="the signature elsewhere", fault=faults.SIGNATURE_MISPLACED, make=signed_elsewhere, place="line 2"),
    Bad(name="signature wrapping", fault=faults.SIGNATURE_MISPLACED, make=wrapped_away, place="line 1"),
    Bad(name="a certificate nobody knows", fault=faults.CERTIFICATE_UNTRUSTED, make=by("unknown"), value="CN=nobody"),
    Bad(name="an expired certificate", fault=faults.CERTIFICATE_EXPIRED, make=by("expired"), value="CN=beijing"),
    Bad(name="a certificate of tomorrow", fault=faults.CERTIFICATE_EXPIRED, make=by("early"), value="CN=beijing"),
    Bad(
        name="the right certificate on the wrong link",
        fault=faults.CERTIFICATE_OTHER_PARTY,
        make=by("tianjin"),
        value="CN=tianjin",
    ),
    Bad(name="our own certificate", fault=faults.CERTIFICATE_UNTRUSTED, make=by("gateway"), value="CN=gateway"),
)
MEANING = (
    Bad(
        name="an unknown root",
        fault=faults.ROOT_UNKNOWN,
        make=document("<Other/>"),
        place="/Other, line 2",
        value="Other",
        known=True,
    ),
    Bad(
        name="a root of 40,000 letters",
        fault=faults.ROOT_UNKNOWN,
        make=document(f"<{'a' * 40_000}/>"),
        place="…" + "a" * 159 + ", line 2",
        known=True,
    ),
    Bad(
        name="the wrong namespace",
        fault=faults.NAMESPACE_WRONG,
        make=changed(CIQ, "urn:other"),
        place="/EEntDeclIo, line 2",
        value="urn:other",
        known=True,
    ),
    Bad(
        name="no namespace",
        fault=faults.NAMESPACE_WRONG,
        make=changed(f' xmlns="{CIQ}"', ""),
        place="/EEntDeclIo, line 2",
        value="",
        known=True,
    ),
    Bad(
        name="a required element is missing",
        fault=faults.ELEMENT_MISSING,
        make=changed("<AplKind>I</AplKind>", ""),
        place=f"{HEAD}/AplKind, line 2",
        known=True,
    ),
    Bad(
        name="no message id",
        fault=faults.ELEMENT_MISSING,
        make=lambda laid, number: sealed(
            re.sub("<EntUuid>.*</EntUuid>", "", laid.declared(number)), laid.signers["beijing"]
        ),
        place=f"{HEAD}/EntUuid, line 2",
        known=True,
    ),
    Bad(
        name="a message id of 300 characters",
        fault=faults.VALUE_INVALID,
        make=changed("<EntUuid>", f"<EntUuid>{'7' * 300}"),
        place=f"{HEAD}/EntUuid, line 2",
        value="7" * 80,
        known=True,
    ),
    Bad(
        name="an unknown country",
        fault=faults.CODE_UNKNOWN,
        make=changed("<OriCtryCode>036", "<OriCtryCode>999"),
        place=f"{LINE}/OriCtryCode, line 2",
        value="999",
        known=True,
    ),
    Bad(
        name="an unknown unit",
        fault=faults.CODE_UNKNOWN,
        make=changed("<QtyMeasUnit>035", "<QtyMeasUnit>9z9"),
        place=f"{LINE}/QtyMeasUnit, line 2",
        value="9z9",
        known=True,
    ),
    Bad(
        name="an unknown office",
        fault=faults.CODE_UNKNOWN,
        make=changed("<InspOrgCode>120202", "<InspOrgCode>999999"),
        place=f"{HEAD}/InspOrgCode, line 2",
        value="999999",
        known=True,
    ),
    Bad(
        name="full-width digits",
        fault=faults.VALUE_INVALID,
        make=changed("<Qty>18000", f"<Qty>{WIDE}"),
        place=f"{LINE}/Qty, line 2",
        value=WIDE,
        known=True,
    ),
    Bad(
        name="a quantity that is none",
        fault=faults.VALUE_INVALID,
        make=changed("<Qty>18000", "<Qty>NaN"),
        place=f"{LINE}/Qty, line 2",
        value="NaN",
        known=True,
    ),
    Bad(
        name="the 30th of February",
        fault=faults.VALUE_INVALID,
        make=changed("2014-10-15 09", "2014-02-30 09"),
        place=f"{HEAD}/DeclDate, line 2",
        value="2014-02-30 09:00:00",
        known=True,
    ),
    Bad(
        name="a text too long",
        fault=faults.VALUE_INVALID,
        make=changed("XIN TIAN JIN", "X" * 5000),
        place=f"{HEAD}/ConvynceName, line 2",
        value="X" * 80,
        known=True,
    ),
)
AUTHORITY = (
    Bad(
        name="a kind the link may not send",
        fault=faults.KIND_NOT_ALLOWED,
        make=by("beijing"),
        link="quiet",
        value="declaration",
        known=True,
        mends_over="beijing",
    ),
    Bad(
        name="offices of others only",
        fault=faults.OFFICE_NOT_ALLOWED,
        make=changed("110110", "130402", everywhere=True),
        value="0202, 0402",
        known=True,
    ),
    Bad(
        name="an office that nobody serves",
        fault=faults.NO_RECEIVER,
        make=changed("<InspOrgCode>120202", "<InspOrgCode>110110"),
        known=True,
    ),
    Bad(
        name="an answer to nothing",
        fault=faults.REFERENCE_UNKNOWN,
        make=lambda laid, number: laid.answer(number, "120999"),
        link="tianjin",
        known=True,
    ),
)
ENVELOPE = (
    Bad(
        name="Data is no base64",
        fault=faults.ENVELOPE_DATA,
        make=enveloped("<Data>.*</Data>", "<Data>no!base64</Data>"),
        link="hebei",
        place="/DxpMsg/Data, line 2",
        value="no!base64",
        known=True,
    ),
    Bad(
        name="Data is empty",
        fault=faults.ENVELOPE_DATA,
        make=enveloped("<Data>.*</Data>", "<Data></Data>"),
        link="hebei",
        place="/DxpMsg/Data, line 2",
        known=True,
    ),
    Bad(
        name="Data is missing",
        fault=faults.ENVELOPE_DATA,
        make=enveloped("<Data>.*</Data>", ""),
        link="hebei",
        place="/DxpMsg/Data, line 2",
        known=True,
    ),
    Bad(
        name="Data is no XML",
        fault=faults.NOT_XML,
        make=carried("beef"),
        link="hebei",
        place="in Data, line 1",
        known=True,
    ),
    Bad(
        name="Data has a DOCTYPE",
        fault=faults.DOCTYPE,
        make=carried(LAUGHS),
        link="hebei",
        place="in Data, line 1",
        known=True,
    ),
    Bad(
        name="Data is of another dialect",
        fault=faults.ROOT_UNKNOWN,
        make=carried("<RequestMessage/>"),
        link="hebei",
        place="/RequestMessage, line 1",
        value="RequestMessage",
        known=True,
    ),
    Bad(
        name="Data is Latin-1",
        fault=faults.CHARSET_UNKNOWN,
        make=carried('<?xml version="1.0" encoding="latin-1"?><a/>'),
        link="hebei",
        place="in Data",
        value="latin-1",
        known=True,
    ),
    Bad(
        name="another sender",
        fault=faults.SENDER_WRONG,
        make=enveloped(ADDRESSES["hebei"], ADDRESSES["tianjin"]),
        link="hebei",
        value=ADDRESSES["tianjin"],
        known=True,
    ),
    Bad(
        name="an unknown receiver",
        fault=faults.RECEIVER_UNKNOWN,
        make=enveloped(f"<ReceiverId>{ADDRESSES['gateway']}", "<ReceiverId>DXPENT0000009999"),
        link="hebei",
        value="DXPENT0000009999",
        known=True,
    ),
    Bad(
        name="six receivers",
        fault=faults.SCHEMA,
        make=enveloped("<ReceiverId>.*</ReceiverId>", RECEIVERS),
        link="hebei",
        place="/DxpMsg/TransInfo/ReceiverIds/ReceiverId[6], line 2",
        value="DXPENT0000000005",
        known=True,
    ),
    Bad(
        name="no receiver",
        fault=faults.ELEMENT_MISSING,
        make=enveloped("<ReceiverId>.*</ReceiverId>", ""),
        link="hebei",
        place=f"{INFO}/ReceiverIds/ReceiverId, line 2",
        known=True,
    ),
    Bad(
        name="a sender id of 17 characters",
        fault=faults.VALUE_INVALID,
        make=enveloped(ADDRESSES["hebei"], "D" * 17),
        link="hebei",
        place=f"{INFO}/SenderId, line 2",
        value="D" * 17,
        known=True,
    ),
    Bad(
        name="a message id of 300 characters in an envelope",
        fault=faults.VALUE_INVALID,
        make=enveloped("<CopMsgId>", f"<CopMsgId>{'7' * 300}"),
        link="hebei",
        place=f"{INFO}/CopMsgId, line 2",
        value="7" * 80,
        known=True,
    ),
    Bad(
        name="no message id in an envelope",
        fault=faults.ELEMENT_MISSING,
        make=enveloped("<CopMsgId>.*</CopMsgId>", ""),
        link="hebei",
        place=f"{INFO}/CopMsgId, line 2",
        known=True,
    ),
    Bad(
        name="another namespace of an envelope",
        fault=faults.NAMESPACE_WRONG,
        make=enveloped(DXP, "urn:other"),
        link="hebei",
        place="/DxpMsg, line 2",
        value="urn:other",
        known=True,
    ),
    Bad(
        name="an envelope of another certificate",
        fault=faults.CERTIFICATE_OTHER_PARTY,
        make=by("beijing"),
        link="hebei",
        value="CN=beijing",
    ),
)
TABLE = (*BYTES, *TRUST, *MEANING, *AUTHORITY, *ENVELOPE)
