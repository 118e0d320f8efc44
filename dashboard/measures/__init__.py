"""Reckons: frame in, frame or figures out. No input or output, no clock."""

from dashboard.measures.achievement import achievement, achievement_class, floor
from dashboard.measures.beside import places, shared_period
from dashboard.measures.budget import Pace, beside_plan, waiting, yearly_pace
from dashboard.measures.change import Change, change, last_change, yearly_change
from dashboard.measures.discipline import Condition, Discipline, condition, discipline
from dashboard.measures.followup import Course, Entry, Event, Happening, Progress, course
from dashboard.measures.freshness import age_days, due, is_stale, next_period, period_end
from dashboard.measures.judged import Known, judged
from dashboard.measures.lagging import Lagging, is_average, lagging
from dashboard.measures.moved import Move, is_over, is_seasonal, moved
from dashboard.measures.outlook import Outlook, Said, outlook
from dashboard.measures.pace import best_pace, gap, pace_needed, periods_between
from dashboard.measures.path import Aim, Target, aim, path_at, target_for
from dashboard.measures.peers import Versus, adds_up, bounds_of, fifths, is_small, peers, versus
from dashboard.measures.priority import (
    DIRECTION_MOST,
    GAP_MOST,
    PEOPLE_MOST,
    PERSISTENCE_MOST,
    Priority,
    priority,
)
from dashboard.measures.ranking import ranking
from dashboard.measures.reliability import reliability
from dashboard.measures.similar import Likeness, similar
from dashboard.measures.standing import Standing, off_since, standing
from dashboard.measures.state import GREEN, Judgement, State, judge

__all__ = [
    "Aim",
    "Change",
    "Condition",
    "Course",
    "DIRECTION_MOST",
    "Discipline",
    "Entry",
    "Event",
    "GAP_MOST",
    "GREEN",
    "Happening",
    "Judgement",
    "Known",
    "Lagging",
    "Likeness",
    "Move",
    "Outlook",
    "PEOPLE_MOST",
    "PERSISTENCE_MOST",
    "Pace",
    "Priority",
    "Progress",
    "Said",
    "Standing",
    "State",
    "Target",
    "Versus",
    "achievement",
    "achievement_class",
    "adds_up",
    "age_days",
    "aim",
    "beside_plan",
    "best_pace",
    "bounds_of",
    "change",
    "condition",
    "course",
    "discipline",
    "due",
    "fifths",
    "floor",
    "gap",
    "is_average",
    "is_over",
    "is_seasonal",
    "is_small",
    "is_stale",
    "judge",
    "judged",
    "lagging",
    "last_change",
    "moved",
    "next_period",
    "off_since",
    "outlook",
    "pace_needed",
    "path_at",
    "peers",
    "period_end",
    "periods_between",
    "places",
    "priority",
    "ranking",
    "reliability",
    "shared_period",
    "similar",
    "standing",
    "target_for",
    "versus",
    "waiting",
    "yearly_change",
    "yearly_pace",
]
