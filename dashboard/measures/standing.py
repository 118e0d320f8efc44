"""How one indicator stands: everything that a card, a list or a page says of its newest value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from connectors import Class, Indicator
from dashboard.measures.achievement import achievement, achievement_class
from dashboard.measures.change import Change, last_change, yearly_change
from dashboard.measures.freshness import due, is_stale
from dashboard.measures.path import Aim, Point, Target, aim
from dashboard.measures.state import State, judge

NAN = float("nan")


@dataclass(frozen=True)
class Standing:
    """The newest value of one indicator in one area, judged. Numbers are NaN where unknown."""

    indicator: str
    period: date | None = None
    value: float = NAN
    previous: Change | None = None
    year_ago: Change | None = None
    target_period: date | None = None
    target_lower: float = NAN
    target_upper: float = NAN
    target_reference: str = ""
    path: float = NAN  # where the value should be at its period
    gap: float = NAN  # what is missing to that, in the unit
    achievement: float = NAN  # percent, of the target to judge by
    achievement_class: str = ""
    state: State = State.NO_VALUE
    last_state: State = State.NO_VALUE  # as if the value were not stale
    since: date | None = None  # first period of the unbroken run off the path
    pace_needed: float = NAN  # a period, in the unit
    periods_left: int = 0
    best_pace: float = NAN
    due: date | None = None  # when the next value was promised

    @property
    def stale(self) -> bool:
        """Whether the next value should be there by now."""
        return self.state is State.STALE


def standing(
    rows: pd.DataFrame, entry: Indicator, today: date, plans: Sequence[str], scale: Sequence[Class]
) -> Standing:
    """How `entry` stands by `rows`: its actuals and targets in one area, for one SKPD or none.

    Columns used: period, kind, reference, value, upper, and status where there is one. Rows of
    status M or without a value were withdrawn. A stale value is grey, whatever it would be judged;
    `last_state` keeps the judgement.
    """
    points, targets = split(rows)
    if not points:
        return Standing(entry.code)
    judged = judge(points, targets, entry, plans)
    period, value = points[-1]
    stale = is_stale(period, entry, today)
    state = State.STALE if stale else judged.state
    target = judged.target
    lower, upper = target.ends if target else (NAN, NAN)
    ends = target.ends if target else None
    percent = achievement(value, lower, upper, entry)
    return Standing(
        indicator=entry.code,
        period=period,
        value=value,
        previous=last_change(points, entry, ends),
        year_ago=yearly_change(points, entry, ends),
        target_period=target.period if target else None,
        target_lower=lower,
        target_upper=upper,
        target_reference=target.reference if target else "",
        path=judged.path,
        gap=judged.gap,
        achievement=percent,
        achievement_class=achievement_class(percent, scale),
        state=state,
        last_state=judged.state,
        since=off_since(points, targets, entry, plans),
        pace_needed=judged.pace_needed,
        periods_left=judged.periods_left,
        best_pace=judged.best_pace,
        due=due(period, entry),
    )


def off_since(
    points: Sequence[Point], targets: Sequence[Target], entry: Indicator, plans: Sequence[str]
) -> date | None:
    """The first period of the unbroken run off the path that ends with the newest value.

    A period before a plan's first target is not held against it: the plan was not there yet. Nor
    is the year before, for a quantity that starts anew each January.
    """
    first = None
    for count in range(len(points), 0, -1):
        found = aim(points[:count], targets, entry, plans)
        period = points[count - 1][0]
        if entry.resets and period.year != points[-1][0].year:
            break
        if found is None or not found.off:
            break
        if first and not entry.resets and _before(found, targets, period):
            break
        first = period
    return first


def _before(found: Aim, targets: Sequence[Target], period: date) -> bool:
    plan = found.target.reference
    return all(target.period > period for target in targets if target.reference == plan)


def split(rows: pd.DataFrame) -> tuple[list[Point], list[Target]]:
    """The actual values and the targets, oldest first.

    The store may know a point twice, from two sources: the row that comes last counts, because two
    values of one period would be a step of no time.
    """
    # Plain lists: pandas takes longer to filter and sort sixty rows than all that follows.
    points: dict[date, float] = {}
    targets: dict[tuple[date, str], Target] = {}
    names = ["kind", "reference", "value", "upper"]
    columns = [rows[name].tolist() for name in names]
    status = rows["status"].tolist() if "status" in rows else [""] * len(rows)
    periods = rows["period"].to_numpy("datetime64[D]").tolist()
    for period, kind, reference, value, upper, letter in zip(
        periods, *columns, status, strict=True
    ):
        if value is None or value != value or letter == "M":
            continue
        if kind == "actual":
            points[period] = float(value)
        elif kind == "target":
            end = float(value if upper is None or upper != upper else upper)
            targets[period, reference] = Target(period, float(value), end, str(reference))
    return sorted(points.items()), sorted(targets.values(), key=lambda t: t.period)
