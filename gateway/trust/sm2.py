"""SM2 signatures with SM3 (GM/T 0003.2) by the system's libcrypto: keys, sign, verify."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_char_p, c_size_t, c_void_p, create_string_buffer
from functools import lru_cache
from typing import NoReturn

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.libcrypto import library

# GM/T 0009: the user id where the parties agreed on none; the official e-port rule uses it. OpenSSL's own default is an
# EMPTY id, with which nobody else's signature verifies: it is set on every context.
USER_ID = b"1234567812345678"
SIGNATURE_BYTES_MAX = 80
MEMORY_INFO = 3  # BIO_CTRL_INFO, what the macro BIO_get_mem_data stands for


class Key:
    """A key inside libcrypto, freed with this object; what it holds is never shown, copied or pickled: TypeError."""

    __slots__ = ("_free", "pointer")

    def __init__(self, pointer: int | None) -> None:
        if not pointer:
            raise _unusable("libcrypto cannot read it")
        self.pointer = pointer
        self._free = library().EVP_PKEY_free

    def __del__(self) -> None:
        if hasattr(self, "_free"):
            self._free(self.pointer)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key stays where it is: a second one would free the same memory")


def sign(key: Key, message: bytes) -> bytes:
    """The DER signature of SM3(Z ‖ message) under USER_ID; other bytes each time."""
    size, buffer = c_size_t(SIGNATURE_BYTES_MAX), create_string_buffer(SIGNATURE_BYTES_MAX)
    with _context(key) as md:
        good = library().EVP_DigestSignInit(md, None, library().EVP_sm3(), None, key.pointer) == 1
        if not good or library().EVP_DigestSign(md, buffer, byref(size), message, len(message)) != 1:
            raise _unusable("libcrypto refuses to sign with it")
    return buffer.raw[: size.value]


def verify(key: Key, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (DER) is one of `message` under USER_ID; False for anything that is no signature."""
    with _context(key) as md:
        good = library().EVP_DigestVerifyInit(md, None, library().EVP_sm3(), None, key.pointer) == 1
        return bool(good and library().EVP_DigestVerify(md, signature, len(signature), message, len(message)) == 1)


def new_key() -> Key:
    """A fresh SM2 key by libcrypto's own randomness."""
    lib, pointer = library(), c_void_p()
    context = lib.EVP_PKEY_CTX_new_from_name(None, b"SM2", None)
    if not context:
        raise faults.CRYPTO_MISSING.error("this machine's libcrypto was built without SM2")
    try:
        lib.EVP_PKEY_keygen_init(context)
        lib.EVP_PKEY_generate(context, byref(pointer))
        return Key(pointer.value)
    finally:
        lib.EVP_PKEY_CTX_free(context)
        lib.ERR_clear_error()


def private_key(encoded: bytes, passphrase: bytes | None = None) -> Key:
    """An SM2 key from PEM or DER (PKCS #8, or SEC 1). Raises KEY_UNUSABLE; never asks a terminal for the passphrase."""
    lib = library()
    if encoded.lstrip().startswith(b"-----"):
        with _freed(lib.BIO_new_mem_buf(encoded, len(encoded))) as bio:
            pointer = lib.PEM_read_bio_PrivateKey(bio, None, None, passphrase or b"")
    else:
        pointer = lib.d2i_AutoPrivateKey(None, byref(c_char_p(encoded)), len(encoded))
    lib.ERR_clear_error()
    return _sm2(Key(pointer))


@lru_cache(maxsize=512)
def public_key(spki: bytes) -> Key:
    """An SM2 key from a SubjectPublicKeyInfo (DER). Raises KEY_UNUSABLE, for a point off the curve too."""
    pointer = library().d2i_PUBKEY(None, byref(c_char_p(spki)), len(spki))
    library().ERR_clear_error()
    return _sm2(Key(pointer))


def spki(key: Key) -> bytes:
    """The SubjectPublicKeyInfo (DER) of `key`."""
    lib = library()
    buffer = create_string_buffer(lib.i2d_PUBKEY(key.pointer, None))
    lib.i2d_PUBKEY(key.pointer, byref(ctypes.cast(buffer, c_char_p)))
    return buffer.raw


def pem(key: Key, passphrase: bytes | None = None) -> bytes:
    """The private key as PKCS #8 PEM, under AES-256-CBC if there is a passphrase."""
    lib = library()
    cipher = lib.EVP_aes_256_cbc() if passphrase else None
    with _freed(lib.BIO_new(lib.BIO_s_mem())) as bio:
        lib.PEM_write_bio_PKCS8PrivateKey(bio, key.pointer, cipher, passphrase, len(passphrase or b""), None, None)
        start = c_void_p()
        size = lib.BIO_ctrl(bio, MEMORY_INFO, 0, byref(start))
        return ctypes.string_at(start, size)


@contextmanager
def _context(key: Key) -> Iterator[int]:
    """A digest context whose key context has the user id; both are freed, and libcrypto's error queue left empty."""
    lib = library()
    md, context = lib.EVP_MD_CTX_new(), lib.EVP_PKEY_CTX_new(key.pointer, None)
    try:
        if lib.EVP_PKEY_CTX_set1_id(context, USER_ID, len(USER_ID)) != 1:
            raise faults.CRYPTO_MISSING.error("this machine's libcrypto takes no SM2 user id")
        lib.EVP_MD_CTX_set_pkey_ctx(md, context)
        yield md
    finally:
        lib.EVP_MD_CTX_free(md)
        lib.EVP_PKEY_CTX_free(context)
        lib.ERR_clear_error()


@contextmanager
def _freed(bio: int) -> Iterator[int]:
    try:
        yield bio
    finally:
        library().BIO_free(bio)


def _sm2(key: Key) -> Key:
    if library().EVP_PKEY_is_a(key.pointer, b"SM2") != 1:
        raise _unusable("it is no SM2 key")
    return key


def _unusable(reason: str) -> GatewayError:
    return faults.KEY_UNUSABLE.error(reason)
