"""How dependable a source has been: the share of time in which its last refresh was a good one."""

from datetime import datetime

import pandas as pd


def reliability(history: pd.DataFrame, since: datetime, now: datetime) -> dict[str, float]:
    """For each source, 0 to 100: time after a run that ended ok, until the next run ended, over all
    time since its first run or `since`, whichever is later.

    `history` has one row a run that ended: source, ended_at, state. Time and not runs is counted,
    for a source that fails is tried again four times an hour, and a good one once a day. A source
    whose first run is this very moment has no score.
    """
    scores = {}
    for source, runs in history.sort_values("ended_at").groupby("source"):
        ends = [max(moment, since) for moment in runs["ended_at"]]
        until = [*ends[1:], now]
        spans = [(b - a).total_seconds() for a, b in zip(ends, until, strict=True)]
        good = [span for span, state in zip(spans, runs["state"], strict=True) if state == "ok"]
        if sum(spans) > 0:
            scores[str(source)] = 100 * sum(good) / sum(spans)
    return scores
