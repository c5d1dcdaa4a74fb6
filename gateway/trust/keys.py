"""Private keys: made, loaded, and used without ever being shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import sm2
from gateway.trust.algorithms import Algorithm, Scheme
from gateway.trust.public_keys import PSS

RSA_BITS = 3072
SHA256 = hashes.SHA256()
RSA_PADDINGS: dict[Scheme, padding.AsymmetricPadding] = {
    Scheme.RSA_SHA256: padding.PKCS1v15(),
    Scheme.RSA_PSS_SHA256: PSS,
}
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | sm2.Key


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key as what can be done with it; the secret itself stays in the cryptographic library, or in a token.

    It is neither copied nor pickled: TypeError.
    """

    algorithm: Algorithm
    spki: bytes = field(repr=False)
    """Its public half, DER."""
    sign: Callable[[bytes, Scheme], bytes] = field(repr=False, compare=False)
    """Signs a message in a scheme of its algorithm (KEY_UNUSABLE for others): DER for the curves, a block for RSA."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("a private key stays where it is")


def new_key(algorithm: Algorithm, passphrase: bytes | None = None, *, bits: int = RSA_BITS) -> bytes:
    """A fresh private key as PKCS #8 PEM; `bits` is for RSA alone."""
    return pem_of(_new(algorithm, bits), passphrase)


def pem_of(private: Private, passphrase: bytes | None = None) -> bytes:
    """A private key as PKCS #8 PEM, under a passphrase if there is one."""
    if isinstance(private, sm2.Key):
        return sm2.pem(private, passphrase)
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return private.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def load_key(pem: bytes, passphrase: bytes | None = None) -> SigningKey:
    """The key of a PEM file, under its `passphrase` if it has one. Raises KEY_UNUSABLE."""
    return signing_key(load_private(pem, passphrase))


def load_private(pem: bytes, passphrase: bytes | None = None) -> Private:
    """The same, to be written down again. Raises KEY_UNUSABLE."""
    try:
        return known(serialization.load_pem_private_key(pem, passphrase))
    except UnsupportedAlgorithm:  # of the curves we use, `cryptography` lacks SM2
        return sm2.private_key(pem, passphrase)
    except (ValueError, TypeError):
        raise _unusable("it cannot be read: no PEM, or another passphrase") from None


def known(key: object) -> Private:
    """A key that `cryptography` read, if it is of a kind that we sign with. Raises KEY_UNUSABLE."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise _unusable("it is neither SM2, RSA nor P-256")


def signing_key(private: Private) -> SigningKey:
    """What signs with a private key."""
    if isinstance(private, sm2.Key):
        return SigningKey(algorithm=Algorithm.SM2, spki=sm2.spki(private), sign=partial(_sign_sm2, private))
    if isinstance(private, rsa.RSAPrivateKey):
        return SigningKey(algorithm=Algorithm.RSA, spki=_spki(private), sign=partial(_sign_rsa, private))
    return SigningKey(algorithm=Algorithm.P256, spki=_spki(private), sign=partial(_sign_p256, private))


def _sign_sm2(key: sm2.Key, message: bytes, scheme: Scheme) -> bytes:
    refuse_scheme(scheme, (Scheme.SM2_SM3,))
    return sm2.sign(key, message)


def _sign_rsa(key: rsa.RSAPrivateKey, message: bytes, scheme: Scheme) -> bytes:
    refuse_scheme(scheme, RSA_PADDINGS)
    return key.sign(message, RSA_PADDINGS[scheme], SHA256)


def _sign_p256(key: ec.EllipticCurvePrivateKey, message: bytes, scheme: Scheme) -> bytes:
    refuse_scheme(scheme, (Scheme.ECDSA_SHA256,))
    return key.sign(message, ec.ECDSA(SHA256))


def refuse_scheme(scheme: Scheme, known: Collection[Scheme]) -> None:
    """Nothing of ours signs with SHA-1, whatever a caller asks for."""
    if scheme not in known:
        raise _unusable(f"a key of this kind makes no {scheme} signatures here")


def _spki(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _new(algorithm: Algorithm, bits: int) -> Private:
    if algorithm is Algorithm.SM2:
        return sm2.new_key()
    if algorithm is Algorithm.RSA:
        return rsa.generate_private_key(65537, bits)
    return ec.generate_private_key(ec.SECP256R1())


def _unusable(reason: str) -> GatewayError:
    return faults.KEY_UNUSABLE.error(reason)
