"""Sealing once more with the values of seals that are there: a signature is random, the document around it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gateway.evidence.checks import wrong
from gateway.trust.algorithms import Scheme
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.dsig import from_base64
from gateway.trust.keys import SigningKey
from gateway.trust.profiles import Profile
from gateway.trust.signature_shape import Shape, read_shape
from gateway.trust.signer import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Signer):
    """Hands out recorded values in the order in which they were made; whether they are good is for `verify` to say."""

    values: Iterator[bytes]

    def __post_init__(self) -> None:
        """There is no key that could be tried."""

    def value(self, message: bytes) -> bytes:
        """The next one, whatever the message."""
        return next(self.values)


def recorded(layers: list[tuple[Profile, etree._Element]]) -> dict[str, Signer]:
    """By the profile's name, of the layers in the order in which they were sealed: the innermost first.

    Raises what `read_shape` does; EVIDENCE_WRONG where one profile's seals are under two certificates.
    """
    shapes = [(profile, read_shape(root)) for profile, root in layers]
    return {
        profile.name: _recorded(profile, [shape for one, shape in shapes if one == profile]) for profile, _ in shapes
    }


def _recorded(profile: Profile, shapes: list[Shape]) -> Signer:
    certificates = {shape.certificate for shape in shapes}
    if len(certificates) > 1:
        raise wrong("its two seals are under two certificates")
    certificate = read_certificate(from_base64(certificates.pop()))
    return Recorded(
        profile=profile,
        key=_no_key(certificate),
        certificate=certificate,
        values=iter([from_base64(shape.signature_value) for shape in shapes]),
    )


def _no_key(certificate: Certificate) -> SigningKey:
    return SigningKey(algorithm=certificate.algorithm, spki=certificate.spki, sign=_never)


def _never(message: bytes, scheme: Scheme) -> bytes:
    raise NotImplementedError("a recorded seal signs nothing new")
