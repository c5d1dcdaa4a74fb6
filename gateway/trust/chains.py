"""From an end entity to an anchor: every way up through certificates at hand, bounded, and what speaks against one.

Built here and not by `cryptography`'s validator, which knows no SM2: docs/decisions/0019-chains-of-our-own.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.algorithms import Algorithm
from gateway.trust.certificates import Certificate, is_issued_by

DEPTH_MAX = 4
"""Authorities above an end entity."""
CHAINS_MAX, STEPS_MAX = 64, 1024
"""So many ways are looked at, and so many steps taken, however the authorities signed one another."""
RSA_BITS_MIN = 2048  # NIST SP 800-131A
Chain = tuple[Certificate, ...]
"""The end entity, then who signed each, then the anchor."""


def chains(leaf: Certificate, authorities: Sequence[Certificate]) -> list[Chain]:
    """Every way from `leaf` to an anchor, at most CHAINS_MAX; empty where there is none.

    An anchor is an authority that signed itself, or whose issuer is not among `authorities`: whoever put it there
    believes it. No chain bears the same name and key twice.
    """
    return list(islice(_up((leaf,), authorities, iter(range(STEPS_MAX))), CHAINS_MAX))


def issuers(certificate: Certificate, authorities: Sequence[Certificate]) -> list[Certificate]:
    """Who signed it, of those that call themselves authorities; itself among them where it signed itself."""
    return [one for one in authorities if one.is_ca and is_issued_by(certificate, one)]


def _up(chain: Chain, authorities: Sequence[Certificate], steps: Iterator[int]) -> Iterator[Chain]:
    above = issuers(chain[-1], authorities)
    if len(chain) > 1 and (not above or chain[-1] in above):
        yield chain
        return
    if len(chain) > DEPTH_MAX or next(steps, None) is None:
        return
    for one in above:
        if not any(_is_same(one, below) for below in chain):
            yield from _up((*chain, one), authorities, steps)


def _is_same(one: Certificate, other: Certificate) -> bool:
    return one.spki == other.spki and one.subject_name == other.subject_name


def refuse_purpose(chain: Chain) -> None:
    """What no moment changes. Raises CERTIFICATE_PURPOSE, and ALGORITHM_WEAK for an authority's short key.

    An authority may be the end entity where it is pinned itself: then it signs documents, if its key usage says so.
    """
    if not chain[0].may_sign:
        raise _purpose(chain[0], "its key usage does not allow signatures on documents")
    for one in chain:
        if one.unknown:
            raise _purpose(one, f"it has a critical extension that we do not know, {one.unknown[0]}")
    for below, one in enumerate(chain[1:]):
        _refuse_authority(one, chain[1 : below + 1])


def _refuse_authority(authority: Certificate, below: Chain) -> None:
    if not authority.is_authority:
        raise _purpose(authority, "its key usage does not allow signatures on certificates")
    if authority.algorithm is Algorithm.RSA and authority.key_bits < RSA_BITS_MIN:
        reason = f"an authority's RSA key of {authority.key_bits} bits"
        raise faults.ALGORITHM_WEAK.error(reason, value=authority.subject)
    between = sum(one.subject_name != one.issuer_name for one in below)  # RFC 5280, 4.2.1.9: self-issued do not count
    if authority.path_length is not None and between > authority.path_length:
        raise _purpose(authority, f"it allows {authority.path_length} authorities below it, and there are {between}")


def refuse_time(chain: Chain, at: datetime) -> None:
    """Each of the chain must be valid at `at` (aware). Raises CERTIFICATE_EXPIRED, also before its time."""
    for one in chain:
        if not one.is_valid(at):
            raise _expired(one, at)


def missing(leaf: Certificate, authorities: Sequence[Certificate]) -> str:
    """Why there is no chain: which certificate is missing, or who did not sign what he is said to have signed."""
    if leaf.issuer_name == leaf.subject_name:
        return "it is signed by itself, and pinned for nobody"
    named = [one for one in authorities if one.subject_name == leaf.issuer_name]
    if not named:
        return f"the certificate of its issuer is missing: {leaf.issuer}"
    if not any(one.is_ca for one in named):
        return f"its issuer is no authority: {leaf.issuer}"
    if issuers(leaf, named):
        return f"its issuer leads to no anchor within {DEPTH_MAX} steps: {leaf.issuer}"
    return f"the key that we know of its issuer did not sign it: {leaf.issuer}"


def _purpose(certificate: Certificate, reason: str) -> GatewayError:
    return faults.CERTIFICATE_PURPOSE.error(reason, value=certificate.subject)


def _expired(certificate: Certificate, at: datetime) -> GatewayError:
    late = at > certificate.not_after
    word, moment = ("since", certificate.not_after) if late else ("until", certificate.not_before)
    reason = f"it is not valid {word} {moment:%Y-%m-%dT%H:%M:%SZ}"
    return faults.CERTIFICATE_EXPIRED.error(reason, value=certificate.subject)
