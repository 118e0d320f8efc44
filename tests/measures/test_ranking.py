"""Ranking, change, freshness and pace."""

from datetime import date

import pandas as pd
import pytest

from connectors import Indicator
from dashboard.measures import (
    age_days,
    best_pace,
    due,
    gap,
    is_stale,
    next_period,
    period_end,
    ranking,
    yearly_change,
)

NAN = float("nan")
MONTHLY = Indicator("m", "M", "%", "month", "lower", (0, 100), lag_days=10)


def facing(better):
    return Indicator("x", "X", "%", "year", better, (0, 100))


def test_ties_share_a_place_and_the_next_is_skipped():
    frame = pd.DataFrame({"area": list("abcde"), "value": [3.0, 5.0, 3.0, 1.0, NAN]})
    ranked = ranking(frame, facing("higher"))
    assert list(ranked["area"]) == ["b", "a", "c", "d", "e"]
    assert list(ranked["rank"])[:4] == [1, 2, 2, 4]
    assert pd.isna(ranked["rank"].iloc[4])
    assert set(ranked["of"]) == {4}


def test_lower_is_first_where_lower_is_better():
    frame = pd.DataFrame({"area": list("ab"), "value": [3.0, 5.0]})
    assert list(ranking(frame, facing("lower"))["area"]) == ["a", "b"]
    assert list(frame.columns) == ["area", "value"]


@pytest.mark.parametrize(
    ("frequency", "period", "end", "following"),
    [
        ("day", date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 1)),
        ("week", date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23)),
        ("month", date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1)),
        ("quarter", date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 1)),
        ("semester", date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1)),
        ("year", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)),
    ],
)
def test_each_frequency_knows_its_end_and_what_follows(frequency, period, end, following):
    entry = Indicator("x", "X", "", frequency, "none", (0, 1))
    assert period_end(period, entry) == end
    assert next_period(period, entry) == following


def test_a_value_is_stale_from_the_day_after_the_next_was_promised():
    september = date(2026, 9, 1)
    assert due(september, MONTHLY) == date(2026, 11, 10)
    assert not is_stale(september, MONTHLY, date(2026, 11, 10))
    assert is_stale(september, MONTHLY, date(2026, 11, 11))
    assert age_days(september, MONTHLY, date(2026, 10, 5)) == 5


def test_the_change_since_a_year_ago_needs_that_very_period():
    points = [(date(2025, 9, 1), 4.0), (date(2025, 10, 1), 5.0), (date(2026, 9, 1), 3.0)]
    found = yearly_change(points, MONTHLY)
    assert (found.value, found.since, found.good) == (-1.0, date(2025, 9, 1), True)
    assert yearly_change(points[1:], MONTHLY) is None


@pytest.mark.parametrize(
    ("better", "value", "missing"),
    [("higher", 4, 1), ("higher", 9, 0), ("lower", 9, 2), ("lower", 4, 0), ("range", 4, 1)],
)
def test_the_gap_is_what_is_missing(better, value, missing):
    assert gap(value, 5, 7, facing(better)) == missing


def test_the_best_pace_spreads_a_step_over_the_periods_it_took():
    points = [(date(2020, 1, 1), 10.0), (date(2022, 1, 1), 7.0), (date(2023, 1, 1), 6.0)]
    assert best_pace(points, facing("lower")) == 1.5
    assert best_pace(points, facing("higher")) == 0.0
    assert pd.isna(best_pace(points[:1], facing("lower")))
