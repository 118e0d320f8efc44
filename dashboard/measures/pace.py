"""Distance to a target, the pace it needs, and the best pace of the past."""

from collections.abc import Sequence
from datetime import date

from connectors import Indicator
from dashboard.measures.freshness import next_period


def gap(value: float, lower: float, upper: float, entry: Indicator) -> float:
    """What is still missing to the target, in the indicator's unit; 0 when it is met.

    A range target is met inside it, or better: above it where higher is better, below it where
    lower is. NaN without a value or a target.
    """
    if value != value or lower != lower:
        return float("nan")
    high = upper if upper == upper else lower
    short, over = max(lower - value, 0.0), max(value - high, 0.0)
    return {"higher": short, "lower": over}.get(entry.better, max(short, over))


def periods_between(start: date, end: date, entry: Indicator) -> int:
    """Whole periods from `start` to `end`; 0 when `end` is not after it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    size = {"month": 1, "quarter": 3, "semester": 6, "year": 12}.get(entry.frequency)
    if size is None:
        return max((end - start).days // (next_period(start, entry) - start).days, 0)
    return max(months // size, 0)


def best_pace(points: Sequence[tuple[date, float]], entry: Indicator) -> float:
    """The best improvement from one known value to the next, for one period.

    0 when it never improved, NaN with fewer than two values to compare. A longer step, where
    periods are missing, counts for each of its periods alike; a quantity that adds up from January
    is compared within its year only.
    """
    sign = -1.0 if entry.better == "lower" else 1.0
    steps = [
        sign * (now - before) / periods_between(since, period, entry)
        for (since, before), (period, now) in zip(points, points[1:], strict=False)
        if not (entry.resets and since.year != period.year)
    ]
    return max(0.0, *steps) if steps else float("nan")
