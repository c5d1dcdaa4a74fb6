"""What the journal's tests are made of: acceptances, acts, and one whole attempt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.routing.delivery import Outcome, Policy, Verdict, after
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Accepted, Act, Attempt, Claimed, Due, Mailbox, NewDelivery

NOW = datetime(2014, 10, 15, 8, 0, 0, 123456, tzinfo=UTC)
LEASE_S = 30.0
POLICY = Policy(first_s=10.0, longest_s=10.0, attempts=3)
DELIVERED = Outcome(verdict=Verdict.DELIVERED, receipt=b"<taken/>")
FAILED = Outcome(verdict=Verdict.FAILED, code="4501", reason="nobody answers")
REFUSED = Outcome(verdict=Verdict.REFUSED, code="4506", reason="an unknown code")


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def our_number(n: int) -> str:
    return f"20141015{n:010d}"


def document(link: str, n: int, **also: Any) -> NewDelivery:
    fields: dict[str, Any] = {
        "link": link,
        "party": link,
        "number": f"20141016{n:010d}",
        "document": f"<to-{link} n='{n}'/>".encode(),
    }
    return NewDelivery(**fields | also)


def acceptance(n: int, *aliases: str, links: tuple[str, ...] = ("tianjin",), **also: Any) -> Acceptance:
    fields: dict[str, Any] = {
        "message": our_number(n),
        "party": "beijing",
        "number": f"BJ{n}",
        "link": "beijing-http",
        "kind": "declaration",
        "dialect": "beijing-ciq",
        "received_at": NOW,
        "raw": f"<raw n='{n}'/>".encode(),
        "content": f"sm3:{n:064x}",
        "receipt": f"<receipt n='{n}'/>".encode(),
        "aliases": frozenset(aliases),
        "deliveries": tuple(document(link, n * 100 + i) for i, link in enumerate(links)),
    }
    return Acceptance(**fields | also)


def act(verb: str = "redeliver", reason: str = "the table is mended", target: str = "tianjin") -> Act:
    return Act(at=NOW, actor="duty officer", verb=verb, target=target, reason=reason)


async def accepted(journal: Journal, *acceptances: Acceptance) -> list[Mailbox]:
    """Accept all, in order; the mailboxes they name, each once."""
    found: dict[Mailbox, None] = {}
    for one in acceptances:
        result = await journal.accept(one)
        assert isinstance(result, Accepted)
        found.update(dict.fromkeys(result.mailboxes))
    return list(found)


async def claimed(journal: Journal, mailbox: Mailbox, at: datetime = NOW, worker: str = "one") -> Claimed:
    claim = await journal.claim(mailbox, worker, at, LEASE_S)
    assert isinstance(claim, Claimed), claim
    return claim


async def concluded(
    journal: Journal, claim: Claimed, outcome: Outcome = DELIVERED, at: datetime = NOW, policy: Policy = POLICY
) -> tuple[Due, ...]:
    attempt = Attempt(
        delivery_id=claim.delivery_id,
        attempt=claim.attempt,
        worker="one",
        began_at=at,
        ended_at=at,
        outcome=outcome,
    )
    return await journal.conclude(claim, after(claim.delivery, outcome, at, policy, draw=0.999999), attempt)


async def delivered(journal: Journal, mailbox: Mailbox, at: datetime = NOW) -> str:
    """Claim the head and deliver it: our number of its message."""
    claim = await claimed(journal, mailbox, at)
    await concluded(journal, claim, at=at)
    return claim.message


async def killed(journal: Journal, mailbox: Mailbox) -> Claimed:
    """Make the head a dead letter."""
    claim = await claimed(journal, mailbox)
    assert await concluded(journal, claim, REFUSED) == ()
    return claim
