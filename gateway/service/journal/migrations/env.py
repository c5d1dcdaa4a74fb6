"""Alembic's entry: runs the steps on the connection that `schema.upgrade` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from gateway.service.journal.evidence.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="journal_version",
    transactional_ddl=True,
)
context.run_migrations()
