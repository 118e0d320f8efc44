"""The state, which is the light: is the value where it should be by now?

Not the achievement class, which is lenient: a poverty rate of 11,49 against a target of 10,95 is
an achievement of 95 percent, «sangat tinggi», and yet the target is missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from connectors import Indicator
from dashboard.measures.pace import best_pace, gap, periods_between


class State(StrEnum):
    """One of five judgements, or one of three greys."""

    REACHED = "reached"
    ON_PATH = "on_path"
    BELOW_PATH = "below_path"
    BEHIND = "behind"
    WORSENING = "worsening"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    STALE = "stale"

    @property
    def word(self) -> str:
        """The state as the leadership says it."""
        return WORDS[self]


WORDS = {
    State.REACHED: "tercapai",
    State.ON_PATH: "di jalur",
    State.BELOW_PATH: "di bawah jalur",
    State.BEHIND: "tertinggal",
    State.WORSENING: "memburuk",
    State.NO_TARGET: "belum ada target",
    State.NO_VALUE: "belum ada data",
    State.STALE: "lewat umur",
}
OFF = (State.BELOW_PATH, State.BEHIND, State.WORSENING)

Point = tuple[date, float]


@dataclass(frozen=True)
class Target:
    """What a plan wants at a period: one number, or a range with both ends."""

    period: date
    lower: float
    upper: float
    reference: str

    def bound(self, entry: Indicator, value: float) -> float:
        """The end of the range that has to be reached."""
        if entry.better == "higher":
            return self.lower
        if entry.better == "lower":
            return self.upper
        return min((self.lower, self.upper), key=lambda end: abs(end - value))


@dataclass(frozen=True)
class Judgement:
    """A value judged by the target of its own period, or else by the path to the next one."""

    state: State
    target: Target | None
    path: float  # where the value should be at its period; NaN without a target
    gap: float  # what is missing to that
    pace_needed: float  # a period, to meet the plan's last target
    periods_left: int
    best_pace: float


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
    """
    end = target.bound(entry, points[-1][1])
    if target.period == period:
        return end
    start, value = date(period.year - 1, 12, 1), 0.0
    if not entry.resets:
        same = [t for t in targets if t.reference == target.reference and t.period < period]
        earlier = [point for point in points if point[0].year < period.year]
        if same:
            last = max(same, key=lambda t: t.period)
            start, value = last.period, last.bound(entry, points[-1][1])
        else:
            start, value = earlier[-1] if earlier else points[0]
    whole = periods_between(start, target.period, entry)
    return value + (end - value) * periods_between(start, period, entry) / max(whole, 1)


def judge(
    points: Sequence[Point], targets: Sequence[Target], entry: Indicator, plans: Sequence[str]
) -> Judgement:
    """Judge the last of `points` (oldest first, at least one), whatever its age.

    Reached: the target is met. On the path: not yet, but as far as it should be by now, which a
    value at its target's own period cannot be. Worsening: off the path, and the last change moved
    away from it. Behind: off by more than the best pace of the past can make up until the plan's
    last target, or within one period when none is left. Below the path: off, but it can be caught
    up. An indicator without a direction is not judged.
    """
    period, value = points[-1]
    nan = float("nan")
    target = target_for(period, targets, entry, plans)
    if target is None or entry.better == "none":
        return Judgement(State.NO_TARGET, None, nan, nan, nan, 0, nan)
    path = path_at(period, target, points, targets, entry)
    best = best_pace(points, entry)
    missing = gap(value, target.lower, target.upper, entry)
    if missing == 0:
        return Judgement(State.REACHED, target, path, 0.0, 0.0, 0, best)
    short = gap(value, path, path, entry)
    ahead = [
        t
        for t in targets
        if t.reference == target.reference
        and t.period > period
        and not (entry.resets and t.period.year != period.year)
    ]
    last = max(ahead, key=lambda t: t.period, default=target)
    left = periods_between(period, last.period, entry)
    needed = gap(value, last.lower, last.upper, entry) / max(left, 1)
    if target.period > period and short == 0:
        return Judgement(State.ON_PATH, target, path, 0.0, needed, left, best)
    state = State.BELOW_PATH
    if _moved_away(points, target, entry):
        state = State.WORSENING
    elif needed > best:  # never so while the best pace is not known
        state = State.BEHIND
    return Judgement(state, target, path, short, needed, left, best)


def _moved_away(points: Sequence[Point], target: Target, entry: Indicator) -> bool:
    if len(points) < 2 or (entry.resets and points[-2][0].year != points[-1][0].year):
        return False
    before, now = points[-2][1], points[-1][1]
    was, still = (gap(value, target.lower, target.upper, entry) for value in (before, now))
    return still > was
