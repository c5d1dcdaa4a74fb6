"""Who may vouch for whom, and what is known of a certificate once it was looked at: all but the moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.certificates import Certificate
from gateway.trust.chains import Chain, refuse_purpose, refuse_time
from gateway.trust.revocation import RevocationList


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """How old a list may be, and whether one must be there (`[revocation]` of the configuration)."""

    required: bool = False
    grace: timedelta = timedelta(hours=24)
    looks_back: bool = False
    """Judging the past: what was revoked after the moment asked about was good at that moment. Never for what comes in:
    an authority that revokes with a future date has lost its trust in the key today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The authorities of one folder with their lists: a party's own, or one that vouches for several parties."""

    name: str
    """As operators know it: trust/hebei, authorities/national."""
    party: str = ""
    """Whom they vouch for; "": for those in `subjects`."""
    subjects: Mapping[str, str] = field(default_factory=dict)
    """Subject (RFC 4514) → party."""
    authorities: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    end_entities: tuple[Certificate, ...] = ()
    """Others that lie beside a shared authority's: believed for nothing, but `check` compares subjects with theirs."""

    def party_of(self, certificate: Certificate) -> str:
        """Whom a certificate that it vouches for names; "" if nobody that we know."""
        return self.party or self.subjects.get(certificate.subject, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Who vouched for a certificate, and by what."""

    party: str
    chain: Chain
    """From the certificate to who is believed: its anchor, or itself where it is pinned."""
    lists: tuple[RevocationList, ...] = ()
    """All that were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """One certificate of a chain that a list names."""

    subject: str
    since: datetime
    reason: str

    def fault(self) -> GatewayError:
        """The same as an error."""
        told = f"its authority revoked it as of {self.since:%Y-%m-%dT%H:%M:%SZ}: {self.reason}"
        return faults.CERTIFICATE_REVOKED.error(told, value=self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One chain, judged but for the moment."""

    vouched: Vouched
    wrong: GatewayError | None
    """What is wrong at every moment; the chain is not for this purpose."""
    revoked: tuple[Revocation, ...]
    due: tuple[RevocationList, ...]
    """The lists whose age matters: of each authority its own key's, else the freshest."""
    unlisted: str
    """An authority without any list, "" if each has one."""

    def fault(self, at: datetime, believed: Believed) -> GatewayError | None:
        """What speaks against it at the moment `at`: purpose, then time, then revocation."""
        if self.wrong:
            return self.wrong.fault.error(self.wrong.reason, value=self.wrong.value)
        try:
            refuse_time(self.vouched.chain, at)
        except GatewayError as error:
            return error
        for one in self.revoked:
            if one.since <= at or not believed.looks_back:
                return one.fault()
        return self._unknown(at, believed)

    def _unknown(self, at: datetime, believed: Believed) -> GatewayError | None:
        for one in self.due:
            if at - one.next_update > believed.grace:  # nothing can be added to a list that ends with the year 9999
                reason = f"the list of {one.issuer} should have been renewed by {one.next_update:%Y-%m-%dT%H:%M:%SZ}"
                return faults.REVOCATION_UNKNOWN.error(reason, value=self.vouched.chain[0].subject)
        if believed.required and self.unlisted:
            reason = f"there is no list of what {self.unlisted} revoked"
            return faults.REVOCATION_UNKNOWN.error(reason, value=self.vouched.chain[0].subject)
        return None


Step = tuple[Certificate, Certificate, tuple[RevocationList, ...]]
"""A certificate, who signed it, and every list that may speak of it."""


def way(party: str, chain: Chain, steps: Sequence[Step]) -> Way:
    """Judge a chain by what does not change with time."""
    asked = {one.digest: one for _, _, lists in steps for one in lists}
    return Way(
        vouched=Vouched(party=party, chain=chain, lists=tuple(asked.values())),
        wrong=_wrong(chain),
        revoked=tuple(_revoked(steps)),
        due=tuple(_deciding(above, lists) for _, above, lists in steps if lists),
        unlisted=next((above.subject for _, above, lists in steps if not lists), ""),
    )


def _deciding(above: Certificate, lists: tuple[RevocationList, ...]) -> RevocationList:
    """An authority that changed its key signs with the new one for all it issued, or keeps a list a key: both exist."""
    return max(lists, key=lambda one: (one.spki == above.spki, one.next_update))


def _wrong(chain: Chain) -> GatewayError | None:
    try:
        refuse_purpose(chain)
    except GatewayError as error:
        return error
    return None


def _revoked(steps: Sequence[Step]) -> Iterator[Revocation]:
    for below, _, lists in steps:
        for one in lists:
            entry = one.entry(below)
            if entry:
                yield Revocation(subject=below.subject, since=entry.since, reason=entry.reason)
