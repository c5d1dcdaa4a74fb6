"""The kinds of key we sign and verify with, and how a certificate or key names them."""

from __future__ import annotations

from enum import StrEnum

from gateway.trust import der


class Algorithm(StrEnum):
    """A kind of key, as the command line and the profiles name it."""

    SM2 = "sm2"
    RSA = "rsa"
    P256 = "p256"


class Scheme(StrEnum):
    """How a key of some kind signs: its padding and digest. The profiles say which one a signature is in."""

    SM2_SM3 = "sm2-sm3"
    RSA_SHA256 = "rsa-sha256"
    """PKCS #1 v1.5."""
    RSA_PSS_SHA256 = "rsa-pss-sha256"
    """MGF1 with SHA-256, a salt of 32 bytes."""
    RSA_SHA1 = "rsa-sha1"
    """PKCS #1 v1.5, for verifying what is old; nothing of ours signs so."""
    ECDSA_SHA256 = "ecdsa-sha256"


USUAL = {
    Algorithm.SM2: Scheme.SM2_SM3,
    Algorithm.RSA: Scheme.RSA_SHA256,
    Algorithm.P256: Scheme.ECDSA_SHA256,
}
"""In which scheme a key signs certificates, requests and lists."""


# AlgorithmIdentifier of a SubjectPublicKeyInfo, as DER: object identifier and parameter.
RSA_ENCRYPTION = bytes.fromhex("06092a864886f70d010101")  # 1.2.840.113549.1.1.1, RFC 8017
EC_PUBLIC_KEY = bytes.fromhex("06072a8648ce3d0201")  # 1.2.840.10045.2.1, RFC 5480
CURVES = {
    bytes.fromhex("06082a811ccf5501822d"): Algorithm.SM2,  # 1.2.156.10197.1.301, GM/T 0006
    bytes.fromhex("06082a8648ce3d030107"): Algorithm.P256,  # 1.2.840.10045.3.1.7, RFC 5480
}


def algorithm_of(spki: bytes) -> Algorithm:
    """The algorithm of a SubjectPublicKeyInfo (DER). Raises ValueError for every other key, and for none."""
    identifier, _ = der.children(spki)
    oid, *parameters = der.children(identifier)
    if oid == RSA_ENCRYPTION:
        return Algorithm.RSA
    if oid != EC_PUBLIC_KEY or len(parameters) != 1 or parameters[0] not in CURVES:
        raise ValueError("neither SM2, RSA nor P-256")
    return CURVES[parameters[0]]
