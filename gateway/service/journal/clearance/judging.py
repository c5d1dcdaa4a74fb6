"""One step of a clearance, judged by its consignment's earlier ones under the consignment's lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select
from sqlalchemy import insert as plain_insert

from gateway.recognition.conduct import Mode
from gateway.recognition.protocol import Breach, breaches, may_break
from gateway.recognition.steps import Step, read, said
from gateway.service.journal import acts
from gateway.service.journal.clearance_tables import CLEARANCE_STEP
from gateway.service.journal.records import Acceptance, Act
from gateway.service.journal.tables import MESSAGE


def judge(connection: Connection, acceptance: Acceptance, members: Sequence[int]) -> tuple[Breach, ...]:
    """Keep the step, and write what it breaks into the message's timeline: what it breaks.

    `members` are locked, so of two messages that race the second is judged by the first. Raises the first breach where
    the protocol is enforced, but for what keeps goods: a hold is never refused for the form.
    """
    step = acceptance.step
    if step is None or not members or acceptance.conduct.mode is Mode.OFF:
        return ()
    known = replace(step, message=acceptance.message, party=acceptance.party, answers=acceptance.answers or "")
    found = breaches(known, _earlier(connection, members)) if may_break(step) else ()  # most are declarations
    if found and acceptance.conduct.mode is Mode.ENFORCE and not acceptance.stops:
        raise found[0].fault.error(found[0].reason, value=found[0].value)
    for one in found:
        _write_down(connection, acceptance, one)
    row = {"consignment": members[0], "message": acceptance.message, "said": said(step)}
    connection.execute(plain_insert(CLEARANCE_STEP), row)
    return found


def _earlier(connection: Connection, members: Sequence[int]) -> Sequence[Step]:
    """In the order of acceptance. Consignments that were tied together since keep their steps, and all are read."""
    query = select(CLEARANCE_STEP, MESSAGE.c.party, MESSAGE.c.answers)
    query = query.join(MESSAGE, MESSAGE.c.id == CLEARANCE_STEP.c.message)
    query = query.where(CLEARANCE_STEP.c.consignment.in_(members)).order_by(CLEARANCE_STEP.c.id)
    rows = connection.execute(query)
    return [read(row.said, message=row.message, party=row.party, answers=row.answers or "") for row in rows]


def _write_down(connection: Connection, acceptance: Acceptance, found: Breach) -> None:
    """An act of the gateway's own: in the timeline, and sealed with the chain."""
    reason = f"{found.fault.code} {found.fault.name}: {found.reason}"
    act = Act(
        at=acceptance.received_at,
        actor="gateway",
        verb="protocol",
        target=found.value or found.fault.name,
        reason=reason,
    )
    acts.act(connection, act, acceptance.message)
