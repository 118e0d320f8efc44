"""Writes what was read: rows are added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, update

from connectors import KEY, Source
from dashboard.store._read import FACTS, LINE
from dashboard.store._tables import observations, runs, series, state

LINE_KEY = [*(column.name for column in LINE), "simulated"]
POINT = [*KEY, "simulated"]
ATTRIBUTES = ["value", "upper", "status", "publication", "note"]


@dataclass(frozen=True)
class Counts:
    """What a refresh did to the store."""

    seen: int
    new: int
    revised: int
    withdrawn: int


def record(
    db: Connection,
    run: int,
    frame: pd.DataFrame,
    source: Source,
    *,
    simulated: bool,
    since: date,
    now: datetime,
) -> Counts:
    """Add what is new in a checked `frame`, and end the run; one transaction, all or none.

    A changed value is a new row; a point from `since` on that the source no longer gives becomes
    a row of status M; an unchanged value adds nothing. `recorded_at` is `now`, or a hair after
    the newest moment already there, should this host's clock be behind.
    """
    db.execute(update(state).values(version=state.c.version))  # take the writer's turn first
    newest = db.execute(select(func.max(observations.c.recorded_at))).scalar()
    moment = max(now, newest + timedelta(microseconds=1)) if newest else now
    known = _known(db, source.code)
    rows = _changed(frame.assign(simulated=simulated), known, source, since)
    if len(rows):
        _add(db, rows, source.code, run, moment)
        db.execute(update(state).values(version=state.c.version + 1))
    counts = Counts(len(frame), *(int((rows["why"] == why).sum()) for why in WHY))
    db.execute(
        update(runs)
        .where(runs.c.id == run)
        .values(
            state="ok",
            ended_at=now,
            rows_seen=counts.seen,
            rows_new=counts.new,
            rows_revised=counts.revised,
            rows_withdrawn=counts.withdrawn,
        )
    )
    return counts


WHY = ("new", "revised", "withdrawn")


def _known(db: Connection, source: str) -> pd.DataFrame:
    """The newest vintage of every point of the source, simulated or not."""
    newest = (
        select(
            observations.c.series_id,
            observations.c.period,
            func.max(observations.c.recorded_at).label("recorded_at"),
        )
        .join(series)
        .where(series.c.source == source)
        .group_by(observations.c.series_id, observations.c.period)
        .subquery()
    )
    statement = (
        select(*LINE, *FACTS)
        .select_from(newest)
        .join(
            observations,
            (observations.c.series_id == newest.c.series_id)
            & (observations.c.period == newest.c.period)
            & (observations.c.recorded_at == newest.c.recorded_at),
        )
        .join(series, series.c.id == observations.c.series_id)
    )
    found = db.execute(statement)
    frame = pd.DataFrame(found.all(), columns=list(found.keys()))
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[ns]")
    frame["simulated"] = frame["simulated"].astype(bool)
    return frame[[*POINT, *ATTRIBUTES]].astype({"value": "float64", "upper": "float64"})


def _changed(frame: pd.DataFrame, known: pd.DataFrame, source: Source, since: date) -> pd.DataFrame:
    """The rows to add, each with `why`."""
    both = frame.merge(known, on=POINT, how="outer", suffixes=("", "_was"), indicator=True)
    same = pd.Series(True, index=both.index)
    for name in ATTRIBUTES:
        before = both[f"{name}_was"]
        same &= (both[name] == before) | (both[name].isna() & before.isna())
    # A point given up when the source was simulated, or since, is withdrawn; older ones were not
    # asked for, and of a snapshot the source only ever knows the newest period.
    ours = both["simulated"] == (frame["simulated"].iloc[0] if len(frame) else False)
    asked = both["period"] >= pd.Timestamp(since)
    for entry in source.indicators:
        if entry.snapshot:
            mine = both["indicator"] == entry.code
            given = frame.loc[frame["indicator"] == entry.code, "period"]
            asked &= ~mine | both["period"].isin(given)
    gone = (both["_merge"] == "right_only") & (both["status_was"] != "M") & (asked | ~ours)
    both["why"] = ""
    both.loc[both["_merge"] == "left_only", "why"] = "new"
    both.loc[(both["_merge"] == "both") & ~same, "why"] = "revised"
    both.loc[gone, "why"] = "withdrawn"
    both.loc[gone, ["value", "upper"]] = float("nan")
    both.loc[gone, "status"] = "M"
    both.loc[gone, ["publication", "note"]] = ""
    return both.loc[both["why"] != "", [*POINT, *ATTRIBUTES, "why"]]


def _add(db: Connection, rows: pd.DataFrame, source: str, run: int, moment: datetime) -> None:
    numbers = _series_numbers(db, rows, source)
    lines = pd.MultiIndex.from_frame(rows[LINE_KEY])
    ready = pd.DataFrame(
        {
            "series_id": [numbers[line] for line in lines],
            "period": rows["period"].dt.date.to_numpy(),
            **{name: rows[name].to_numpy() for name in ATTRIBUTES},
            "run_id": run,
        }
    ).astype({"value": object, "upper": object})
    ready["recorded_at"] = pd.Series([moment] * len(ready), index=ready.index, dtype=object)
    made: list[Any] = ready.where(ready.notna(), None).to_dict("records")
    db.execute(insert(observations), made)


def _series_numbers(db: Connection, rows: pd.DataFrame, source: str) -> dict[Any, int]:
    """The number of each line in `rows`; lines that are new get one."""
    flag = series.c.simulated
    statement = select(series.c.id, *LINE, flag).where(series.c.source == source)
    numbers = {tuple(row[1:]): int(row[0]) for row in db.execute(statement)}
    wanted = rows[LINE_KEY].drop_duplicates()
    missing = [row for row in wanted.itertuples(index=False, name=None) if row not in numbers]
    if missing:
        made = [dict(zip(LINE_KEY, row, strict=True)) | {"source": source} for row in missing]
        db.execute(insert(series), made)
        numbers = {tuple(row[1:]): int(row[0]) for row in db.execute(statement)}
    return numbers
