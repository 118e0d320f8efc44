"""The target to judge a value by, and the path to it: where the value should be by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from connectors import Indicator
from dashboard.measures.achievement import floor
from dashboard.measures.pace import Ends, gap, periods_between

# What reckoning may lose of a number: 9,7 is on a path that comes out as 9,700000000000001.
EXACT = 1e-9

Point = tuple[date, float]


@dataclass(frozen=True)
class Target:
    """What a plan wants at a period: one number, or a range with both ends."""

    period: date
    lower: float
    upper: float
    reference: str

    @property
    def ends(self) -> Ends:
        """Both ends; the same number twice where it is one."""
        return self.lower, self.upper

    def bound(self, entry: Indicator, value: float) -> float:
        """The end of the range that has to be reached."""
        if entry.better == "higher":
            return self.lower
        if entry.better == "lower":
            return self.upper
        return min(self.ends, key=lambda end: abs(end - value))


@dataclass(frozen=True)
class Aim:
    """A value beside what it is judged by."""

    target: Target
    path: float  # where the value should be at its period
    missing: float  # to the target, in the unit
    short: float  # to the path

    @property
    def off(self) -> bool:
        """Whether the value is not yet where it should be."""
        return self.short > 0


def target_for(
    period: date, targets: Sequence[Target], entry: Indicator, plans: Sequence[str]
) -> Target | None:
    """The target to judge a value of `period` by: its own period's, or else the next later one's.

    Of several, the newest plan's counts (`plans` is oldest first). A target of a quantity that
    adds up from January binds its own year only.
    """
    later = [
        target
        for target in targets
        if target.period >= period and not (entry.resets and target.period.year != period.year)
    ]
    newest = {plan: place for place, plan in enumerate(plans)}
    return min(later, key=lambda t: (t.period, -newest.get(t.reference, -1)), default=None)


def path_at(
    period: date,
    target: Target,
    points: Sequence[Point],
    targets: Sequence[Target],
    entry: Indicator,
) -> float:
    """Where the value should be at `period` on a straight line to `target`.

    The line begins at the plan's target before, at zero at the turn of the year for a quantity
    that adds up from January, or else at the last value before this year, or the first one known.
    What it began short of the target shrinks evenly to nothing; so a line that began beyond the
    target asks for the target, not for more.
    """
    value = points[-1][1]
    end = target.bound(entry, value)
    allowed = 0.0
    if target.period > period:
        begun, left = _begun(period, target, points, targets, entry)
        allowed = gap(begun, *target.ends, entry) * left
    below = entry.better == "higher" or (entry.better == "range" and value < end)
    return end - allowed if below else end + allowed


def aim(
    points: Sequence[Point], targets: Sequence[Target], entry: Indicator, plans: Sequence[str]
) -> Aim | None:
    """The last of `points` (oldest first, at least one) beside what it is judged by.

    None without a target, and for an indicator without a direction. Short of its path is what is
    further from the target than the path is; a target of the value's own period allows nothing.
    """
    period, value = points[-1]
    target = target_for(period, targets, entry, plans)
    if target is None or entry.better == "none":
        return None
    path = path_at(period, target, points, targets, entry)
    missing = gap(value, *target.ends, entry)
    short = max(missing - gap(path, *target.ends, entry), 0.0)
    if target.period > period and short <= EXACT * max(abs(value), abs(path), floor(entry)):
        short = 0.0
    return Aim(target, path, missing, short)


def _begun(
    period: date,
    target: Target,
    points: Sequence[Point],
    targets: Sequence[Target],
    entry: Indicator,
) -> tuple[float, float]:
    """The value at which the line to `target` began, and the share of it still to go."""
    if entry.resets:
        january = date(period.year, 1, 1)
        done = periods_between(january, period, entry) + 1  # the first period brings its share
        return 0.0, 1 - done / (periods_between(january, target.period, entry) + 1)
    same = [t for t in targets if t.reference == target.reference and t.period < period]
    if same:
        last = max(same, key=lambda t: t.period)
        start, begun = last.period, last.bound(entry, points[-1][1])
    else:
        year = period.year
        start, begun = next((p for p in reversed(points) if p[0].year < year), points[0])
    whole = max(periods_between(start, target.period, entry), 1)
    return begun, 1 - periods_between(start, period, entry) / whole
