"""The budget of a year against its plan: who is late, what waits, what pace is still needed."""

from dataclasses import dataclass

import pandas as pd

NONE = float("nan")
MONTHS = 12


@dataclass(frozen=True)
class Pace:
    """What is left of a year's budget to spend, and how fast it would have to go. In rupiah."""

    left: float  # of the budget
    months: int  # of the year
    needed: float  # a month, to meet the plan's end of the year; NaN without a plan or a month
    mean: float  # a month, so far


def yearly_pace(budget: float, spent: float, goal: float, month: int) -> Pace:
    """The pace after `month` (1 to 12) of a year, whose plan is to spend `goal` % of `budget`.

    needed = max(goal × budget / 100 − spent, 0) / months left; mean = spent / month.
    """
    months = MONTHS - month
    missing = goal * budget / 100 - spent
    needed = max(missing, 0.0) / months if months and missing == missing else NONE
    return Pace(max(budget - spent, 0.0), months, needed, spent / month)


def beside_plan(actual: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """The newest actual value of each place of one year (`skpd`, `period`, `value`), with `plan`
    of the same month and `gap` in points (below zero: under the plan), the latest first.

    A place without a plan for its month has neither and comes last. Who has reported an earlier
    month than the others is judged by the plan of that month.
    """
    newest = actual.sort_values("period").groupby("skpd", as_index=False).tail(1)
    goals = plan[["skpd", "period", "value"]].rename(columns={"value": "plan"})
    beside = newest.merge(goals.drop_duplicates(["skpd", "period"]), "left", ["skpd", "period"])
    beside["gap"] = beside["value"] - beside["plan"]
    return beside.sort_values(["gap", "skpd"], na_position="last", ignore_index=True)


def waiting(announced: pd.DataFrame, contracted: pd.DataFrame, months: int) -> dict[str, int]:
    """At least how many packages of each place (`skpd`) were announced `months` or more ago and
    have no contract yet; places without any are left out.

    Both frames count from January on, of one year (`skpd`, `period`, `value`). Which package is
    which is not known, so it is the least number: announced then − contracted now.
    """
    if announced.empty:
        return {}
    now = announced["period"].max()
    then = announced[announced["period"] <= now - pd.DateOffset(months=months)]
    before = then.sort_values("period").groupby("skpd")["value"].last()
    since = contracted.sort_values("period").groupby("skpd")["value"].last()
    late = (before - since.reindex(before.index).fillna(0)).round()
    return {str(skpd): int(count) for skpd, count in late.items() if count > 0}
