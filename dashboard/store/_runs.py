"""The runs: one row a source and refresh, with what it brought or why it brought nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from connectors import Source
from dashboard.store._read import LINE
from dashboard.store._tables import incoming, runs, series, state


@dataclass(frozen=True)
class Run:
    """One refresh of one source: it asks for what is known from `since` on."""

    number: int
    source: Source
    simulated: bool
    since: date
    lines: dict[tuple[str, ...], int] = field(default_factory=dict, repr=False)  # their numbers


class RunLost(Exception):
    """The run took so long that another process took its source over; it must not go on."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            f"{run.source.code}: penarikan {run.number} terlalu lama dan sudah diambil alih proses "
            "lain; angka terakhir tetap dipakai"
        )


def start(db: Connection, source: Source, simulated: bool, since: date, now: datetime) -> Run:
    """Begin a run. One of the source that never ended was interrupted; what it staged goes."""
    mine = [runs.c.source == source.code, runs.c.state == "running"]
    if db.execute(select(runs.c.id).where(*mine)).first():
        count_ending(db)  # and then ask again: it may have been held while we waited
        ended = update(runs).where(*mine).values(state="interrupted", ended_at=now)
        stale = list(db.execute(ended.returning(runs.c.id)).scalars())
        db.execute(delete(incoming).where(incoming.c.run_id.in_(stale)))
    values = {"source": source.code, "simulated": simulated, "since": since, "started_at": now}
    made = db.execute(insert(runs).values(state="running", **values))
    statement = select(*LINE, series.c.id).where(
        series.c.source == source.code, series.c.simulated == simulated
    )
    lines = {tuple(row[:-1]): int(row[-1]) for row in db.execute(statement)}
    number = int(made.inserted_primary_key[0])  # type: ignore[index]
    return Run(number, source, simulated, since, lines)


def fail(db: Connection, run: Run, kind: str, error: str, now: datetime) -> None:
    """End a run that brought nothing; the data stay as they were, what it staged goes."""
    count_ending(db)
    going = update(runs).where(runs.c.id == run.number, runs.c.state == "running")
    values = {"state": "failed", "ended_at": now, "error_kind": kind, "error": error}
    if db.execute(going.values(**values)).rowcount == 1:
        db.execute(delete(incoming).where(incoming.c.run_id == run.number))


def supersede(db: Connection, run: Run) -> None:
    """The older runs of the source that were held need no answer any more."""
    older = [runs.c.source == run.source.code, runs.c.state == "held", runs.c.id < run.number]
    numbers = select(runs.c.id).where(*older)
    db.execute(delete(incoming).where(incoming.c.run_id.in_(numbers)))
    db.execute(update(runs).where(*older).values(state="superseded", error=""))


def count_ending(db: Connection) -> None:
    """Count a change of a run's state, or an entry of a follow-up. Whoever does takes the writer's
    turn, so do it first."""
    db.execute(update(state).values(endings=state.c.endings + 1))


def stamp(db: Connection) -> tuple[int, int]:
    """What changes whenever something a page shows of the store may have: its version, and the
    number of runs that ended, were held, accepted or rejected and of entries of follow-ups."""
    version, endings = db.execute(select(state.c.version, state.c.endings)).one()
    return int(version), int(endings)


def history(db: Connection, since: datetime) -> pd.DataFrame:
    """Every run that ended at `since` or later, oldest first.

    Columns: source, started_at, ended_at, state, rows_seen, error_kind.
    """
    names = ("source", "started_at", "ended_at", "state", "rows_seen", "error_kind")
    statement = select(*(runs.c[name] for name in names)).where(runs.c.ended_at >= since)
    found = db.execute(statement.order_by(runs.c.id))
    return pd.DataFrame(found.mappings().all(), columns=list(found.keys()))


def last_whole(db: Connection, source: str, simulated: bool, since: date) -> datetime | None:
    """When the source last gave everything: the end of its newest good run from `since` on."""
    good = [runs.c.source == source, runs.c.simulated == simulated, runs.c.state == "ok"]
    return db.execute(
        select(runs.c.ended_at)
        .where(*good, runs.c.since <= since)
        .order_by(runs.c.id.desc())
        .limit(1)
    ).scalar()


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
