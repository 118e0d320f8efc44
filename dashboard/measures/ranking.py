"""Ranking of areas, ties sharing a place."""

import pandas as pd

from connectors import Indicator


def ranking(frame: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """`frame` (one row an area, with `value`) with `rank` and `of`, best first.

    Equal values share the better place and the next one is skipped (1, 2, 2, 4), as in the rankings
    of BPS. Without a direction the highest is first. Areas without a value come last, unranked.
    """
    rising = entry.better == "lower"
    places = frame["value"].rank(method="min", ascending=rising)
    ranked = frame.assign(rank=places.astype("Int64"), of=int(frame["value"].notna().sum()))
    return ranked.sort_values("rank", kind="stable", na_position="last", ignore_index=True)
