"""The newest value of many series at once: what places are ranked by."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.store._read import newest_vintage
from dashboard.store._tables import observations, series

COLUMNS = ["indicator", "area", "period", "value", "simulated"]


def newest(
    db: Connection,
    indicators: Sequence[str],
    areas: Sequence[str],
    moment: datetime | None = None,
) -> pd.DataFrame:
    """The newest actual value of each indicator in each area as a whole, now or at `moment`.

    One row an indicator and area, with `COLUMNS`; a withdrawn value lets the one before count. Of
    two sources that give the same period, that of an agency goes before a stand-in.
    """
    vintage = newest_vintage(moment)
    last = (  # from the end of each line, so that a long past costs nothing
        select(observations.c.period)
        .where(observations.c.series_id == series.c.id, observations.c.status != "M", vintage)
        .order_by(observations.c.period.desc())
        .limit(1)
        .correlate(series)
        .scalar_subquery()
    )
    names = (series.c.indicator, series.c.area, observations.c.period, observations.c.value)
    rows = db.execute(
        select(*names, series.c.simulated)
        .join(observations, observations.c.series_id == series.c.id)
        .where(series.c.indicator.in_(list(indicators)), series.c.area.in_(list(areas)))
        .where(series.c.skpd == "", series.c.kind == "actual", observations.c.period == last)
        .where(vintage)
    ).all()
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[ns]")
    frame["value"] = frame["value"].astype("float64")
    frame = frame.sort_values(["period", "simulated"], ascending=[True, False], kind="stable")
    return frame.drop_duplicates(["indicator", "area"], keep="last", ignore_index=True)
