"""The system's libcrypto (OpenSSL ≥ 3.0) through ctypes, which lets other threads run meanwhile."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import suppress
from ctypes import CDLL, POINTER, c_char_p, c_int, c_long, c_size_t, c_ulong, c_void_p
from functools import cache

from gateway.model import faults

VERSION_MIN = 0x30000000
NAMES = ("libcrypto.so.3", "libcrypto.so.4", "libcrypto.3.dylib", "libcrypto-3-x64.dll")
_P = c_void_p
_FUNCTIONS = {
    "BIO_free": (c_int, [_P]),
    "BIO_ctrl": (c_long, [_P, c_int, c_long, _P]),
    "BIO_new": (_P, [_P]),
    "BIO_new_mem_buf": (_P, [c_char_p, c_int]),
    "BIO_s_mem": (_P, []),
    "ERR_clear_error": (None, []),
    "EVP_DigestSign": (c_int, [_P, c_char_p, POINTER(c_size_t), c_char_p, c_size_t]),
    "EVP_DigestSignInit": (c_int, [_P, _P, _P, _P, _P]),
    "EVP_DigestVerify": (c_int, [_P, c_char_p, c_size_t, c_char_p, c_size_t]),
    "EVP_DigestVerifyInit": (c_int, [_P, _P, _P, _P, _P]),
    "EVP_MD_CTX_free": (None, [_P]),
    "EVP_MD_CTX_new": (_P, []),
    "EVP_MD_CTX_set_pkey_ctx": (None, [_P, _P]),
    "EVP_PKEY_CTX_free": (None, [_P]),
    "EVP_PKEY_CTX_new": (_P, [_P, _P]),
    "EVP_PKEY_CTX_new_from_name": (_P, [_P, c_char_p, c_char_p]),
    "EVP_PKEY_CTX_set1_id": (c_int, [_P, c_char_p, c_int]),
    "EVP_PKEY_free": (None, [_P]),
    "EVP_PKEY_generate": (c_int, [_P, POINTER(_P)]),
    "EVP_PKEY_is_a": (c_int, [_P, c_char_p]),
    "EVP_PKEY_keygen_init": (c_int, [_P]),
    "EVP_aes_256_cbc": (_P, []),
    "EVP_sm3": (_P, []),
    "OPENSSL_sk_num": (c_int, [_P]),
    "OPENSSL_sk_pop_free": (None, [_P, _P]),
    "OPENSSL_sk_value": (_P, [_P, c_int]),
    "OpenSSL_version_num": (c_ulong, []),
    "PEM_read_bio_PrivateKey": (_P, [_P, _P, _P, c_char_p]),
    "PEM_write_bio_PKCS8PrivateKey": (c_int, [_P, _P, _P, c_char_p, c_int, _P, _P]),
    "PKCS12_SAFEBAG_free": (None, [_P]),
    "PKCS12_SAFEBAG_get_nid": (c_int, [_P]),
    "PKCS12_free": (None, [_P]),
    "PKCS12_parse": (c_int, [_P, c_char_p, POINTER(_P), POINTER(_P), POINTER(_P)]),
    "PKCS12_unpack_authsafes": (_P, [_P]),
    "PKCS12_unpack_p7data": (_P, [_P]),
    "PKCS7_free": (None, [_P]),
    "X509_free": (None, [_P]),
    "d2i_AutoPrivateKey": (_P, [_P, POINTER(c_char_p), c_long]),
    "d2i_PKCS12": (_P, [_P, POINTER(c_char_p), c_long]),
    "d2i_PUBKEY": (_P, [_P, POINTER(c_char_p), c_long]),
    "i2d_PUBKEY": (c_int, [_P, POINTER(c_char_p)]),
    "i2d_X509": (c_int, [_P, POINTER(c_char_p)]),
}


@cache
def library() -> CDLL:
    """The system's libcrypto with its functions typed. Raises CRYPTO_MISSING where there is none, or one too old."""
    for name in _candidates():
        with suppress(OSError, AttributeError):
            found = _typed(CDLL(name))
            if found.OpenSSL_version_num() >= VERSION_MIN:
                return found
    raise faults.CRYPTO_MISSING.error("no libcrypto of OpenSSL 3.0 or later on this machine")


def _candidates() -> Iterator[str]:
    """Known names first: find_library runs ldconfig or a compiler to find out."""
    yield from NAMES
    found = ctypes.util.find_library("crypto")
    if found:
        yield found


def _typed(lib: CDLL) -> CDLL:
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib
