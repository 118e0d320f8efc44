"""Reads what we know, as known now or as known at a moment of the past."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from connectors import FRAME, Source
from dashboard.store._tables import observations, series, state

COLUMNS = [*FRAME, "recorded_at", "source", "simulated"]
LINE = (series.c.indicator, series.c.area, series.c.skpd, series.c.kind, series.c.reference)
FACTS = (
    observations.c.period,
    observations.c.value,
    observations.c.upper,
    observations.c.status,
    observations.c.publication,
    observations.c.note,
    observations.c.recorded_at,
    series.c.source,
    series.c.simulated,
)


def latest(
    db: Connection,
    indicators: str | Sequence[str],
    areas: str | Sequence[str] | None = None,
    skpds: str | Sequence[str] | None = "",
    kinds: Sequence[str] = ("actual", "target"),
) -> pd.DataFrame:
    """The observations as known now, one row a key, in order of the key.

    `areas` and `skpds` of None mean every one; the default `skpds` of "" means the area as a
    whole. Withdrawn values are not there. Columns: those of the contract's frame, then
    `recorded_at` (UTC), `source` and `simulated`.
    """
    return known(db, None, indicators, areas, skpds, kinds)


def as_of(
    db: Connection,
    moment: datetime,
    indicators: str | Sequence[str],
    areas: str | Sequence[str] | None = None,
    skpds: str | Sequence[str] | None = "",
    kinds: Sequence[str] = ("actual", "target"),
) -> pd.DataFrame:
    """`latest`, as it was known at `moment`: what was recorded later is not there."""
    return known(db, moment, indicators, areas, skpds, kinds)


def known(
    db: Connection,
    moment: datetime | None,
    indicators: str | Sequence[str],
    areas: str | Sequence[str] | None = None,
    skpds: str | Sequence[str] | None = "",
    kinds: Sequence[str] = ("actual", "target"),
) -> pd.DataFrame:
    """`as_of` the `moment`, or `latest` without one: what a page shows of any day."""
    where = _chosen(indicators, areas, skpds, kinds)
    statement = _rows().where(*where, newest_vintage(moment), observations.c.status != "M")
    return _frame(db, statement.order_by(*LINE, observations.c.period))


def revisions(
    db: Connection, indicator: str, area: str, skpd: str = "", until: datetime | None = None
) -> pd.DataFrame:
    """Every vintage of each actual value that was ever revised or withdrawn, oldest first.

    Columns of `latest`; a withdrawn value is a row of status M without a value.
    """
    where = [*_chosen(indicator, area, skpd, ("actual",))]
    if until is not None:
        where.append(observations.c.recorded_at <= until)
    frame = _frame(db, _rows().where(*where).order_by(*LINE, observations.c.period))
    often = frame.duplicated(["reference", "simulated", "period"], keep=False)
    return frame[often].sort_values(["period", "recorded_at"], ignore_index=True)


def recorded(
    db: Connection, since: datetime, until: datetime, area: str, skpds: Sequence[str] = ("",)
) -> pd.DataFrame:
    """The actual values of `area` recorded after `since`, up to `until`, and what they replaced.

    Columns of `latest`, then `before` and `before_status`: the value known just before `since`;
    both are empty when the point is new.
    """
    where = [
        series.c.area == area,
        series.c.skpd.in_(list(skpds)),
        series.c.kind == "actual",
    ]
    now = _frame(
        db,
        _rows()
        .where(*where, observations.c.recorded_at > since, observations.c.recorded_at <= until)
        .where(newest_vintage(until)),
    )
    points = select(observations.c.series_id, observations.c.period).where(
        observations.c.recorded_at > since, observations.c.recorded_at <= until
    )
    touched = points.subquery()
    same = and_(
        touched.c.series_id == observations.c.series_id, touched.c.period == observations.c.period
    )
    was = _frame(
        db,
        _rows().distinct().join(touched, same).where(*where).where(newest_vintage(since)),
    )
    key = ["indicator", "area", "skpd", "simulated", "period"]
    was = was[[*key, "value", "status"]].rename(
        columns={"value": "before", "status": "before_status"}
    )
    return now.merge(was, on=key, how="left")


def newest_period(db: Connection, source: Source, simulated: bool) -> date | None:
    """The newest period for which the source's actual values are known; None when none is.

    Snapshots do not count, unless the source has nothing else: their periods follow the clock.
    """
    lasting = [entry.code for entry in source.indicators if not entry.snapshot]
    last = (  # from the end of each line, so that a long past costs nothing
        select(observations.c.period)
        .where(observations.c.series_id == series.c.id, observations.c.status != "M")
        .where(newest_vintage())
        .order_by(observations.c.period.desc())
        .limit(1)
        .correlate(series)
        .scalar_subquery()
    )
    where = [series.c.source == source.code, series.c.simulated == simulated]
    if lasting:
        where.append(series.c.indicator.in_(lasting))
    return db.execute(select(func.max(last)).where(*where, series.c.kind == "actual")).scalar()


def version(db: Connection) -> int:
    """A number that changes when, and only when, an observation was added."""
    return int(db.execute(select(state.c.version)).scalar_one())


def _rows() -> Select[Any]:
    return select(*LINE, *FACTS).join(observations, observations.c.series_id == series.c.id)


def _chosen(
    indicators: str | Sequence[str],
    areas: str | Sequence[str] | None,
    skpds: str | Sequence[str] | None,
    kinds: Sequence[str],
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        series.c.indicator.in_(_list(indicators)),
        series.c.kind.in_(list(kinds)),
    ]
    if areas is not None:
        where.append(series.c.area.in_(_list(areas)))
    if skpds is not None:
        where.append(series.c.skpd.in_(_list(skpds)))
    return where


def _list(words: str | Sequence[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def newest_vintage(moment: datetime | None = None) -> ColumnElement[bool]:
    """The vintage is the newest of its period, or the newest that was known at `moment`."""
    later = observations.alias()
    same = and_(
        later.c.series_id == observations.c.series_id, later.c.period == observations.c.period
    )
    where: list[ColumnElement[bool]] = [same]
    if moment is not None:
        where.append(later.c.recorded_at <= moment)
    newest = select(func.max(later.c.recorded_at)).where(*where).scalar_subquery()
    return observations.c.recorded_at == newest


def _frame(db: Connection, statement: Select[Any]) -> pd.DataFrame:
    found = db.execute(statement).all()
    rows = [tuple(row) for row in found]  # of a Row pandas asks what it may be, at length
    frame = pd.DataFrame(rows, columns=[*(c.name for c in LINE), *(c.name for c in FACTS)])
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[ns]")
    frame["recorded_at"] = pd.to_datetime(frame["recorded_at"], utc=True)
    for name in ("value", "upper"):
        frame[name] = frame[name].astype("float64")
    return frame[COLUMNS]
