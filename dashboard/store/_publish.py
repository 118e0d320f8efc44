"""Makes what a run brought known: rows are added, never changed.

The comparison with what was known is the database's work, in statements that SQLite and PostgreSQL
read alike, so its memory does not grow with the rows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    tuple_,
    update,
)

from dashboard.databases import Moment
from dashboard.store._read import newest_vintage
from dashboard.store._runs import Run, RunLost, count_ending, supersede
from dashboard.store._tables import incoming, observations, runs, series, state

ATTRIBUTES = ("value", "upper", "status", "publication", "note")
COLUMNS = ["series_id", "period", *ATTRIBUTES, "recorded_at", "run_id"]


@dataclass(frozen=True)
class Counts:
    """What a refresh did to the store."""

    seen: int
    new: int = 0
    revised: int = 0
    withdrawn: int = 0


def publish(db: Connection, run: Run, now: datetime) -> Counts:
    """Add what is new in the rows that `run` staged, and end it; one transaction, all or none.

    A changed value is a new row; a point from the run's `since` on that the source no longer gives
    becomes a row of status M; an unchanged value adds nothing. `recorded_at` is `now`, or a hair
    after the newest moment already there, should this host's clock be behind. A held run keeps the
    moment at which it was pulled. Raises RunLost when the run has ended otherwise.
    """
    count_ending(db)  # takes the writer's turn, so that moments follow each other
    seen = db.execute(
        update(runs)
        .where(runs.c.id == run.number, runs.c.state.in_(("running", "held")))
        .values(state="ok", error="", ended_at=func.coalesce(runs.c.ended_at, literal(now, Moment)))
        .returning(runs.c.rows_seen)
    ).scalar_one_or_none()
    if seen is None:
        raise RunLost(run)
    newest = db.execute(select(func.max(observations.c.recorded_at))).scalar()
    moment = max(now, newest + timedelta(microseconds=1)) if newest else now
    told = (literal(moment, Moment), literal(run.number))
    # New points last: until then a first load has nothing to be compared with.
    revised, withdrawn, new = (
        _add(db, rows.add_columns(*told)) for rows in (_revised(run), _gone(run), _new(run))
    )
    db.execute(delete(incoming).where(incoming.c.run_id == run.number))
    if new or revised or withdrawn:
        db.execute(update(state).values(version=state.c.version + 1))
    db.execute(
        update(runs)
        .where(runs.c.id == run.number)
        .values(rows_new=new, rows_revised=revised, rows_withdrawn=withdrawn)
    )
    supersede(db, run)
    return Counts(seen, new, revised, withdrawn)


def _add(db: Connection, rows: Select[Any]) -> int:
    statement = insert(observations).from_select(COLUMNS, rows)
    return int(db.execute(statement.execution_options(preserve_rowcount=True)).rowcount)


def _given(run: Run) -> Select[Any]:
    columns = [incoming.c[name] for name in ("series_id", "period", *ATTRIBUTES)]
    return select(*columns).where(incoming.c.run_id == run.number)


def _same_point() -> ColumnElement[bool]:
    return and_(
        observations.c.series_id == incoming.c.series_id,
        observations.c.period == incoming.c.period,
    )


def _new(run: Run) -> Select[Any]:
    return _given(run).where(~exists().where(_same_point()))


def _revised(run: Run) -> Select[Any]:
    changed = [observations.c[name].is_distinct_from(incoming.c[name]) for name in ATTRIBUTES]
    return _given(run).join(observations, _same_point()).where(newest_vintage(), or_(*changed))


def _gone(run: Run) -> Select[Any]:
    """Points given up when the source was simulated, or since, are withdrawn whole. Of its own
    lines older ones were not asked for, and of a snapshot the source only knows the newest."""
    snapshots = [entry.code for entry in run.source.indicators if entry.snapshot]
    given = (
        select(series.c.indicator, incoming.c.period)
        .join(series, series.c.id == incoming.c.series_id)
        .where(incoming.c.run_id == run.number, series.c.indicator.in_(snapshots))
        .distinct()
        .correlate(None)
    )
    answered = or_(
        series.c.indicator.not_in(snapshots),
        tuple_(series.c.indicator, observations.c.period).in_(given),
    )
    asked = and_(observations.c.period >= run.since, answered)
    empty = (null(), null(), literal("M"), literal(""), literal(""))
    return (
        select(observations.c.series_id, observations.c.period, *empty)
        .join(series, series.c.id == observations.c.series_id)
        .where(series.c.source == run.source.code, observations.c.status != "M", newest_vintage())
        .where(or_(series.c.simulated != run.simulated, asked))
        .where(~exists().where(incoming.c.run_id == run.number, _same_point()))
    )
