"""The outlook: where an indicator is heading until a plan's end, and how far that can be trusted.

The method is exponential smoothing with a damped trend (Gardner and McKenzie 1985), the standard
against which forecasts of short yearly series are compared. Its weights are fixed, not fitted: on
8 to 17 points fitted weights gave bands of «80 %» that held 40 to 65 % of what came four years
on (3000 simulated series each of random walks with and without drift, and of trends); with these,
75 to 90 %. It is written as the ARIMA(1,1,2) that it equals, so that statsmodels' Kalman filter
passes over missing years, and the band grows with them.
"""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from connectors import Indicator
from dashboard.measures.path import Point, Target

LEVEL, TREND, DAMPED = 0.9, 0.18, 0.9  # weight of the newest change: on the level, on the trend
LEAST = 8  # values: three origins, and so six forecasts, stay to test the method on
FIRST = 5  # values before the first forecast of the back-test
FURTHEST = 5  # years ahead that are tested
BETTER = 0.8  # of the naive error, at most: by luck a random walk gets there about once in seven
BAND = 0.8  # of what may come lies within the band
NAN = float("nan")


@dataclass(frozen=True)
class Ahead:
    """What is expected of one year, in the indicator's unit."""

    year: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Said:
    """A forecast that would have been made at the end of `origin`, against what came."""

    origin: int
    year: int
    said: float
    came: float
    naive: float  # the last value known then


@dataclass(frozen=True)
class Outlook:
    """Where an indicator is heading. `why` says why nothing is shown; empty when it is.

    The words of `why`: yearly (it is not), resets, ended (the plan), few, sparse, equal, naive.
    """

    why: str
    count: int = 0  # values known
    ahead: tuple[Ahead, ...] = ()
    chance: float = NAN  # of meeting the target, 0 to 1
    goal: Target | None = None
    error: float = NAN  # mean absolute error of the back-test
    naive_error: float = NAN  # of the last value as forecast
    record: tuple[Said, ...] = ()


def outlook(
    points: Sequence[Point], entry: Indicator, until: int, goal: Target | None = None
) -> Outlook:
    """The outlook of `points` (yearly, oldest first) until the year `until`.

    Shown only where the forecasts that would have been made from the fifth value on, one to five
    years ahead, were at least 20 % nearer to what came than the last known value was. `goal` gives
    the chance; an indicator without a direction, or with a range as the best, has none. The band
    stays within the indicator's range; the chance does not need it.
    """
    if entry.frequency != "year":
        return Outlook("yearly")
    if entry.resets:
        return Outlook("resets")
    known = {period.year: value for period, value in points}
    if not known or until <= max(known):
        return Outlook("ended", len(known))
    if len(known) < LEAST:
        return Outlook("few", len(known))
    if len(known) * 2 < max(known) - min(known) + 1:
        return Outlook("sparse", len(known))
    if len(set(known.values())) == 1:
        return Outlook("equal", len(known))
    last = max(known)
    record = backtest(known, min(until - last, FURTHEST))
    error = sum(abs(one.said - one.came) for one in record) / len(record)
    naive = sum(abs(one.naive - one.came) for one in record) / len(record)
    why = "" if error <= BETTER * naive else "naive"
    if why:
        return Outlook(why, len(known), error=error, naive_error=naive, record=record)
    means, deviations = forecast(known, until - last)
    degrees = len(known) - 1
    low, high = entry.range
    reach = _quantile(degrees, (1 + BAND) / 2)
    ahead = tuple(
        Ahead(
            last + step,
            _within(mean, low, high),
            _within(mean - reach * wide, low, high),
            _within(mean + reach * wide, low, high),
        )
        for step, (mean, wide) in enumerate(zip(means, deviations, strict=True), 1)
    )
    meant = goal if goal and last < goal.period.year <= until else None
    chance = NAN
    if meant and entry.better in ("higher", "lower"):
        step = meant.period.year - last - 1
        chance = _chance(means[step], deviations[step], degrees, meant, entry)
    return Outlook("", len(known), ahead, chance, meant, error, naive, record)


def backtest(known: dict[int, float], steps: int) -> tuple[Said, ...]:
    """What would have been said from each origin, one to `steps` years ahead, of known years."""
    years = sorted(known)
    found = []
    for place, origin in enumerate(years[FIRST - 1 : -1], FIRST):
        before = {year: known[year] for year in years[:place]}
        means, _ = forecast(before, steps)
        found += [
            Said(origin, origin + step, mean, known[origin + step], known[origin])
            for step, mean in enumerate(means, 1)
            if origin + step in known
        ]
    return tuple(found)


def forecast(known: dict[int, float], steps: int) -> tuple[list[float], list[float]]:
    """Mean and standard deviation of the years after the last one; a missing year is passed over.

    Equal values give their value, without a doubt, which a back-test's beginning may have.
    """
    values = list(known.values())
    first, spread = min(known), max(values) - min(values)
    if spread == 0:
        return [values[0]] * steps, [0.0] * steps
    begun = values[0]
    series = [(known.get(year, NAN) - begun) / spread for year in range(first, max(known) + 1)]
    weights = [DAMPED, LEVEL + DAMPED * TREND - 1 - DAMPED, (1 - LEVEL) * DAMPED]
    told = _library()(series, order=(1, 1, 2), concentrate_scale=True).filter(weights)
    ahead = told.get_forecast(steps)
    means = [begun + spread * float(mean) for mean in ahead.predicted_mean]
    return means, [spread * float(wide) for wide in ahead.se_mean]


def _library() -> Any:
    """statsmodels takes a second and 80 MB to load: only a worker that shows an outlook pays."""
    with warnings.catch_warnings():  # it puts filters of its own before those of the program
        from statsmodels.tsa.statespace.sarimax import SARIMAX
    return SARIMAX


def _chance(mean: float, wide: float, degrees: int, goal: Target, entry: Indicator) -> float:
    """Of reaching the target: what of a Student distribution lies on its good side."""
    from scipy.special import stdtr

    distance = goal.bound(entry, mean) - mean
    below = float(stdtr(degrees, distance / wide)) if wide else float(distance >= 0)
    return below if entry.better == "lower" else 1 - below


def _quantile(degrees: int, share: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(degrees, share))


def _within(value: float, low: float, high: float) -> float:
    return math.nan if math.isnan(value) else min(max(value, low), high)
