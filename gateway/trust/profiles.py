"""Signature profiles: which algorithms a link speaks, as data; nothing outside a profile is ever accepted under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gateway.trust.algorithms import Algorithm, Scheme
from gateway.trust.dsig import ENVELOPED
from gateway.trust.signature_value import HALF_BYTES


class Encoding(StrEnum):
    """How SignatureValue holds a signature, under its base64."""

    RAW = "raw"
    """r‖s, 64 bytes."""
    PKCS1 = "pkcs1"
    """An RSA block, as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One row of PROFILES: an enveloped XML-DSig over the whole document with exactly these algorithms."""

    name: str
    algorithm: Algorithm
    scheme: Scheme
    signature_method: str
    digest_method: str
    digest: str
    """Its name in `digests.DIGESTS`."""
    encoding: Encoding
    key_name_required: bool
    """Whether KeyName must be there; where it is, it must always be the certificate's serial."""
    key_bits_min: int
    canonicalization_method: str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    transform: str = ENVELOPED

    def value_bytes(self, key_bits: int) -> int:
        """How long SignatureValue is, under its base64, for a key of that size."""
        return 2 * HALF_BYTES if self.encoding is Encoding.RAW else (key_bits + 7) // 8


# sm2-sm3: 海关跨境电商统一版系统企业对接报文规范 (202205), chapter 6: SM3 with Z under the user id 1234567812345678,
# r‖s and not DER, KeyName = certificate number.
# The others: RFC 9231, 2.3.2 and 2.3.6; 2048 bits is the floor of NIST SP 800-131A.
PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            name="sm2-sm3",
            algorithm=Algorithm.SM2,
            scheme=Scheme.SM2_SM3,
            signature_method="http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
            digest_method="http://www.chinaport.gov.cn/2022/04/xmldsig#sm3",
            digest="sm3",
            encoding=Encoding.RAW,
            key_name_required=True,
            key_bits_min=256,
        ),
        Profile(
            name="rsa-sha256",
            algorithm=Algorithm.RSA,
            scheme=Scheme.RSA_SHA256,
            signature_method="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            digest_method="http://www.w3.org/2001/04/xmlenc#sha256",
            digest="sha256",
            encoding=Encoding.PKCS1,
            key_name_required=False,
            key_bits_min=2048,
        ),
        Profile(
            name="ecdsa-p256-sha256",
            algorithm=Algorithm.P256,
            scheme=Scheme.ECDSA_SHA256,
            signature_method="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            digest_method="http://www.w3.org/2001/04/xmlenc#sha256",
            digest="sha256",
            encoding=Encoding.RAW,
            key_name_required=False,
            key_bits_min=256,
        ),
    )
}
