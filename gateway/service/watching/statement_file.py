"""A statement as a signed file, an ASiC-E container as evidence is: what both sides exchange by any way there is."""

from __future__ import annotations

from datetime import datetime

from gateway.evidence import container
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.watching import statement as statements
from gateway.service.watching.statement import Statement
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

BROKEN = frozenset({faults.EVIDENCE_UNREADABLE, faults.EVIDENCE_WRONG})


def packed(statement: Statement, signer: Signer) -> bytes:
    """The file, signed at `statement.made_at`."""
    return container.packed({statements.FILE: statements.written(statement)}, signer, statement.made_at)


def opened(raw: bytes, trust: TrustStore, *, party: str, now: datetime) -> Statement:
    """What `party` signed. STATEMENT_INVALID for a file that is not whole; STATEMENT_FOREIGN unless it signed it.

    Its key must be good now: the moment that a signature claims is the signer's word alone.
    """
    try:
        contents = container.read(raw)
        signed = container.signed(contents, trust, party=party)
        trust.party_of(signed.certificate, now)
    except GatewayError as error:
        raise _told(error) from None
    if contents.files.keys() != {statements.FILE}:
        raise faults.STATEMENT_INVALID.error("it holds other files than a statement")
    return statements.read(contents.files[statements.FILE])


def _told(error: GatewayError) -> GatewayError:
    if error.fault is faults.REVOCATION_UNKNOWN:
        return error
    fault = faults.STATEMENT_INVALID if error.fault in BROKEN else faults.STATEMENT_FOREIGN
    return fault.error(error.reason, place=error.place, value=error.value)
