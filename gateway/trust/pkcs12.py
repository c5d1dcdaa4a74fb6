"""PKCS #12 (RFC 7292): a private key beside its certificates; SM2 by libcrypto, the others by `cryptography`."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from ctypes import byref, c_char_p, c_void_p, create_string_buffer
from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import sm2
from gateway.trust.keys import Private, known
from gateway.trust.libcrypto import library

KEY_BAGS = (150, 151)
"""libcrypto's numbers for keyBag and pkcs8ShroudedKeyBag (obj_mac.h)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a PKCS #12 file holds."""

    private: Private = field(repr=False)
    certificate: bytes | None = None
    """DER, of the key; None: the file holds none of it."""
    others: tuple[bytes, ...] = ()
    """DER: its authorities, in no order."""


def read_pkcs12(encoded: bytes, passphrase: bytes | None = None) -> Bundle:
    """The one key of a file, with its certificates. Raises KEY_UNUSABLE, with what is wrong."""
    if _keys_in(encoded) > 1:
        raise _unusable("it holds several private keys: export the one that signs alone")
    try:
        found = pkcs12.load_pkcs12(encoded, passphrase)
    except UnsupportedAlgorithm:  # of the curves we use, `cryptography` lacks SM2
        return _by_libcrypto(encoded, passphrase)
    except (ValueError, TypeError):
        wanted = "its passphrase is another" if passphrase else "it needs a passphrase: name its file"
        raise _unusable(wanted) from None
    if found.key is None:
        raise _unusable("it holds no private key: export it with its key")
    certificate = found.cert.certificate.public_bytes(Encoding.DER) if found.cert else None
    others = tuple(one.certificate.public_bytes(Encoding.DER) for one in found.additional_certs)
    return Bundle(private=known(found.key), certificate=certificate, others=others)


def _by_libcrypto(encoded: bytes, passphrase: bytes | None) -> Bundle:
    lib, key, leaf, above = library(), c_void_p(), c_void_p(), c_void_p()
    with _opened(encoded) as pfx:
        if lib.PKCS12_parse(pfx, passphrase or b"", byref(key), byref(leaf), byref(above)) != 1:
            raise _unusable("libcrypto cannot read it: export it anew under AES, for old ones are under RC2")
    private = sm2.Key(key.value)
    try:
        others = tuple(_x509(one) for one in _members(above.value))
        return Bundle(private=private, certificate=_x509(leaf.value) if leaf.value else None, others=others)
    finally:
        lib.X509_free(leaf)
        _free_all(above.value, "X509_free")


def _keys_in(encoded: bytes) -> int:
    """How many key bags stand outside what is encrypted, where every tool puts them. libcrypto would take the first."""
    lib = library()
    with _opened(encoded) as pfx, ExitStack() as stack:
        safes = lib.PKCS12_unpack_authsafes(pfx)
        stack.callback(_free_all, safes, "PKCS7_free")
        count = 0
        for safe in _members(safes):
            bags = lib.PKCS12_unpack_p7data(safe)
            stack.callback(_free_all, bags, "PKCS12_SAFEBAG_free")
            count += sum(lib.PKCS12_SAFEBAG_get_nid(bag) in KEY_BAGS for bag in _members(bags))
        return count


@contextmanager
def _opened(encoded: bytes) -> Iterator[int]:
    """The file as libcrypto has it, freed afterwards, and libcrypto's error queue left empty."""
    lib = library()
    pfx = lib.d2i_PKCS12(None, byref(c_char_p(encoded)), len(encoded))
    try:
        if not pfx:
            raise _unusable("it is no PKCS #12 file")
        yield pfx
    finally:
        lib.PKCS12_free(pfx)
        lib.ERR_clear_error()


def _members(stack: int | None) -> list[int]:
    return [library().OPENSSL_sk_value(stack, at) for at in range(library().OPENSSL_sk_num(stack))]


def _free_all(stack: int | None, free: str) -> None:
    library().OPENSSL_sk_pop_free(stack, ctypes.cast(getattr(library(), free), c_void_p))


def _x509(pointer: int) -> bytes:
    lib = library()
    buffer = create_string_buffer(lib.i2d_X509(pointer, None))
    lib.i2d_X509(pointer, byref(ctypes.cast(buffer, c_char_p)))
    return buffer.raw


def _unusable(reason: str) -> GatewayError:
    return faults.KEY_UNUSABLE.error(reason)
