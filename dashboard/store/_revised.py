"""What was changed after it had been known: the revisions of a span of time."""

from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, and_, exists, select

from dashboard.store._tables import observations, series


def revised(db: Connection, since: datetime, until: datetime, area: str) -> pd.DataFrame:
    """Every vintage of an actual value of `area`, of the area as a whole or of any SKPD, that
    replaced an earlier one after `since`, up to `until`.

    Columns: source, indicator, skpd, period, recorded_at (UTC), status (M: withdrawn).
    """
    earlier = observations.alias()
    replaced = exists().where(
        and_(
            earlier.c.series_id == observations.c.series_id,
            earlier.c.period == observations.c.period,
            earlier.c.recorded_at < observations.c.recorded_at,
        )
    )
    names = [series.c.source, series.c.indicator, series.c.skpd]
    facts = [observations.c.period, observations.c.recorded_at, observations.c.status]
    found = db.execute(
        select(*names, *facts)
        .join(observations, observations.c.series_id == series.c.id)
        .where(series.c.area == area, series.c.kind == "actual")
        .where(observations.c.recorded_at > since, observations.c.recorded_at <= until)
        .where(replaced)
    )
    return pd.DataFrame(found.all(), columns=list(found.keys()))
