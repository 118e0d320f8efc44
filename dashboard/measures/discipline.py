"""How well an agency keeps its data: are its sources read, dependably, and its numbers on time?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NAN = float("nan")
MOST = 2  # intervals without a good refresh, after which a source is late
DAY = timedelta(days=1)


class Condition(StrEnum):
    """How a source is, told in days."""

    FRESH = "fresh"
    LATE = "late"
    FAILED = "failed"
    NEVER = "never"  # nothing was ever read of it, so it is not held against anybody


@dataclass(frozen=True)
class Discipline:
    """Three parts and their mean, each 0 to 100; NaN where there is nothing to count."""

    fresh: float  # of the sources that were ever read: those that are fresh
    reliability: float  # mean of the sources' reliability
    on_time: float  # of the indicators with a value: those that are not overdue
    score: float


def condition(state: str, ok: date | None, today: date, interval: timedelta) -> Condition:
    """How a source is on the day `today`: `state` of its last run (ok, failed, held, …), day of
    its last good one, and how often it is asked.

    Late is more than two intervals after the last good refresh, and two days at the least: a page
    that is true all day cannot count hours. A failed run of a source that gave something before is
    a failure, however fresh what it gave; one that never gave anything has no condition yet.
    """
    if ok is None:
        return Condition.NEVER
    if state in ("failed", "interrupted", "held"):
        return Condition.FAILED
    late = today - ok > MOST * max(interval, DAY)
    return Condition.LATE if late else Condition.FRESH


def discipline(
    conditions: Sequence[Condition], reliabilities: Sequence[float], overdue: Sequence[bool]
) -> Discipline:
    """The discipline of who owns sources in `conditions`, with `reliabilities` (0 to 100), and
    whose indicators are `overdue` or not.

    The score is the plain mean of the parts that are there. No regulation has it: it is ours. What
    an agency revised is told beside it and not counted, for a score that falls with every
    correction would teach not to correct.
    """
    read = [each for each in conditions if each is not Condition.NEVER]
    parts = (
        _share([each is Condition.FRESH for each in read]),
        sum(reliabilities) / len(reliabilities) if reliabilities else NAN,
        _share([not each for each in overdue]),
    )
    known = [part for part in parts if part == part]
    return Discipline(*parts, score=sum(known) / len(known) if known else NAN)


def _share(good: Sequence[bool]) -> float:
    return 100 * sum(good) / len(good) if good else NAN
