"""Changes of rule packs as acts, each naming by digest what it is about; the bytes are kept for ever, as evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, select

from gateway.evidence.records import digest
from gateway.model import faults
from gateway.service.journal import acts
from gateway.service.journal.evidence import writing
from gateway.service.journal.evidence.tables import MATERIAL
from gateway.service.journal.numbers import reserve
from gateway.service.journal.packs.views import Change
from gateway.service.journal.records import Act, Material
from gateway.service.journal.tables import ACT, COUNTER

TURN = "packs"
"""Counts proposals and approvals, so that each sees all that went before it."""
KIND = "rule-change"
PROPOSED, APPROVED = "propose-packs", "approve-packs"


def propose(connection: Connection, content: bytes, act: Act) -> str:
    """Keep a change and who proposed it: its digest. Proposed twice, it is the first one's. REASON_MISSING."""
    reserve(connection, TURN, 1)
    name = digest(content)
    if all(one.digest != name for one in listed(connection)):
        writing.keep(connection, [(name, Material(kind=KIND, content=content))], act.at)
        acts.act(connection, _named(act, PROPOSED, name), document=content)
    return name


def approve(connection: Connection, name: str, act: Act, judge: Callable[[Change, Sequence[Change]], None]) -> Change:
    """Put a change in force from now on. `judge` is told the change and those in force, and raises what is against it.

    CHANGE_UNKNOWN: none begins so, or several do. FOUR_EYES: who proposed it approves nothing. REASON_MISSING.
    """
    reserve(connection, TURN, 1)
    known = listed(connection)
    found = [one for one in known if one.digest.removeprefix("sm3:").startswith(name.removeprefix("sm3:"))]
    if len(found) != 1 or not name.removeprefix("sm3:"):
        raise faults.CHANGE_UNKNOWN.error(f"{len(found)} changes have this digest", value=name)
    change = found[0]
    if change.proposed_by == act.actor:
        raise faults.FOUR_EYES.error("who proposed a change does not approve it", value=act.actor)
    if not change.number:
        judge(change, [one for one in known if one.number])
        number = acts.act(connection, _named(act, APPROVED, change.digest), document=change.content)
        return replace(change, number=number, approved_by=act.actor, approved_at=act.at)
    return change


def counted(connection: Connection) -> int:
    """How many proposals and approvals there were: cheap to ask whether anything is new."""
    return int(connection.execute(select(COUNTER.c.next).where(COUNTER.c.name == TURN)).scalar() or 0)


def listed(connection: Connection) -> Sequence[Change]:
    """Those in force in the order in which they came into it, then those that wait, the oldest first."""
    query = select(ACT).where(ACT.c.verb.in_((PROPOSED, APPROVED))).order_by(ACT.c.id)
    rows = connection.execute(query).all()
    approvals = {row.target: row for row in rows if row.verb == APPROVED}
    named = select(MATERIAL).where(MATERIAL.c.digest.in_([row.target for row in rows if row.verb == PROPOSED]))
    contents = {row.digest: row.bytes for row in connection.execute(named)}
    found = [_change(row, contents[row.target], approvals.get(row.target)) for row in rows if row.verb == PROPOSED]
    return sorted(found, key=lambda one: (not one.number, one.number, one.proposed_at))


def _change(proposal: Row[tuple[object, ...]], content: bytes, approval: Row[tuple[object, ...]] | None) -> Change:
    return Change(
        digest=proposal.target,
        content=content,
        proposed_by=proposal.actor,
        proposed_at=proposal.at,
        reason=proposal.reason,
        number=approval.id if approval else 0,
        approved_by=approval.actor if approval else "",
        approved_at=approval.at if approval else None,
    )


def _named(act: Act, verb: str, name: str) -> Act:
    return Act(at=act.at, actor=act.actor, verb=verb, target=name, reason=act.reason)
