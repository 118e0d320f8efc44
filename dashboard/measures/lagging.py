"""How one area stands among its like and beside the whole: a comparison, never a judgement.

Targets are set for the whole regency. A kecamatan is therefore not on or off a path; but it can be
among the last of all kecamatan, or do worse than the regency.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from connectors import Indicator
from dashboard.measures.achievement import floor
from dashboard.measures.ranking import ranking

LAST = 3  # areas that are called the last
FEWEST = 2 * LAST + 1  # areas with a value; among fewer, three are half of them


@dataclass(frozen=True)
class Lagging:
    """Where an area lags: its place, best first, and the value of the whole."""

    value: float
    home: float
    rank: int
    of: int
    after: int  # areas that do worse still
    last: bool  # among the last three
    worse: bool  # than the whole
    total: bool  # the whole is the sum of its areas, so larger areas have more of it
    share: float  # worse than the whole by, in proportion to it; 0 where it is not worse


def is_average(values: Iterable[float], home: float) -> bool:
    """Whether `home` is to its areas as an average is: between the lowest and the highest.

    The sum of values of one sign never is, so what adds up (cases, rupiah, households) is told from
    what does not (rates, prices) without anyone having declared it.
    """
    known = [value for value in values if value == value]
    return bool(known) and min(known) < home < max(known)


def lagging(places: pd.DataFrame, home: float, area: str, entry: Indicator) -> Lagging | None:
    """How `area` lags among `places` (area, value: one period) and behind `home`; None if nowhere.

    Averages are compared with each other and with the whole. Of sums only what is better low is
    compared, and only with each other: less of something good is no lag where fewer people live.
    Nothing is said where the value of the whole is not known, or no direction is the better one.
    A difference that rounding hides does not count; ties share the better place.
    """
    if entry.better not in ("higher", "lower") or home != home:
        return None
    ranked = ranking(places, entry)
    mine = ranked[(ranked["area"] == area) & ranked["value"].notna()]
    if mine.empty:
        return None
    value, rank, of = float(mine["value"].iloc[0]), int(mine["rank"].iloc[0]), int(ranked["of"][0])
    total = not is_average(ranked["value"], home)
    last = of >= FEWEST and rank > of - LAST
    behind = value - home if entry.better == "lower" else home - value
    worse = not total and round(behind, entry.decimals) > 0
    if not (last or worse) or (total and entry.better == "higher"):
        return None
    share = behind / max(abs(home), floor(entry)) if worse else 0.0
    # Two that share the last place are each the worst: nobody does worse than they.
    after = int((ranked["rank"] > rank).sum())
    return Lagging(value, home, rank, of, after, last, worse, total, share)
