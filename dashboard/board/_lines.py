"""The board: every indicator of one area with its series and its standing, asked for once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, Source
from dashboard import measures, parts, store


@dataclass(frozen=True)
class Line:
    """One indicator of one area: what is known of it, and how it stands."""

    indicator: Indicator
    rows: pd.DataFrame  # actuals and targets as `store.latest` gives them, in order of period
    standing: measures.Standing

    @cached_property
    def newest(self) -> Mapping[Any, Any] | None:
        """The row of the newest actual value; None when there is none."""
        places = (self.rows["kind"].to_numpy() == "actual").nonzero()[0]
        if not len(places):
            return None
        return self.rows.iloc[int(places[-1])].to_dict()

    @property
    def source(self) -> Source:
        """The source of the newest actual value; of the indicator when there is none."""
        return source_of(self.indicator, self.newest)

    @cached_property
    def address(self) -> str:
        """The address of the newest value's origin."""
        first, newest = self.rows.iloc[0], self.newest or {}
        period = newest["period"].date() if newest else None
        return parts.origin_of(self.indicator.code, first["area"], first["skpd"], period)

    @property
    def simulated(self) -> bool:
        """Whether the newest actual value comes from a stand-in."""
        newest = self.newest
        return newest is not None and bool(newest["simulated"])

    def runs(self, today: date) -> bool:
        """Whether the period of the newest value is not over yet, so that it still grows."""
        period = self.standing.period
        return period is not None and not measures.is_over(period, self.indicator, today)


@store.kept
def board(
    db: Connection,
    area: str,
    today: date,
    moment: datetime | None = None,
    codes: Sequence[str] | None = None,
    skpd: str = "",
) -> list[Line]:
    """The lines of `area` for the indicators `codes` (all by default), in the sources' order.

    With a `moment`, as known then; with a `skpd`, of what that agency does there. An indicator
    without any observation has no line.
    """
    known = connectors.indicators()
    wanted = tuple(codes or known)
    frame = store.known(db, moment, wanted, area, skpd)
    frame = frame.sort_values(["kind", "period"])  # once for all, as each line wants its rows
    lines = [
        _line(known[str(code)], rows.reset_index(drop=True), today)
        for code, rows in frame.groupby("indicator", sort=False)
    ]
    order = {code: place for place, code in enumerate(wanted)}
    return sorted(lines, key=lambda line: order[line.indicator.code])


def line_of(entry: Indicator, rows: pd.DataFrame, today: date) -> Line:
    """The line of `rows`, all of one indicator, area and SKPD, judged on the day `today`."""
    return _line(entry, rows.sort_values(["kind", "period"], ignore_index=True), today)


def _line(entry: Indicator, ordered: pd.DataFrame, today: date) -> Line:
    regency = connectors.regency()
    plans = [plan.code for plan in regency.plans]
    standing = measures.standing(ordered, entry, today, plans, regency.scale)
    return Line(entry, ordered, standing)


def source_of(entry: Indicator, newest: Mapping[Any, Any] | None) -> Source:
    """Where a row comes from: another source than the indicator's own may carry its series on, as
    SIPD does for SIMDA. Without a row, the indicator's own."""
    found = connectors.sources().get(str(newest["source"])) if newest else None
    return found or connectors.source_of_indicator(entry.code)
