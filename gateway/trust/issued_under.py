"""Whether a certificate or a list of revoked ones was signed by an authority's key; the two are built alike."""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from gateway.trust import der, public_keys
from gateway.trust.algorithms import Algorithm, Scheme

SM2_WITH_SM3 = "1.2.156.10197.1.501"  # GM/T 0006
DIGESTS = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
"""What else an authority may sign with. One with SHA-1 or MD5 could be made to sign two documents at once."""
Signed = x509.Certificate | x509.CertificateRevocationList


def is_signed_under(signed: Signed, algorithm: Algorithm, spki: bytes) -> bool:
    """Whether the key `spki` (DER) made the signature on `signed`, in no weak algorithm."""
    tbs = signed.tbs_certificate_bytes if isinstance(signed, x509.Certificate) else signed.tbs_certlist_bytes
    if not _says_so_inside(signed, tbs):
        return False
    if algorithm is Algorithm.SM2:
        return _is_signed_by_sm2(signed, tbs, spki)
    try:
        return _verify(signed, tbs, spki)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False


def _says_so_inside(signed: Signed, tbs: bytes) -> bool:
    """RFC 5280, 4.1.1.2: the algorithm beside the signature is the one inside, where it is signed itself."""
    beside = der.children(signed.public_bytes(serialization.Encoding.DER))[1]
    return beside == next(part for part in der.children(tbs) if part[0] == der.SEQUENCE)


def _is_signed_by_sm2(signed: Signed, tbs: bytes, spki: bytes) -> bool:
    """With the user id of signatures, as GM/T 0015 has it; an issuer that left it empty is not believed."""
    if signed.signature_algorithm_oid.dotted_string != SM2_WITH_SM3:
        return False
    return public_keys.is_signed_by(Scheme.SM2_SM3, spki, tbs, signed.signature)


def _verify(signed: Signed, tbs: bytes, spki: bytes) -> bool:
    key, digest, parameters = (
        serialization.load_der_public_key(spki),
        signed.signature_hash_algorithm,
        signed.signature_algorithm_parameters,
    )
    if not isinstance(digest, DIGESTS):
        return False
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(parameters, ec.ECDSA):
        key.verify(signed.signature, tbs, parameters)
        return True
    if isinstance(key, rsa.RSAPublicKey) and not isinstance(parameters, ec.ECDSA | None):
        key.verify(signed.signature, tbs, parameters, digest)
        return True
    return False
