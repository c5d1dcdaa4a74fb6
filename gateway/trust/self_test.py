"""The known answer that libcrypto must give before anything is signed or believed."""

from __future__ import annotations

from gateway.model import faults
from gateway.trust import sm2
from gateway.trust.signature_value import der_from_raw

# GM/T 0003.5-2012, the example of a signature on the recommended curve, with the user id 1234567812345678.
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
POINT = bytes.fromhex(
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
MESSAGE = b"message digest"
VALUE = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)


def self_test() -> None:
    """The standard's example, then a fresh key: sign, verify, tamper. Raises CRYPTO_MISSING."""
    example = sm2.public_key(SPKI_HEAD + POINT)
    _expect(sm2.verify(example, MESSAGE, der_from_raw(VALUE)), "it refuses the example of GM/T 0003.5")
    key = sm2.new_key()
    signature = sm2.sign(key, MESSAGE)
    _expect(sm2.verify(key, MESSAGE, signature), "it refuses its own signature")
    _expect(not sm2.verify(key, MESSAGE + b".", signature), "it accepts another message's signature")


def _expect(good: bool, otherwise: str) -> None:
    if not good:
        raise faults.CRYPTO_MISSING.error(f"this machine's libcrypto fails its SM2 self-test: {otherwise}")
