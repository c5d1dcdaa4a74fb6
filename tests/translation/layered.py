"""Every dialect's first sample: alone, and in each envelope, signed outside and inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from adapters import DIALECTS
from gateway.commands.demo.region import ADDRESSES
from gateway.document.canonical import canonical
from gateway.document.parse import parse
from gateway.model.errors import GatewayError
from gateway.translation.taking import Taken, open_document, understand
from gateway.translation.terms import Terms
from tests.service.every_dialect import ENVELOPE_SAMPLES, INSIDE
from tests.service.mutants import samples_of
from tests.translation.agreed import AT, ON, SM2, THEIRS, terms
from tests.trust.wrapping import sealed

OURS = ADDRESSES["gateway"]


@dataclass(frozen=True, slots=True)
class Case:
    """A dialect, and the envelope it comes in; `inner`: the attack is on the document inside, not on the envelope."""

    dialect: str
    envelope: str = ""
    inner: bool = False

    def __str__(self) -> str:
        where = f" {'in' if self.inner else 'under'} {self.envelope}" if self.envelope else ""
        return f"{self.dialect}{where}"

    @property
    def terms(self) -> Terms:
        """What was agreed: each layer is signed."""
        if not self.envelope:
            return terms(self.dialect, address="")  # a sample names whom its port does
        return terms(self.dialect, self.envelope, document_profile=SM2)

    def signed(self, *, by_id: bool = False) -> bytes:
        """The layer that is attacked, well signed."""
        return signed_layer(self, by_id)

    def plain(self) -> bytes:
        """The same, not signed."""
        business = first_sample(self.dialect)
        if not self.envelope or self.inner:
            return business
        return put_into(self.envelope, self.terms, sealed(business, THEIRS.signer, by_id=False))

    def sent(self, layer: bytes) -> bytes:
        """All layers, with this one as the attacked one."""
        if not self.inner:
            return layer
        return sealed(put_into(self.envelope, self.terms, layer), THEIRS.signer, by_id=False)

    def taken(self, document: bytes) -> Taken:
        """As the exchange takes it."""
        return understand(open_document(document, self.terms, header=None, at=AT, on=ON), self.terms, on=ON)

    def refused(self, document: bytes) -> GatewayError:
        """The error it causes; an acceptance fails."""
        try:
            taken = self.taken(document)
        except GatewayError as error:
            return error
        raise AssertionError(f"accepted: {taken}")


ALONE = [Case(dialect.name) for dialect in DIALECTS]
PAIRS = {(dialect.name, "dxp") for dialect in DIALECTS} | {(carried, name) for name, carried in INSIDE.items()}
CASES = ALONE + [Case(*pair, inner) for pair in sorted(PAIRS) for inner in (False, True)]
"""Every dialect alone and in the national envelope; every other envelope around what it carries."""


@cache
def signed_layer(case: Case, by_id: bool) -> bytes:
    return sealed(case.plain(), THEIRS.signer, by_id=by_id)


@cache
def first_sample(dialect: str) -> bytes:
    """The first that our terms take, as its port would send it to be signed."""
    return canonical(parse(samples_of(dialect)[0]).root)


def put_into(name: str, agreed: Terms, data: bytes) -> bytes:
    """An envelope of that name around `data`, by the address that the terms name."""
    folder, start = ENVELOPE_SAMPLES[name]
    assert agreed.envelope is not None
    read, _ = agreed.envelope.read(parse(samples_of(folder, f"{start}*.xml")[0]).root, on=ON)
    around = replace(read, sender=agreed.address, receivers=(OURS,), data=data)
    return agreed.envelope.write(around, on=ON)[0]
