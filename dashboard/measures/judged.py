"""How an indicator was judged at each moment that something of it became known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from connectors import Indicator
from dashboard.measures.freshness import is_stale
from dashboard.measures.standing import split
from dashboard.measures.state import GREEN, OFF, State, judge

NAN = float("nan")
POINT = ["kind", "reference", "source", "simulated", "period"]


@dataclass(frozen=True)
class Known:
    """The newest value as it was known at a moment, and its state, whatever its age then."""

    at: datetime
    period: date | None
    value: float
    state: State
    stale: bool = False  # the next value should have been there by then

    @property
    def off(self) -> bool:
        """Whether it was off its path."""
        return self.state in OFF

    @property
    def good(self) -> bool:
        """Whether it was where it should be, and fresh: what is stale shows no recovery."""
        return self.state in GREEN and not self.stale


def judged(
    vintages: pd.DataFrame,
    entry: Indicator,
    plans: Sequence[str],
    since: datetime,
    day_of: Callable[[datetime], date],
) -> list[Known]:
    """The judgements of `entry` at `since` and at each later moment of `vintages`, oldest first.

    `vintages` holds every value ever known of one area and SKPD, in the order of `recorded_at`
    (columns of `store.vintages`). `day_of` gives the regency's day of a moment.
    """
    found = []
    newest: dict[tuple[object, ...], int] = {}  # the row that holds for each point
    rows = vintages.reset_index(drop=True)
    keys = list(rows[POINT].itertuples(index=False, name=None))
    moments = [stamp.to_pydatetime() for stamp in rows["recorded_at"]]
    for place, (key, moment) in enumerate(zip(keys, moments, strict=True)):
        newest[key] = place
        following = moments[place + 1] if place + 1 < len(moments) else None
        if following == moment or (following is not None and following <= since):
            continue  # the moment brings more, or another one comes before the first asked for
        held = rows.loc[sorted(newest.values(), key=lambda at: keys[at][:2] + keys[at][4:])]
        found.append(_judge(held, entry, plans, moment, day_of(max(moment, since))))
    return found


def _judge(
    rows: pd.DataFrame, entry: Indicator, plans: Sequence[str], moment: datetime, day: date
) -> Known:
    points, targets = split(rows)
    if not points:
        return Known(moment, None, NAN, State.NO_VALUE)
    period, value = points[-1]
    state = judge(points, targets, entry, plans).state
    return Known(moment, period, value, state, is_stale(period, entry, day))
