"""Private keys: made, loaded, and used without ever being shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial

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
_Known = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key as what can be done with it; the secret itself stays in the cryptographic library."""

    algorithm: Algorithm
    spki: bytes = field(repr=False)
    """Its public half, DER."""
    sign: Callable[[bytes, Scheme], bytes] = field(repr=False, compare=False)
    """Signs a message in a scheme of its algorithm (KEY_UNUSABLE for others): DER for the curves, a block for RSA."""


def new_key(algorithm: Algorithm, passphrase: bytes | None = None) -> bytes:
    """A fresh private key as PKCS #8 PEM; RSA has 3072 bits."""
    if algorithm is Algorithm.SM2:
        return sm2.pem(sm2.new_key(), passphrase)
    key: _Known = rsa.generate_private_key(65537, RSA_BITS) if algorithm is Algorithm.RSA else _new_p256()
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def load_key(pem: bytes, passphrase: bytes | None = None) -> SigningKey:
    """The key of a PEM file, under its `passphrase` if it has one. Raises KEY_UNUSABLE."""
    try:
        key = serialization.load_pem_private_key(pem, passphrase)
    except UnsupportedAlgorithm:  # of the curves we use, `cryptography` lacks SM2
        return _sm2_key(sm2.private_key(pem, passphrase))
    except (ValueError, TypeError):
        raise _unusable("it cannot be read: no PEM, or another passphrase") from None
    return _known_key(key)


def _sm2_key(key: sm2.Key) -> SigningKey:
    return SigningKey(algorithm=Algorithm.SM2, spki=sm2.spki(key), sign=partial(_sign_sm2, key))


def _known_key(key: object) -> SigningKey:
    if isinstance(key, rsa.RSAPrivateKey):
        sign = partial(_sign_rsa, key)
        return SigningKey(algorithm=Algorithm.RSA, spki=_spki(key), sign=sign)
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return SigningKey(algorithm=Algorithm.P256, spki=_spki(key), sign=partial(_sign_p256, key))
    raise _unusable("it is neither SM2, RSA nor P-256")


def _sign_sm2(key: sm2.Key, message: bytes, scheme: Scheme) -> bytes:
    _refuse_scheme(scheme, (Scheme.SM2_SM3,))
    return sm2.sign(key, message)


def _sign_rsa(key: rsa.RSAPrivateKey, message: bytes, scheme: Scheme) -> bytes:
    _refuse_scheme(scheme, RSA_PADDINGS)
    return key.sign(message, RSA_PADDINGS[scheme], SHA256)


def _sign_p256(key: ec.EllipticCurvePrivateKey, message: bytes, scheme: Scheme) -> bytes:
    _refuse_scheme(scheme, (Scheme.ECDSA_SHA256,))
    return key.sign(message, ec.ECDSA(SHA256))


def _refuse_scheme(scheme: Scheme, known: Collection[Scheme]) -> None:
    """Nothing of ours signs with SHA-1, whatever a caller asks for."""
    if scheme not in known:
        raise _unusable(f"a key of this kind makes no {scheme} signatures here")


def _spki(key: _Known) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _new_p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _unusable(reason: str) -> GatewayError:
    return faults.KEY_UNUSABLE.error(reason)
