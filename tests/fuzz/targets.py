"""What is fuzzed. A target gets bytes; it returns, or raises a GatewayError whose turn is not ours. Nothing else."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from adapters import DIALECTS, ENVELOPES
from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.service.judging import judge
from gateway.service.transports.transport import Reply
from gateway.translation.taking import open_document, prove, understand
from gateway.translation.terms import Terms
from gateway.trust.certificates import is_issued_by, read_certificate, read_pem
from gateway.trust.revocation import read_list
from gateway.trust.trust_store import TrustStore
from tests.fuzz import container_target, der_mutants
from tests.fuzz.chance import Chance
from tests.fuzz.properties import BrokenPropertyError
from tests.service.every_dialect import INSIDE
from tests.service.mutants import mutant, of_bytes, receipts_of, samples_of
from tests.translation.agreed import AT, ON, terms
from tests.translation.layered import ALONE, Case, put_into
from tests.trust.authorities import Authority, entity, revoking, root
from tests.trust.made import party
from tests.trust.wrapping import ATTACKS, wrapped

LIMIT_BYTES = 200_000
"""Longer inputs are left alone: how long ones fare is what tests/service tries."""
DIALECT_NAMES = tuple(dialect.name for dialect in DIALECTS)
RECEIPT_FOLDERS = (*DIALECT_NAMES, "dxp", "gzeport")


@dataclass(frozen=True, slots=True)
class Target:
    """One entrance. `run` may say how an input fared; `seeds` are good inputs, and `mutate` changes one its own way."""

    name: str
    run: Callable[[bytes], str | None]
    seeds: Callable[[], tuple[bytes, ...]]
    mutate: Callable[[bytes, Random], bytes]


def _document(raw: bytes, chance: Random) -> bytes:
    """As XML if it is some, else as bytes; its first byte chooses among dialects, and changes seldom."""
    first, rest = (raw[:1] or b"\x00"), raw[1:]
    if chance.random() < 0.02:
        first = bytes((chance.randrange(256),))
    try:
        return first + mutant(rest, chance)[0]
    except (ValueError, SyntaxError):  # no tree to change: XMLSyntaxError is a SyntaxError
        return first + of_bytes(rest, chance)


def _bytes(raw: bytes, chance: Random) -> bytes:
    return of_bytes(raw, chance)


def _der(raw: bytes, chance: Random) -> bytes:
    """Mostly with its lengths right, or hardly anything would get past them."""
    try:
        return of_bytes(raw, chance) if chance.random() < 0.3 else der_mutants.mutant(raw, chance)
    except (ValueError, IndexError):
        return of_bytes(raw, chance)


def _program(raw: bytes, chance: Random) -> bytes:
    """A few bytes that choose otherwise."""
    if not raw or chance.random() < 0.3:
        return chance.randbytes(chance.randrange(4, 64))
    at = chance.randrange(len(raw))
    return raw[:at] + chance.randbytes(1) + raw[at + chance.randrange(2) :]


def _lead(number: int, document: bytes) -> bytes:
    return bytes((number,)) + document


# --- the parser


def read_document(data: bytes) -> None:
    """What parses has a canonical form, and that form parses to itself."""
    form = canonical(parse(data[1:]).root)
    again = canonical(parse(form).root)
    if again != form:
        raise BrokenPropertyError("the canonical form of a canonical form is another")


def _documents() -> tuple[bytes, ...]:
    return tuple(_lead(0, one) for name in DIALECT_NAMES for one in samples_of(name)[:3])


# --- the verifier


@cache
def _signed(number: int) -> tuple[Case, bytes, bytes]:
    """A dialect's sealed sample, and what its signature covers."""
    case = ALONE[number]
    return case, case.signed(), canonical(parse(case.plain()).root)


def verify_sealed(data: bytes) -> None:
    """A sealed document, wrapped or spoilt as the bytes choose: accepted only with the content that was signed."""
    chance = Chance(data)
    case, signed, content = _signed(chance.randrange(len(ALONE)))
    if chance.random() < 0.3:
        signed = wrapped(signed, chance.choice(list(ATTACKS)))
    label = None
    if chance.random() < 0.9:
        signed, label = mutant(signed, chance)
    opened = prove(signed, case.terms, header=label, at=AT)
    if canonical(opened.root) != content:
        raise BrokenPropertyError(f"{case}: accepted with other content than was signed")


