"""The board: every indicator of one area with its series and its standing, asked for once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, Source
from dashboard import measures, store


@dataclass(frozen=True)
class Line:
    """One indicator of one area: what is known of it, and how it stands."""

    indicator: Indicator
    source: Source  # of the newest actual value; of the indicator when there is none
    rows: pd.DataFrame  # actuals and targets as `store.latest` gives them, in order of period
    standing: measures.Standing

    @property
    def newest(self) -> Mapping[Any, Any] | None:
        """The row of the newest actual value; None when there is none."""
        actual = self.rows[self.rows["kind"] == "actual"]
        return actual.iloc[-1].to_dict() if len(actual) else None

    @property
    def simulated(self) -> bool:
        """Whether the newest actual value comes from a stand-in."""
        newest = self.newest
        return newest is not None and bool(newest["simulated"])


@store.kept
def board(
    db: Connection,
    area: str,
    today: date,
    moment: datetime | None = None,
    codes: Sequence[str] | None = None,
) -> list[Line]:
    """The lines of `area` for the indicators `codes` (all by default), in the sources' order.

    With a `moment`, as known then. An indicator without any observation in the area has no line.
    """
    known = connectors.indicators()
    wanted = tuple(codes or known)
    if moment is None:
        frame = store.latest(db, wanted, area)
    else:
        frame = store.as_of(db, moment, wanted, area)
    regency = connectors.regency()
    plans = [plan.code for plan in regency.plans]
    lines = []
    for code, rows in frame.groupby("indicator", sort=False):
        entry = known[str(code)]
        rows = rows.sort_values(["kind", "period"], ignore_index=True)
        standing = measures.standing(rows, entry, today, plans, regency.scale)
        lines.append(Line(entry, _source(entry, rows), rows, standing))
    order = {code: place for place, code in enumerate(wanted)}
    return sorted(lines, key=lambda line: order[line.indicator.code])


def _source(entry: Indicator, rows: pd.DataFrame) -> Source:
    """Where the newest value comes from: another source than the indicator's own may carry its
    series on, as SIPD does for SIMDA."""
    actual = rows.loc[rows["kind"] == "actual", "source"]
    newest = connectors.sources().get(str(actual.iloc[-1])) if len(actual) else None
    return newest or connectors.source_of_indicator(entry.code)
