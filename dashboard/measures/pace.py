"""Distance to a target, the pace it needs, and the best pace of the past."""

from collections.abc import Sequence
from datetime import date

from connectors import Indicator
from dashboard.measures.freshness import DAYS, MONTHS

Ends = tuple[float, float]  # lower and upper end of a target


def gap(value: float, lower: float, upper: float, entry: Indicator) -> float:
    """What is still missing to the target, in the indicator's unit; 0 when it is met.

    A range target is met inside it, or better: above it where higher is better, below it where
    lower is. NaN without a value or a target.
    """
    if value != value or lower != lower:
        return float("nan")
    high = upper if upper == upper else lower
    short, over = max(lower - value, 0.0), max(value - high, 0.0)
    if entry.better == "higher":
        return short
    return over if entry.better == "lower" else max(short, over)


def periods_between(start: date, end: date, entry: Indicator) -> int:
    """Whole periods from `start` to `end`; 0 when `end` is not after it."""
    if entry.frequency in DAYS:
        return max((end - start).days // DAYS[entry.frequency], 0)
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months // MONTHS[entry.frequency], 0)


def pace_needed(missing: float, periods: int) -> float:
    """What each of `periods` has to bring to make `missing` good; with none left, all at once."""
    return missing / max(periods, 1)


def best_pace(
    points: Sequence[tuple[date, float]], entry: Indicator, target: Ends | None = None
) -> float:
    """The best improvement from one known value to the next, for one period.

    0 when it never improved, NaN with fewer than two values to compare. A longer step, where
    periods are missing, counts for each of its periods alike; a quantity that adds up from January
    is compared within its year only. Where a range is best, an improvement is what came nearer to
    the `target`, and without one it is not known.
    """
    if entry.better == "range" and target is None:
        return float("nan")
    sign = -1.0 if entry.better == "lower" else 1.0
    best = float("nan")
    for (since, before), (period, now) in zip(points, points[1:], strict=False):
        if entry.resets and since.year != period.year:
            continue
        gained = sign * (now - before)
        if target is not None and entry.better == "range":
            gained = gap(before, *target, entry) - gap(now, *target, entry)
        pace = gained / max(periods_between(since, period, entry), 1)
        best = max(pace, 0.0 if best != best else best)
    return best
