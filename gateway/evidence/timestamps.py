"""Time-stamps of RFC 3161 over a statement: what is asked of an authority, and whether its answer can be believed.

The package rfc3161-client (extra `timestamp`) is imported where it is used: who wants no stamps need not have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType

from cryptography import x509

from gateway.model import faults
from gateway.model.errors import GatewayError

ANSWER_BYTES = 64 * 1024
"""A token with its certificates; nothing longer is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A TimeStampReq, DER, and the nonce that its answer must bear."""

    query: bytes
    nonce: int


def read_authorities(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates that stamps are checked against. Raises CONFIGURATION where there is none, or no PEM."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except (ValueError, x509.InvalidVersion) as error:
        raise faults.CONFIGURATION.error(f"no certificates of an authority: {error}") from None


def ask(statement: bytes) -> Asked:
    """For SHA-256 of the statement, with a fresh nonce and the authority's certificates. Raises TIMESTAMP_WRONG."""
    client = _client()
    builder = client.TimestampRequestBuilder().data(statement).hash_algorithm(client.HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    return Asked(query=request.as_bytes(), nonce=request.nonce or 0)


def stamped_at(
    answer: bytes, statement: bytes, authorities: Sequence[x509.Certificate], nonce: int | None = None
) -> datetime:
    """When the authority saw `statement`, by a TimeStampResp (DER); with the `nonce` only if it is the answer to that.

    Offline: the certificates are judged at the moment of the stamp. Raises TIMESTAMP_WRONG for whatever is not so.
    """
    client = _client()
    try:
        response = client.decode_timestamp_response(answer)
        builder = client.VerifierBuilder(roots=list(authorities), nonce=nonce)
        builder.build().verify_message(response, statement)
        moment: datetime = response.tst_info.gen_time
    except (client.VerificationError, ValueError) as error:
        raise _wrong(str(error) or type(error).__name__) from None
    return moment


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError:
        raise _wrong("time-stamps need the extra `timestamp` (package rfc3161-client)") from None
    return rfc3161_client


def _wrong(reason: str) -> GatewayError:
    return faults.TIMESTAMP_WRONG.error(reason)
