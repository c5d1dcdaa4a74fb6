"""Public keys, and whether a signature is theirs: SM2 by libcrypto, the others by `cryptography`."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import sm2
from gateway.trust.algorithms import Algorithm

SHA256 = hashes.SHA256()


def is_signed_by(algorithm: Algorithm, spki: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (DER for the curves, PKCS #1 for RSA) over `message`, with SM3 or SHA-256, is the key's.

    Raises ValueError for a key that cannot be loaded, KEY_UNUSABLE for an SM2 key that is none.
    """
    if algorithm is Algorithm.SM2:
        return sm2.verify(sm2.public_key(spki), message, signature)
    try:
        _verify(_loaded(spki), message, signature)
    except InvalidSignature:
        return False
    return True


def bits(algorithm: Algorithm, spki: bytes) -> int:
    """The size of the key, which is loaded for it. Raises ValueError, for a point off its curve too."""
    if algorithm is not Algorithm.SM2:
        return _loaded(spki).key_size
    try:
        sm2.public_key(spki)
    except GatewayError as error:
        if error.fault is faults.KEY_UNUSABLE:
            raise ValueError(error.reason) from None
        raise
    return 256


def _verify(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, message: bytes, signature: bytes) -> None:
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, message, padding.PKCS1v15(), SHA256)
    else:
        key.verify(signature, message, ec.ECDSA(SHA256))


@lru_cache(maxsize=512)
def _loaded(spki: bytes) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_der_public_key(spki)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from None
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise ValueError("neither RSA nor a curve")
    return key
