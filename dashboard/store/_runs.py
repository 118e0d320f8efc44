"""The runs: one row a source and refresh, with what it brought or why it brought nothing."""

from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from dashboard.store._read import version
from dashboard.store._tables import runs


def start(db: Connection, source: str, simulated: bool, now: datetime) -> int:
    """Begin a run and return its number. A run of the source that never ended was interrupted."""
    db.execute(
        update(runs)
        .where(runs.c.source == source, runs.c.state == "running")
        .values(state="interrupted", ended_at=now)
    )
    made = db.execute(
        insert(runs).values(source=source, simulated=simulated, started_at=now, state="running")
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def fail(db: Connection, run: int, kind: str, error: str, now: datetime) -> None:
    """End a run that brought nothing; the data stay as they were."""
    db.execute(
        update(runs)
        .where(runs.c.id == run)
        .values(state="failed", ended_at=now, error_kind=kind, error=error)
    )


def stamp(db: Connection) -> tuple[int, int]:
    """What changes whenever something a page shows of the store may have: its version, and the
    number of the newest run that ended."""
    ended = select(runs.c.id).where(runs.c.ended_at.is_not(None)).order_by(runs.c.id.desc())
    return version(db), db.execute(ended.limit(1)).scalar() or 0


def last_state(db: Connection, source: str) -> str:
    """How the newest run of the source ended; "" when it never ran."""
    newest = select(runs.c.state).where(runs.c.source == source).order_by(runs.c.id.desc())
    return db.execute(newest.limit(1)).scalar() or ""


def last_runs(db: Connection, until: datetime | None = None) -> pd.DataFrame:
    """For each source its newest run and, in `ok_*` columns, its newest successful one.

    Columns: source, started_at, ended_at, state, error_kind, error, ok_ended_at, ok_rows_seen,
    ok_rows_new, ok_rows_revised, ok_rows_withdrawn, ok_simulated, first_ok_at.
    """
    seen = [runs.c.started_at <= until] if until is not None else []
    done = [runs.c.ended_at <= until] if until is not None else []
    newest = select(func.max(runs.c.id)).where(*seen).group_by(runs.c.source)
    good = select(func.max(runs.c.id)).where(runs.c.state == "ok", *done).group_by(runs.c.source)
    first = (
        select(runs.c.source, func.min(runs.c.ended_at).label("first_ok_at"))
        .where(runs.c.state == "ok", *done)
        .group_by(runs.c.source)
        .subquery()
    )
    ok = runs.alias()
    columns: list[ColumnElement[Any]] = [
        runs.c[name]
        for name in ("source", "started_at", "ended_at", "state", "error_kind", "error")
    ]
    names = ("ended_at", "rows_seen", "rows_new", "rows_revised", "rows_withdrawn", "simulated")
    columns += [ok.c[name].label(f"ok_{name}") for name in names]
    statement = (
        select(*columns, first.c.first_ok_at)
        .select_from(runs)
        .outerjoin(ok, and_(ok.c.source == runs.c.source, ok.c.id.in_(good)))
        .outerjoin(first, first.c.source == runs.c.source)
        .where(runs.c.id.in_(newest))
        .order_by(runs.c.source)
    )
    found = db.execute(statement)
    return pd.DataFrame(found.mappings().all(), columns=list(found.keys()))
