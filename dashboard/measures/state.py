"""The state, which is the light: is the value where it should be by now?

Not the achievement class, which is lenient: a poverty rate of 11,49 against a target of 10,95 is
an achievement of 95 percent, «sangat tinggi», and yet the target is missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from connectors import Indicator
from dashboard.measures.achievement import floor
from dashboard.measures.pace import best_pace, gap, pace_needed, periods_between
from dashboard.measures.path import EXACT, Point, Target, aim

NAN = float("nan")


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
GREEN = (State.REACHED, State.ON_PATH)  # where it should be by now
OFF = (State.BELOW_PATH, State.BEHIND, State.WORSENING)


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


def judge(
    points: Sequence[Point], targets: Sequence[Target], entry: Indicator, plans: Sequence[str]
) -> Judgement:
    """Judge the last of `points` (oldest first, at least one), whatever its age.

    Reached: the target is met. On the path: not yet, but as far as it should be by now, which a
    value at its target's own period cannot be. Worsening: off the path, and the last change moved
    away from it. Behind: off by more than the best pace of the past can make up until the plan's
    last target, or within one period when none is left. Below the path: off, but it can be caught
    up. An indicator without a direction is not judged. These are the words of the dashboard's own
    design, where the state answers "is it where it should be by now?"; no regulation has them.
    """
    period, value = points[-1]
    found = aim(points, targets, entry, plans)
    if found is None:
        return Judgement(State.NO_TARGET, None, NAN, NAN, NAN, 0, NAN)
    target, path = found.target, found.path
    best = best_pace(points, entry, target.ends)
    if found.missing == 0:
        return Judgement(State.REACHED, target, path, 0.0, 0.0, 0, best)
    last = _last_target(points, target, targets, entry)
    left = periods_between(period, last.period, entry)
    needed = pace_needed(gap(value, *last.ends, entry), left)
    if not found.off:
        return Judgement(State.ON_PATH, target, path, 0.0, needed, left, best)
    state = State.BELOW_PATH
    size = max(abs(value), abs(last.bound(entry, value)), floor(entry))
    if _moved_away(points, target, entry):
        state = State.WORSENING
    elif needed - best > EXACT * size:  # never so while the best pace is not known
        state = State.BEHIND
    return Judgement(state, target, path, found.short, needed, left, best)


def _last_target(
    points: Sequence[Point], target: Target, targets: Sequence[Target], entry: Indicator
) -> Target:
    """The last target of the same plan; of what adds up from January, the last of its year."""
    period = points[-1][0]
    ahead = [
        t
        for t in targets
        if t.reference == target.reference
        and t.period > period
        and not (entry.resets and t.period.year != period.year)
    ]
    return max(ahead, key=lambda t: t.period, default=target)


def _moved_away(points: Sequence[Point], target: Target, entry: Indicator) -> bool:
    if len(points) < 2 or (entry.resets and points[-2][0].year != points[-1][0].year):
        return False
    was, still = (gap(value, *target.ends, entry) for _, value in points[-2:])
    return still > was
