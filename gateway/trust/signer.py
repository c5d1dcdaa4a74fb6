"""What seals: a profile, a key and the certificate that goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model import faults
from gateway.trust.certificates import Certificate
from gateway.trust.keys import SigningKey
from gateway.trust.profiles import Encoding, Profile
from gateway.trust.public_keys import is_signed_by
from gateway.trust.signature_value import raw_from_der

PROBE = b"does the key belong to the certificate?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Checked when it is made: raises KEY_UNUSABLE unless profile, key and certificate belong together.

    Nor for a profile that is only verified: nothing new is signed by an old rule.
    """

    profile: Profile
    key: SigningKey
    certificate: Certificate

    def __post_init__(self) -> None:
        if self.profile.receive_only:
            raise faults.KEY_UNUSABLE.error("under this profile we only verify", value=self.profile.name)
        words = {self.profile.algorithm, self.key.algorithm, self.certificate.algorithm}
        if len(words) > 1:
            raise faults.KEY_UNUSABLE.error(
                f"{self.profile.name} needs a key and a certificate of {self.profile.algorithm}",
                value=f"key {self.key.algorithm}, certificate {self.certificate.algorithm}",
            )
        if self.certificate.key_bits < self.profile.key_bits_min:
            raise faults.KEY_UNUSABLE.error(f"{self.profile.name} needs {self.profile.key_bits_min} bits")
        scheme = self.profile.scheme
        if not is_signed_by(scheme, self.certificate.spki, PROBE, self.key.sign(PROBE, scheme)):
            raise faults.KEY_UNUSABLE.error("the certificate is of another key", value=self.certificate.subject)

    def value(self, message: bytes) -> bytes:
        """What SignatureValue holds for `message`, before base64."""
        signature = self.key.sign(message, self.profile.scheme)
        return raw_from_der(signature) if self.profile.encoding is Encoding.RAW else signature
