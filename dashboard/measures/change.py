"""Change since the last period and since a year ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from connectors import Indicator
from dashboard.measures.pace import Ends, gap


@dataclass(frozen=True)
class Change:
    """By how much a value differs from an earlier one, in the indicator's unit."""

    value: float
    since: date
    good: bool | None  # None: no change, or nothing to tell good from bad by


def change(
    now: float, before: float, since: date, entry: Indicator, target: Ends | None = None
) -> Change:
    """The change from `before` to `now`; good by the indicator's direction, not by its sign.

    Where a range is best, good is what comes nearer to the `target`; without one, and within it,
    neither.
    """
    moved = now - before
    if moved == 0 or entry.better == "none":
        return Change(moved, since, None)
    if entry.better != "range":
        return Change(moved, since, (moved > 0) == (entry.better == "higher"))
    if target is None:
        return Change(moved, since, None)
    was, still = gap(before, *target, entry), gap(now, *target, entry)
    return Change(moved, since, None if was == still else still < was)


def last_change(
    points: Sequence[tuple[date, float]], entry: Indicator, target: Ends | None = None
) -> Change | None:
    """The change from the last but one to the last of `points`, oldest first.

    A quantity that adds up from January is compared within its year only.
    """
    if len(points) < 2:
        return None
    (since, before), (period, now) = points[-2:]
    if entry.resets and since.year != period.year:
        return None
    return change(now, before, since, entry, target)


def yearly_change(
    points: Sequence[tuple[date, float]], entry: Indicator, target: Ends | None = None
) -> Change | None:
    """The change since the same period a year before; None when that is not known."""
    if not points:
        return None
    period, now = points[-1]
    wanted = _year_before(period, entry)
    for since, before in reversed(points):
        if since == wanted:
            return change(now, before, since, entry, target)
    return None


def _year_before(period: date, entry: Indicator) -> date | None:
    """The same period of the year before: of a week, the week of the same ISO number."""
    try:
        if entry.frequency == "week":
            year, week, day = period.isocalendar()
            return date.fromisocalendar(year - 1, week, day)
        return period.replace(year=period.year - 1)
    except ValueError:  # a 53rd week, a 29 February: the year before had none
        return None
