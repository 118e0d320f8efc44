"""Takes in what a run brings, piece by piece: nothing of it is seen until it is published.

Each piece is a transaction of its own, so that other sources get their turn to write, and memory
is that of one piece and of the source's lines, however many rows there are in all.
"""

from typing import Any

import pandas as pd
import psycopg
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from connectors import SourceChanged
from dashboard.store._read import LINE
from dashboard.store._runs import Run, RunLost
from dashboard.store._tables import incoming, runs, series

LINE_KEY = [column.name for column in LINE]
SHOWN = 3  # points in a message
# In the order of the table's columns.
INTO_POSTGRESQL = "COPY incoming FROM STDIN"  # twice as fast as arrays, five times as executemany
INTO_SQLITE = "INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def stage(db: Connection, run: Run, piece: pd.DataFrame) -> None:
    """Put a checked `piece` beside the others of `run`.

    Raises SourceChanged when an earlier piece held one of its keys, RunLost when the run is no
    longer going on.
    """
    going = update(runs).where(runs.c.id == run.number, runs.c.state == "running")
    if db.execute(going.values(rows_seen=runs.c.rows_seen + len(piece))).rowcount != 1:
        raise RunLost(run)
    numbers = _numbers(db, run, piece)
    values = [piece[name].astype(object).where(piece[name].notna(), None) for name in NUMBERS]
    columns: list[list[Any]] = [
        numbers,
        piece["period"].to_numpy().astype("datetime64[D]").astype(str).tolist(),
        *(column.tolist() for column in values),
        *(piece[name].tolist() for name in WORDS),
    ]
    try:
        with db.begin_nested():
            _insert(db, list(zip([run.number] * len(numbers), *columns, strict=True)))
    except IntegrityError as error:
        points = set(zip(numbers, piece["period"].dt.date, strict=True))
        raise SourceChanged(_twice(db, run, points)) from error


NUMBERS = ("value", "upper")
WORDS = ("status", "publication", "note")


def _insert(db: Connection, rows: list[tuple[Any, ...]]) -> None:
    if db.dialect.name == "sqlite" and rows:
        db.exec_driver_sql(INTO_SQLITE, rows)
    elif rows:
        try:
            with db.connection.cursor().copy(INTO_POSTGRESQL) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as error:  # SQLAlchemy knows no COPY, so it is told what went wrong
            raise DBAPIError.instance(
                INTO_POSTGRESQL, None, error, psycopg.Error, dialect=db.dialect
            ) from error


def _numbers(db: Connection, run: Run, piece: pd.DataFrame) -> list[int]:
    """The number of each row's line; lines that are new get one."""
    lines = piece[LINE_KEY].drop_duplicates()
    names = list(lines.itertuples(index=False, name=None))
    if missing := [line for line in names if line not in run.lines]:
        facts = {"source": run.source.code, "simulated": run.simulated}
        made = [dict(zip(LINE_KEY, line, strict=True)) | facts for line in missing]
        statement = insert(series).returning(series.c.id, sort_by_parameter_order=True)
        run.lines.update(zip(missing, db.execute(statement, made).scalars(), strict=True))
    places = piece.groupby(LINE_KEY, sort=False).ngroup()  # in the order of first appearance
    numbers = pd.Series([run.lines[line] for line in names], dtype="int64")
    return list(numbers.iloc[places].tolist())


def _twice(db: Connection, run: Run, points: set[Any]) -> str:
    """The sentence that names the points that an earlier piece held; they are sought one by one."""
    statement = (
        select(*LINE, incoming.c.period, incoming.c.value, series.c.id)
        .join(series, series.c.id == incoming.c.series_id)
        .where(incoming.c.run_id == run.number)
        .execution_options(yield_per=10_000)
    )
    found = [row for row in db.execute(statement) if (row.id, row.period) in points]
    shown = "; ".join(
        f"{row.indicator} {row.area} {row.period} {row.kind} = {row.value}" for row in found[:SHOWN]
    )
    more = f" (dan {len(found) - SHOWN} baris lain)" if len(found) > SHOWN else ""
    return f"{run.source.code}: kunci ganda: {shown}{more}"
