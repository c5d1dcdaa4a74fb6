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
    BLOCK = "block"
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
    receive_only: bool = False
    """Old rules that a link must name: verified, told each time, and never signed under."""
    canonicalization_method: str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    transform: str = ENVELOPED

    def value_bytes(self, key_bits: int) -> int:
        """How long SignatureValue is, under its base64, for a key of that size."""
        return 2 * HALF_BYTES if self.encoding is Encoding.RAW else (key_bits + 7) // 8


# sm2-sm3: 海关跨境电商统一版系统企业对接报文规范 (202205), chapter 6: SM3 with Z under the user id 1234567812345678,
# r‖s and not DER, KeyName = certificate number.
# The others: RFC 9231, 2.3.2, 2.3.6 and 2.3.10 (its parameters are fixed, none are said: SHA-256, MGF1 with SHA-256, a
# salt of 32 bytes); 2048 bits is the floor of NIST SP 800-131A.
# legacy-rsa-sha1: the same chapter 6, for certificates issued before 2022-07-01 until they end; the official samples
# bear RSA keys of 1024 bits, so such are taken here and nowhere else.
# legacy-ukey-sm2-sha1: what the public U-key client writes: a method that no rule names and a digest of SHA-1 under a
# sound SM2 signature, so whoever can make two documents of one SHA-1 before it is signed can exchange them.
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
            encoding=Encoding.BLOCK,
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
        Profile(
            name="rsa-pss-sha256",
            algorithm=Algorithm.RSA,
            scheme=Scheme.RSA_PSS_SHA256,
            signature_method="http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            digest_method="http://www.w3.org/2001/04/xmlenc#sha256",
            digest="sha256",
            encoding=Encoding.BLOCK,
            key_name_required=False,
            key_bits_min=2048,
        ),
        Profile(
            name="legacy-rsa-sha1",
            algorithm=Algorithm.RSA,
            scheme=Scheme.RSA_SHA1,
            signature_method="http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            digest_method="http://www.w3.org/2000/09/xmldsig#sha1",
            digest="sha1",
            encoding=Encoding.BLOCK,
            key_name_required=False,
            key_bits_min=1024,
            receive_only=True,
        ),
        Profile(
            name="legacy-ukey-sm2-sha1",
            algorithm=Algorithm.SM2,
            scheme=Scheme.SM2_SM3,
            signature_method="http://www.w3.org/2000/09/xmldsig#sm2-sm3",
            digest_method="http://www.w3.org/2000/09/xmldsig#sha1",
            digest="sha1",
            encoding=Encoding.RAW,
            key_name_required=False,
            key_bits_min=256,
            receive_only=True,
        ),
    )
}
SEALING = tuple(name for name, profile in PROFILES.items() if not profile.receive_only)
"""The names of those that we sign under."""
