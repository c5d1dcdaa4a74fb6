"""Updates of code tables, in the order in which they came: the tables of the day are the files and all of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from gateway.model import faults
from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.service.journal.acts import act
from gateway.service.journal.engine import insert
from gateway.service.journal.numbers import reserve
from gateway.service.journal.records import CodeUpdate
from gateway.service.journal.tables import CODE_UPDATE

TURN = "code-tables"
"""Counts updates and so holds back the next until this one is committed: they are seen in the order of their ids."""


def add(connection: Connection, made: CodeUpdate, message: str) -> None:
    """Keep an update, and who brought it. TABLE_VERSION_TAKEN: another message brought this version of the family.

    BUSY: others came since it was judged, in another worker; together they may say what neither says alone.
    """
    update = made.update
    reserve(connection, TURN, 1)
    last = connection.execute(select(func.max(CODE_UPDATE.c.id))).scalar_one() or 0
    row = {
        "message": message,
        "act": act(connection, made.act, message),
        "family": update.family,
        "version": update.version,
        "effective_from": update.effective_from.isoformat(),
        "issuer": update.issuer,
        "rows": [_plain(one) for one in update.rows],
    }
    new = insert(connection, CODE_UPDATE).on_conflict_do_nothing().returning(CODE_UPDATE.c.id)
    if connection.execute(new, row).first() is None:
        raise faults.TABLE_VERSION_TAKEN.error(f"{update.family} has this version already", value=update.version)
    if last > made.after:
        raise faults.BUSY.error("another update of the code tables is being taken in")


def since(connection: Connection, after: int) -> Sequence[tuple[int, CodeTable | None]]:
    """Those behind the one numbered `after`; None for one that is none by today's rules: the others hold."""
    query = select(CODE_UPDATE).where(CODE_UPDATE.c.id > after).order_by(CODE_UPDATE.c.id)
    return [(row.id, _update(row._mapping)) for row in connection.execute(query)]


def _plain(row: TableRow) -> dict[str, Any]:
    codes = [[one.column, one.code] for one in row.codes]
    return {"canonical": row.canonical, "name": row.name, "withdrawn": row.withdrawn, "codes": codes}


def _update(row: Mapping[Any, Any]) -> CodeTable | None:
    try:
        return CodeTable(
            family=row["family"],
            version=row["version"],
            effective_from=date.fromisoformat(row["effective_from"]),
            issuer=row["issuer"],
            rows=tuple(_row(one) for one in row["rows"]),
        )
    except (ValueError, LookupError, TypeError):  # written by another release, or by hand
        return None


def _row(plain: Mapping[str, Any]) -> TableRow:
    codes = tuple(TableCode(column=column, code=code) for column, code in plain["codes"])
    return TableRow(canonical=plain["canonical"], name=plain["name"], withdrawn=plain["withdrawn"], codes=codes)
