"""Reads findings, masked; only those of the page that is asked for are opened."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from dashboard.recipients._kept import Finding, Sealed
from dashboard.recipients._masks import masked
from dashboard.recipients._reasons import reasons
from dashboard.recipients._tables import findings as table
from dashboard.recipients._tables import marks, runs
from dashboard.recipients._vault import Keys, read, unseal


def findings(
    db: Connection,
    keys: Keys,
    list: str,
    *,
    kecamatan: str = "",
    reason: str = "",
    state: str = "",
    closed: bool = False,
    offset: int = 0,
    limit: int = 200,
) -> list[Finding]:
    """Findings of a list, the heaviest reasons first, then by kecamatan and desa; masked.

    `state`: as the newest mark says. `closed`: those that are closed instead, the newest first.
    Raises KeyLost.
    """
    order = (case({code: one.rank for code, one in reasons().items()}, value=table.c.reason),
             table.c.kecamatan, table.c.desa, table.c.id)  # fmt: skip
    chosen = _chosen(list, kecamatan, reason, state, closed)
    statement = chosen.order_by(*((table.c.closed_at.desc(), table.c.id) if closed else order))
    rows = db.execute(statement.offset(offset).limit(limit)).mappings()
    return [_finding(row, opened(keys, row)) for row in rows]


def finding(db: Connection, keys: Keys, number: int) -> Finding | None:
    """One finding, masked; None when there is none of this number. Raises KeyLost."""
    row = db.execute(_every().where(table.c.id == number)).mappings().first()
    return None if row is None else _finding(row, opened(keys, row))


def count_findings(
    db: Connection,
    list: str,
    *,
    kecamatan: str = "",
    reason: str = "",
    state: str = "",
    closed: bool = False,
) -> int:
    """How many findings `findings` would give in all."""
    chosen = _chosen(list, kecamatan, reason, state, closed).subquery()
    return int(db.execute(select(func.count()).select_from(chosen)).scalar_one())


def list_of_finding(db: Connection, number: int) -> tuple[str, bool]:
    """The list of a finding and whether it is open. ValueError when there is none."""
    row = db.execute(select(table.c.list, table.c.closed_at).where(table.c.id == number)).first()
    if row is None:
        raise ValueError(f"temuan {number} tidak ada; mungkin sudah dihapus setelah ditutup")
    return row.list, row.closed_at is None


def opened(keys: Keys, row: Any) -> Sealed:
    """The person of a row, unmasked: never to leave this package but by `look`."""
    return read(unseal(keys, bytes(row["sealed"]), bytes(row["match"])))


def _every() -> Select[Any]:
    """Every finding beside its newest mark and the run that saw it last."""
    newest = select(func.max(marks.c.id).label("id")).group_by(marks.c.finding).subquery()
    columns = [marks.c.finding, marks.c.state, marks.c.at, marks.c.by, marks.c.note]
    mark = select(*columns).join(newest, marks.c.id == newest.c.id).subquery()
    told = (
        func.coalesce(mark.c.state, "open").label("state"),
        mark.c.at.label("state_at"),
        func.coalesce(mark.c.by, "").label("state_by"),
        func.coalesce(mark.c.note, "").label("note"),
        runs.c.ended_at.label("seen_at"),
    )
    joined = table.join(runs, runs.c.id == table.c.seen_run)
    return select(table, *told).select_from(joined.outerjoin(mark, mark.c.finding == table.c.id))


def _chosen(list: str, kecamatan: str, reason: str, state: str, closed: bool) -> Select[Any]:
    statement = _every().where(table.c.list == list)
    asked: tuple[tuple[Any, str], ...] = (
        (table.c.kecamatan, kecamatan),
        (table.c.reason, reason),
        (statement.selected_columns["state"], state),
    )
    for column, text in asked:
        if text:
            statement = statement.where(column == text)
    gone: ColumnElement[bool] = table.c.closed_at.is_not(None)
    return statement.where(gone if closed else ~gone)


def _finding(row: Any, person: Sealed) -> Finding:
    names = ("list", "reason", "severity", "kecamatan", "desa", "paid", "amount", "opened_at",
             "seen_at", "closed_at", "state", "state_at", "state_by", "note")  # fmt: skip
    told = {name: row[name] for name in names}
    return Finding(number=row["id"], **told, masked=masked(person))
