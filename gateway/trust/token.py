"""Keys in a token (PKCS #11), by the extra `pkcs11`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import Lock

from gateway.model import faults
from gateway.trust.algorithms import Algorithm, Scheme, algorithm_of
from gateway.trust.keys import SigningKey, refuse_scheme
from gateway.trust.signature_value import der_from_raw
from gateway.trust.token_provider import Provider, Signs, TokenKey

SCHEMES = {
    Algorithm.RSA: (Scheme.RSA_SHA256, Scheme.RSA_PSS_SHA256),
    Algorithm.P256: (Scheme.ECDSA_SHA256,),
}
SALT_BYTES = 32  # as public_keys.PSS


class _Providers:
    """Those of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[str, Provider] = {}

    def of(self, module: str) -> Provider:
        """The one of a library, loaded when it is first asked for."""
        with self._lock:
            if module not in self._found:
                self._found[module] = Provider(module)
            return self._found[module]

    def forked(self) -> None:
        """In a child: PKCS #11 forbids it the parent's sessions; a lock may be held by a thread it does not have."""
        self._lock = Lock()
        for provider in self._found.values():
            provider.forked()

    def close(self) -> None:
        """Log out of everything."""
        with self._lock:
            for provider in self._found.values():
                provider.close()
            self._found.clear()


PROVIDERS = _Providers()
os.register_at_fork(after_in_child=PROVIDERS.forked)


def token_key(where: TokenKey, spki: bytes) -> SigningKey:
    """The key whose public half (DER) is `spki`; logs in now.

    Raises KEY_UNUSABLE, KEY_AWAY for a token that does not answer, CONFIGURATION without the extra or the library.
    SM2 is refused: PKCS #11 (OASIS, 3.1) has no mechanism for it, each vendor has numbers of its own, and China's
    interfaces to devices are others (SDF, GM/T 0018; SKF, GM/T 0016).
    """
    algorithm = algorithm_of(spki)
    if algorithm not in SCHEMES:
        reason = "PKCS #11 has no standard mechanism for SM2 signatures: keep this key in a file under a passphrase"
        raise faults.KEY_UNUSABLE.error(reason, place=where.place())
    where = replace(where, algorithm=algorithm)
    PROVIDERS.of(where.module).use(where, lambda _key: None)
    return SigningKey(algorithm=algorithm, spki=spki, sign=partial(_sign, where, SCHEMES[algorithm]))


def _sign(where: TokenKey, known: Sequence[Scheme], message: bytes, scheme: Scheme) -> bytes:
    refuse_scheme(scheme, known)
    return PROVIDERS.of(where.module).use(where, partial(_signature, message, scheme))


def _signature(message: bytes, scheme: Scheme, key: Signs) -> bytes:
    """As `SigningKey.sign` has it; a token gives r‖s for a curve, of a digest that we make."""
    from pkcs11 import MGF, Mechanism

    if scheme is Scheme.ECDSA_SHA256:
        return der_from_raw(key.sign(hashlib.sha256(message).digest(), mechanism=Mechanism.ECDSA))
    if scheme is Scheme.RSA_SHA256:
        return key.sign(message, mechanism=Mechanism.SHA256_RSA_PKCS)
    salted = (Mechanism.SHA256, MGF.SHA256, SALT_BYTES)
    return key.sign(message, mechanism=Mechanism.SHA256_RSA_PKCS_PSS, mechanism_param=salted)
