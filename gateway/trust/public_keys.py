"""Public keys, and whether a signature is theirs: SM2 by libcrypto, the others by `cryptography`."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import sm2
from gateway.trust.algorithms import Algorithm, Scheme

SHA256 = hashes.SHA256()
PSS = padding.PSS(mgf=padding.MGF1(SHA256), salt_length=32)
"""RFC 9231, 2.3.10: the salt is as long as the digest."""
PADDINGS: dict[Scheme, tuple[padding.AsymmetricPadding, hashes.HashAlgorithm]] = {
    Scheme.RSA_SHA256: (padding.PKCS1v15(), SHA256),
    Scheme.RSA_PSS_SHA256: (PSS, SHA256),
    Scheme.RSA_SHA1: (padding.PKCS1v15(), hashes.SHA1()),  # noqa: S303  (legacy-rsa-sha1, where a link names it)
}


def is_signed_by(scheme: Scheme, spki: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (DER for the curves, a block for RSA) over `message` is the key's, in this scheme.

    False for a key of another kind. Raises ValueError for one that cannot be loaded, KEY_UNUSABLE for an SM2 key that
    is none.
    """
    if scheme is Scheme.SM2_SM3:
        return sm2.verify(sm2.public_key(spki), message, signature)
    try:
        return _verify(scheme, _loaded(spki), message, signature)
    except InvalidSignature:
        return False


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


def _verify(
    scheme: Scheme, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, message: bytes, signature: bytes
) -> bool:
    if isinstance(key, rsa.RSAPublicKey) and scheme in PADDINGS:
        key.verify(signature, message, *PADDINGS[scheme])
        return True
    if isinstance(key, ec.EllipticCurvePublicKey) and scheme is Scheme.ECDSA_SHA256:
        key.verify(signature, message, ec.ECDSA(SHA256))
        return True
    return False


@lru_cache(maxsize=512)
def _loaded(spki: bytes) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_der_public_key(spki)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from None
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise ValueError("neither RSA nor a curve")
    return key