def _programs() -> tuple[bytes, ...]:
    return tuple(bytes((number, 0, 0, 0, 255, 255, 255, 255, number)) for number in range(16))


# --- envelopes


@cache
def _envelope_terms(number: int) -> Terms:
    name = ENVELOPES[number].name
    return terms(INSIDE[name], name, profile=None, node="", our_node="")


def open_envelope(data: bytes) -> None:
    """The bytes as an envelope of the kind that the first of them names, down to the message in it."""
    agreed = _envelope_terms(data[0] % len(ENVELOPES) if data else 0)
    understand(open_document(data[1:], agreed, header=None, at=AT, on=ON), agreed, on=ON)


def open_layers(data: bytes) -> None:
    """A good envelope around the bytes: what stands under its base64 is anybody's."""
    number = data[0] % len(ENVELOPES) if data else 0
    agreed = _envelope_terms(number)
    around = put_into(ENVELOPES[number].name, agreed, base64.b64encode(b"x"))
    coded = data[1:].replace(b"]]>", b"").replace(b"<", b"").replace(b"&", b"")
    document = around.replace(base64.b64encode(base64.b64encode(b"x")), coded)
    understand(open_document(document, agreed, header=None, at=AT, on=ON), agreed, on=ON)


def _envelopes() -> tuple[bytes, ...]:
    return tuple(
        _lead(number, put_into(one.name, _envelope_terms(number), sample))
        for number, one in enumerate(ENVELOPES)
        for sample in samples_of(INSIDE[one.name])[:2]
    )


def _layers() -> tuple[bytes, ...]:
    return tuple(
        _lead(number, base64.b64encode(sample))
        for number, one in enumerate(ENVELOPES)
        for sample in samples_of(INSIDE[one.name])[:2]
    )


# --- certificates and lists


@cache
def _authority() -> Authority:
    return root("fuzz")


def read_trust(data: bytes) -> None:
    """As DER or PEM; a certificate that reads is asked who vouches for it."""
    certificate = read_pem(data) if data[:5] == b"-----" else read_certificate(data)
    is_issued_by(certificate, _authority().certificate)
    TrustStore.of([("fuzz", _authority().certificate)]).vouched(certificate, AT)


def read_revoked(data: bytes) -> None:
    """As a list of revoked certificates of an authority we know."""
    found = read_list(data, (_authority().certificate,))
    found.entry(party().certificate)


def _certificates() -> Iterator[bytes]:
    for name in ("sm2-sm3", "rsa-sha256", "ecdsa-p256-sha256"):
        yield party(name).certificate.der
        yield party(name).pem
    yield entity(_authority()).der


def _lists() -> Iterator[bytes]:
    above = _authority()
    yield revoking(above, (entity(above),))
    yield revoking(above, pem=True)


# --- receipts


@cache
def _receipt_terms(number: int) -> Terms:
    name = RECEIPT_FOLDERS[number]
    if name in DIALECT_NAMES:
        return terms(name, profile=None)
    return terms(INSIDE[name], name, profile=None)


def read_answer(data: bytes) -> str:
    """The bytes as a peer's answer, on a link of the dialect that the first of them names: always an outcome."""
    agreed = _receipt_terms(data[0] % len(RECEIPT_FOLDERS) if data else 0)
    outcome = judge(Reply(receipt=data[1:]), b"<a/>", agreed, number="7", at=AT, on=ON)
    if outcome.code == "4999":
        raise BrokenPropertyError(outcome.reason)
    return f"{outcome.verdict} {outcome.code} {outcome.reason[:4]}"


def _receipts() -> tuple[bytes, ...]:
    return tuple(_lead(n, one) for n, name in enumerate(RECEIPT_FOLDERS) for one in receipts_of(name))


TARGETS = {
    target.name: target
    for target in (
        Target("parser", read_document, _documents, _document),
        Target("verifier", verify_sealed, _programs, _program),
        Target("envelopes", open_envelope, _envelopes, _document),
        Target("layers", open_layers, _layers, _bytes),
        Target("certificates", read_trust, lambda: tuple(_certificates()), _der),
        Target("revocation", read_revoked, lambda: tuple(_lists()), _der),
        Target("receipts", read_answer, _receipts, _document),
        Target("containers", container_target.read_container, container_target.programs, container_target.changed),
    )
}
