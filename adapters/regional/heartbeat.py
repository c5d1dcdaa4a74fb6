"""Still there."""

from __future__ import annotations

from adapters.regional.source import HEAD, MOMENT, NAMESPACE, OURS
from gateway.model.watch import Heartbeat
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Form

HEARTBEAT = Form(
    kind=Heartbeat.KIND,
    variant="1",
    body=Heartbeat,
    root="Heartbeat",
    namespace=NAMESPACE,
    schema="regional/heartbeat.xsd",
    rows=(
        *HEAD,
        Field("At", "at", MOMENT, required=True),
        Field("Sequence", "sequence", INTEGER, required=True),
        Field("Waiting", "waiting", INTEGER),
        Field("OldestWaitingAt", "oldest_waiting_at", MOMENT),
        Field("Software", "software", TEXT, max_length=64),
    ),
    message_type="Heartbeat",
    source=OURS,
)
