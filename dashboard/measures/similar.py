"""Which regencies are most alike: the distance between them over indicators of structure.

For each indicator that both know for the same period within the time that counts, the difference of
their values is divided by the standard deviation over all regencies; the distance is the root of
the mean of the squares (a standardised Euclidean distance, for each indicator alike). The mean, not
the sum: regencies share more indicators or fewer, and knowing more makes nobody less alike.
"""

import math
import statistics
from dataclasses import dataclass
from datetime import date

import pandas as pd

KNOWN = 3  # regencies: of two, a standardised difference is always the same and tells nothing


@dataclass(frozen=True)
class Likeness:
    """How far one regency is from another, and what that rests on."""

    area: str
    distance: float  # in standard deviations; NaN when it would rest on too little
    on: tuple[tuple[str, date], ...]  # the indicators that were compared, each with its period


def similar(frame: pd.DataFrame, home: str, since: date, least: int) -> list[Likeness]:
    """The other areas of `frame` (indicator, area, period, value), the most alike first.

    Values before `since` do not count. An indicator that fewer than three areas know, or that is
    the same everywhere, tells nothing. Areas with less than `least` indicators in common with
    `home` come last, without a distance, those with the most first.
    """
    rows = frame[(frame["period"] >= pd.Timestamp(since)) & frame["value"].notna()]
    known: dict[str, dict[str, dict[date, float]]] = {}
    for code, area, day, value in zip(
        rows["indicator"], rows["area"], rows["period"], rows["value"], strict=True
    ):
        known.setdefault(str(code), {}).setdefault(str(area), {})[day.date()] = float(value)
    spreads = {code: spread(by_area) for code, by_area in sorted(known.items())}
    others = sorted({str(area) for area in frame["area"]} - {home})
    found = []
    for area in others:
        on, squares = [], []
        for code, deviation in spreads.items():
            mine, theirs = known[code].get(home, {}), known[code].get(area, {})
            if deviation and (shared := set(mine) & set(theirs)):
                day = max(shared)
                on.append((code, day))
                squares.append(((mine[day] - theirs[day]) / deviation) ** 2)
        enough = len(on) >= max(least, 1)
        distance = math.sqrt(math.fsum(squares) / len(squares)) if enough else math.nan
        found.append(Likeness(area, distance, tuple(on)))
    return sorted(found, key=_order)


def _order(one: Likeness) -> tuple[int, float]:
    far = one.distance
    return (0, far) if far == far else (1, -len(one.on))


def spread(by_area: dict[str, dict[date, float]]) -> float:
    """The standard deviation of the areas' newest values; 0 when it tells nothing."""
    newest = [values[max(values)] for values in by_area.values()]
    if len(newest) < KNOWN or min(newest) == max(newest):
        return 0.0
    return statistics.stdev(newest)
