"""One area beside others: in which period they can be compared, and its place in each."""

import pandas as pd

from connectors import Indicator
from dashboard.measures.ranking import ranking

RECENT = pd.DateOffset(years=3)


def shared_period(rows: pd.DataFrame, home: str) -> pd.Timestamp | None:
    """The period in which to compare `home` with the others.

    Of those of the last three years that `home` knows: the newest that at least half of the others
    know too; else the newest that two of them know. Else the newest that any other knows, whenever
    that was. `rows` (area, period, value) is of one indicator. None when no period is shared.
    """
    known = rows[rows["value"].notna()]
    mine = known.loc[known["area"] == home, "period"]
    others = known[known["area"] != home]
    counts = others[others["period"].isin(set(mine))].groupby("period")["area"].nunique()
    if counts.empty:
        return None
    recent = counts[counts.index > mine.max() - RECENT]
    for least in (max(2.0, others["area"].nunique() / 2), 2.0):
        enough = recent[recent >= least]
        if len(enough):
            return pd.Timestamp(enough.index.max())
    return pd.Timestamp(counts.index.max())


def places(rows: pd.DataFrame, entry: Indicator, home: str) -> pd.DataFrame:
    """The place of `home` in each period that it shares with others, oldest first.

    Columns: period, value, rank, of, ties (others that share the place), and the first and the last
    of them (`best`, `worst`: codes of areas).
    """
    made = []
    for period, of_period in rows[rows["value"].notna()].groupby("period"):
        ranked = ranking(of_period, entry)
        mine = ranked[ranked["area"] == home]
        if mine.empty or len(ranked) < 2:
            continue
        place = int(mine["rank"].iloc[0])
        made.append(
            {
                "period": period,
                "value": float(mine["value"].iloc[0]),
                "rank": place,
                "of": len(ranked),
                "ties": int((ranked["rank"] == place).sum()) - 1,
                "best": str(ranked["area"].iloc[0]),
                "worst": str(ranked["area"].iloc[-1]),
            }
        )
    columns = ["period", "value", "rank", "of", "ties", "best", "worst"]
    return pd.DataFrame(made, columns=columns)
