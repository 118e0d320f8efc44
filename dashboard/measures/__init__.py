"""Reckons: frame in, frame or figures out. No input or output, no clock."""

from dashboard.measures.achievement import achievement, achievement_class, floor
from dashboard.measures.change import Change, change, last_change, yearly_change
from dashboard.measures.freshness import age_days, due, is_stale, next_period, period_end
from dashboard.measures.pace import best_pace, gap, periods_between
from dashboard.measures.ranking import ranking
from dashboard.measures.standing import Standing, attention, off_since, standing
from dashboard.measures.state import Judgement, State, Target, judge, path_at, target_for

__all__ = [
    "Change",
    "Judgement",
    "Standing",
    "State",
    "Target",
    "achievement",
    "achievement_class",
    "age_days",
    "attention",
    "best_pace",
    "change",
    "due",
    "floor",
    "gap",
    "is_stale",
    "judge",
    "last_change",
    "next_period",
    "off_since",
    "path_at",
    "period_end",
    "periods_between",
    "ranking",
    "standing",
    "target_for",
    "yearly_change",
]
