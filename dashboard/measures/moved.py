"""What moved: the newest period that is over beside the one that was newest at an earlier day.

Both are compared as they are known at the end, so that a revision of the earlier one is no
movement. A period that still runs is not compared: a month of which twenty days are counted is
less than the month before, whatever happens. A stock that is read as it stands (`snapshot`) is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from connectors import Indicator
from dashboard.measures.achievement import floor
from dashboard.measures.change import Change, _year_before, change
from dashboard.measures.freshness import age_days, is_stale
from dashboard.measures.path import Point
from dashboard.measures.standing import split
from dashboard.measures.state import GREEN, OFF, State, judge

ORDER = (*GREEN, *OFF)  # best first
YEARS = 2  # earlier years that must show the same step before it is called the season's
ALIKE = 0.5  # of the step's size: an earlier year's step that is smaller is not the same one


@dataclass(frozen=True)
class Move:
    """The newest value of one indicator beside an earlier one, in the indicator's unit."""

    indicator: str
    period: date
    value: float
    before: float  # the value of `change.since`
    change: Change
    share: float  # the change in proportion to the earlier value; signed
    state: State  # judged, whatever its age
    was: State  # as it was judged at the period that was newest before
    why: str = ""  # why not with what was newest before: "resets", "season"; "" when it is

    @property
    def left(self) -> bool:
        """Whether it was where it should be, and is no longer."""
        return self.was in GREEN and self.state in OFF

    @property
    def back(self) -> bool:
        """Whether it was not where it should be, and is again."""
        return self.was in OFF and self.state in GREEN

    @property
    def good(self) -> bool | None:
        """Whether it improved; where the value does not tell, whether its state did."""
        if self.change.good is not None or self.state == self.was:
            return self.change.good
        if not {self.state, self.was} <= set(ORDER):
            return None
        return ORDER.index(self.state) < ORDER.index(self.was)


def is_over(period: date, entry: Indicator, day: date) -> bool:
    """Whether all of the period lies before `day`, or needs not to: a stock read as it stands."""
    return entry.snapshot or age_days(period, entry, day) > 0


def moved(
    rows: pd.DataFrame,
    entry: Indicator,
    day: date,
    known: date | None,
    plans: Sequence[str],
    yearly: bool = False,
) -> Move | None:
    """How `entry` moved until `day`; None when it did not, or nothing can be compared.

    `rows` are its actuals and targets in one area, as `standing` takes them. `known` is the newest
    period that was known, and over, at the beginning; the value of that period is what the newest
    one is compared with. None: nothing was known yet, so the data's own time counts. Then the
    period before is compared, or the same one a year before if `yearly`; a value that is overdue
    says nothing of the present and is left out.

    A quantity that adds up from January, and a step that the season brings every year, are always
    compared with the same period a year before.
    """
    if known is not None and _nothing_after(known, rows):
        return None
    points, targets = split(rows)
    points = [point for point in points if is_over(point[0], entry, day)]
    if not points:
        return None
    period, value = points[-1]
    if (known is None and is_stale(period, entry, day)) or (known is not None and period <= known):
        return None
    base = _earlier(points, entry, known, yearly)
    if base is None:
        return None
    anchor, why = base, ""
    if entry.resets:
        why = "resets"
    elif is_seasonal(points, base[0], entry):
        why = "season"
    if why:
        before = _year_ago(points, entry)
        if before is None and why == "resets":
            return None
        why = why if before and before != base else ""
        base = before or base
    now = judge(points, targets, entry, plans)
    was = judge([p for p in points if p[0] <= anchor[0]], targets, entry, plans)
    ends = now.target.ends if now.target else None
    made = change(value, base[1], base[0], entry, ends)
    found = Move(
        entry.code, period, value, base[1], made, share(value, base[1], entry), now.state,
        was.state, why,
    )  # fmt: skip
    return found if made.value or found.good is not None else None


def _nothing_after(known: date, rows: pd.DataFrame) -> bool:
    """Whether no actual value is of a later period: of most indicators in most weeks."""
    periods = rows["period"].to_numpy("datetime64[D]")[rows["kind"].to_numpy() == "actual"]
    return not (periods > np.datetime64(known)).any()


def share(now: float, before: float, entry: Indicator) -> float:
    """The change in proportion to the earlier value; signed, finite where that is zero."""
    return (now - before) / max(abs(before), floor(entry))


def is_seasonal(points: Sequence[Point], since: date, entry: Indicator) -> bool:
    """Whether the step from `since` to the last of `points` comes every year.

    It does when in each earlier year that is known, and in two at least, the same step went the
    same way and was half as large or more, in proportion.
    """
    if entry.frequency == "year":
        return False
    values = dict(points)
    until, last = points[-1]
    step = share(last, values[since], entry)
    first: date | None = since
    end: date | None = _year_before(until, entry)
    if end is None or since <= end:  # a year or more apart: the season is the same
        return False
    earlier = []
    while first and end:
        first, end = _year_before(first, entry), _year_before(until, entry)
        if not (first and end and first in values and end in values):
            break
        earlier.append(share(values[end], values[first], entry))
        until = end
    return len(earlier) >= YEARS and all(
        each * step > 0 and abs(each) >= ALIKE * abs(step) for each in earlier
    )


def _earlier(
    points: Sequence[Point], entry: Indicator, known: date | None, yearly: bool
) -> Point | None:
    """What the last of `points` is compared with, before the season is asked."""
    if known is not None:
        return next((point for point in reversed(points) if point[0] <= known), None)
    if yearly:
        return _year_ago(points, entry)
    return points[-2] if len(points) > 1 else None


def _year_ago(points: Sequence[Point], entry: Indicator) -> Point | None:
    wanted = _year_before(points[-1][0], entry)
    return next((point for point in points if point[0] == wanted), None)
