"""The order of problems: points for direction, gap, persistence and people, each of them shown.

These are decisions of this dashboard; no regulation ranks problems. They are few, so that a leader
can redo them by hand: the page tells every part, and `docs/ukuran.md` tells why.
"""

import math
from dataclasses import dataclass
from datetime import date

from connectors import Indicator
from dashboard.measures.achievement import floor
from dashboard.measures.freshness import age_days
from dashboard.measures.path import Target
from dashboard.measures.standing import Standing
from dashboard.measures.state import OFF, State

NAN = float("nan")
DIRECTION = {State.WORSENING: 40.0, State.BEHIND: 30.0, State.BELOW_PATH: 15.0}
DIRECTION_MOST, GAP_MOST, PERSISTENCE_MOST, PEOPLE_MOST = 40.0, 30.0, 15.0, 15.0
HALF_SHARE = 0.10  # of the target: such a gap gets half of its points; targets are missed by 2–30 %
HALF_YEARS = 1.0  # off the path: as long gets half of its points
DAYS = 365.25


@dataclass(frozen=True)
class Priority:
    """Why a problem stands where it stands. An overdue one has no points: it cannot be judged."""

    direction: float = 0.0  # of 40
    gap: float = 0.0  # of 30
    persistence: float = 0.0  # of 15
    people: float = 0.0  # of 15
    share: float = NAN  # what is missing to the path, in proportion to the target
    floored: bool = False  # the target is so near to zero that `floor` stands for it
    days: float = NAN  # off the path, since the end of the first period
    affected: float = NAN  # people; NaN: not known
    residents: float = NAN  # people in the area; NaN: not known
    overdue: int = 0  # days since the next value was promised; above 0: overdue

    @property
    def points(self) -> float:
        """All points, 0 to 100."""
        return round(self.direction + self.gap + self.persistence + self.people, 1)

    @property
    def order(self) -> tuple[bool, float, float]:
        """Sorts worst first: by points, then by share; then what is overdue, longest first."""
        if self.overdue:
            return True, -self.overdue, 0.0
        return False, -self.points, -self.share


def priority(
    standing: Standing,
    entry: Indicator,
    today: date,
    affected: float = NAN,
    residents: float = NAN,
) -> Priority | None:
    """What makes a problem of `standing` urgent; None when it is none.

    A problem is off its path, or overdue with a target. Points:

    - direction, to 40: worsening 40, behind 30, below the path 15;
    - gap, to 30: 30 × s / (s + 0,10), s = what is missing to the path / |target|, where the target
      counts for 1 % of the width of the indicator's range at least (`floor`), so that zero divides;
    - persistence, to 15: 15 × y / (y + 1), y = years since the end of the first period of the
      unbroken run off the path;
    - people, to 15: 15 × log(1 + n) / log(1 + N), n = people `affected`, N = `residents` of the
      area. Where either is not known there are no points, and never an estimate.

    Each is rounded to one decimal, so that what is shown adds up. More of any of them is never
    less urgent.
    """
    if standing.stale and standing.target_period is not None and standing.due is not None:
        return Priority(overdue=max((today - standing.due).days, 1))
    if standing.state not in OFF or standing.target_period is None:
        return None
    ends = standing.target_lower, standing.target_upper
    target = Target(standing.target_period, *ends, standing.target_reference)
    size, least = abs(target.bound(entry, standing.value)), floor(entry)
    share = standing.gap / max(size, least)
    days = NAN
    if standing.since is not None:
        days = float(max(age_days(standing.since, entry, today), 0))
    return Priority(
        direction=DIRECTION[standing.state],
        gap=round(GAP_MOST * _saturating(share, HALF_SHARE), 1),
        persistence=round(PERSISTENCE_MOST * _saturating(days / DAYS, HALF_YEARS), 1),
        people=round(PEOPLE_MOST * _logarithmic(affected, residents), 1),
        share=share,
        floored=size < least,
        days=days,
        affected=affected,
        residents=residents,
    )


def _saturating(amount: float, half: float) -> float:
    """0 for nothing or what is not known, ½ at `half`, towards 1."""
    if amount != amount or amount <= 0:
        return 0.0
    return 1 - half / (amount + half)  # so, because infinity / infinity is no number


def _logarithmic(part: float, whole: float) -> float:
    """0 for nobody or what is not known, 1 for everybody, each tenfold alike."""
    if not (part > 0 and 0 < whole < math.inf):
        return 0.0
    return math.log1p(min(part, whole)) / math.log1p(whole)
