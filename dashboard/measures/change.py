"""Change since the last period and since a year ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from connectors import Indicator


@dataclass(frozen=True)
class Change:
    """By how much a value differs from an earlier one, in the indicator's unit."""

    value: float
    since: date
    good: bool | None  # None: no change, or an indicator without a direction


def change(now: float, before: float, since: date, entry: Indicator) -> Change:
    """The change from `before` to `now`; good by the indicator's direction, not by its sign."""
    moved = now - before
    if moved == 0 or entry.better in ("none", "range"):
        return Change(moved, since, None)
    return Change(moved, since, (moved > 0) == (entry.better == "higher"))


def last_change(points: Sequence[tuple[date, float]], entry: Indicator) -> Change | None:
    """The change from the last but one to the last of `points`, oldest first.

    A quantity that adds up from January is compared within its year only.
    """
    if len(points) < 2:
        return None
    (since, before), (period, now) = points[-2:]
    if entry.resets and since.year != period.year:
        return None
    return change(now, before, since, entry)


def yearly_change(points: Sequence[tuple[date, float]], entry: Indicator) -> Change | None:
    """The change since the same period a year before; None when that is not known."""
    if not points:
        return None
    period, now = points[-1]
    for since, before in reversed(points):
        if (since.year, since.month, since.day) == (period.year - 1, period.month, period.day):
            return change(now, before, since, entry)
    return None
